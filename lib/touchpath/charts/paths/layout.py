"""Where nodes and ribbons of a picture of paths lie, in columns (x) and shares of the height (y, from the top)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.analysis.paths.result import PathEdge, PathNode, PathsResult

BAR = 0.05
"""The width of a node, in columns."""
_GAP = 0.022
_OUT = {"continues": 0.16, "unfinished": 0.1, "exits": 0.1}
"""The ways out of a node, from top to bottom, and how far they reach."""
_IN = {"continues": 0.16, "entries": 0.1}


@dataclass(frozen=True)
class PlacedNode:
    """A node as a bar from (x, top) to (x + BAR, bottom)."""

    node: PathNode
    x: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Ribbon:
    """An edge from the right of one node to the left of the next; tops and bottoms at both."""

    edge: PathEdge
    x: float
    top: float
    bottom: float
    x_end: float
    top_end: float
    bottom_end: float


@dataclass(frozen=True)
class Stub:
    """A way out of (or into) the picture: a short bar beside its node."""

    node: PathNode
    way: str
    units: float
    x: float
    x_end: float
    top: float
    bottom: float


@dataclass(frozen=True)
class PathLayout:
    """The whole picture."""

    nodes: tuple[PlacedNode, ...]
    ribbons: tuple[Ribbon, ...]
    stubs: tuple[Stub, ...]


Key = tuple[int, str, str | None]


def layout(result: PathsResult) -> PathLayout:
    """Nodes of a column stand on each other, the largest on top; what is hidden takes no room."""
    placed = _nodes(result)
    left = {_key(part.node): part.top for part in placed}
    right = dict(left)
    scale = _scale(result)
    at = {_key(part.node): part for part in placed}
    order = {key: place for place, key in enumerate(at)}
    stubs: list[Stub] = []
    if result.asked.backwards:
        for part in placed:
            stubs += _stubs(part, _IN, left, scale, left_side=True)
    known = sorted(_known(result.edges), key=lambda edge: (order[_source(edge)], order[_target(edge)]))
    ribbons = [_ribbon(edge, at, right, scale) for edge in known]
    into = sorted(range(len(ribbons)), key=lambda i: (order[_target(ribbons[i].edge)], ribbons[i].top))
    for i in into:
        ribbons[i] = _arriving(ribbons[i], left, scale)
    if not result.asked.backwards:
        for part in placed:
            stubs += _stubs(part, _OUT, right, scale, left_side=False)
    return PathLayout(tuple(placed), tuple(ribbons), tuple(stubs))


def _key(node: PathNode) -> Key:
    return node.column, node.kind, node.label


def _source(edge: PathEdge) -> Key:
    return edge.column, edge.source_kind, edge.source


def _target(edge: PathEdge) -> Key:
    return edge.column + 1, edge.target_kind, edge.target


def _known(edges: Sequence[PathEdge]) -> list[PathEdge]:
    return [edge for edge in edges if edge.units == edge.units]


def _scale(result: PathsResult) -> float:
    """The height of one unit: the fullest column, with its gaps, fills the picture."""
    needed = []
    for column in result.columns:
        known = [node.units for node in result.column(column) if node.units == node.units]
        gaps = _GAP * max(len(known) - 1, 0)
        if sum(known):
            needed.append((1 - gaps) / sum(known))
    return min(needed, default=1.0)


def _nodes(result: PathsResult) -> list[PlacedNode]:
    scale, placed = _scale(result), []
    for place, column in enumerate(result.columns):
        top = 0.0
        for node in result.column(column):
            if node.units == node.units:
                placed.append(PlacedNode(node, place, top, top + node.units * scale))
                top += node.units * scale + _GAP
    return placed


def _ribbon(edge: PathEdge, at: dict[Key, PlacedNode], right: dict[Key, float], scale: float) -> Ribbon:
    source, target = _source(edge), _target(edge)
    top = right[source]
    right[source] = top + edge.units * scale
    return Ribbon(edge, at[source].x + BAR, top, right[source], at[target].x, 0.0, 0.0)


def _arriving(ribbon: Ribbon, left: dict[Key, float], scale: float) -> Ribbon:
    target = _target(ribbon.edge)
    top = left[target]
    left[target] = top + ribbon.edge.units * scale
    return Ribbon(ribbon.edge, ribbon.x, ribbon.top, ribbon.bottom, ribbon.x_end, top, left[target])


def _stubs(
    part: PlacedNode, ways: dict[str, float], used: dict[Key, float], scale: float, *, left_side: bool
) -> list[Stub]:
    found = []
    for way, reach in ways.items():
        units = getattr(part.node, way)
        if not units > 0:
            continue
        top = used[_key(part.node)]
        used[_key(part.node)] = bottom = top + units * scale
        x, x_end = (part.x - reach, part.x) if left_side else (part.x + BAR, part.x + BAR + reach)
        found.append(Stub(part.node, way, units, x, x_end, top, bottom))
    return found
