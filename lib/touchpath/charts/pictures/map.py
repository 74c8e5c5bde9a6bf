"""The picture of the touchpoint map: what colours its marks, what they say, and the feeling line."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, nan
from typing import Any

from touchpath.analysis.map.result import FeelingPoint, TouchpointMapResult
from touchpath.analysis.pain.result import Pain
from touchpath.answers import Answer
from touchpath.answers.few import FEW
from touchpath.answers.map.marks import mark_said, mark_value
from touchpath.answers.map.pain import pain_title
from touchpath.answers.surveys.words import words_for
from touchpath.charts.drawing import drawing
from touchpath.charts.map.colours import mark_colours
from touchpath.charts.map.layout import MapLayout, PlacedMark, layout
from touchpath.charts.map.picture import FeelingLine, FeelingMark, MarkLook, PainMark, map_alt, map_picture
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.theme import Palette
from touchpath.journey.touchpoint_map import TouchpointMap
from touchpath.journey.touchpoints import STAGES
from touchpath.journey.words import count, plural


def map_pictures(answer: Answer[Any], colours: NameColours, pains: Sequence[Pain] = ()) -> tuple[Picture, ...]:
    """The map, with `pains` (as listed) at their marks; nothing where no touchpoint is on it."""
    found, asked = answer.result, answer.question
    if not found.marks:
        return ()
    placed = layout(found, asked.across)
    looks = _looks(placed, found, asked, answer.currency, colours.palette)
    hurting = pain_marks(placed, pains)
    chart = drawing(map_picture, placed, looks, _feeling(found, placed), colours.palette, hurting)
    told = " ".join(part.said for part in hurting)
    return (Picture("map", "Map", chart, " ".join(filter(None, (map_alt(placed, looks), told)))),)


def pain_marks(placed: MapLayout, pains: Sequence[Pain]) -> tuple[PainMark, ...]:
    """The marks where it hurts, numbered as in the list: the touchpoint on the channel that is said, of a value of a
    property the largest. A place that is not drawn by name has none.
    """
    numbers: dict[PlacedMark, list[int]] = {}
    for number, pain in enumerate(pains, 1):
        there = [part for part in placed.marks if part.mark.touchpoint == pain.place
                 and (pain.kind == "value" or part.mark.channel == pain.channel)]  # fmt: skip
        if there:
            numbers.setdefault(max(there, key=lambda part: part.mark.people), []).append(number)
    return tuple(
        PainMark(
            part.x, part.lane, part.area, ", ".join(map(str, own)),
            " ".join(f"Hurts, {number} of the list: {pain_title(pains[number - 1])}." for number in own),
        )
        for part, own in numbers.items()
    )  # fmt: skip


def usual(found: TouchpointMapResult, asked: TouchpointMap) -> float:
    """What the colours diverge about: the overall score, leaving over all marks, no change."""
    if asked.colour == "score":
        return found.score
    if asked.colour == "change":
        return 0.0
    known = [mark for mark in found.marks if mark.mature > 0]
    mature = sum(mark.mature for mark in known)
    return sum(mark.left for mark in known) / mature if mature else nan


def _looks(
    placed: MapLayout, found: TouchpointMapResult, asked: TouchpointMap, currency: str, palette: Palette
) -> tuple[MarkLook, ...]:
    values = [_coloured(part, asked.colour) for part in placed.marks]
    colours = mark_colours(values, asked.colour, usual(found, asked), palette)
    return tuple(
        MarkLook(
            colour,
            mark_said(part.mark, found, currency),
            found.traits(part.mark.touchpoint).setting == "offline",
            found.traits(part.mark.touchpoint).directness == "indirect",
        )
        for part, colour in zip(placed.marks, colours, strict=True)
    )


def _coloured(part: PlacedMark, colour: str) -> float:
    """The figure of a mark, where it rests on enough."""
    mark = part.mark
    rests = {"score": mark.answers, "time": mark.onward, "change": mark.before}.get(colour, mark.mature)
    return mark_value(mark, colour) if rests >= FEW else nan


def _feeling(found: TouchpointMapResult, placed: MapLayout) -> FeelingLine | None:
    """The feeling line on one scale: the middle of each stage, best on top."""
    points = [point for point in found.feeling if isfinite(point.score)]
    middles = {band.stage: (band.begins + band.ends) / 2 for band in placed.bands}
    points = [point for point in points if point.stage in middles]
    if not points:
        return None
    ends = [end for point in points for end in (point.low, point.high) if isfinite(end)]
    low, high = min([*ends, found.score]), max([*ends, found.score])
    span = (high - low) or 1.0

    def at(score: float) -> float:
        return 1 - (score - low) / span

    say = words_for(found.metric, ())
    marks = tuple(
        FeelingMark(
            middles[point.stage], at(point.score), at(point.low if isfinite(point.low) else point.score),
            at(point.high if isfinite(point.high) else point.score), point.answers < FEW,
            f"{say.value(point.score)}{_few(point)}",
            f"{point.stage}: {say.title} {say.value(point.score)} ({say.span(point.low, point.high)}), "
            f"{plural(point.answers, 'answer')}.",
        )
        for point in sorted(points, key=lambda part: STAGES.index(part.stage))
    )  # fmt: skip
    return FeelingLine(f"Feeling: {say.axis}", marks, at(found.score))


def _few(point: FeelingPoint) -> str:
    return f", n = {count(point.answers)}" if point.answers < FEW else ""


DRAWN: dict[str, Draw] = {"TouchpointMap": map_pictures}
