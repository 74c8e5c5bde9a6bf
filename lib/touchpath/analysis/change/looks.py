"""Looking more than once: each look at a saved change is counted, and the level of the interval pays for it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from math import isnan

from scipy.special import ndtri

from touchpath.analysis.change.result import Findings, LookInfo
from touchpath.analysis.change.verdict import Judged, hoped_for
from touchpath.engine.base import Reader
from touchpath.journey.change import Change, change_to_plain
from touchpath.stats.results import Estimate
from touchpath.stats.sequential import always_valid, planned_look

_ALPHA = 0.05
_MOST_Z = 37.0


@dataclass(frozen=True)
class Looked:
    """The findings as they may be judged after all looks, and how many looks that were."""

    judged: Judged
    info: LookInfo


def question_key(change: Change) -> str:
    """A short text that is the same for the same question: looks at another question are other looks."""
    plain = {name: part for name, part in change_to_plain(change).items() if name not in ("note", "name")}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()[:16]


def looked(engine: Reader, change: Change, found: Findings) -> Looked:
    """Widen the interval for earlier looks at the same question, each up to another end of the data.

    With a planned end by O'Brien-Fleming spending, without one by bounds that hold however often one looks.
    """
    end, plain = engine.calendar.data_end, _judged(found)
    if end is None:
        return Looked(plain, LookInfo(1))
    given = {"name": change.name, "question": question_key(change), "data_end": end}
    earlier = [moment.to_pydatetime() for moment in engine.frame("ask/change/looks", given)["data_end"]]
    ends_early = change.planned_end is not None and engine.calendar.day_of(end) < change.planned_end
    if (not earlier and not ends_early) or isnan(plain.p_value):
        return Looked(plain, LookInfo(1 + len(earlier)))
    error = _error(found.estimate, plain.p_value)
    if change.planned_end is not None:
        shares = [_information(engine, change, moment) for moment in (*earlier, end)]
        shares = [share for share in dict.fromkeys(shares) if share > 0]
        widened = planned_look(found.estimate.estimate, error, sorted(shares) or [1.0])
    else:
        hoped = hoped_for(change, found) or 2 * error
        widened = always_valid(found.estimate.estimate, error, hoped**2)
    return Looked(
        Judged(widened.estimate, widened.low, widened.high, widened.p_value, _ALPHA),
        LookInfo(1 + len(earlier), widened.method),
    )


def _judged(found: Findings) -> Judged:
    shown = found.estimate
    return Judged(shown.estimate, shown.low, shown.high, found.p_value, _ALPHA)


def _error(estimate: Estimate, p_value: float) -> float:
    """The standard error that gives this p-value on the normal scale; else that of the interval."""
    z = min(-float(ndtri(p_value / 2)), _MOST_Z) if 0 < p_value < 1 else 0.0
    if z > 0 and estimate.estimate != 0:
        return abs(estimate.estimate) / z
    return (estimate.high - estimate.low) / (2 * float(ndtri(0.975)))


def _information(engine: Reader, change: Change, moment: object) -> float:
    """The share of the planned time that had passed, whole weeks counted."""
    assert change.planned_end is not None
    planned = max((change.planned_end - change.day).days // 7, 1)
    reached = engine.calendar.day_of(moment) - timedelta(days=int(change.outcome.horizon_days))  # type: ignore[arg-type]
    return min(max((reached - change.day).days // 7, 0) / planned, 1.0)
