"""The dated changes of the workspace, marked on every chart over time."""

from __future__ import annotations

from touchpath.charts.annotations import with_marks
from touchpath.charts.drawing import Drawing, drawing
from touchpath.engine.base import Store
from touchpath.ui import cached, filters, theme
from touchpath.workspace.changes import saved_changes


def with_changes(chart: Drawing, engine: Store) -> Drawing:
    """A layered chart whose x is a day, with the saved changes inside the dates in view marked at their days."""
    chosen, calendar = filters.current(), engine.calendar
    first, last = chosen.date_from or calendar.first_day, chosen.date_to or calendar.last_day
    return drawing(with_marks, chart, cached.known(saved_changes, engine), theme.palette(), first, last)
