"""Revenue: the summed value of purchases in view."""

from __future__ import annotations

from dataclasses import replace
from math import nan

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.measures.activity import people_with
from touchpath.analysis.measures.definition import MeasureDefinition, counted
from touchpath.analysis.measures.figure import Buckets, Figure, cells
from touchpath.engine.base import Engine
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings

_VALUED = Condition("value", "is set")


def _definition(settings: MeasureSettings) -> str:
    what = f"events at {' or '.join(settings.purchase)}" if settings.purchase else "all events that carry a value"
    return f"The summed value of {what} in view, as uploaded, in one currency."


def _read(engine: Engine, filters: Filters, settings: MeasureSettings, buckets: Buckets) -> Figure:
    rows = engine.frame("ask/overview/revenue", {"touchpoints": list(settings.purchase)}, filters)
    row = rows.iloc[0]
    if not row["events"]:
        return Figure(nan, 0, reason="No event in view carries a value.")
    if mixed := no_sum(engine, settings.purchase, filters):
        return Figure(nan, 0, reason=mixed)
    valued = replace(filters, where=(*filters.where, _VALUED))
    people = people_with(engine, valued, (), settings.purchase)[0]
    trend = _trend(engine, filters, settings, buckets) if buckets else ()
    return Figure(float(row["revenue"]), int(row["events"]), trend=trend, people=people)


def _trend(
    engine: Engine, filters: Filters, settings: MeasureSettings, buckets: Buckets
) -> tuple[tuple[int, float, float], ...]:
    parameters = {"touchpoints": list(settings.purchase), **cells(buckets)}
    rows = engine.frame("ask/overview/revenue_by_period", parameters, filters)
    columns = (rows[name].tolist() for name in ("period", "revenue", "events"))
    return tuple((period, amount, float(events)) for period, amount, events in zip(*columns, strict=True))


MEASURE = MeasureDefinition(
    "revenue", "Revenue", "money", 7, _definition, counted, "ask/overview/revenue_by_period", _read
)
