"""The range of the next value: a published fit, a second route, and what it must do."""

import numpy as np
import pytest
import statsmodels.api as sm

from touchpath.stats.usual_range import FEWEST, usual_range


def test_it_equals_the_prediction_interval_of_least_squares():
    values = [12.0, 15.0, 11.0, 18.0, 17.0, 21.0, 19.0, 24.0, 22.0, 27.0]
    fitted = sm.OLS(values, sm.add_constant(np.arange(10))).fit()
    expected = fitted.get_prediction([[1, 10]]).conf_int(obs=True, alpha=0.01)[0]
    assert usual_range(values, 0.99) == pytest.approx(tuple(expected), rel=1e-12)


def test_a_steady_rise_is_usual_and_a_step_is_not():
    low, high = usual_range([10 + 2 * k + (-1) ** k * 0.5 for k in range(12)])
    assert low < 34 < high
    assert not low < 44 < high


@pytest.mark.parametrize(("values", "known"), [(FEWEST - 1, False), (FEWEST, True)])
def test_it_needs_eight_values(values, known):
    assert (usual_range([float(k % 3) for k in range(values)]) is not None) is known


def test_five_in_a_hundred_of_ordinary_values_lie_outside():
    rng = np.random.default_rng(20260211)
    outside = 0
    for _ in range(4_000):
        *before, latest = rng.normal(100, 10, 14)
        low, high = usual_range(before)
        outside += not low <= latest <= high
    assert 0.04 < outside / 4_000 < 0.06


def test_a_level_that_is_none_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        usual_range([1.0] * 9, 1.0)
