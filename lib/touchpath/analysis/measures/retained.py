"""Retained at N days: who came back within N x 24 hours of their first entering event in view."""

from __future__ import annotations

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.holding import answers_from_log
from touchpath.analysis.measures.definition import MeasureDefinition, named
from touchpath.analysis.measures.figure import Figure, MeasureBuckets, rate_of_entrants
from touchpath.analysis.retention.at import RetainedAt, read_retained
from touchpath.analysis.retention.many import anything_again
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.retention import ANOTHER_SESSION, Retention


def retention_of(settings: MeasureSettings) -> Retention:
    """The retention whose entries and returns the measure follows."""
    return Retention(settings.entering or None, settings.returning or None, "first_matching")


def _definition(settings: MeasureSettings) -> str:
    retention = retention_of(settings)
    other = f" {ANOTHER_SESSION}" if retention.entry.meets(retention.back) else ""
    return (
        f"The share of people who did {named(settings.returning)} within {settings.retained_days} x 24 hours after "
        f"their first {named(settings.entering, 'event')} in view. That event itself does not count; later ones may "
        f"lie after the dates and on any channel.{other}"
    )


def _denominator(settings: MeasureSettings) -> str:
    return (
        f"People whose first {named(settings.entering, 'event')} in view lies at least {settings.retained_days} days "
        "before the end of the data; dates and channels choose this event."
    )


def _read(engine: Reader, filters: Filters, settings: MeasureSettings, buckets: MeasureBuckets) -> Figure:
    found = _retained(engine, filters, settings)
    return rate_of_entrants(found.entry, found.retained, found.mature, buckets)


def _retained(engine: Reader, filters: Filters, settings: MeasureSettings) -> RetainedAt:
    """Where any event enters and any returns, the log has the answer at hand."""
    arrays = EventArrays(engine)
    if not settings.entering and not settings.returning and answers_from_log(arrays, filters):
        return anything_again(arrays, settings.retained_days, filters)
    return read_retained(engine, retention_of(settings), settings.retained_days, filters)


MEASURE = MeasureDefinition(
    "retained", "Retained", "share", 5, _definition, _denominator, "ask/retention/first_moments", _read
)
