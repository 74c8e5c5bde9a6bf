"""The picture of a watched figure, with the changes that were noted."""

from __future__ import annotations

from typing import Any

from touchpath.answers import Answer
from touchpath.charts.annotations import with_marks
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.pictures.watched import watched, watched_days
from touchpath.ui import cached, session, theme
from touchpath.workspace.changes import saved_changes


def picture(answer: Answer[Any], key: str) -> Drawing | None:
    """Draw the figure with the annotated changes; None where it has no day yet."""
    found = watched(answer, theme.name_colours())
    if not found:
        return None
    (drawn,), days = found, watched_days(answer)
    changes = cached.known(saved_changes, session.engine())
    marked = drawing(with_marks, drawn.drawing, changes, theme.palette(), days[0].day, days[-1].day)
    theme.draw(marked, alt=drawn.alt, key=key)
    return marked
