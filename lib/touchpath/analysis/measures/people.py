"""People in view."""

from __future__ import annotations

from touchpath.analysis.measures.activity import activity
from touchpath.analysis.measures.definition import MeasureDefinition, counted
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, points
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.sessions import Sessions


def _definition(_: MeasureSettings) -> str:
    return "Different people with at least one event in view, merged identities counted once."


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    found = activity(engine, filters, buckets, Sessions(settings.session_gap_seconds))
    return Figure(found.people, found.people, trend=points(found.people_by_bucket), people=found.people)


MEASURE = MeasureDefinition("people", "People", "people", 1, _definition, counted, "ask/overview/event_keys", _read)
