import numpy as np
import pytest
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test, multivariate_logrank_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time

from touchpath.stats.survival import common_horizon, day_n_difference, kaplan_meier, log_rank, rmst, rmst_difference

rng = np.random.default_rng(21)


def sample(n: int, scale: float) -> tuple[np.ndarray, np.ndarray]:
    churn, lost = np.ceil(rng.exponential(scale, n)), np.ceil(rng.exponential(40, n))
    return np.minimum(churn, lost), churn <= lost


A, B, C = sample(60, 20), sample(45, 30), sample(80, 22)


def test_curve_and_median_agree_with_lifelines() -> None:
    fitted = KaplanMeierFitter().fit(*A)
    curve = kaplan_meier(*A)
    at = fitted.survival_function_at_times(curve.times).to_numpy()
    band = fitted.confidence_interval_.loc[curve.times].to_numpy()
    assert curve.survival == pytest.approx(at)
    inside = (curve.survival < 1) & (curve.survival > 0)
    assert np.column_stack([curve.low, curve.high])[inside] == pytest.approx(band[inside], abs=1e-9)
    limits = median_survival_times(fitted.confidence_interval_).to_numpy()[0]
    median = curve.median()
    assert median.estimate == fitted.median_survival_time_
    assert sorted([median.low, median.high]) == pytest.approx(sorted(limits))


def test_counts_of_equal_people_equal_the_people() -> None:
    times, index = np.unique(np.column_stack(A), axis=0, return_inverse=True)
    counted = kaplan_meier(times[:, 0], times[:, 1], np.bincount(index.ravel()))
    assert counted.survival == pytest.approx(kaplan_meier(*A).survival)
    assert counted.people == 60


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_log_rank_agrees_with_lifelines() -> None:
    two = logrank_test(A[0], B[0], A[1], B[1])
    ours = log_rank([kaplan_meier(*A), kaplan_meier(*B)])
    assert (ours.statistic, ours.p_value) == pytest.approx((two.test_statistic, two.p_value))
    labels = np.repeat([0, 1, 2], [60, 45, 80])
    three = multivariate_logrank_test(np.concatenate([A[0], B[0], C[0]]), labels, np.concatenate([A[1], B[1], C[1]]))
    ours = log_rank([kaplan_meier(*group) for group in (A, B, C)])
    assert (ours.statistic, ours.p_value, ours.df) == pytest.approx((three.test_statistic, three.p_value, 2))


def test_restricted_mean_agrees_with_lifelines_and_with_plain_averages() -> None:
    curve = kaplan_meier(*A)
    assert rmst(curve, 15).estimate == pytest.approx(restricted_mean_survival_time(KaplanMeierFitter().fit(*A), 15))
    everybody = kaplan_meier([1.0, 4.0, 9.0, 20.0], [True] * 4)
    assert rmst(everybody, 10).estimate == pytest.approx(np.minimum([1, 4, 9, 20], 10).mean())


def test_restricted_mean_error_without_loss_is_that_of_a_mean() -> None:
    times = rng.exponential(10, 200)
    error = rmst(kaplan_meier(times, np.ones(200)), 25).standard_error
    assert error == pytest.approx(np.minimum(times, 25).std() / np.sqrt(200))


def test_the_horizon_keeps_ten_people_at_risk_in_both() -> None:
    short = kaplan_meier(np.arange(1, 21), np.ones(20))
    longer = kaplan_meier(np.arange(1, 41), np.ones(40))
    assert common_horizon([short, longer]) == 11
    assert rmst_difference(short, longer).estimate == pytest.approx(
        rmst(longer, 11).estimate - rmst(short, 11).estimate
    )


def test_a_group_that_churned_as_one_is_known_for_ever() -> None:
    """Twelve people churn on day 5, twelve stay to day 20: they are apart by all the days after the fifth."""
    gone, staying = kaplan_meier([5.0] * 12, [True] * 12), kaplan_meier([20.0] * 12, [False] * 12)
    assert common_horizon([gone, staying]) == 20
    assert common_horizon([gone, gone]) == 5
    late = kaplan_meier([5.0] * 3 + [20.0] * 9, [True] * 12)
    assert common_horizon([late, staying]) == 5, "nine at risk are too few to say that all are gone"


def test_differences_turn_with_the_groups() -> None:
    a, b = kaplan_meier(*A), kaplan_meier(*B)
    for difference in (lambda x, y: rmst_difference(x, y), lambda x, y: day_n_difference(x, y, 14)):
        one, other = difference(a, b), difference(b, a)
        assert (one.estimate, one.low, one.high) == pytest.approx((-other.estimate, -other.high, -other.low))
        assert one.p_value == pytest.approx(other.p_value)
        assert one.low < one.estimate < one.high


def test_what_cannot_be_read_says_why() -> None:
    nobody, few = kaplan_meier([], []), kaplan_meier([1.0, 2.0], [True, False])
    assert log_rank([nobody, few]).reason == "A group has nobody, or nobody has churned."
    assert "10 people at risk" in (rmst_difference(few, few).reason or "")
    assert np.isnan(nobody.median().low) or nobody.median().low == np.inf
    assert few.at(5).reason == "Nobody was observed that long."
    assert np.isnan(few.at(5).estimate)
    assert few.at(0.5).estimate == 1.0
    active = kaplan_meier([5.0] * 30, [False] * 30)
    assert "Fewer than half" in (active.median().reason or "")
    assert day_n_difference(active, active, 3).reason == "Nobody had churned yet."


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        kaplan_meier([-1.0], [True])
    with pytest.raises(ValueError, match="two groups"):
        log_rank([kaplan_meier(*A)])
