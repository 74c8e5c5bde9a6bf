import numpy as np
import pytest

from touchpath.stats.differences import n_minus_1_chi_square
from touchpath.stats.means import moments
from touchpath.stats.survey_scores import (
    NpsCounts,
    compare_nps,
    effective_answers,
    nps,
    nps_interval,
    weighted_moments,
    weighted_nps_counts,
)


def test_score_and_interval_stay_in_bounds() -> None:
    everybody = nps(NpsCounts(0, 0, 12))
    assert everybody.estimate == 100
    assert everybody.high <= 100
    assert 40 < everybody.low < 100


def test_many_intervals_at_once() -> None:
    low, high = nps_interval([75, 0, 30], [675, 0, 40], [250, 0, 30])
    assert low[0] == pytest.approx(14.085883, abs=1e-5)
    assert np.isnan([low[1], high[1]]).all()
    assert low[2] == pytest.approx(-high[2])


def test_a_difference_turns_with_the_groups() -> None:
    a, b = NpsCounts(20, 30, 50), NpsCounts(30, 40, 130)
    one, other = compare_nps(a, b), compare_nps(b, a)
    assert one.estimate == pytest.approx(20)
    assert (one.estimate, one.low, one.high) == pytest.approx((-other.estimate, -other.high, -other.low))
    assert one.p_value == pytest.approx(other.p_value)


def test_two_points_only_is_the_pooled_z_of_proportions() -> None:
    ours = compare_nps(NpsCounts(40, 0, 60), NpsCounts(30, 0, 90))
    z = n_minus_1_chi_square(60, 100, 90, 120)[0] * np.sqrt(220 / 219)
    assert ours.statistic == pytest.approx(z)


def test_equal_weights_change_nothing_and_unequal_ones_cost_answers() -> None:
    scores = np.array([0, 6, 7, 8, 9, 10, 10])
    counts = weighted_nps_counts(scores, np.full(7, 3.0))
    assert (counts.detractors, counts.passives, counts.promoters) == pytest.approx((2, 2, 3))
    unequal = weighted_nps_counts(scores, [5, 1, 1, 1, 1, 1, 1])
    assert unequal.n == pytest.approx(11**2 / 31)
    assert unequal.score == pytest.approx(100 * (3 - 6) / 11)


def test_no_answers_and_bad_scores() -> None:
    assert nps(NpsCounts(0, 0, 0)).reason == "Nobody answered."
    assert compare_nps(NpsCounts(0, 0, 0), NpsCounts(1, 1, 1)).reason == "A group has no answers."
    assert weighted_nps_counts([], []).n == 0
    with pytest.raises(ValueError, match="between 0 and 10"):
        weighted_nps_counts([11], [1])


def test_equal_weights_give_the_plain_moments() -> None:
    scores = [1, 5, 7, 7, 3]
    ours, plain = weighted_moments(scores, [2.0] * 5), moments(scores)
    assert (ours.n, ours.mean, ours.variance) == pytest.approx((plain.n, plain.mean, plain.variance))
    assert weighted_moments(scores, [0, 0, 9, 0, 0]).mean == 7
    assert np.isnan(weighted_moments(scores, [0, 0, 9, 0, 0]).variance)
    assert np.isnan(weighted_moments([], []).mean)


def test_effective_answers() -> None:
    assert effective_answers([3, 3, 3]) == pytest.approx(3)
    assert effective_answers([1, 0, 0]) == 1
    assert effective_answers([]) == 0
    with pytest.raises(ValueError, match="not negative"):
        effective_answers([1, -1])
