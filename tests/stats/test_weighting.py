"""Weights that make answers look like those who were asked."""

import numpy as np
import pytest

from touchpath.stats.survey_scores import effective_answers
from touchpath.stats.weighting import (
    category_difference,
    post_stratified,
    raked,
    standardised_difference,
    trimmed,
)


def nps(weights, x):
    return 100 * float(np.average(x, weights=weights))


def test_two_groups_that_answer_unequally():
    """A asked 100, answered 50, NPS 40; B asked 300, answered 30, NPS -20: plain 17.5, weighted -5.0, n_eff 50.0."""
    x = np.array([1] * 30 + [0] * 10 + [-1] * 10 + [1] * 6 + [0] * 12 + [-1] * 12)
    cell = np.array([0] * 50 + [1] * 30)
    weights, cut = trimmed(post_stratified([100, 300], cell))
    assert nps(np.ones(80), x) == pytest.approx(17.5)
    assert nps(weights, x) == pytest.approx(-5.0)
    assert effective_answers(weights) == pytest.approx(50.0)
    assert cut == 0  # 10 is five times the median of 2, and no more


def test_a_weight_over_five_times_the_median_is_cut():
    weights, cut = trimmed([2.0, 2.0, 2.0, 10.1])
    assert (weights.tolist(), cut) == ([2.0, 2.0, 2.0, 10.0], 1)
    assert trimmed([])[1] == 0


def test_weights_of_the_file_are_kept_within_a_cell():
    weights = post_stratified([10, 10], [0, 0, 1], base=[1.0, 3.0, 1.0])
    assert weights.tolist() == [2.5, 7.5, 10.0]


def test_answers_in_a_cell_of_nobody_asked_count_nothing():
    assert post_stratified([5, 0], [0, 1]).tolist() == [5.0, 0.0]


def test_raking_meets_every_margin():
    rng = np.random.default_rng(5)
    first, second = rng.integers(0, 3, 400), rng.integers(0, 4, 400)
    margins = [np.array([500.0, 300, 200]), np.array([100.0, 200, 300, 400])]
    weights = raked(margins, [first, second])
    assert np.bincount(first, weights) == pytest.approx(margins[0], rel=1e-6)
    assert np.bincount(second, weights) == pytest.approx(margins[1], rel=1e-6)


def test_raking_one_margin_is_post_stratification():
    cell = np.array([0, 0, 1, 1, 1])
    assert raked([[30, 70]], [cell]) == pytest.approx(post_stratified([30, 70], cell))


def test_a_standardised_difference_is_in_standard_deviations():
    """Means 2 and 5, both with variance 1."""
    assert standardised_difference([1, 2, 3], [4, 5, 6]) == pytest.approx(-3.0)
    assert standardised_difference([1, 1], [1, 1]) == 0.0
    assert np.isnan(standardised_difference([1], [1, 2]))


def test_two_categories_differ_as_their_share_does():
    """Shares .3 and .5: .2 / sqrt((.21 + .25) / 2)."""
    assert category_difference([30, 70], [50, 50]) == pytest.approx(0.2 / np.sqrt(0.23))
    assert category_difference([5, 5, 0], [10, 10, 0]) == 0.0
