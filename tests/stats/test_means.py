import numpy as np
import pytest
from scipy.stats import ttest_1samp, ttest_ind

from touchpath.stats.means import brunner_munzel, cuped, exact_if_constant, mean_interval, moments, pooled, welch

rng = np.random.default_rng(3)
A, B = rng.normal(5, 1, 40), rng.normal(5.6, 2, 25)


@pytest.mark.parametrize(("test", "equal"), [(welch, False), (pooled, True)])
def test_t_tests_agree_with_scipy(test: object, equal: bool) -> None:
    ours = test(moments(A), moments(B))  # type: ignore[operator]
    theirs = ttest_ind(B, A, equal_var=equal)
    interval = theirs.confidence_interval()
    assert (ours.statistic, ours.p_value, ours.df) == pytest.approx((theirs.statistic, theirs.pvalue, theirs.df))
    assert (ours.low, ours.high) == pytest.approx((interval.low, interval.high))


def test_brunner_munzel_turns_with_the_groups() -> None:
    a, b = [1, 2, 2, 3, 5, 7, 7], [2, 4, 5, 6, 7, 7]
    one, other = brunner_munzel(a, b), brunner_munzel(b, a)
    assert one.estimate == pytest.approx(1 - other.estimate)
    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low))
    assert one.p_value == pytest.approx(other.p_value)


def test_superiority_counts_pairs() -> None:
    a, b = np.array([1, 2, 3]), np.array([2, 2, 4, 1])
    pairs = (a[:, None] < b).mean() + (a[:, None] == b).mean() / 2
    assert brunner_munzel(a, b).estimate == pytest.approx(pairs)


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (welch(moments([1.0]), moments([1.0, 2.0])), "at least two people"),
        (pooled(moments([]), moments([1.0, 2.0])), "at least two people"),
        (welch(moments([3.0, 3.0]), moments([4.0, 4.0])), "do not vary"),
        (brunner_munzel([2, 2, 2], [2, 2, 2]), "do not vary"),
        (brunner_munzel([1], [2, 2, 2]), "at least two people"),
    ],
)
def test_what_cannot_run_says_why(result: object, reason: str) -> None:
    assert reason in result.reason  # type: ignore[attr-defined]
    assert np.isnan([result.p_value, result.low, result.high]).all()  # type: ignore[attr-defined]


def test_cuped_narrows_and_keeps_the_effect() -> None:
    before = [rng.normal(10, 3, 500) for _ in range(2)]
    after = [x + rng.normal(0, 1, 500) + effect for x, effect in zip(before, (0, 0.5), strict=True)]
    plain = welch(moments(after[0]), moments(after[1]))
    adjusted = cuped(after[0], before[0], after[1], before[1])
    assert adjusted.method == "Welch t, CUPED-adjusted"
    assert adjusted.standard_error < 0.5 * plain.standard_error
    assert adjusted.low < 0.5 < adjusted.high


def test_cuped_leaves_alone_what_the_past_does_not_explain() -> None:
    noise = [rng.normal(0, 1, 300) for _ in range(4)]
    assert cuped(*noise).method == "Welch t"


def test_cuped_theta_is_pooled_within_groups() -> None:
    # a gap between the groups' past values must not leak into theta: it is 2 within each group
    x1, x2 = np.array([0.0, 1, 2, 3]), np.array([10.0, 11, 12, 13])
    noise = np.array([0.1, -0.1, -0.1, 0.1])
    result = cuped(2 * x1 + noise, x1, 2 * x2 + noise, x2)
    assert result.estimate == pytest.approx(0.0, abs=1e-9)


def test_cuped_refuses_unpaired_values() -> None:
    with pytest.raises(ValueError, match="before entry"):
        cuped([1, 2], [1], [1, 2], [1, 2])


def test_scores_without_overlap_have_an_exact_p() -> None:
    result = brunner_munzel([1, 2, 2], [3, 4, 3])
    assert (result.estimate, result.p_value) == (1.0, 2 / 20)
    assert "do not overlap" in (result.reason or "")


def test_interval_of_one_mean() -> None:
    interval = mean_interval(moments(A))
    expected = ttest_1samp(A, 0).confidence_interval()
    assert (interval.low, interval.high) == pytest.approx((expected.low, expected.high))
    assert np.isnan(interval.p_value)
    assert mean_interval(moments([4.0])).reason == "At least two people are needed."
    assert mean_interval(moments([4.0, 4.0])).reason == "The values do not vary."


def test_two_groups_of_one_value_each_are_decided_by_how_they_could_be_drawn() -> None:
    """C(6, 3) = 20 ways to draw the groups, of which the observed one and its mirror image are as extreme."""
    a, b = moments([3.0] * 3), moments([4.0] * 3)
    exact = exact_if_constant(welch(a, b), a, b)
    assert (exact.estimate, exact.p_value) == (1, pytest.approx(2 / 20))
    assert np.isnan([exact.low, exact.high]).all()
    alike = exact_if_constant(welch(a, a), a, a)
    assert (alike.estimate, np.isnan(alike.p_value)) == (0, True)


def test_what_sums_of_floats_leave_is_no_variance() -> None:
    """0.1 thirty times has a mean a hair off 0.1: without care two equal groups would differ for certain."""
    a, b = moments(np.full(30, 0.1)), moments(np.full(7, 0.1))
    assert (a.variance, welch(a, b).estimate) == (0, 0)
    outcome = np.arange(20) / 7
    same = cuped(outcome, outcome, outcome[::2], outcome[::2])
    assert same.method == "Welch t", "where the past explains everything nothing is left to judge by"
