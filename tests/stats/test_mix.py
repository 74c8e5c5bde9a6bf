import numpy as np
import pytest
from scipy.stats import chi2_contingency

from touchpath.stats.mix import chi_square, mix_shift, population_stability


def test_a_pure_mix_shift_is_all_composition() -> None:
    result = mix_shift([40, 5], [80, 20], [10, 20], [20, 80])
    assert result.total == pytest.approx(-0.15)
    assert result.composition == pytest.approx(-0.15)
    assert result.rate == pytest.approx(0)


def test_a_pure_change_of_rates_is_all_rate() -> None:
    result = mix_shift([40, 5], [80, 20], [80, 10], [160, 40])
    assert (result.composition, result.rate) == pytest.approx((0, 0))
    lifted = mix_shift([40, 5], [80, 20], [48, 7], [80, 20])
    assert (lifted.composition, lifted.rate) == pytest.approx((0, 0.1))


def test_parts_add_up_and_turn_with_time() -> None:
    given = ([30, 9, 4], [70, 40, 10]), ([50, 30, 2], [90, 50, 40])
    there, back = mix_shift(*given[0], *given[1]), mix_shift(*given[1], *given[0])
    assert there.composition + there.rate == pytest.approx(there.total)
    assert np.array(there.by_persona).sum(axis=0) == pytest.approx([there.composition, there.rate])
    assert (back.composition, back.rate) == pytest.approx((-there.composition, -there.rate))


def test_a_persona_of_one_period_only_is_composition() -> None:
    result = mix_shift([50, 0], [100, 0], [50, 90], [100, 100])
    assert result.total == pytest.approx(0.2)
    assert result.rate == pytest.approx(0)


def test_chi_square_agrees_with_scipy_and_ignores_empty_lines() -> None:
    table = np.array([[20, 30], [25, 10], [7, 9]])
    theirs = chi2_contingency(table, correction=False)
    with_empty = np.vstack([table, [0, 0]])
    for ours in (chi_square(table), chi_square(table.T), chi_square(with_empty)):
        assert (ours.statistic, ours.p_value, ours.df) == pytest.approx((theirs.statistic, theirs.pvalue, theirs.dof))
    assert chi_square([[5, 0], [7, 0]]).reason == "The counts fill only one row or one column."


def test_stability_index() -> None:
    assert population_stability([500, 500], [50, 50]) == pytest.approx(0, abs=1e-4)
    shifted = population_stability([6000, 4000], [4500, 5500])
    assert shifted == pytest.approx(0.15 * np.log(0.6 / 0.45) + 0.15 * np.log(0.55 / 0.4), abs=1e-3)
    assert np.isfinite(population_stability([100, 0], [50, 50]))
    assert np.isnan(population_stability([0, 0], [5, 5]))
