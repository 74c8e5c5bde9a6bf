"""Ways in columns as ribbons: as thick as many took them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.paths.result import PathsResult
from touchpath.charts.contrast import shade
from touchpath.charts.paths.layout import BAR, PathLayout, PlacedNode, Ribbon, layout
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, listed, rate

NODE, EDGE = "path_node", "path_edge"
NameShades = tuple[tuple[str, float, str], ...]
"""For names: how far up the scale their colour is (0-1), and the value in words."""
_POINTS = 14
_HEIGHT, _ROW = 440, 22
_SHORTEST_NAMED = 0.024
_TOLD = {
    "exits": "end here", "continues": "go on beyond the columns shown", "unfinished": "may not be over yet",
    "entries": "begin here",
}  # fmt: skip
_KINDS = {"value": "", "other": "(all others)"}


def sankey_chart(result: PathsResult, palette: Palette, worth: NameShades = ()) -> Any:
    """Bars in columns, pale ribbons between them; short warm stubs end, grey ones go on beyond the picture.

    A click on a bar chooses its node, one on a ribbon its edge. `worth` colours bars by what their name is worth.
    """
    placed = layout(result)
    columns = max((part.x for part in placed.nodes), default=0)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.25, columns + 0.95], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0], nice=False))
    chosen = alt.selection_point(name=NODE, fields=["column", "kind", "name"], on="click")
    layers = [_ribbons(placed, result, palette, x, y), _stubs(placed, result, palette, x, y)]
    bars = (
        alt.Chart(_node_rows(placed, result, palette, worth))
        .mark_rect(cursor="pointer")
        .encode(
            x=x, x2=alt.X2("x_end:Q"), y=y, y2=alt.Y2("bottom:Q"), tooltip=alt.Tooltip("sentence:N"),
            color=alt.Color("fill:N", scale=None),
        )
        .add_params(chosen)
    )  # fmt: skip
    tallest = max((len(result.column(column)) for column in result.columns), default=1)
    height = max(_HEIGHT, _ROW * tallest)
    names = _names(placed, result, palette, x, y)
    return alt.layer(*layers, bars, names).properties(width="container", height=height)


def sankey_alt(result: PathsResult) -> str:
    """What the picture says, for those who do not see it."""
    told = []
    for column in result.columns:
        largest = [node for node in result.column(column) if node.units == node.units][:3]
        names = [f"{_name(result, node.label, node.kind)} {count(node.units)}" for node in largest]
        told.append(f"column {column}: {listed(names)}")
    return f"Ways of {count(result.units)} {result.asked.counted} in columns. {'; '.join(told)}."


def _name(result: PathsResult, label: str | None, kind: str) -> str:
    return label if label is not None else _KINDS.get(kind, f"(no {result.asked.node})")


def _node_rows(placed: PathLayout, result: PathsResult, palette: Palette, worth: NameShades) -> pd.DataFrame:
    told: dict[str | None, tuple[str, str]] = {
        name: (shade(palette.sequential, 0.2 + 0.8 * share), f"; {said}") for name, share, said in worth
    }
    nothing = (palette.other, "")
    plain = nothing if worth else (palette.accent, "")
    rows = [
        {
            "column": part.node.column, "kind": part.node.kind,
            "name": _name(result, part.node.label, part.node.kind),
            "x": part.x, "x_end": part.x + BAR, "y": part.top, "bottom": part.bottom,
            "sentence": _node_sentence(part, result) + said, "fill": fill,
        }
        for part in placed.nodes
        for fill, said in [told.get(part.node.label, plain) if part.node.kind == "value" else nothing]
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["column", "kind", "name", "x", "x_end", "y", "bottom", "sentence", "fill"])


def _node_sentence(part: PlacedNode, result: PathsResult) -> str:
    node = part.node
    ways = [(way, getattr(node, way)) for way in _TOLD]
    told = [f"{rate(units / node.units)} {_TOLD[way]}" for way, units in ways if units > 0]
    said = f"{_name(result, node.label, node.kind)}: {count(node.units)} {result.asked.counted}"
    return f"{said}; {listed(told)}" if told else said


def _ribbons(placed: PathLayout, result: PathsResult, palette: Palette, x: Any, y: Any) -> Any:
    rows = [row for number, ribbon in enumerate(placed.ribbons) for row in _curve(number, ribbon, result)]
    frame = pd.DataFrame(rows, columns=["edge", "x", "y", "bottom", "sentence"])
    chosen = alt.selection_point(name=EDGE, fields=["edge"], on="click")
    over = alt.selection_point(fields=["edge"], on="pointerover", empty=False, clear="pointerout")
    return (
        alt.Chart(frame)
        .mark_area(color=palette.context, cursor="pointer")
        .encode(
            x=x, y=y, y2=alt.Y2("bottom:Q"), detail=alt.Detail("edge:N"), tooltip=alt.Tooltip("sentence:N"),
            opacity=alt.condition(over, alt.value(0.85), alt.value(0.38)),
        )
        .add_params(over, chosen)
    )  # fmt: skip


def _curve(number: int, ribbon: Ribbon, result: PathsResult) -> list[tuple[Any, ...]]:
    """Points of a ribbon: level at both ends, steepest in the middle."""
    edge = ribbon.edge
    names = _name(result, edge.source, edge.source_kind), _name(result, edge.target, edge.target_kind)
    said = f"{names[0]} → {names[1]}: {count(edge.units)} {result.asked.counted}"
    points = []
    for i in range(_POINTS):
        t = i / (_POINTS - 1)
        s = t * t * (3 - 2 * t)
        top = ribbon.top + s * (ribbon.top_end - ribbon.top)
        bottom = ribbon.bottom + s * (ribbon.bottom_end - ribbon.bottom)
        points.append((number, ribbon.x + t * (ribbon.x_end - ribbon.x), top, bottom, said))
    return points


def _stubs(placed: PathLayout, result: PathsResult, palette: Palette, x: Any, y: Any) -> Any:
    rows = [
        (
            stub.way, stub.x, stub.x_end, stub.top, stub.bottom,
            f"{_name(result, stub.node.label, stub.node.kind)}: {count(stub.units)} {result.asked.counted} "
            f"{_TOLD[stub.way]}",
        )
        for stub in placed.stubs
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["way", "x", "x_end", "y", "bottom", "sentence"])
    colours = {
        "exits": palette.loss, "entries": palette.gain, "continues": palette.context, "unfinished": palette.other,
    }  # fmt: skip
    colour = alt.Color("way:N", legend=None, scale=alt.Scale(domain=list(colours), range=list(colours.values())))
    return (
        alt.Chart(frame)
        .mark_rect(opacity=0.75)
        .encode(
            x=x, x2=alt.X2("x_end:Q"), y=y, y2=alt.Y2("bottom:Q"), color=colour, tooltip=alt.Tooltip("sentence:N")
        )
    )


def _names(placed: PathLayout, result: PathsResult, palette: Palette, x: Any, y: Any) -> Any:
    """The name and number of every node that has room for it."""
    rows = [
        (part.x + BAR + 0.02, (part.top + part.bottom) / 2, _label(part, result))
        for part in _with_room(placed.nodes)
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["x", "y", "text"])
    columns = max(len(result.columns), 1)
    mark = alt.Chart(frame).mark_text(
        align="left", baseline="middle", limit=alt.expr(f"width / {columns + 0.2:.2f} - 16"),
        stroke=palette.background, strokeWidth=3, strokeOpacity=0.8, color=palette.text,
    )  # fmt: skip
    ink = alt.Chart(frame).mark_text(
        align="left", baseline="middle", limit=alt.expr(f"width / {columns + 0.2:.2f} - 16"), color=palette.text
    )
    return alt.layer(mark.encode(x=x, y=y, text=alt.Text("text:N")), ink.encode(x=x, y=y, text=alt.Text("text:N")))


def _label(part: PlacedNode, result: PathsResult) -> str:
    """The number first: of a long name the end is cut off where columns are many."""
    return f"{count(part.node.units)}  {_name(result, part.node.label, part.node.kind)}"


def _with_room(nodes: Sequence[PlacedNode]) -> list[PlacedNode]:
    """Nodes whose name does not lie on the one above."""
    kept: list[PlacedNode] = []
    for part in nodes:
        above = kept[-1] if kept and kept[-1].x == part.x else None
        middle = (part.top + part.bottom) / 2
        if above is None or middle - (above.top + above.bottom) / 2 >= 1.6 * _SHORTEST_NAMED:
            kept.append(part)
    return kept
