"""CPA: what a new purchaser cost, where nothing else is chosen by their first channel ever."""

from __future__ import annotations

from math import nan

from touchpath.analysis.measures.definition import MeasureDefinition, named
from touchpath.analysis.measures.figure import Figure, MeasureBuckets
from touchpath.analysis.measures.spend import new_purchasers, spent
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.stats.proportions import wilson


def _definition(settings: MeasureSettings) -> str:
    first = f"people whose first purchase ever ({named(settings.purchase)}) lies in view"
    return (
        f"Spend divided by new purchasers, on the days that costs and events both cover. New purchasers: {first}. "
        "A channel filter takes the spend on these channels, and people whose first channel ever is one of them. By "
        "other rules: Attribution, Cost."
    )


def _denominator(_: MeasureSettings) -> str:
    return "People whose first purchase ever lies in view."


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    found = spent(engine, filters)
    if found.reason or found.covered is None:
        return Figure(nan, 0, reason=found.reason, about=())
    people, met = new_purchasers(engine, settings.purchase, found.covered)
    if not people:
        return Figure(nan, 0, reason="Nobody made their first purchase on the days that costs cover.", about=())
    low, high = (float(end) * met for end in wilson(people, met))
    return Figure(found.amount / people, people, low=found.amount / high, high=found.amount / low, people=people)


MEASURE = MeasureDefinition(
    "cpa", "Cost per new purchaser", "money", 10, _definition, _denominator, "ask/attribution/spend", _read,
    needs=("purchase",),
)  # fmt: skip
