"""The measures: one file each, and the registry that everything which shows a figure reads.

A new measure is a file of this folder with a `MEASURE`, and its test; nothing else names it. A value never depends
on the buckets of a chart.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from touchpath.analysis.measures.definition import MeasureDefinition
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, Point
from touchpath.engine.base import Reader
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.measures import MeasureSettings

USUAL = MeasureSettings()


@cache
def registry() -> dict[str, MeasureDefinition]:
    """Every measure by name, in the order they are shown."""
    modules = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    found = [module.MEASURE for module in modules if hasattr(module, "MEASURE")]
    return {measure.name: measure for measure in sorted(found, key=lambda measure: measure.place)}


def definition(name: str) -> MeasureDefinition:
    """The measure of this name; raises DefinitionError for one that there is not."""
    known = registry()
    if name not in known:
        raise DefinitionError(f'There is no measure "{name}": choose one of {", ".join(known)}.')
    return known[name]


def figure(
    engine: Reader,
    name: str,
    filters: Filters = NO_FILTERS,
    settings: MeasureSettings = USUAL,
    buckets: MeasureBuckets = (),
) -> Figure:
    """The measure in view, with its trend over the buckets."""
    return definition(name).figure(engine, filters, settings, buckets)


def value(engine: Reader, name: str, filters: Filters = NO_FILTERS, settings: MeasureSettings = USUAL) -> Figure:
    """The measure in view, without a trend."""
    return figure(engine, name, filters, settings)


def series(
    engine: Reader,
    name: str,
    buckets: MeasureBuckets,
    filters: Filters = NO_FILTERS,
    settings: MeasureSettings = USUAL,
) -> tuple[Point, ...]:
    """The measure per bucket: (number of the bucket, value, n) of those with data."""
    return figure(engine, name, filters, settings, buckets).trend
