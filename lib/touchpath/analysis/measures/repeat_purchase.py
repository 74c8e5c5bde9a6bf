"""Repeat purchase: purchasers with a second purchase within N days of their first ever."""

from __future__ import annotations

from touchpath.analysis.measures.definition import MeasureDefinition, named
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, rate_of_entrants
from touchpath.analysis.repeat_purchase import read_repeats
from touchpath.engine.base import Reader
from touchpath.journey.churn import RepeatPurchase
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings


def _definition(settings: MeasureSettings) -> str:
    return (
        f"The share of purchasers with a second purchase ({named(settings.purchase)}) within {settings.repeat_days} "
        "days of their first ever. Events of one order id are one purchase; a cancelled one is none."
    )


def _denominator(settings: MeasureSettings) -> str:
    return (
        f"People whose first purchase ever lies in view and at least {settings.repeat_days} days before the end of "
        "the data."
    )


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    repeat = RepeatPurchase(settings.purchase, (settings.repeat_days,))
    found = read_repeats(engine, repeat, filters)
    again, mature = found.within(settings.repeat_days)
    return rate_of_entrants(found.grouped.entries.moment, again, mature, buckets)


MEASURE = MeasureDefinition(
    "repeat_purchase",
    "Repeat purchase",
    "share",
    6,
    _definition,
    _denominator,
    "ask/retention/moments",
    _read,
    needs=("purchase",),
)
