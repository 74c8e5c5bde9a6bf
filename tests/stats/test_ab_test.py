import numpy as np
import pytest

from touchpath.stats.ab_test import compare_rates, rate_test
from touchpath.stats.differences import n_minus_1_chi_square


@pytest.mark.parametrize(
    ("counts", "test"),
    [
        ((50, 100, 60, 100), "N-1 chi-square"),
        ((5, 50, 5, 50), "N-1 chi-square"),
        ((4, 50, 5, 50), "Boschloo exact"),
        ((2, 150, 7, 150), "Fisher mid-p"),
        ((0, 30, 0, 30), "exact: no variation"),
        ((0, 0, 3, 9), "no test"),
    ],
)
def test_the_counts_choose_the_test(counts: tuple[int, int, int, int], test: str) -> None:
    assert rate_test(*counts)[1] == test


def test_a_clear_difference_is_called_with_both_scales() -> None:
    result = compare_rates(100, 1000, 140, 1000)
    assert result.called
    assert result.difference.estimate == pytest.approx(0.04)
    assert result.difference.p_value == pytest.approx(float(n_minus_1_chi_square(100, 1000, 140, 1000)[1]))
    assert result.ratio.estimate == pytest.approx(1.4)
    assert result.ratio.low > 1


def test_called_needs_the_interval_as_well_as_the_p_value() -> None:
    # 5 % against 11.75 %, 100 against 400 people: the test and the interval just disagree
    result = compare_rates(5, 100, 47, 400)
    assert result.difference.p_value <= 0.05
    assert not result.difference.excludes_zero
    assert not result.called


def test_swapping_the_groups_turns_the_sign() -> None:
    one, other = compare_rates(7, 40, 16, 50).difference, compare_rates(16, 50, 7, 40).difference
    assert (one.estimate, one.low, one.high) == pytest.approx((-other.estimate, -other.high, -other.low))
    assert one.p_value == pytest.approx(other.p_value)


def test_nobody_in_a_group_is_a_reason_not_a_zero() -> None:
    result = compare_rates(0, 0, 3, 9)
    assert not result.called
    assert np.isnan([result.difference.estimate, result.difference.low, result.difference.p_value]).all()
    assert result.difference.reason == "A group has nobody in it."


def test_no_success_at_all_leaves_no_ratio() -> None:
    result = compare_rates(0, 30, 0, 40)
    assert result.difference.p_value == 1.0
    assert result.ratio.reason == "Nobody succeeded in either group."


def test_more_successes_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and the size"):
        compare_rates(5, 4, 1, 4)
