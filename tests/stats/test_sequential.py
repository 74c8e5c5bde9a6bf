from math import log, sqrt

import numpy as np
import pytest
from scipy.stats import norm

from touchpath.stats.sequential import always_valid, lan_demets_bounds, obrien_fleming_spent, planned_look


def test_a_single_look_is_the_usual_test() -> None:
    assert lan_demets_bounds([1.0]) == pytest.approx([norm.isf(0.025)], abs=1e-5)
    assert planned_look(1.3, 0.5, [1.0]).p_value == pytest.approx(2 * norm.sf(2.6), rel=1e-3)


def test_the_first_bound_spends_the_first_share() -> None:
    first = lan_demets_bounds([0.3, 1.0])[0]
    assert norm.sf(first) == pytest.approx(obrien_fleming_spent(0.3), rel=1e-3)
    assert obrien_fleming_spent(1.0) == pytest.approx(0.025)


def test_early_looks_ask_for_more_and_bounds_do_not_depend_on_later_plans() -> None:
    bounds = lan_demets_bounds([0.2, 0.5, 0.7, 1.0])
    assert list(bounds) == sorted(bounds, reverse=True)
    assert lan_demets_bounds([0.2, 0.5]) == pytest.approx(bounds[:2])


def test_the_repeated_p_agrees_with_the_bound() -> None:
    shares = [0.25, 0.5, 0.75]
    bound = lan_demets_bounds(shares)[-1]
    at_bound = planned_look(bound * 2, 2, shares)
    assert at_bound.p_value == pytest.approx(0.05, rel=1e-3)
    assert at_bound.low == pytest.approx(0)
    assert planned_look(0.01, 2, shares).p_value > 0.9


@pytest.mark.parametrize("looks", [[], [0.5, 0.5], [0.0, 1.0], [0.5, 1.2]])
def test_looks_must_rise_within_the_plan(looks: list[float]) -> None:
    with pytest.raises(ValueError, match="rising shares"):
        lan_demets_bounds(looks)


def test_the_mixture_rejects_exactly_at_its_boundary() -> None:
    variance, tau2 = 0.04, 0.09
    edge = sqrt((variance + tau2) / tau2 * (log((variance + tau2) / variance) + 2 * log(20)))
    result = always_valid(edge * 0.2, 0.2, tau2)
    assert result.p_value == pytest.approx(0.05)
    assert result.low == pytest.approx(0, abs=1e-12)
    assert always_valid(0.0, 0.2, tau2).p_value == 1.0


def test_always_valid_is_wider_than_one_planned_look() -> None:
    free, planned = always_valid(1, 0.4, 1), planned_look(1, 0.4, [1.0])
    assert free.low < planned.low
    assert free.high > planned.high


def test_no_error_and_no_mixing_variance() -> None:
    assert always_valid(1, 0, 1).reason == "The estimate has no standard error."
    assert np.isnan(planned_look(1, 0, [0.5]).p_value)
    with pytest.raises(ValueError, match="over 0"):
        always_valid(1, 1, 0)
