"""Transitions as a table with heat, and whole ways as strips."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from touchpath.analysis.paths.result import TransitionEdge, TransitionsResult, Variant, VariantsResult
from touchpath.charts.contrast import readable_on, shade
from touchpath.charts.theme import Palette
from touchpath.journey.words import count, duration, plural, rate

MOST_NAMES, MOST_WAYS, MOST_STEPS = 14, 15, 10
_ROW = 26
_VIRTUAL = {"start": "(start)", "end": "(end)"}


def heat_chart(result: TransitionsResult, palette: Palette) -> Any:
    """From (rows) and to (columns) of the names met most, coloured by the share of all that follows."""
    edges = [edge for edge in shown_edges(result) if edge.share == edge.share]
    named = [(_named(result, edge.source, edge.source_kind), _named(result, edge.target, edge.target_kind), edge)
             for edge in edges]  # fmt: skip
    fills = [shade(palette.sequential, edge.share) for edge in edges]
    rows = pd.DataFrame(
        [
            (one, two, fill, readable_on(fill, palette.text), _percent(edge.share), _sentence(one, two, edge))
            for (one, two, edge), fill in zip(named, fills, strict=True)
        ],
        columns=["from", "to", "fill", "ink", "share", "sentence"],
    )
    order = _order(result)
    x = alt.X(
        "to:N",
        sort=[*order, "(end)"],
        title="To",
        axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=120, labelOverlap=False),
    )
    y = alt.Y("from:N", sort=["(start)", *order], title="From", axis=alt.Axis(labelLimit=160))
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=alt.Tooltip("sentence:N"))
    cells = base.mark_rect(cornerRadius=2).encode(color=alt.Color("fill:N", scale=None))
    text = base.mark_text(fontSize=12).encode(text=alt.Text("share:N"), color=alt.Color("ink:N", scale=None))
    return alt.layer(cells, text).properties(width="container", height=_ROW * (len(order) + 1) + 90)


def shown_edges(result: TransitionsResult) -> list[TransitionEdge]:
    """The transitions between the names met most, start and end."""
    names = set(_order(result)) | set(_VIRTUAL.values())
    return [
        edge
        for edge in result.edges
        if _named(result, edge.source, edge.source_kind) in names
        and _named(result, edge.target, edge.target_kind) in names
    ]


def heat_alt(result: TransitionsResult) -> str:
    """What the picture says, for those who do not see it."""
    known = [edge for edge in shown_edges(result) if edge.share == edge.share][:5]
    told = [
        _sentence(_named(result, edge.source, edge.source_kind), _named(result, edge.target, edge.target_kind), edge)
        for edge in known
    ]
    return f"What follows what, as shares of all that leaves the same name. {' '.join(told)}"


def strips_chart(result: VariantsResult, palette: Palette) -> Any:
    """Each of the commonest ways as a row of its steps, with its share before it."""
    ways = result.variants[:MOST_WAYS]
    longest = min(max((len(way.steps) for way in ways), default=1), MOST_STEPS)
    rows = [row for number, way in enumerate(ways) for row in _strip(result, number, way)]
    frame = pd.DataFrame(rows, columns=["way", "place", "x_end", "text", "sentence", "kind"])
    y = alt.Y("way:O", axis=None)
    x = alt.X("place:Q", axis=None, scale=alt.Scale(domain=[-0.45, longest], nice=False))
    base = alt.Chart(frame).encode(y=y, tooltip=alt.Tooltip("sentence:N"))
    steps = base.transform_filter("datum.kind !== 'share'")
    boxes = steps.mark_bar(color=palette.grid, cornerRadius=4, height=20).encode(x=x, x2=alt.X2("x_end:Q"))
    room = alt.expr(f"width / {longest + 0.45:.2f} - 14")
    text = steps.mark_text(align="left", dx=6, limit=room, color=palette.text, fontSize=12).encode(
        x=x, text=alt.Text("text:N")
    )
    shares = base.transform_filter("datum.kind === 'share'").mark_text(
        align="right", color=palette.accent, fontWeight="bold", fontSize=12
    )
    return alt.layer(boxes, text, shares.encode(x=x, text=alt.Text("text:N"))).properties(
        width="container", height=_ROW * len(ways)
    )


def strips_alt(result: VariantsResult) -> str:
    """What the picture says, for those who do not see it."""
    told = [f"{rate(way.share)} {_way(result, way)}" for way in result.variants[:5]]
    return f"The commonest whole ways: {'; '.join(told)}."


def _strip(result: VariantsResult, number: int, way: Variant) -> list[tuple[Any, ...]]:
    counted = "people" if result.asked.by_person else "sessions"
    said = f"{_way(result, way)}: {count(way.units)} {counted}, half of them within {duration(way.median_seconds)}"
    rows: list[tuple[Any, ...]] = [(number, -0.08, 0.0, rate(way.share), said, "share")]
    fit = len(way.steps) if len(way.steps) <= MOST_STEPS else MOST_STEPS - 1
    for place, step in enumerate(way.steps[:fit]):
        rows.append((number, place, place + 0.94, step or f"(no {result.asked.node})", said, "step"))
    if fit < len(way.steps):
        rows.append((number, fit, fit + 0.94, f"+ {plural(len(way.steps) - fit, 'step')}", said, "more"))
    return rows


def _way(result: VariantsResult, way: Variant) -> str:
    return " → ".join(step or f"(no {result.asked.node})" for step in way.steps)


def _percent(share: float) -> str:
    return "<1" if share < 0.005 else f"{100 * share:.0f}"


def _order(result: TransitionsResult) -> list[str]:
    """The names met most, the commonest first."""
    met: dict[str, float] = {}
    for edge in result.edges:
        if edge.target_kind != "end" and edge.count == edge.count:
            name = _named(result, edge.target, edge.target_kind)
            met[name] = met.get(name, 0) + edge.count
    return sorted(met, key=lambda name: (-met[name], name))[:MOST_NAMES]


def _named(result: TransitionsResult, label: str | None, kind: str) -> str:
    return label if label is not None else _VIRTUAL.get(kind, f"(no {result.asked.node})")


def _sentence(one: str, two: str, edge: TransitionEdge) -> str:
    time = f", half of them within {duration(edge.median_seconds)}" if edge.median_seconds >= 0 else ""
    return f"{one} → {two}: {rate(edge.share)} of all after {one}; {count(edge.count)} times{time}."
