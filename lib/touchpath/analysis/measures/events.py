"""Events in view."""

from __future__ import annotations

from touchpath.analysis.measures.activity import activity
from touchpath.analysis.measures.definition import MeasureDefinition, counted
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, points
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.sessions import Sessions


def _definition(_: MeasureSettings) -> str:
    return "Every event in view."


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    found = activity(engine, filters, buckets, Sessions(settings.session_gap_seconds))
    return Figure(found.events, found.events, trend=points(found.events_by_bucket), people=found.people)


MEASURE = MeasureDefinition("events", "Events", "events", 2, _definition, counted, "ask/overview/event_keys", _read)
