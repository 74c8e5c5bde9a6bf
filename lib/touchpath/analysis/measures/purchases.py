"""Purchases in view: orders that are not cancelled."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.log.orders import read_purchases
from touchpath.analysis.log.people import count_people
from touchpath.analysis.measures.definition import MeasureDefinition, counted, named
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, places, points
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.measures import MeasureSettings


def _definition(settings: MeasureSettings) -> str:
    return (
        f"Purchases ({named(settings.purchase)}) in view. Events of one order id are one purchase; a cancelled one, "
        "marked as such or with nothing left of it after a negative line, is none."
    )


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    found = read_purchases(engine, Step(settings.purchase), filters)
    by_bucket = np.bincount(places(found.moment, buckets) + 1, minlength=len(buckets) + 1)[1:]
    trend = points(tuple(by_bucket.tolist()))
    return Figure(len(found), len(found), trend=trend, people=count_people(found.person))


MEASURE = MeasureDefinition(
    "purchases",
    "Purchases",
    "purchases",
    9,
    _definition,
    counted,
    "ask/retention/moments",
    _read,
    needs=("purchase",),
)
