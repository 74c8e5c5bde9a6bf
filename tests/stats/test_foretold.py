"""The gate of predictions: figures against libraries, rules on both sides of their edges, error rates."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, nan

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.special import expit, logit
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from tests.stats.simulated_leavers import one_trial
from touchpath.stats.boosted_trees import grown
from touchpath.stats.foretold import (
    ForetoldTest,
    average_precision,
    brier_skill,
    calibration_bins,
    calibration_slope,
    foretold_test,
    gains,
)
from touchpath.stats.one_variable import best_rule

RANDOM = np.random.default_rng(3)
CHANCE = np.round(expit(RANDOM.normal(-1, 1, 4000)), 2).clip(0.01, 0.99)
CAME = RANDOM.random(4000) < expit(0.7 * logit(CHANCE) + 0.2)


def test_figures_are_those_of_scikit_learn_and_statsmodels() -> None:
    found = foretold_test(CHANCE, -CHANCE, CAME)
    assert found.model_auc == pytest.approx(roc_auc_score(CAME, CHANCE))
    assert found.rule_auc == pytest.approx(1 - found.model_auc)
    assert found.model_precision == pytest.approx(average_precision_score(CAME, CHANCE))
    base = CAME.mean() * (1 - CAME.mean())
    assert found.brier_skill == pytest.approx(1 - brier_score_loss(CAME, CHANCE) / base)
    fitted = sm.Logit(CAME.astype(float), sm.add_constant(logit(CHANCE))).fit(disp=0)
    assert found.slope == pytest.approx(fitted.params[1], abs=1e-6)
    assert 0.6 < found.slope < 0.8, "made to be too sure"


def test_bins_hold_everybody_once_and_gains_end_with_all() -> None:
    bins = calibration_bins(CHANCE, CAME)
    assert [part.people for part in bins] == [400] * 10
    assert sum(part.happened for part in bins) == CAME.sum()
    assert all(part.low <= part.rate <= part.high for part in bins)
    points = gains(CHANCE, -CHANCE, CAME)
    assert (points[-1].model, points[-1].rule, points[-1].people) == (1, 1, 4000)
    top = np.sort(CHANCE)[::-1][:400].min()
    assert points[1].model == pytest.approx(CAME[top < CHANCE].sum() / CAME.sum(), abs=0.02)


def test_people_alike_in_risk_are_taken_in_no_order() -> None:
    label = np.array([True, False, False, True])
    assert [point.model for point in gains(np.zeros(4), np.zeros(4), label)][:2] == [0.05, 0.1]
    assert average_precision(np.zeros(4), label) == 0.5


def test_nothing_to_tell_is_no_number() -> None:
    all_came = np.ones(5, dtype=bool)
    assert isnan(brier_skill(np.full(5, 0.5), all_came))
    assert isnan(calibration_slope(np.full(5, 0.5), np.array([True, False, True, False, True])))
    assert isnan(average_precision(np.zeros(3), np.zeros(3, dtype=bool)))


PASSED = ForetoldTest(1000, 100, 0.75, 0.7, 0.05, 0.4, 0.3, 0.01, 1.0, (), ())


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ({}, ()),
        ({"happened": 99}, ("few",)),
        ({"brier_skill": 0.0}, ("brier",)),
        ({"rule_auc": 0.7001}, ("auc",)),
        ({"error": 0.0, "rule_auc": 0.75}, ("auc",)),
        ({"error": nan}, ("auc",)),
        ({"slope": 0.8}, ()),
        ({"slope": 0.7999}, ("slope",)),
        ({"slope": 1.25}, ()),
        ({"slope": 1.2501}, ("slope",)),
        ({"slope": nan, "brier_skill": nan}, ("brier", "slope")),
    ],
)
def test_the_gate_on_its_edges(change: dict[str, float], failed: tuple[str, ...]) -> None:
    tested = replace(PASSED, **{"rule_auc": 0.6999999, **change})  # type: ignore[arg-type]
    assert tested.failed(100) == failed
    assert PASSED.failed(99)[:1] == ("few",)


def test_the_best_rule_is_found_whichever_way_it_runs() -> None:
    random = np.random.default_rng(1)
    label = random.random(3000) < 0.4
    values = random.normal(size=(3000, 4)).astype(np.float32)
    values[:, 2] -= label * 2.0
    values[random.random(3000) < 0.2, 2] = np.nan
    values[:, 3] = random.integers(0, 3, 3000)
    named = np.array([False, False, False, True])
    rule = best_rule(values, label, named)
    assert (rule.column, rule.sign) == (2, -1)
    assert rule.auc == pytest.approx(roc_auc_score(label, rule.risk(values)))
    assert -0.5 > -rule.threshold > -1.5, "between the two middles, 0 and -2"
    by_name = best_rule(np.where(label, 1.0, random.integers(0, 3, 3000))[:, None], label, np.array([True]))
    assert by_name.levels[1] > by_name.levels[0]


def test_the_same_people_give_the_same_answer_twice() -> None:
    one, two = (one_trial(400, "several", 5) for _ in range(2))
    assert one.tested == two.tested


def test_a_column_of_which_nothing_is_known_does_no_harm() -> None:
    values = np.full((300, 2), np.nan, dtype=np.float32)
    values[:, 1] = np.arange(300)
    label, named = np.arange(300) > 150, np.array([True, False])
    model = grown(values, label, named, 20)
    later = np.nan_to_num(values)
    np.testing.assert_array_equal(model.chances(values), model.chances(later))


@pytest.mark.calibration
def test_without_a_signal_the_rule_does_as_well_and_a_real_one_is_accepted() -> None:
    """A slice: tests/benchmarks/foresight.py tries a hundred of each."""
    nothing = [one_trial(800, "none", seed) for seed in range(6)]
    assert sum(not found.failed for found in nothing) == 0
    several = [one_trial(1000, "several", seed) for seed in range(4)]
    assert sum(not found.failed for found in several) >= 3
    assert all(found.tested.model_auc > found.tested.rule_auc for found in several if not found.failed)
