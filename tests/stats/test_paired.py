import numpy as np
import pytest
from scipy.stats import binom
from statsmodels.stats.contingency_tables import mcnemar

from touchpath.stats.paired import bonett_price, compare_paired, mcnemar_mid_p


def test_mid_p_is_the_exact_test_less_half_the_observed_outcome() -> None:
    whole = mcnemar([[0, 12], [5, 0]], exact=True).pvalue
    assert float(mcnemar_mid_p(12, 5)) == pytest.approx(whole - binom.pmf(5, 17, 0.5))


def test_mid_p_nears_the_asymptotic_test() -> None:
    asymptotic = mcnemar([[0, 530], [600, 0]], exact=False, correction=False).pvalue
    assert float(mcnemar_mid_p(530, 600)) == pytest.approx(asymptotic, abs=1e-3)


def test_equal_numbers_either_way_say_nothing() -> None:
    assert mcnemar_mid_p([0, 4, 50], [0, 4, 50]) == pytest.approx([1, 1, 1])


def test_turning_time_around_turns_the_sign() -> None:
    one, other = compare_paired(6, 20, 100), compare_paired(20, 6, 100)
    assert (one.estimate, one.low, one.high) == pytest.approx((-other.estimate, -other.high, -other.low))
    assert one.p_value == pytest.approx(other.p_value)
    assert one.excludes_zero


def test_bonett_price_by_hand() -> None:
    p10, p01, n = 7 / 102, 21 / 102, 102
    half = 1.959964 * np.sqrt((p10 + p01 - (p01 - p10) ** 2) / n)
    assert bonett_price(6, 20, 100) == pytest.approx((p01 - p10 - half, p01 - p10 + half), abs=1e-6)


def test_nobody_and_too_many() -> None:
    assert compare_paired(0, 0, 0).reason == "Nobody was seen in both periods."
    with pytest.raises(ValueError, match="between 0 and all"):
        compare_paired(60, 50, 100)
