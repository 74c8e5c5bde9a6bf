"""What the overview looks at: filters, the stretch before them, periods and settings; its figures, remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from touchpath.analysis import measures, scores
from touchpath.analysis.measures.activity import Activity, activity
from touchpath.analysis.measures.figure import Figure
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings, measure_settings
from touchpath.journey.sessions import Sessions
from touchpath.journey.trends import Bucket, buckets, fitting_period, previous, span
from touchpath.ui import cached


@dataclass(frozen=True)
class View:
    """One look at the workspace: its engine, the filters, and what measures rest on."""

    engine: Engine
    filters: Filters
    settings: MeasureSettings
    currency: str

    @property
    def before(self) -> View | None:
        """The same look at the stretch of equal length just before; None where the data do not cover it."""
        earlier = previous(self.engine.calendar, self.filters)
        if earlier is None:
            return None
        return View(self.engine, earlier, self.settings, self.currency)

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """The periods of the sparklines."""
        calendar = self.engine.calendar
        return buckets(calendar, self.filters, fitting_period(calendar, self.filters))

    @property
    def versus(self) -> str:
        """What changes are measured against."""
        days = span(self.engine.calendar, self.filters)
        length = (days[1] - days[0]).days + 1 if days else 0
        return f"against the {length} days before" if length > 1 else "against the day before"

    def activity(self) -> Activity:
        """People, events and sessions."""
        return cached.answer(
            activity, self.engine, self.filters, self.buckets, Sessions(self.settings.session_gap_seconds)
        )

    def figure(self, name: str) -> Figure:
        """A measure of the registry in view, with its trend."""
        return cached.answer(measures.figure, self.engine, name, self.filters, self.settings, self.buckets)

    def score(self, metric: scores.Metric) -> scores.Score:
        """One survey metric."""
        return cached.answer(scores.scores, self.engine, self.filters, self.buckets)[metric]


def view_of(engine: Engine, filters: Filters, settings: dict[str, Any]) -> View:
    """The view under the settings of the workspace."""
    values = {name: setting.value for name, setting in settings.items()}
    return View(engine, filters, measure_settings(values), values["currency"])
