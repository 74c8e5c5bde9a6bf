"""From a dated change to a question that suits the data: a usual outcome, and how long one must wait for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from touchpath.analysis.change.answers import last_moment
from touchpath.analysis.suggested_funnels import volumes
from touchpath.engine.base import Reader
from touchpath.journey.change import Change, Reach
from touchpath.journey.change_outcome import Outcome, OutcomeKind
from touchpath.journey.change_words import guess_entry
from touchpath.journey.funnel import Funnel, Step

DAYS = 30
HOPED_POINTS = 3.0
_CHURN_DAYS = 90
_SURVEYS: tuple[OutcomeKind, ...] = ("nps", "csat", "ces")


def usual_outcome(
    engine: Reader, kind: OutcomeKind = "retention", settings: Mapping[str, Any] | None = None
) -> Outcome:
    """An outcome of a kind with the touchpoints that the settings of the workspace, or the names, suggest."""
    known = [volume.name for volume in volumes(engine)]
    chosen = _settings(engine) if settings is None else settings
    returning = _known(chosen.get("returning"), known)
    purchase = _known(chosen.get("purchase"), known)
    entry = guess_entry(known)
    if kind == "conversion":
        first, last = entry or (known[0] if known else "first"), (purchase or known[-1:] or ["last"])[0]
        first = next((name for name in known if name != last), first) if first == last else first
        return Outcome("conversion", days=7, funnel=Funnel((Step(first), Step(last))))
    if kind in ("revenue", "repeat_purchase"):
        return Outcome(kind, entry, tuple(purchase) or None, 60 if kind == "repeat_purchase" else DAYS)
    if kind == "churn":
        return Outcome("churn", entry, tuple(returning) or None, _CHURN_DAYS)
    if kind == "retention":
        return Outcome("retention", entry, tuple(returning) or None, DAYS)
    if kind == "engagement":
        return Outcome("engagement", entry, None, DAYS)
    return Outcome(kind)


def usual_question(
    engine: Reader, name: str, day: date | None = None, touchpoint: str | None = None, reached: Reach | None = None
) -> Change:
    """A question about a change: did it move 30-day retention by three points among those it reached?"""
    kinds: tuple[OutcomeKind, ...] = (*answered(engine), "retention")
    kind = kinds[0] if engine.calendar.data_end is None else "retention"
    outcome = usual_outcome(engine, kind)
    return Change(
        name, day or usual_day(engine, outcome), outcome, touchpoint, reached or Reach(), hoped_for=HOPED_POINTS
    )


def usual_day(engine: Reader, outcome: Outcome) -> date:
    """A Monday two thirds into the data; where there are answers only, eight weeks before the last."""
    first, last = engine.calendar.first_day, engine.calendar.last_day
    if first is None or last is None:
        end = last_moment(engine, outcome)
        day = engine.calendar.day_of(end) - timedelta(weeks=8) if end else date(2025, 1, 6)
    else:
        day = first + timedelta(days=(last - first).days * 2 // 3)
    return day - timedelta(days=day.weekday())


def answered(engine: Reader) -> tuple[OutcomeKind, ...]:
    """The survey outcomes that have answers with a time."""
    return tuple(
        kind
        for kind in _SURVEYS
        if engine.frame("ask/change/last_answer", {"metric": kind})["last_answer"].notna()[0]
    )


def with_kind(engine: Reader, change: Change, kind: OutcomeKind) -> Change:
    """The change with another kind of outcome, as it is usual for that."""
    outcome = usual_outcome(engine, kind)
    if kind == "column":
        outcome = Outcome("column", column=change.outcome.column or "")
    return replace(change, outcome=outcome)


def _known(names: Any, known: Sequence[str]) -> list[str]:
    return [name for name in names or () if name in known]


def _settings(engine: Reader) -> dict[str, Any]:
    rows = engine.frame("ask/settings")
    return {str(name): json.loads(str(value)) for name, value in zip(rows["name"], rows["value"], strict=True)}
