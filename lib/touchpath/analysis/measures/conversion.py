"""Conversion: people with the goal among the people with an event."""

from __future__ import annotations

from touchpath.analysis.measures.activity import activity, people_with
from touchpath.analysis.measures.definition import MeasureDefinition, named
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, rate
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.sessions import Sessions


def conversion(hits: tuple[int, tuple[int, ...]], people: tuple[int, tuple[int, ...]]) -> Figure:
    """The share from counts of people with the goal and with any event, in total and per bucket."""
    sizes = zip(hits[1], people[1], strict=True)
    trend = tuple((number, found / size, float(size)) for number, (found, size) in enumerate(sizes) if size)
    return rate(hits[0], people[0], trend)


def _definition(settings: MeasureSettings) -> str:
    return f"The share of people who reached the goal ({named(settings.goal)}) in view."


def _denominator(_: MeasureSettings) -> str:
    return "People with at least one event in view."


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    found = activity(engine, filters, buckets, Sessions(settings.session_gap_seconds))
    reached = people_with(engine, filters, buckets, settings.goal)
    return conversion(reached, (found.people, found.people_by_bucket))


MEASURE = MeasureDefinition(
    "conversion",
    "Conversion rate",
    "share",
    4,
    _definition,
    _denominator,
    "ask/overview/event_keys_of",
    _read,
    needs=("goal",),
)
