"""Customer value: what a customer brought so far."""

from __future__ import annotations

from math import nan

import numpy as np

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.lifetime.customers import read_customers
from touchpath.analysis.measures.definition import MeasureDefinition, named
from touchpath.analysis.measures.figure import Figure, MeasureBuckets
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.stats.means import mean_interval, moments


def _definition(settings: MeasureSettings) -> str:
    return (
        f"What a customer has brought from the first purchase ({named(settings.purchase)}) to the end of the data, "
        "less refunds. It has no trend: customers of later dates have had less time. By age: Lifetime value."
    )


def _denominator(_: MeasureSettings) -> str:
    return "People whose first purchase ever lies in view."


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    customers = read_customers(engine, settings.purchase, filters)
    if not len(customers):
        return Figure(nan, 0, reason="Nobody in view made their first purchase.", about=())
    if mixed := no_sum(engine, settings.purchase, filters.without_dates()):
        return Figure(nan, 0, reason=mixed)
    if not np.any(customers.worth):
        return Figure(nan, 0, reason="No purchase in view carries a value.", about=())
    mean = mean_interval(moments(customers.net))
    return Figure(mean.estimate, len(customers), low=mean.low, high=mean.high, people=len(customers))


MEASURE = MeasureDefinition(
    "customer_value",
    "Customer value",
    "money",
    9,
    _definition,
    _denominator,
    "ask/lifetime/purchases",
    _read,
    needs=("purchase",),
)
