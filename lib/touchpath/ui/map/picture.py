"""The map as a picture or, on a phone and for whoever prefers it, as a list."""

from __future__ import annotations

from math import isfinite, nan
from typing import Any

import streamlit as st

from touchpath.analysis.map.result import FeelingPoint, TouchpointMapResult
from touchpath.answers import Answer
from touchpath.answers.few import FEW
from touchpath.answers.map.marks import mark_said, mark_value, value_said
from touchpath.answers.map.names import COLOURS
from touchpath.answers.surveys.words import words_for
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.map.colours import mark_colours
from touchpath.charts.map.layout import MapLayout, PlacedMark, layout
from touchpath.charts.map.picture import MARK, FeelingLine, FeelingMark, MarkLook, map_alt, map_picture
from touchpath.journey.touchpoint_map import TouchpointMap
from touchpath.journey.touchpoints import STAGES
from touchpath.journey.words import count, plural
from touchpath.ui import notices, theme
from touchpath.ui.map import state as map_state
from touchpath.ui.phone import on_a_phone

_CHART = "touchpoint_map_picture"


def map_or_list(answer: Answer[TouchpointMapResult]) -> Drawing:
    """The picture, or its list; either way the drawing, for downloads."""
    found, asked = answer.result, answer.question
    placed = layout(found, asked.across)
    looks = _looks(placed, found, asked)
    chart = drawing(map_picture, placed, looks, _feeling(found, placed), theme.palette())
    look = st.session_state.get("map_look") or ("List" if on_a_phone() else "Picture")
    if look == "Picture":
        theme.draw(
            chart, alt=map_alt(placed, looks), key=_CHART, on_select=_clicked, selection_mode=[MARK],
        )  # fmt: skip
        notices.note(_legend(found, asked))
    else:
        _list(answer)
    return chart


def usual(found: TouchpointMapResult, asked: TouchpointMap) -> float:
    """What the colours diverge about: the overall score, leaving over all marks, no change."""
    if asked.colour == "score":
        return found.score
    if asked.colour == "change":
        return 0.0
    known = [mark for mark in found.marks if mark.mature > 0]
    mature = sum(mark.mature for mark in known)
    return sum(mark.left for mark in known) / mature if mature else nan


def _looks(placed: MapLayout, found: TouchpointMapResult, asked: TouchpointMap) -> tuple[MarkLook, ...]:
    values = [_coloured(part, asked.colour) for part in placed.marks]
    currency = map_state.currency()
    colours = mark_colours(values, asked.colour, usual(found, asked), theme.palette())
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


def _legend(found: TouchpointMapResult, asked: TouchpointMap) -> str:
    middle = value_said(usual(found, asked), asked.colour, found, map_state.currency())
    words = {
        "leaving": f"Orange: more people leave than over all touchpoints ({middle}); green: fewer",
        "score": f"Orange: a lower {found.metric.upper()} than of all answers ({middle}); green: higher",
        "change": "Orange: fewer people than in the period before; green: more",
        "time": "The darker, the longer until the next touchpoint",
        "value": "The darker, the more a person buys afterwards",
    }
    return (
        f"{COLOURS[asked.colour]}. {words[asked.colour]}; grey: fewer than {FEW} to tell. Area: people. Square: "
        "offline. Dashed outline: indirect, somebody else's. Click a mark for its card."
    )


def _list(answer: Answer[TouchpointMapResult]) -> None:
    """Each stage as a short list of touchpoints on channels with the figure that would colour them."""
    rows = answer.table("touchpoint-map").readable
    column = {"leaving": "Leaving", "score": "Score", "time": "Next after", "value": "Value", "change": "Change"}
    for stage in (*STAGES, "no stage yet"):
        own = rows[rows["Stage"] == stage]
        if not own.empty:
            st.markdown(f"**{stage}**")
            shown = own[["Touchpoint", "Channel", "People", column[answer.question.colour]]]
            st.dataframe(shown, hide_index=True, width="stretch", row_height=32)


def _clicked() -> None:
    """A click on a mark opens its card; one beside all closes it."""
    picked: Any = st.session_state[_CHART]["selection"].get(MARK) or []
    if picked and picked[0].get("touchpoint"):
        map_state.show_card(str(picked[0]["touchpoint"]), picked[0].get("channel"))
