"""What statistical procedures return: they know nothing of people, so it is declared for them here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from touchpath.analysis.small_cells.rules import Hide, is_small
from touchpath.journey.cells import CellRole, declare
from touchpath.stats.checks import WeeklyEffects
from touchpath.stats.foretold import CalibrationBin, ForetoldTest, GainPoint
from touchpath.stats.hold_out import Judgement, Ranking, RuleError
from touchpath.stats.mix import MixShift
from touchpath.stats.results import Estimate
from touchpath.stats.survival import SurvivalCurve

_CURVE = ("times", "at_risk", "events", "survival", "standard_error", "low", "high")
_ESTIMATE = ("estimate", "low", "high", "p_value", "n", "standard_error", "statistic", "df")
_ERRORS = ("deviance", "rmse", "deviance_low", "deviance_high", "rmse_low", "rmse_high")
_FIXED = dict.fromkeys(("method", "reason", "level"), CellRole.FIXED)
declare(Estimate, **dict.fromkeys(_ESTIMATE, CellRole.DERIVED), **_FIXED)
declare(SurvivalCurve, **dict.fromkeys(_CURVE, CellRole.DERIVED), level=CellRole.FIXED)
declare(WeeklyEffects, **dict.fromkeys(("estimate", "low", "high"), CellRole.DERIVED))
declare(MixShift, **dict.fromkeys(("total", "composition", "rate", "by_persona"), CellRole.DERIVED))
declare(RuleError, rule=CellRole.FIXED, **dict.fromkeys(_ERRORS, CellRole.DERIVED))
declare(Judgement, people=CellRole.SIZE, predicted=CellRole.DERIVED, actual=CellRole.DERIVED)
_BIN = dict.fromkeys(("foretold", "rate", "low", "high"), CellRole.DERIVED)
declare(CalibrationBin, people=CellRole.SIZE, happened=CellRole.PART, **_BIN)
declare(GainPoint, share=CellRole.FIXED, people=CellRole.SIZE, **dict.fromkeys(("model", "rule"), CellRole.DERIVED))
_TESTED = ("model_auc", "rule_auc", "error", "model_precision", "rule_precision", "brier_skill", "slope")
declare(ForetoldTest, people=CellRole.SIZE, happened=CellRole.PART, **dict.fromkeys(_TESTED, CellRole.DERIVED))
declare(Ranking, **dict.fromkeys(("model", "rule", "error"), CellRole.DERIVED))


def _survival(curve: Any, k: int) -> Any:
    """A survival curve with its steps put together: each is about k people, and k are still observed at it."""
    kept: list[int] = []
    gone = 0.0
    for place in range(len(curve.times)):
        gone += float(curve.events[place])
        if curve.at_risk[place] < k:
            break
        if gone >= k or not kept:
            kept.append(place)
            gone = 0.0
    pick = np.array(kept, dtype=int)
    changed = {name: np.asarray(getattr(curve, name))[pick] for name in _CURVE}
    if kept and is_small(changed["events"][0], k):
        changed = {name: values[1:] for name, values in changed.items()}
    return replace(curve, **changed)


WHOLE: dict[type, Hide] = {SurvivalCurve: _survival, Estimate: lambda estimate, _: estimate}
