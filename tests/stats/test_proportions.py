import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from touchpath.stats.proportions import normal_quantile, wilson


@given(st.integers(1, 5000), st.floats(0, 1))
def test_wilson_agrees_with_statsmodels_and_mirrors(n: int, share: float) -> None:
    x = round(share * n)
    low, high = map(float, wilson(x, n))
    assert (low, high) == pytest.approx(proportion_confint(x, n, method="wilson"), abs=1e-12)
    mirrored_low, mirrored_high = map(float, wilson(n - x, n))
    assert (1 - mirrored_high, 1 - mirrored_low) == pytest.approx((low, high), abs=1e-12)


def test_wilson_ends_are_exact_at_none_and_all() -> None:
    low, high = wilson([0, 7], [7, 7])
    assert low[0] == 0.0
    assert high[1] == 1.0


def test_wilson_of_nobody_is_nan_not_zero() -> None:
    low, high = wilson([0, 1], [0, 2])
    assert np.isnan([low[0], high[0]]).all()
    assert np.isfinite([low[1], high[1]]).all()


def test_wilson_broadcasts_over_tables() -> None:
    low, high = wilson(np.arange(6).reshape(2, 3), 10, level=0.9)
    assert low.shape == high.shape == (2, 3)
    assert np.all(np.diff(low.ravel()) > 0)


def test_wilson_narrows_to_the_share_with_many_people() -> None:
    assert wilson(3_000_000, 10_000_000) == pytest.approx((0.3, 0.3), abs=5e-4)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        normal_quantile(level)
