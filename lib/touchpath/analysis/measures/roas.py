"""ROAS: what came back per 1 spent."""

from __future__ import annotations

from math import nan

from touchpath.analysis.attribution.sums import Z
from touchpath.analysis.measures.definition import MeasureDefinition, named
from touchpath.analysis.measures.figure import Figure, MeasureBuckets
from touchpath.analysis.measures.money import money_of
from touchpath.analysis.measures.spend import person_error, spent
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings


def _definition(settings: MeasureSettings) -> str:
    return (
        f"Revenue ({named(settings.purchase)}, net of refunds) per 1 spent, on the days that costs and events both "
        "cover: all revenue over all spend, whatever earned it. By channel and rule: Attribution, Cost."
    )


def _denominator(_: MeasureSettings) -> str:
    return "People with a purchase on these days; the interval is over people."


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    if filters.channels:
        reason = "Revenue has no channel of its own to set against spend: see Attribution, Cost."
        return Figure(nan, 0, reason=reason, about=())
    found = spent(engine, filters)
    if found.reason or found.covered is None or not found.amount > 0:
        return Figure(nan, 0, reason=found.reason or "Nothing was spent in view.", about=())
    revenue = money_of("revenue")(engine, found.covered, settings, ())
    if revenue.value != revenue.value:
        return revenue
    error = Z * person_error(engine, settings.purchase, found.covered)
    low, high = (end / found.amount for end in (revenue.value - error, revenue.value + error))
    return Figure(revenue.value / found.amount, revenue.people, low=low, high=high, people=revenue.people)


MEASURE = MeasureDefinition(
    "roas", "Return on spend", "mean", 11, _definition, _denominator, "ask/attribution/spend", _read,
    needs=("purchase",),
)  # fmt: skip
