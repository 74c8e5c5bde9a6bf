"""One item at a time: the slope, its interval, and what chance alone does."""

from __future__ import annotations

import numpy as np
import pytest

from touchpath.stats.item_slopes import item_slopes
from touchpath.stats.person_bootstrap import MOST_UNITS, brackets, percentile_interval, resampled_sums


def fitted(item: np.ndarray, outcome: np.ndarray, strata: np.ndarray) -> tuple[float, float]:
    """Least squares with a constant for each stratum: the slope and its HC1 error."""
    known = np.isfinite(item)
    design = np.column_stack([item[known], np.eye(strata.max() + 1)[strata[known]]])
    design = design[:, design.any(axis=0)]
    beta = np.linalg.lstsq(design, outcome[known], rcond=None)[0]
    left = outcome[known] - design @ beta
    bread = np.linalg.pinv(design.T @ design)
    meat = (design * left[:, None] ** 2).T @ design
    n, k = design.shape
    return beta[0], float(np.sqrt((bread @ meat @ bread)[0, 0] * n / (n - k)))


def test_the_slope_is_that_of_a_model_with_a_constant_for_each_stratum() -> None:
    random = np.random.default_rng(4)
    n = 600
    strata = random.integers(0, 3, n)
    items = random.integers(1, 6, (n, 2)).astype(float) + strata[:, None]
    items[random.random((n, 2)) < 0.3] = np.nan
    outcome = 2.0 * strata + 0.4 * np.nan_to_num(items[:, 0]) + random.normal(size=n)
    found = item_slopes(items, outcome, strata)
    for place in range(2):
        slope, error = fitted(items[:, place], outcome, strata)
        assert found.slope[place] == pytest.approx(slope)
        assert (found.high[place] - found.low[place]) / 2 / 1.96 == pytest.approx(error, rel=0.12)
        assert found.people[place] == np.isfinite(items[:, place]).sum()


def test_interval_and_p_value_agree() -> None:
    random = np.random.default_rng(6)
    items = random.integers(1, 6, (150, 30)).astype(float)
    found = item_slopes(items, random.normal(size=150), np.zeros(150, dtype=int))
    assert ((found.low > 0) | (found.high < 0)).tolist() == (found.p_value < 0.05).tolist()


def test_what_differs_only_between_strata_is_no_difference_within_them() -> None:
    strata = np.repeat([0, 1], 50)
    item = np.tile([1.0, 2.0], 50) + 3 * strata
    found = item_slopes(item[:, None], 10.0 * strata, strata)
    assert found.slope[0] == pytest.approx(0)


def test_an_item_that_does_not_vary_or_nobody_has_is_not_a_number() -> None:
    items = np.column_stack([np.full(40, 3.0), np.full(40, np.nan), np.arange(40.0)])
    found = item_slopes(items, np.arange(40.0) ** 2, np.zeros(40, dtype=int))
    assert np.isnan(found.slope).tolist() == [True, True, False]
    assert found.people.tolist() == [40, 0, 40]
    assert np.isnan(found.p_value[:2]).all()


@pytest.mark.calibration
def test_items_that_have_nothing_to_do_with_the_outcome_are_rarely_called() -> None:
    """Scores of one to five boxes, shuffled: the interval leaves out 0 in at most 6 % of items."""
    random = np.random.default_rng(20)
    excluded = tried = 0
    for people in (100, 400):
        for _ in range(20):
            outcome = random.choice([1, 2, 3, 4, 5], people, p=[0.05, 0.05, 0.15, 0.4, 0.35]).astype(float)
            common = random.normal(size=(people, 1))
            items = np.clip(np.round(3.5 + common + random.normal(size=(people, 12))), 1, 5)
            items[random.random(items.shape) < 0.2] = np.nan
            found = item_slopes(items, outcome, random.integers(0, 4, people))
            excluded += int(((found.low > 0) | (found.high < 0)).sum())
            tried += items.shape[1]
    assert excluded / tried <= 0.06


def test_means_of_resamples_vary_as_people_do_also_drawn_in_groups() -> None:
    random = np.random.default_rng(1)
    for people in (500, 3 * MOST_UNITS):
        values = random.normal(2.0, 1.0, people)
        strata = random.integers(0, 2, people)
        sums = resampled_sums(np.column_stack([np.ones(people), values]), strata)
        for stratum in (0, 1):
            means = sums[:, stratum, 1] / sums[:, stratum, 0]
            part = values[strata == stratum]
            assert means.mean() == pytest.approx(part.mean(), rel=0.01)
            assert means.std() == pytest.approx(part.std() / np.sqrt(part.size), rel=0.12)


def test_what_lies_within_chance_of_the_first_is_in_its_bracket() -> None:
    random = np.random.default_rng(2)
    draws = random.normal([5.0, 4.9, 2.0, np.nan, 1.9], [0.3, 0.3, 0.2, 1.0, 0.2], (500, 5))
    values = np.array([5.0, 4.9, 2.0, np.nan, 1.9])
    assert brackets(values, draws).tolist() == [1, 1, 2, 0, 2]


def test_the_middle_of_the_draws() -> None:
    draws = np.column_stack([np.arange(1001.0), np.full(1001, np.nan)])
    low, high = percentile_interval(draws)
    assert [low[0], high[0]] == pytest.approx([25.0, 975.0])
    assert np.isnan([low[1], high[1]]).all()
