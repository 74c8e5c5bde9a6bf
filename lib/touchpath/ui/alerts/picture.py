"""The picture of a watched figure: the last half year of its days with their band."""

from __future__ import annotations

from math import isnan
from typing import Any

from touchpath.analysis.alerts.result import WatchedDay, WatchedFigure
from touchpath.answers import Answer
from touchpath.answers.alerts.naming import FigureWords, figure_words
from touchpath.charts.alerts import BandDay, BandLook, band_alt, band_chart
from touchpath.charts.annotations import with_marks
from touchpath.charts.drawing import Drawing, drawing
from touchpath.journey.alerts import Alert
from touchpath.journey.words import count, day_in_words
from touchpath.ui import cached, session, theme
from touchpath.workspace.changes import saved_changes

_SHOWN_DAYS = 182


def picture(asked: Alert, answer: Answer[Any], key: str) -> Drawing | None:
    """Draw the figure with the annotated changes; None where it has no day yet."""
    found: WatchedFigure = answer.result
    if not found.days:
        return None
    said = figure_words(asked, found.settings, str(session.workspace().settings["currency"].value))
    days = tuple(_day(part, said) for part in found.days[-_SHOWN_DAYS:])
    title = f"{said.name} per day; grey: as expected"
    drawn = drawing(band_chart, days, title, found.scale == "rate", theme.palette())
    changes = cached.known(saved_changes, session.engine())
    marked = drawing(with_marks, drawn, changes, theme.palette(), days[0].day, days[-1].day)
    theme.draw(marked, alt=band_alt(days, title), key=key)
    return marked


def _day(part: WatchedDay, said: FigureWords) -> BandDay:
    low, high = max(part.low, said.ends[0]), min(part.high, said.ends[1])
    look: BandLook = "not judged" if part.why else "crossed" if part.crossed == 1 else "usual"
    sentence = f"{day_in_words(part.day)}: {said.value(part.value)}"
    rests = f" (n = {count(part.n)})" if said.noun else ""
    expected = "" if isnan(part.low) else f", expected {said.band(part.low, part.high)}"
    unjudged = f"; not judged: {part.why}" if part.why else ""
    return BandDay(part.day, part.value, low, high, look, f"{sentence}{rests}{expected}{unjudged}.")
