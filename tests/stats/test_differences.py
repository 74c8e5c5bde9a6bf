import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, norm
from statsmodels.stats.proportion import confint_proportions_2indep

from touchpath.stats.differences import koopman, n_minus_1_chi_square, newcombe, odds_ratio

counts = st.tuples(st.integers(1, 300), st.floats(0, 1)).map(lambda pair: (round(pair[0] * pair[1]), pair[0]))


@given(counts, counts)
def test_newcombe_agrees_with_statsmodels_and_changes_sign_with_the_groups(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    low, high = map(float, newcombe(*first, *second))
    assert (low, high) == pytest.approx(
        confint_proportions_2indep(*second, *first, compare="diff", method="newcomb"), abs=1e-9
    )
    back_low, back_high = map(float, newcombe(*second, *first))
    assert (-back_high, -back_low) == pytest.approx((low, high), abs=1e-12)
    assert -1 <= low <= high <= 1


@given(counts, counts)
def test_koopman_inverts_with_the_groups_and_holds_the_ratio(first: tuple[int, int], second: tuple[int, int]) -> None:
    low, high = (float(end) for end in koopman(*first, *second))
    if first[0] + second[0] == 0:
        assert np.isnan(low)
        return
    back_low, back_high = (float(end) for end in koopman(*second, *first))
    with np.errstate(divide="ignore"):
        assert np.log([low, high]) == pytest.approx(-np.log([back_high, back_low]), abs=1e-6)
    if first[0] > 0:
        ratio = second[0] / second[1] / (first[0] / first[1])
        assert low <= ratio * (1 + 1e-9)
        assert ratio <= high * (1 + 1e-9)


def test_koopman_ends_where_the_score_test_is_at_its_limit() -> None:
    # at a ratio of 1 the score test is the pooled z: the interval touches 1 exactly where z is 1.96
    z = n_minus_1_chi_square(40, 100, 54, 100)[0] * np.sqrt(200 / 199)
    level = float(2 * norm.cdf(z) - 1)
    assert koopman(40, 100, 54, 100, level)[0] == pytest.approx(1.0, abs=1e-9)


def test_n_minus_1_is_pearson_scaled() -> None:
    z, p = n_minus_1_chi_square(20, 100, 33, 120)
    pearson = chi2_contingency([[20, 80], [33, 87]], correction=False).statistic
    assert z**2 == pytest.approx(pearson * 219 / 220)
    assert 0 < p < 1
    assert n_minus_1_chi_square(33, 120, 20, 100)[0] == pytest.approx(-z)


def test_no_variation_and_nobody_give_nan() -> None:
    assert np.isnan(n_minus_1_chi_square([0, 10, 1], [10, 10, 0], [0, 10, 1], [10, 10, 10])[1][:2]).all()
    assert np.isnan(newcombe(0, 0, 1, 5)).all()
    assert np.isnan(odds_ratio(0, 0, 1, 5)).all()


def test_odds_ratio_of_the_adjusted_cells() -> None:
    estimate, low, high = odds_ratio(0, 10, 10, 10)
    assert estimate == pytest.approx((10.5 / 0.5) / (0.5 / 10.5))
    assert np.log(low) + np.log(high) == pytest.approx(2 * np.log(estimate))
    assert low > 1
    assert np.isfinite(high)
