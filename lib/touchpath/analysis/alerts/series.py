"""The daily series of what is watched: read through the registry of measures or the funnel, as pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import nan

import numpy as np

from touchpath.analysis import funnel as funnels
from touchpath.analysis import measures
from touchpath.engine.base import Reader
from touchpath.journey.alerts import Alert
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.measures import MeasureSettings, Unit
from touchpath.journey.trends import Bucket, buckets
from touchpath.stats.daily_series import SeriesScale
from touchpath.stats.proportions import Floats

LONGEST = 730
"""Days looked at: a year that is judged, and one before it."""
_SCALES: dict[Unit, SeriesScale] = {
    "share": "rate", "money": "amount", "points": "score", "mean": "score", "people": "count", "events": "count",
    "sessions": "count", "purchases": "count",
}  # fmt: skip


@dataclass(frozen=True)
class WatchedDays:
    """A figure per complete day: `values` are hits (rate), counts, amounts or scores, NaN on days without any.

    `sizes` is what a day's value rests on (people, answers, or the count itself), `people` how many people are behind
    it at least (1 where that is not known). `waits_days`: days after which a day is final.
    """

    scale: SeriesScale
    days: tuple[date, ...]
    values: Floats
    sizes: Floats
    people: Floats
    waits_days: int = 0


def watched_days(engine: Reader, alert: Alert, filters: Filters, settings: MeasureSettings) -> WatchedDays:
    """The complete days of what is watched, at most two years of them.

    Raises DefinitionError for a measure that is none, or that has no value yet as the settings are.
    """
    whole = filters.without_dates()
    if alert.funnel is not None:
        return _of_funnel(engine, alert.funnel, whole)
    return _of_measure(engine, alert.measure, whole, settings)


def events_a_day(engine: Reader, settings: MeasureSettings) -> WatchedDays:
    """Every event of the workspace: whether data are missing."""
    return _of_measure(engine, "events", NO_FILTERS, settings)


def _of_measure(engine: Reader, name: str, filters: Filters, settings: MeasureSettings) -> WatchedDays:
    kind = measures.definition(name)
    if missing := next((need for need in kind.needs if not getattr(settings, need)), None):
        raise DefinitionError(f"No {missing} touchpoint is set yet: choose one under Workspaces, Settings.")
    waits = {"retained": settings.retained_days, "repeat_purchase": settings.repeat_days}.get(name, 0)
    parts = _day_buckets(engine.calendar, waits)
    trend = measures.series(engine, name, parts, filters, settings)
    values, sizes = np.full(len(parts), nan), np.zeros(len(parts))
    scale = _SCALES[kind.unit]
    for place, value, n in trend:
        values[place] = value * n if scale == "rate" else value
        sizes[place] = n
    days = tuple(part.start for part in parts)
    return WatchedDays(scale, days, values, sizes, _people(engine, name, filters, settings, parts, sizes), waits)


def _people(
    engine: Reader, name: str, filters: Filters, settings: MeasureSettings, parts: tuple[Bucket, ...], sizes: Floats
) -> Floats:
    """The people behind each day, at least: known for shares and for what all people in view are behind."""
    if name == "people" or _SCALES[measures.definition(name).unit] == "rate":
        return sizes
    people = np.where(sizes > 0, 1.0, 0.0)
    if name in ("events", "sessions"):
        for place, value, _ in measures.series(engine, "people", parts, filters, settings):
            people[place] = value
    return people


def _day_buckets(calendar: Calendar, waits: int) -> tuple[Bucket, ...]:
    """The latest days that are complete, and final after `waits` days; days after them are not looked at."""
    last, end = calendar.last_day, calendar.data_end
    if last is None or end is None:
        return ()
    parts = buckets(calendar, Filters(date_from=last - timedelta(days=LONGEST + waits)), "day")
    final = tuple(part for part in parts if part.complete and part.ends + timedelta(days=waits) <= end)
    return final[-LONGEST:]


def _of_funnel(engine: Reader, funnel: Funnel, filters: Filters) -> WatchedDays:
    found = funnels.trend(engine, funnel, filters, "day").overall.points
    final = [point for point in found if point.complete][-LONGEST:]
    return WatchedDays(
        "rate",
        tuple(point.start.date() for point in final),
        np.array([point.converted for point in final], dtype=float),
        np.array([point.entered for point in final], dtype=float),
        np.array([point.entered for point in final], dtype=float),
        -(-int(funnel.window_seconds or 0) // 86_400),
    )
