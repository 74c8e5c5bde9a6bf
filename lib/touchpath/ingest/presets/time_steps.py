"""Steps that make times: days of reports, and epochs moved back from the zone they were shifted into."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from touchpath.ingest.presets.days import day_in_range, nth_day
from touchpath.ingest.presets.step import Around, Cells, RowStep

_WEEK = re.compile(r"week|woche|semana|semaine|settimana|週")
_MONTH = re.compile(r"month|monat|\bmes\b|\bmois\b|\bm[eê]s\b|\bmese\b|maand|月")


def day(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """The day of a row of a report: the nth day of its range, the first day of "Apr 9 - Apr 15", or its last day.

    With `else` set, rows whose text is no day (totals, other dimensions) are of the whole range. What is of the whole
    range stands on its last day, with the days of the range in the column `whole`; with `spread` set it gets the
    range itself, for amounts that are spread over their days.
    """
    start, end = around.facts.get("start", ""), around.facts.get("end", "")
    place = around.place(spec.get("of", ()))
    if place is None and not (end or start):
        return None
    days = _days_between(start, end)
    of_range = f"{start} - {end}" if spec.get("spread") and days > 1 else end or start or None
    usual = of_range if place is None or "else" in spec else None
    whole = spec.get("whole")
    name = around.names[place].lower() if place is not None else ""
    length = 7 if _WEEK.search(name) else 0 if _MONTH.search(name) else 1

    def apply(row: Cells) -> None:
        text = row[place] if place is not None else None
        own = (nth_day(text, start, length) or day_in_range(text, start)) if text else None
        row.append(own or usual)
        if whole:
            row.append(str(days) if usual and not own and days > 1 else None)

    return RowStep((spec["name"], whole) if whole else (spec["name"],), apply)


def _days_between(start: str, end: str) -> int:
    """How many days a range has; 1 where one of its ends is not known."""
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    except ValueError:
        return 1


def day_notes(specs: Sequence[Mapping[str, Any]], names: Sequence[str], facts: Mapping[str, str]) -> tuple[str, ...]:
    """Where a report has no column of days: what its figures are of."""
    start, end = facts.get("start", ""), facts.get("end") or facts.get("start")
    steps = [spec for spec in specs if spec.get("do") == "day"]
    if not end or not steps or Around(names, facts, ()).place(steps[0].get("of", ())) is not None:
        return ()
    if _days_between(start, end) < 2:
        return (f"The report has no column of days: its figures stand on {end}, the last day it covers.",)
    said = f"The report has no column of days: its figures are of {start} to {end} together"
    return (f"{said} and are spread evenly." if steps[0].get("spread") else f"{said} and belong to no single day.",)


def shift(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """Epoch seconds moved back by the whole hours they differ from the moment the tool received the event."""
    place, received = around.place(spec["of"]), around.places(spec["received"])
    if place is None or not received:
        return None

    def apply(row: Cells) -> None:
        moment = next((row[other] for other in received if row[other]), None)
        row.append(unshifted(row[place], moment))

    return RowStep((spec["name"],), apply)


def unshifted(seconds: str | None, received_ms: str | None) -> str | None:
    """Epoch seconds in UTC when they lie 1 to 14 whole hours (to a minute) off the moment of receipt, else as is."""
    try:
        own, received = float(seconds or ""), float(received_ms or "") / 1000
    except ValueError:
        return seconds
    own = own / 1000 if own > 1e11 else own
    hours = round((received - own) / 3600)
    if 1 <= abs(hours) <= 14 and abs(received - own - hours * 3600) <= 60:
        own += hours * 3600
    return f"{own:.3f}".rstrip("0").rstrip(".")
