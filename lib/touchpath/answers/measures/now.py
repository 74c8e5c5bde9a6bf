"""The figures of measures in view, and of the stretch of equal length just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from touchpath.analysis import measures
from touchpath.analysis.measures.figure import Difference, Figure, rate_difference
from touchpath.analysis.scores import METRICS, Score, score_difference, scores
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Period
from touchpath.journey.cells import Fixed
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings, measure_settings
from touchpath.journey.trends import Bucket, buckets, fitting_period, previous, span
from touchpath.workspace.settings import read_settings

_GROWING = ("customer_value",)


@dataclass(frozen=True)
class MeasureNow:
    """One measure now and before (None: the data do not cover that); `score` where it is one of survey answers.

    `instead` are the filters of the figure where those asked for are too recent to judge: the latest stretch of
    equal length whose days are over.
    """

    name: Fixed[str]
    figure: Figure
    before: Figure | None
    score: Score | None = None
    instead: Fixed[Filters | None] = None


@dataclass(frozen=True)
class MeasuresNow:
    """Measures in view under `settings`. `days_before` is how long the stretch before is; 0 where there is none.

    `history` are the same measures over all earlier weeks (or months) too, in `history_buckets`: what is usual.
    """

    measures: tuple[MeasureNow, ...]
    settings: Fixed[MeasureSettings]
    buckets: Fixed[tuple[Bucket, ...]]
    days_before: Fixed[int]
    history: tuple[MeasureNow, ...] = ()
    history_buckets: Fixed[tuple[Bucket, ...]] = ()
    history_period: Fixed[Period] = "week"

    def named(self, name: str) -> MeasureNow:
        """The measure of a name."""
        return next(part for part in self.measures if part.name == name)


def workspace_settings(engine: Reader) -> MeasureSettings:
    """What measures rest on by the settings of the workspace."""
    return measure_settings({name: setting.value for name, setting in read_settings(engine).items()})


def measures_now(
    engine: Reader, filters: Filters, names: Sequence[str], settings: MeasureSettings | None = None
) -> MeasuresNow:
    """The measures of these names, now and before."""
    calendar = engine.calendar
    asked = settings or workspace_settings(engine)
    parts = buckets(calendar, filters, fitting_period(calendar, filters))
    earlier, days = previous(calendar, filters), span(calendar, filters)
    now = _figures(engine, filters, names, asked, parts)
    before = _figures(engine, earlier, names, asked, ()) if earlier else {}
    answered = scores(engine, filters, ()) if set(names) & set(METRICS) else {}
    scored = {str(key): part for key, part in answered.items()}
    shown = tuple(
        _or_instead(engine, filters, asked, MeasureNow(name, figure, before.get(name), scored.get(name)))
        for name, figure in now.items()
    )
    return MeasuresNow(shown, asked, parts, (days[1] - days[0]).days + 1 if earlier and days else 0)


def with_history(engine: Reader, filters: Filters, found: MeasuresNow) -> MeasuresNow:
    """The measures with what they were in all complete weeks (months where the data are long) up to the last day."""
    calendar, whole = engine.calendar, replace(filters, date_from=None)
    period: Period = "month" if fitting_period(calendar, whole) == "month" else "week"
    parts = buckets(calendar, whole, period)
    if parts == found.buckets:
        return replace(found, history=found.measures, history_buckets=parts, history_period=period)
    names = [part.name for part in found.measures]
    figures = _figures(engine, whole, names, found.settings, parts)
    history = tuple(MeasureNow(name, figure, None) for name, figure in figures.items())
    return replace(found, history=history, history_buckets=parts, history_period=period)


def _or_instead(engine: Reader, filters: Filters, settings: MeasureSettings, part: MeasureNow) -> MeasureNow:
    """The measure, or where nobody in view had enough days yet, that of the latest stretch in which they had."""
    days = {"retained": settings.retained_days, "repeat_purchase": settings.repeat_days}.get(part.name)
    looked_at, first = span(engine.calendar, filters), engine.calendar.first_day
    if days is None or part.figure.n or not part.figure.immature or looked_at is None or first is None:
        return part
    back = timedelta(days=days + 1)
    earlier = replace(filters, date_from=looked_at[0] - back, date_to=looked_at[1] - back)
    if earlier.date_from is None or earlier.date_from < first:
        return part
    (figure,) = _figures(engine, earlier, (part.name,), settings, ()).values()
    return replace(part, figure=figure, before=None, instead=earlier) if figure.n else part


def _figures(
    engine: Reader, filters: Filters, names: Sequence[str], settings: MeasureSettings, parts: tuple[Bucket, ...]
) -> dict[str, Figure]:
    return {name: measures.figure(engine, name, filters, settings, parts) for name in names}


def difference(part: MeasureNow) -> Difference | None:
    """Now minus before, with an interval where there is one; None where either has no value.

    What grows with the time since the dates (the value of customers) is not compared with that of earlier dates.
    """
    now, before = part.figure, part.before
    if before is None or not (before.n > 0 and now.n > 0) or part.name in _GROWING:
        return None
    if part.name in METRICS:
        return score_difference(before, now)
    if now.hits == now.hits:
        return rate_difference(before, now)
    return Difference(now.value - before.value)
