"""The dated changes of the workspace, marked on every chart over time."""

from __future__ import annotations

from typing import Any

from lib.charts.annotations import change_marks
from lib.engine.base import Engine
from lib.ui import cached, filters, theme
from lib.workspace.changes import saved_changes


def with_changes(chart: Any, engine: Engine) -> Any:
    """A layered chart whose x is a day, with the saved changes inside the dates in view marked at their days."""
    chosen, calendar = filters.current(), engine.calendar
    first, last = chosen.date_from or calendar.first_day, chosen.date_to or calendar.last_day
    marks = change_marks(cached.answer(saved_changes, engine), theme.palette(), first, last)
    return chart if marks is None else chart + marks
