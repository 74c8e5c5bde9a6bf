from math import inf, isnan

import numpy as np
import pytest
from statsmodels.stats.power import TTestIndPower

from touchpath.stats.power import (
    detectable_change,
    detectable_rate,
    people_for_means,
    people_for_rates,
    power_of_means,
    power_of_rates,
    weeks_needed,
)


@pytest.mark.parametrize(("p1", "p2", "ratio"), [(0.1, 0.12, 1), (0.02, 0.01, 1), (0.5, 0.6, 0.25), (0.3, 0.2, 4)])
def test_people_power_and_detectable_rate_invert_each_other(p1: float, p2: float, ratio: float) -> None:
    people = people_for_rates(p1, p2, ratio=ratio)
    assert power_of_rates(p1, p2, people, ratio=ratio) == pytest.approx(0.8)
    assert detectable_rate(p1, people, rise=p2 > p1, ratio=ratio) == pytest.approx(p2, rel=1e-6)


def test_the_groups_may_swap() -> None:
    people = people_for_rates(0.1, 0.15, ratio=3)
    assert 3 * people == pytest.approx(people_for_rates(0.15, 0.1, ratio=1 / 3))


def test_more_people_show_smaller_changes() -> None:
    rates = [detectable_rate(0.2, n) for n in (100, 1_000, 100_000)]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] == pytest.approx(0.2, abs=0.006)


def test_what_cannot_be_planned() -> None:
    assert people_for_rates(0.2, 0.2) == inf
    assert people_for_means(0, 1) == inf
    assert isnan(detectable_rate(0.2, 3))
    assert isnan(detectable_rate(0.0, 100))
    assert weeks_needed(inf, 10) is None
    assert weeks_needed(100, 0) is None
    assert weeks_needed(101, 50) == 3


def test_power_of_means_agrees_with_statsmodels() -> None:
    theirs = TTestIndPower().power(effect_size=0.3, nobs1=60, alpha=0.05, ratio=1.5)
    assert power_of_means(0.6, 2, 60, ratio=1.5) == pytest.approx(theirs)
    assert power_of_means(0.6, 2, people_for_means(0.6, 2)) == pytest.approx(0.8, abs=0.01)


def test_detectable_change_with_few_weeks_is_larger() -> None:
    assert detectable_change(1.0) == pytest.approx(2.8016, abs=1e-4)
    assert detectable_change(1.0, 1e9) == pytest.approx(detectable_change(1.0), abs=1e-4)
    assert detectable_change(1.0, 8) > detectable_change(1.0, 30) > 2.8016
    assert detectable_change(0.5, 8) == pytest.approx(detectable_change(1.0, 8) / 2)
    # a true change of that size is found in 4 of 5 cases
    rng = np.random.default_rng(2)
    noise = rng.normal(0, 1, (20_000, 10))
    shift = noise[:, 5:].mean(1) - noise[:, :5].mean(1) + detectable_change(np.sqrt(0.4), 8)
    error = np.sqrt((noise[:, :5].var(1, ddof=1) + noise[:, 5:].var(1, ddof=1)) / 5)
    assert np.mean(shift / error >= 2.306) == pytest.approx(0.8, abs=0.02)
