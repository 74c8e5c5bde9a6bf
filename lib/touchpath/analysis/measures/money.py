"""The value of purchases, net of refunds and gross: what the measures of revenue share."""

from __future__ import annotations

from math import nan

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.measures.definition import Read
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, Point, cells
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings


def money_of(column: str) -> Read:
    """How the figure of a column of overview/revenue.sql is read."""

    def read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
        row = engine.frame("ask/overview/revenue", {"touchpoints": list(settings.purchase)}, filters).iloc[0]
        if not row["events"]:
            return Figure(nan, 0, reason="No event in view carries a value.", about=())
        if mixed := no_sum(engine, settings.purchase, filters):
            return Figure(nan, 0, reason=mixed)
        trend = _trend(column, engine, filters, settings, buckets) if buckets else ()
        return Figure(float(row[column]), int(row["events"]), trend=trend, people=int(row["people"]))

    return read


def valued(settings: MeasureSettings) -> str:
    """The events that count, in words."""
    return f"events at {' or '.join(settings.purchase)}" if settings.purchase else "all events that carry a value"


def _trend(
    column: str, engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets
) -> tuple[Point, ...]:
    parameters = {"touchpoints": list(settings.purchase), **cells(buckets)}
    rows = engine.frame("ask/overview/revenue_by_period", parameters, filters)
    columns = (rows[name].tolist() for name in ("period", column, "events"))
    return tuple((period, float(amount), float(events)) for period, amount, events in zip(*columns, strict=True))
