import numpy as np
import pytest

from touchpath.stats.ab_test import compare_rates
from touchpath.stats.differences import n_minus_1_chi_square
from touchpath.stats.multiplicity import benjamini_hochberg, holm
from touchpath.stats.segments import compare_segments, compare_with_rest, shrink, shrink_rates

X1, N1 = [20, 40, 33, 10], [100, 130, 90, 50]
X2, N2 = [31, 41, 30, 22], [110, 120, 95, 55]


def test_each_segment_is_the_ab_test_adjusted_over_the_family() -> None:
    effects = compare_segments(X1, N1, X2, N2)
    alone = [compare_rates(*counts).difference for counts in zip(X1, N1, X2, N2, strict=True)]
    for effect, single in zip(effects, alone, strict=True):
        assert (effect.difference.estimate, effect.difference.low) == pytest.approx((single.estimate, single.low))
        assert effect.difference.p_value == pytest.approx(single.p_value)
    p_values = [single.p_value for single in alone]
    assert [effect.adjusted_p for effect in effects] == pytest.approx(list(holm(p_values)))
    exploring = compare_segments(X1, N1, X2, N2, "bh")
    assert [effect.adjusted_p for effect in exploring] == pytest.approx(list(benjamini_hochberg(p_values)))


def test_a_segment_is_compared_with_the_others_only() -> None:
    effects = compare_with_rest([20, 40, 33], [100, 130, 90])
    assert effects[0].difference.estimate == pytest.approx(20 / 100 - 73 / 220)
    assert effects[0].difference.p_value == pytest.approx(float(n_minus_1_chi_square(73, 220, 20, 100)[1]))


def test_the_family_is_every_step_shown() -> None:
    steps = compare_with_rest([[20, 40, 33], [10, 30, 11]], [[100, 130, 90], [20, 40, 33]])
    assert len(steps) == 6
    assert steps[3].difference.estimate == pytest.approx(10 / 20 - 41 / 73)
    first_alone = compare_with_rest([20, 40, 33], [100, 130, 90])
    assert steps[0].adjusted_p != first_alone[0].adjusted_p


def test_an_empty_segment_is_a_reason_outside_the_family() -> None:
    effects = compare_segments([*X1, 0], [*N1, 0], [*X2, 3], [*N2, 9])
    assert effects[-1].difference.reason == "A group has nobody in it."
    assert np.isnan(effects[-1].adjusted_p)
    assert effects[0].adjusted_p == compare_segments(X1, N1, X2, N2)[0].adjusted_p


def test_shrinking_pulls_noisy_segments_hardest_and_never_past_the_mean() -> None:
    raw, error = np.array([0.10, 0.10, -0.02, 0.01]), np.array([0.01, 0.06, 0.01, 0.01])
    result = shrink(raw, error)
    assert abs(result.estimate[1] - result.mean) < abs(result.estimate[0] - result.mean)
    assert np.all(np.sign(result.estimate - result.mean) == np.sign(raw - result.mean))
    assert np.all((result.low < result.estimate) & (result.estimate < result.high))


def test_segments_that_differ_by_chance_only_shrink_to_one_value() -> None:
    result = shrink([0.01, 0.012, 0.009], [0.05, 0.05, 0.05])
    assert result.between_variance == 0
    assert result.estimate == pytest.approx([result.mean] * 3)


def test_missing_segments_stay_missing() -> None:
    result = shrink_rates([*X1, 0], [*N1, 0], [*X2, 1], [*N2, 5])
    assert np.isnan(result.estimate[-1])
    assert np.isfinite(result.estimate[:-1]).all()
    assert np.isnan(shrink([0.1], [0.02]).estimate).all()
