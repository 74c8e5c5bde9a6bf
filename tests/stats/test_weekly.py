import numpy as np
import pytest
import statsmodels.api as sm

from touchpath.stats.means import moments, pooled
from touchpath.stats.weekly import before_after, pooled_t, rule_f, with_drift

rng = np.random.default_rng(12)
SERIES = 0.4 + rng.normal(0, 0.02, 12)


def test_rule_f_by_hand() -> None:
    # before: 1 3 1 3 (mean 2), after: 6 4 (mean 5); residuals -1 1 -1 1 1 -1, squares 6, lag products -3
    result = rule_f([1, 3, 1, 3, 6, 4], 4)
    assert result.estimate == pytest.approx(3)
    # rho = -3/6 + 1/6 < 0, so nothing is added: SE = sqrt(6/4 (1/4 + 1/2)), df = 4
    assert result.standard_error == pytest.approx(np.sqrt(1.5 * 0.75))
    assert result.df == 4


def test_weeks_that_resemble_their_neighbours_widen_the_interval() -> None:
    # residuals come in runs of three: like weeks follow each other
    calm = rule_f([0, 0, 0, 2, 2, 2, 5, 5, 5, 7, 7, 7], 6)
    residuals = np.array([-1, -1, -1, 1, 1, 1, -1, -1, -1, 1, 1, 1])
    rho = (residuals[1:] @ residuals[:-1]) / 12 + 1 / 12
    inflation = (1 + rho) / (1 - rho)
    assert calm.standard_error == pytest.approx(np.sqrt(12 / 10 * (2 / 6) * inflation))
    assert calm.df == pytest.approx(max(10 / inflation, 3))


def test_the_drift_version_is_ordinary_least_squares() -> None:
    design = np.column_stack([np.ones(12), np.arange(12) >= 8, np.arange(12)])
    fit = sm.OLS(SERIES, design).fit()
    shift, slope = with_drift(SERIES, 8)
    for ours, i in ((shift, 1), (slope, 2)):
        assert (ours.estimate, ours.standard_error, ours.p_value) == pytest.approx(
            (fit.params[i], fit.bse[i], fit.pvalues[i])
        )
    assert shift.df == fit.df_resid


def test_the_pooled_t_is_students() -> None:
    ours, theirs = pooled_t(SERIES, 8), pooled(moments(SERIES[:8]), moments(SERIES[8:]))
    assert (ours.estimate, ours.p_value) == pytest.approx((theirs.estimate, theirs.p_value))


def test_many_series_at_once_equal_one_by_one() -> None:
    table = rng.normal(0, 1, (3, 5, 14))
    whole = rule_f(table, 9)
    assert whole.p_value.shape == (3, 5)
    assert whole.p_value[2, 4] == pytest.approx(float(rule_f(table[2, 4], 9).p_value))


def test_a_constant_added_changes_nothing_and_a_scale_scales() -> None:
    one, other = before_after(SERIES, 8), before_after(100 * SERIES + 7, 8)
    assert other.level_shift.estimate == pytest.approx(100 * one.level_shift.estimate)
    assert other.level_shift.p_value == pytest.approx(one.level_shift.p_value)
    assert other.with_drift.p_value == pytest.approx(one.with_drift.p_value)


def test_a_drift_is_no_change() -> None:
    series = 0.3 + 0.01 * np.arange(14) + rng.normal(0, 0.003, 14)
    result = before_after(series, 10)
    assert float(pooled_t(series, 10).p_value) < 0.01
    assert result.with_drift.p_value > 0.05
    assert result.agreement_p == max(result.level_shift.p_value, result.with_drift.p_value)
    assert result.slope.estimate == pytest.approx(0.01, abs=0.003)


def test_a_jump_is_a_change_under_both() -> None:
    series = np.repeat([0.3, 0.5], [10, 6]) + rng.normal(0, 0.01, 16)
    result = before_after(series, 10)
    assert result.agreement_p < 0.01
    assert result.level_shift.low < 0.2 < result.level_shift.high
    assert not result.short_history


@pytest.mark.parametrize(("weeks", "before", "short"), [(6, 4, False), (5, 4, True), (8, 3, True)])
def test_short_histories_fall_back_to_the_pooled_t(weeks: int, before: int, short: bool) -> None:
    result = before_after(SERIES[:weeks], before)
    assert result.short_history is short
    assert result.level_shift.method == ("pooled t over weeks" if short else "rule F over weeks")
    if short:
        with pytest.raises(ValueError, match="4 weeks before and 2 after"):
            rule_f(SERIES[:weeks], before)


def test_weeks_that_cannot_be_judged_say_why() -> None:
    flat = before_after([0.4] * 6 + [0.5] * 3, 6)
    assert flat.level_shift.estimate == pytest.approx(0.1)
    assert np.isnan([flat.level_shift.p_value, flat.level_shift.low, flat.agreement_p]).all()
    assert "do not vary" in (flat.level_shift.reason or "")
    missing = before_after([0.4, 0.5, np.nan, 0.4, 0.3, 0.4, 0.5], 5)
    assert missing.level_shift.reason == "A week has nobody to measure."


@pytest.mark.parametrize(("weeks", "before"), [(12, 0), (12, 12), (2, 1)])
def test_one_sided_histories_say_why_and_are_never_credited(weeks: int, before: int) -> None:
    result = before_after(SERIES[:weeks], before)
    assert "week on each side" in (result.level_shift.reason or "")
    assert np.isnan(result.agreement_p)
    for procedure in (pooled_t, with_drift):
        with pytest.raises(ValueError, match="week on each side"):
            procedure(SERIES[:weeks], before)


def test_three_weeks_leave_no_room_for_a_drift() -> None:
    result = before_after(SERIES[:3], 2)
    assert np.isfinite(result.level_shift.p_value)
    assert "four weeks" in (result.with_drift.reason or "")
    assert np.isnan(result.agreement_p)
