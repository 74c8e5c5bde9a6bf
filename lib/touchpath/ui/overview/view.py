"""What the overview looks at: filters, the stretch before them, periods and settings; its figures, remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from touchpath.analysis import headline, headline_activity, scores
from touchpath.analysis.headline import Figure
from touchpath.analysis.headline_activity import Activity
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.sessions import Sessions
from touchpath.journey.trends import Bucket, buckets, fitting_period, previous, span
from touchpath.ui import cached, session

RETAINED_DAYS, REPEAT_DAYS = 30, 90


@dataclass(frozen=True)
class View:
    """One look at the workspace: its engine, the filters, and the touchpoints that settings name."""

    engine: Engine
    filters: Filters
    goal: tuple[str, ...]
    purchase: tuple[str, ...]
    entering: tuple[str, ...]
    returning: tuple[str, ...]
    currency: str

    @property
    def before(self) -> View | None:
        """The same look at the stretch of equal length just before; None where the data do not cover it."""
        earlier = previous(self.engine.calendar, self.filters)
        if earlier is None:
            return None
        return View(self.engine, earlier, self.goal, self.purchase, self.entering, self.returning, self.currency)

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
        return cached.answer(headline_activity.activity, self.engine, self.filters, self.buckets, Sessions())

    def conversion(self) -> Figure:
        """People with the goal among all people."""
        found = self.activity()
        return cached.answer(
            headline.conversion,
            self.engine,
            self.filters,
            self.goal,
            self.buckets,
            found.people,
            found.people_by_bucket,
        )

    def retention(self) -> Figure:
        """Retained at 30 days."""
        return cached.answer(
            headline.retention, self.engine, self.filters, self.entering, self.returning, RETAINED_DAYS, self.buckets
        )

    def repeat(self) -> Figure:
        """Second purchase within 90 days."""
        return cached.answer(
            headline.repeat_purchase, self.engine, self.filters, self.purchase, REPEAT_DAYS, self.buckets
        )

    def revenue(self) -> Figure:
        """Value of purchases."""
        return cached.answer(
            headline.revenue, self.engine, self.filters, self.purchase, self.buckets,
            with_people=session.least_shown() > 0,
        )  # fmt: skip

    def score(self, metric: scores.Metric) -> scores.Score:
        """One survey metric."""
        return cached.answer(scores.scores, self.engine, self.filters, self.buckets)[metric]


def view_of(engine: Engine, filters: Filters, settings: dict[str, Any]) -> View:
    """The view under the settings of the workspace."""
    values = {name: setting.value for name, setting in settings.items()}
    goal, purchase = values["goal"], values["purchase"]
    return View(engine, filters, goal, purchase, values["entering"], values["returning"], values["currency"])
