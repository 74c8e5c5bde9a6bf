"""The picture of a watched figure: the last half year of its days with their band."""

from __future__ import annotations

from math import isnan
from typing import Any

from touchpath.analysis.alerts.result import WatchedDay, WatchedFigure
from touchpath.answers import Answer
from touchpath.answers.alerts.naming import FigureWords, figure_words
from touchpath.charts.alerts import BandDay, BandLook, band_alt, band_chart
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.journey.alerts import Alert, AlertReplay
from touchpath.journey.words import count, day_in_words

_SHOWN_DAYS = 182


def watched_days(answer: Answer[Any]) -> tuple[WatchedDay, ...]:
    """The days that the picture shows."""
    found: WatchedFigure = answer.result
    return found.days[-_SHOWN_DAYS:]


def watched(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """The figure day by day; nothing where it has no day yet."""
    shown = watched_days(answer)
    if not shown:
        return ()
    asked: Alert = answer.question.alert if isinstance(answer.question, AlertReplay) else answer.question
    said = figure_words(asked, answer.result.settings, answer.currency)
    days = tuple(_day(part, said) for part in shown)
    title = f"{said.name} per day; grey: as expected"
    chart = drawing(band_chart, days, title, answer.result.scale == "rate", colours.palette)
    return (Picture("days", "Day by day", chart, band_alt(days, title)),)


def _day(part: WatchedDay, said: FigureWords) -> BandDay:
    low, high = max(part.low, said.ends[0]), min(part.high, said.ends[1])
    look: BandLook = "not judged" if part.why else "crossed" if part.crossed == 1 else "usual"
    sentence = f"{day_in_words(part.day)}: {said.value(part.value)}"
    rests = f" (n = {count(part.n)})" if said.noun else ""
    expected = "" if isnan(part.low) else f", expected {said.band(part.low, part.high)}"
    unjudged = f"; not judged: {part.why}" if part.why else ""
    return BandDay(part.day, part.value, low, high, look, f"{sentence}{rests}{expected}{unjudged}.")


DRAWN: dict[str, Draw] = {"Alert": watched, "AlertReplay": watched}
