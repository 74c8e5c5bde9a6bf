"""The figures of measures in view, and of the stretch of equal length just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.analysis import measures
from touchpath.analysis.measures.figure import Difference, Figure, rate_difference
from touchpath.analysis.scores import METRICS, Score, score_difference, scores
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings, measure_settings
from touchpath.journey.trends import Bucket, buckets, fitting_period, previous, span
from touchpath.workspace.settings import read_settings


@dataclass(frozen=True)
class MeasureNow:
    """One measure now and before (None: the data do not cover that); `score` where it is one of survey answers."""

    name: str
    figure: Figure
    before: Figure | None
    score: Score | None = None


@dataclass(frozen=True)
class MeasuresNow:
    """Measures in view under `settings`. `days_before` is how long the stretch before is; 0 where there is none."""

    measures: tuple[MeasureNow, ...]
    settings: MeasureSettings
    buckets: tuple[Bucket, ...]
    days_before: int

    def named(self, name: str) -> MeasureNow:
        """The measure of a name."""
        return next(part for part in self.measures if part.name == name)


def workspace_settings(engine: Engine) -> MeasureSettings:
    """What measures rest on by the settings of the workspace."""
    return measure_settings({name: setting.value for name, setting in read_settings(engine).items()})


def measures_now(
    engine: Engine, filters: Filters, names: Sequence[str], settings: MeasureSettings | None = None
) -> MeasuresNow:
    """The measures of these names, now and before."""
    calendar = engine.calendar
    asked = settings or workspace_settings(engine)
    parts = buckets(calendar, filters, fitting_period(calendar, filters))
    earlier, days = previous(calendar, filters), span(calendar, filters)
    now = _figures(engine, filters, names, asked, parts)
    before = _figures(engine, earlier, names, asked, ()) if earlier else {}
    answered = scores(engine, filters, ()) if set(names) & set(METRICS) else {}
    shown = tuple(
        MeasureNow(name, figure, before.get(name), {str(key): part for key, part in answered.items()}.get(name))
        for name, figure in now.items()
    )
    return MeasuresNow(shown, asked, parts, (days[1] - days[0]).days + 1 if earlier and days else 0)


def _figures(
    engine: Engine, filters: Filters, names: Sequence[str], settings: MeasureSettings, parts: tuple[Bucket, ...]
) -> dict[str, Figure]:
    return {name: measures.figure(engine, name, filters, settings, parts) for name in names}


def difference(part: MeasureNow) -> Difference | None:
    """Now minus before, with an interval where there is one; None where either has no value."""
    now, before = part.figure, part.before
    if before is None or not (before.n > 0 and now.n > 0):
        return None
    if part.name in METRICS:
        return score_difference(before, now)
    if now.hits == now.hits:
        return rate_difference(before, now)
    return Difference(now.value - before.value)
