"""Sessions in view."""

from __future__ import annotations

from touchpath.analysis.measures.activity import activity
from touchpath.analysis.measures.definition import MeasureDefinition, counted
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, points
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.sessions import Sessions


def _definition(settings: MeasureSettings) -> str:
    return (
        "A session is what the file calls one; without that, a person's events with no pause of more than "
        f"{settings.session_gap_seconds / 60:g} minutes. Built from the events in view."
    )


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    found = activity(engine, filters, buckets, Sessions(settings.session_gap_seconds))
    return Figure(found.sessions, found.sessions, trend=points(found.sessions_by_bucket), people=found.people)


MEASURE = MeasureDefinition(
    "sessions", "Sessions", "sessions", 3, _definition, counted, "ask/overview/event_keys", _read
)
