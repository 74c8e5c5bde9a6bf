"""The touchpoint map: stages as bands, channels as lanes, marks by people, the feeling line below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from touchpath.charts.map.layout import MapLayout, radius
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, listed

MARK = "map_mark"
_LANE = 54
_LEFT = 2.3
_TOP = -1.3
_FEELING_HEIGHT = 1.5
_NARROW = 620
"""On a narrower picture only hovering tells names, and neighbouring stages stand on two lines."""


@dataclass(frozen=True)
class MarkLook:
    """How a mark looks besides its place: its colour, and the sentence that hovering reads."""

    colour: str
    said: str
    offline: bool
    indirect: bool


@dataclass(frozen=True)
class PainMark:
    """A mark where it hurts: its place and area, the numbers it has in the list, and what hovering reads."""

    x: float
    lane: int
    area: float
    numbers: str
    said: str


@dataclass(frozen=True)
class FeelingMark:
    """A point of the feeling line at the middle of a stage, 0 the top of its lane and 1 the bottom; `few`: dashed."""

    x: float
    y: float
    low: float
    high: float
    few: bool
    label: str
    said: str


@dataclass(frozen=True)
class FeelingLine:
    """The feeling line under a name, and where the score of all answers lies."""

    title: str
    points: tuple[FeelingMark, ...]
    usual: float


def map_picture(
    placed: MapLayout,
    looks: tuple[MarkLook, ...],
    feeling: FeelingLine | None,
    palette: Palette,
    pains: tuple[PainMark, ...] = (),
) -> Any:
    """The whole picture; a click on a mark chooses it. `looks` stand in the order of the marks."""
    lanes = len(placed.lanes)
    bottom = lanes - 0.4 + (_FEELING_HEIGHT + 0.7 if feeling else 0.0)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-_LEFT, placed.width + 0.2], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[bottom, _TOP], nice=False))
    layers = [
        *_bands(placed, bottom, palette, x, y),
        *_lanes(placed, palette, x, y),
        *_rest(placed, palette, x, y),
        _marks(placed, looks, palette, x, y),
        *_names(placed, palette, x, y),
        *_pains(pains, palette, x, y),
    ]
    if feeling:
        layers += _feeling(feeling, lanes, placed.width, palette, x, y)
    return alt.layer(*layers, width="container", height=round(_LANE * (bottom - _TOP)))


def map_alt(placed: MapLayout, looks: tuple[MarkLook, ...]) -> str:
    """What the picture says, for those who do not see it."""
    largest = sorted(zip(placed.marks, looks, strict=True), key=lambda part: -part[0].mark.people)[:3]
    told = " ".join(look.said for _, look in largest)
    lanes = listed([name or "(no channel)" for name in placed.lanes], 12)
    return f"{count(len(placed.marks))} touchpoints by stage, on the channels {lanes}. The largest: {told}"


def _bands(placed: MapLayout, bottom: float, palette: Palette, x: Any, y: Any) -> list[Any]:
    rows = [(band.begins, band.ends, _TOP + 0.55, bottom, number % 2) for number, band in enumerate(placed.bands)]
    frame = pd.DataFrame(rows, columns=["x", "x_end", "y", "bottom", "odd"])
    shade = (
        alt.Chart(frame)
        .mark_rect(color=palette.grid)
        .encode(
            x=x,
            x2=alt.X2("x_end:Q"),
            y=y,
            y2=alt.Y2("bottom:Q"),
            opacity=alt.condition("datum.odd", alt.value(0.25), alt.value(0.6)),
        )
    )
    names = [
        ((band.begins + band.ends) / 2, _TOP + 0.3, band.stage, 6 if number % 2 else -5)
        for number, band in enumerate(placed.bands)
    ]
    named = pd.DataFrame(names, columns=["x", "y", "text", "off"])
    size = alt.expr(f"width < {_NARROW} ? 9 : 12")
    name = (
        alt.Chart(named)
        .mark_text(color=palette.muted, fontSize=size, limit=110, dy=alt.expr(f"width < {_NARROW} ? datum.off : 0"))
        .encode(x=x, y=y, text=alt.Text("text:N"))
    )
    return [shade, name]


def _lanes(placed: MapLayout, palette: Palette, x: Any, y: Any) -> list[Any]:
    rows = [(0.0, placed.width, lane, -0.15, name or "(no channel)") for lane, name in enumerate(placed.lanes)]
    frame = pd.DataFrame(rows, columns=["x", "x_end", "y", "left", "text"])
    line = alt.Chart(frame).mark_rule(color=palette.context, opacity=0.45).encode(x=x, x2=alt.X2("x_end:Q"), y=y)
    name = alt.Chart(frame).mark_text(align="right", dx=-8, color=palette.text, limit=110).encode(
        x=alt.X("left:Q", axis=None), y=y, text=alt.Text("text:N")
    )  # fmt: skip
    return [line, name]


def _marks(placed: MapLayout, looks: Sequence[MarkLook], palette: Palette, x: Any, y: Any) -> Any:
    rows = [
        {
            "x": part.x, "y": part.lane, "area": part.area, "colour": look.colour, "sentence": look.said,
            "touchpoint": part.mark.touchpoint, "channel": part.mark.channel,
            "shape": "square" if look.offline else "circle", "outline": "indirect" if look.indirect else "direct",
        }
        for part, look in zip(placed.marks, looks, strict=True)
    ]  # fmt: skip
    columns = ["x", "y", "area", "colour", "sentence", "touchpoint", "channel", "shape", "outline"]
    chosen = alt.selection_point(name=MARK, fields=["touchpoint", "channel"], on="click")
    shape = alt.Scale(domain=["circle", "square"], range=["circle", "square"])
    dash = alt.Scale(domain=["direct", "indirect"], range=[[1, 0], [3, 2]])
    return (
        alt.Chart(pd.DataFrame(rows, columns=columns))
        .mark_point(filled=True, opacity=0.95, stroke=palette.text, strokeWidth=1.1, cursor="pointer")
        .encode(
            x=x, y=y, size=alt.Size("area:Q", scale=None, legend=None),
            fill=alt.Fill("colour:N", scale=None, legend=None),
            shape=alt.Shape("shape:N", scale=shape, legend=None),
            strokeDash=alt.StrokeDash("outline:N", scale=dash, legend=None), tooltip=alt.Tooltip("sentence:N"),
        )
        .add_params(chosen)
    )  # fmt: skip


def _names(placed: MapLayout, palette: Palette, x: Any, y: Any) -> list[Any]:
    """The names of marks, each just off its own: one layer, for every layer costs the browser a few milliseconds."""
    rows = [
        (part.x, part.lane, part.mark.touchpoint, away if part.named == "below" else -away,
         "top" if part.named == "below" else "bottom")
        for part in placed.marks
        if part.named in ("below", "above")
        for away in (radius(part.area) + 3,)
    ]  # fmt: skip
    text = alt.Chart(pd.DataFrame(rows, columns=["x", "y", "text", "off", "baseline"])).mark_text(
        dy=alt.expr("datum.off"), baseline=alt.expr("datum.baseline"), color=palette.text, fontSize=11, limit=160,
        opacity=alt.expr(f"width < {_NARROW} ? 0 : 1"), stroke=palette.background, strokeWidth=0,
    )  # fmt: skip
    return [text.encode(x=x, y=y, text=alt.Text("text:N"))] if rows else []


def _pains(pains: Sequence[PainMark], palette: Palette, x: Any, y: Any) -> list[Any]:
    """A ring around each mark where it hurts, with its numbers in the list beside it."""
    if not pains:
        return []
    rows = [(part.x, part.lane, radius(part.area) + 5, part.numbers, part.said) for part in pains]
    base = alt.Chart(pd.DataFrame(rows, columns=["x", "y", "edge", "text", "sentence"])).encode(
        x=x, y=y, tooltip=alt.Tooltip("sentence:N")
    )
    size = alt.expr("datum.edge * datum.edge * 3.14")
    return [
        base.mark_point(filled=False, size=size, strokeWidth=2.6, color=palette.loss),
        base.mark_text(
            dx=alt.expr("datum.edge"), dy=alt.expr("3 - datum.edge"), align="left", fontSize=13, fontWeight="bold",
            color=palette.loss,
        ).encode(text=alt.Text("text:N")),
    ]  # fmt: skip


def _rest(placed: MapLayout, palette: Palette, x: Any, y: Any) -> list[Any]:
    if not placed.rest:
        return []
    rows = [
        (
            placed.width - 0.55, part.lane, part.area, f"{count(part.touchpoints)} more",
            f"{count(part.touchpoints)} more on {part.channel or 'no channel'}, met by {count(part.people)} people.",
        )
        for part in placed.rest
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["x", "y", "area", "text", "sentence"])
    mark = (
        alt.Chart(frame)
        .mark_point(filled=False, color=palette.other, opacity=0.9)
        .encode(x=x, y=y, size=alt.Size("area:Q", scale=None, legend=None), tooltip=alt.Tooltip("sentence:N"))
    )
    text = alt.Chart(frame).mark_text(
        dy=17, color=palette.muted, fontSize=10, opacity=alt.expr(f"width < {_NARROW} ? 0 : 1")
    )  # fmt: skip
    return [mark, text.encode(x=x, y=y, text=alt.Text("text:N"))]


def _feeling(line: FeelingLine, lanes: int, width: float, palette: Palette, x: Any, y: Any) -> list[Any]:
    """Thin line, pale band, its middle marked; hollow and dashed where few answered."""
    top = lanes - 0.1

    def at(share: float) -> float:
        return top + 0.2 + share * (_FEELING_HEIGHT - 0.2)

    rows = [(p.x, at(p.y), at(p.low), at(p.high), p.few, p.label, p.said) for p in line.points]
    frame = pd.DataFrame(rows, columns=["x", "y", "low", "high", "few", "text", "sentence"])
    middle = pd.DataFrame([(0.0, width, at(line.usual))], columns=["x", "x_end", "y"])
    title = pd.DataFrame([(-0.15, at(0.5), line.title)], columns=["x", "y", "text"])
    usual = alt.Chart(middle).mark_rule(color=palette.muted, strokeDash=[2, 3]).encode(x=x, x2=alt.X2("x_end:Q"), y=y)
    name = (
        alt.Chart(title)
        .mark_text(align="right", color=palette.text, limit=120)
        .encode(x=x, y=y, text=alt.Text("text:N"))
    )
    whisker = alt.Chart(frame).mark_rule(color=palette.accent, strokeWidth=7, opacity=0.25).encode(
        x=x, y=alt.Y("low:Q", axis=None), y2=alt.Y2("high:Q")
    )  # fmt: skip
    curve = alt.Chart(frame).mark_line(color=palette.accent, strokeWidth=1.5).encode(
        x=x, y=y, order=alt.Order("x:Q")
    )  # fmt: skip
    points = (
        alt.Chart(frame)
        .mark_point(filled=True, size=60, color=palette.accent, stroke=palette.accent)
        .encode(x=x, y=y, tooltip=alt.Tooltip("sentence:N"),
                fillOpacity=alt.condition("datum.few", alt.value(0), alt.value(1)))
    )  # fmt: skip
    layers = [usual, name, whisker]
    if any(point.few for point in line.points):
        sure = frame.assign(y=frame["y"].where(~frame["few"]))
        broken = alt.Chart(sure).mark_line(
            color=palette.accent, strokeWidth=1.5, invalid="break-paths-filter-domains"
        )
        pale = alt.Chart(frame).mark_line(color=palette.accent, strokeWidth=1, strokeDash=[4, 4], opacity=0.6)
        curve = alt.layer(
            pale.encode(x=x, y=y, order=alt.Order("x:Q")), broken.encode(x=x, y=y, order=alt.Order("x:Q"))
        )
    return [*layers, curve, points, *_feeling_values(frame, palette, x, y)]


def _feeling_values(frame: pd.DataFrame, palette: Palette, x: Any, y: Any) -> list[Any]:
    """The value above each point; where the picture is narrow every second one below, off its neighbours."""
    off = f"width < {_NARROW} ? datum.lower : -9"
    aside = alt.expr(f"width < {_NARROW} ? 0 : 8")
    align = alt.expr(f"width < {_NARROW} ? 'center' : 'left'")
    lower = [17 if place % 2 else -9 for place in range(len(frame))]
    return [
        alt.Chart(frame.assign(lower=lower))
        .mark_text(dx=aside, dy=alt.expr(off), align=align, color=palette.text, fontSize=11)
        .encode(x=x, y=y, text=alt.Text("text:N"))
    ]
