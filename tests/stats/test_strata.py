import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from touchpath.stats.differences import n_minus_1_chi_square
from touchpath.stats.strata import homogeneity, stratified

X1, N1 = [20, 40, 33, 10], [100, 130, 90, 50]
X2, N2 = [31, 41, 30, 22], [110, 120, 95, 55]


def test_stratified_agrees_with_statsmodels() -> None:
    tables = [np.array([[x2, n2 - x2], [x1, n1 - x1]]) for x1, n1, x2, n2 in zip(X1, N1, X2, N2, strict=True)]
    theirs, ours = StratifiedTable(tables), stratified(X1, N1, X2, N2)
    assert ours.estimate == pytest.approx(theirs.oddsratio_pooled)
    assert (ours.low, ours.high) == pytest.approx(theirs.oddsratio_pooled_confint())
    assert ours.p_value == pytest.approx(theirs.test_null_odds().pvalue)


def test_equal_differences_need_not_be_equal_odds() -> None:
    # +10 points everywhere, on very different baselines: alike in points, not in odds
    n = [4000, 4000]
    result = homogeneity([80, 1800], n, [480, 2200], n)
    assert result.points.p_value > 0.5
    assert result.odds.p_value < 0.001
    assert not result.differ()


def test_opposite_effects_differ_on_both_scales() -> None:
    result = homogeneity([300, 500], [1000, 1000], [400, 400], [1000, 1000])
    assert result.odds.estimate == pytest.approx(1.0)
    assert result.differ()


def test_homogeneity_of_odds_agrees_with_statsmodels() -> None:
    tables = [[[x2, n2 - x2], [x1, n1 - x1]] for x1, n1, x2, n2 in zip(X1, N1, X2, N2, strict=True)]
    theirs = StratifiedTable([np.array(table) for table in tables])
    ours = homogeneity(X1, N1, X2, N2).odds
    assert ours.statistic == pytest.approx(theirs.test_equal_odds(adjust=True).statistic)
    assert ours.estimate == pytest.approx(theirs.oddsratio_pooled)


def test_one_segment_has_no_homogeneity() -> None:
    result = homogeneity([3], [9], [4], [9])
    assert result.odds.reason is not None
    assert result.points.reason is not None
    assert not result.differ()


def test_stratified_of_one_segment_is_the_n_minus_1_test() -> None:
    overall = stratified([20], [100], [33], [120])
    assert overall.statistic == pytest.approx(float(n_minus_1_chi_square(20, 100, 33, 120)[0]) ** 2)
    assert overall.estimate == pytest.approx((33 / 87) / (20 / 80))


def test_stratified_without_overlap_or_variation_says_why() -> None:
    assert stratified([3, 0], [9, 0], [0, 3], [0, 9]).reason == "No segment has people in both groups."
    assert stratified([0], [9], [0], [9]).reason == "The outcome does not vary within any segment."


def test_a_group_that_never_succeeds_has_a_test_but_no_interval() -> None:
    result = stratified([9, 4], [20, 20], [0, 0], [20, 20])
    assert result.estimate == 0
    assert result.p_value < 0.01
    assert np.isnan(result.low)
    assert "no interval" in (result.reason or "")
