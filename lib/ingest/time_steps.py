"""Steps that make times: days of reports, and epochs moved back from the zone they were shifted into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.ingest.days import day_in_range, nth_day
from lib.ingest.step import Around, Cells, Step


def day(spec: Mapping[str, Any], around: Around) -> Step | None:
    """The day of a row of a report: the nth day of its range, the first day of "Apr 9 - Apr 15", or its last day."""
    start, end = around.facts.get("start", ""), around.facts.get("end", "")
    place = around.place(spec.get("of", ()))
    if place is None and not (end or start):
        return None

    def apply(row: Cells) -> None:
        if place is None:
            row.append(end or start)
            return
        text = row[place]
        row.append(nth_day(text, start) or day_in_range(text, start) if text else None)

    return Step((spec["name"],), apply)


def shift(spec: Mapping[str, Any], around: Around) -> Step | None:
    """Epoch seconds moved back by the whole hours they differ from the moment the tool received the event."""
    place, received = around.place(spec["of"]), around.places(spec["received"])
    if place is None or not received:
        return None

    def apply(row: Cells) -> None:
        moment = next((row[other] for other in received if row[other]), None)
        row.append(unshifted(row[place], moment))

    return Step((spec["name"],), apply)


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
