import numpy as np
import pytest

from touchpath.stats.cohorts import compare_cohorts, compare_cohorts_with_control
from touchpath.stats.mix import mix_shift

rng = np.random.default_rng(17)
WEEKS, BEFORE = 14, 10
AFTER = np.arange(WEEKS) >= BEFORE
BASE = np.array([[0.5], [0.25]])
MIX = np.where(AFTER, 0.3, 0.7) * np.array([[1.0], [-1.0]]) + np.array([[0.0], [1.0]])


def table(lift: float, people: int = 2_000) -> tuple[np.ndarray, np.ndarray]:
    n = np.round(people * MIX).astype(int)
    return rng.binomial(n, BASE + lift * AFTER), n


def test_a_mix_shift_alone_is_not_a_change() -> None:
    x, n = table(0.0)
    result = compare_cohorts(x, n, BEFORE)
    assert result.change.agreement_p > 0.05
    assert abs(result.change.level_shift.estimate) < 0.02
    crude = mix_shift(x[:, ~AFTER].sum(1), n[:, ~AFTER].sum(1), x[:, AFTER].sum(1), n[:, AFTER].sum(1))
    assert crude.composition == pytest.approx(-0.1, abs=0.01)


def test_a_true_lift_is_found_under_the_mix_shift() -> None:
    result = compare_cohorts(*table(0.08), BEFORE)
    assert result.change.level_shift.low < 0.08 < result.change.level_shift.high
    assert result.change.agreement_p < 0.05


def test_a_shock_to_everybody_is_no_change_against_a_control() -> None:
    result = compare_cohorts_with_control(table(0.08), table(0.08), BEFORE)
    assert result.logits.change.agreement_p > 0.05
    assert not result.points.change.level_shift.excludes_zero
    assert result.scales_agree


def test_a_lift_of_the_treated_only_is() -> None:
    result = compare_cohorts_with_control(table(0.08), table(0.0), BEFORE)
    assert result.logits.change.agreement_p < 0.05
    assert result.points.change.level_shift.estimate == pytest.approx(0.08, abs=0.03)
    assert result.scales_agree


def test_swapping_treated_and_control_turns_the_sign() -> None:
    treated, control = table(0.05), table(0.0)
    one, other = (compare_cohorts_with_control(*pair, BEFORE) for pair in ((treated, control), (control, treated)))
    assert one.logits.series == pytest.approx(-other.logits.series)
    assert one.points.change.level_shift.p_value == pytest.approx(other.points.change.level_shift.p_value)


def test_tiny_personas_are_measured_together() -> None:
    x, n = table(0.0)
    with_tiny = compare_cohorts(np.vstack([x, [[1] * WEEKS] * 2]), np.vstack([n, [[3] * WEEKS] * 2]), BEFORE)
    assert with_tiny.personas == ((0,), (1,), (2, 3))


def test_sums_of_values_give_a_change_in_their_unit() -> None:
    n = np.full((1, WEEKS), 50)
    sums = 50 * (20 + 3 * AFTER + rng.normal(0, 0.1, WEEKS))[None, :]
    assert compare_cohorts(sums, n, BEFORE).change.level_shift.estimate == pytest.approx(3, abs=0.3)
