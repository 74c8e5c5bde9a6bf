"""Paths in columns: in a sentence and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from touchpath.analysis.paths.result import PathEdge, PathNode, PathsResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import ARROW, how_many, node_name
from touchpath.answers.paths.notes import NOBODY, denominator, notes, warnings
from touchpath.journey.path_words import path_sentence
from touchpath.journey.paths import Paths
from touchpath.journey.words import count, listed, rate

TITLE = "Which ways do people take?"
_WAYS = {
    "entries": "began here", "exits": "ended here", "continues": "beyond the columns shown",
    "unfinished": "not over yet",
}  # fmt: skip
_ENDS = {"exits": "end there", "continues": "go on beyond the columns shown", "unfinished": "are not over yet"}
_NAMED_WAYS, _NEARLY_ALL = 3, 0.9
_LESS_COMMON = "one of the less common names"
NextWay = tuple[str, float]
"""What comes next (or came before), and how many."""


def tell(asked: Paths, result: PathsResult, place: Place) -> Told:
    """Everything that is said of paths in columns."""
    ways, nodes = _way_rows(result), _node_rows(result)
    return Told(
        title=TITLE,
        sentence=sentence(result),
        definition=f"{path_sentence(asked)} {_adding_up(asked)}",
        denominator=denominator(asked),
        n=result.units,
        tables=(Table("paths", ways, _readable_ways(ways)), Table("path-columns", nodes, _readable_nodes(nodes))),
        notes=tuple(notes(asked, place.filters, result)),
        warnings=tuple(warnings(asked, [(node.label, node.kind) for node in result.nodes])),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(result: PathsResult) -> str:
    """Where most go from the first column, or come from."""
    asked = result.asked
    if not result.units:
        return NOBODY
    begins = result.column(0 if asked.backwards else 1)
    told = f"Of {how_many(asked, result.units)}"
    if asked.backwards:
        before = listed([f"{rate(n / result.units)} {what}" for what, n in _largest(_before(result, begins))])
        return f"{told} that reached {_name(asked, begins)}, {before}."
    if asked.start is not None or asked.after is not None:
        started = f"{_arrived(result)}{told} at {_name(asked, begins)}"
        if len(begins) == 1 and _nearly_all(result, begins[0]) is not None:
            return f"{started}{_onwards(result, begins[0], ', nearly all')}."
        after = listed([f"{rate(n / result.units)} {what}" for what, n in _largest(_after(result, begins))])
        return f"{started}, {after}."
    first = next((node for node in begins if node.units == node.units), None)
    if first is None:
        return f"{told}, all ways are of few people."
    share = f"{rate(first.units / result.units)} begin with {node_name(asked, first.label, first.kind)}"
    return f"{told}, {share}{_onwards(result, first)}."


def _onwards(result: PathsResult, node: PathNode, lead: str = ", and nearly all of these") -> str:
    """Where the ways of a node part; what (nearly) all do first is only named."""
    asked, passed = result.asked, []
    here = node
    while (following := _nearly_all(result, here)) is not None:
        here = following
        passed.append(node_name(asked, here.label, here.kind))
    nexts = listed([f"{rate(n / here.units)} {what}" for what, n in _largest(_after(result, [here]))])
    if not passed:
        return f"; of these {nexts}" if nexts else ""
    first = f"{lead} go on to {ARROW.join(passed)}"
    return f"{first}. Of {how_many(asked, here.units)} there at step {here.column}, {nexts}" if nexts else first


def _nearly_all(result: PathsResult, node: PathNode) -> PathNode | None:
    """The node of the next column to which nine in ten go on, if there is one from which ways are known."""
    edges = [edge for edge in result.edges if _leaves(edge, [node]) and edge.units >= _NEARLY_ALL * node.units]
    if not edges or edges[0].target_kind != "value" or node.column + 1 >= result.asked.columns:
        return None
    return next(
        (other for other in result.column(node.column + 1)
         if (other.kind, other.label) == ("value", edges[0].target) and other.units == other.units), None,
    )  # fmt: skip


def _arrived(result: PathsResult) -> str:
    """Where both ends are given, how many arrive."""
    asked = result.asked
    if asked.end is None or result.missed != result.missed:
        return ""
    started = result.units + result.missed
    begun, ended = (step.name if step else "" for step in (asked.start, asked.end))
    return f"{rate(result.units / started)} of {how_many(asked, started)} that did {begun} arrive at {ended}. "


def _name(asked: Paths, nodes: Sequence[PathNode]) -> str:
    """The first column: one node, or several in words."""
    return listed([node_name(asked, node.label, node.kind) for node in nodes], 2, "or")


def _largest(ways: Sequence[NextWay]) -> list[NextWay]:
    """The ways most take; nobody's are left out."""
    return sorted((way for way in ways if way[1] > 0), key=lambda way: -way[1])[:_NAMED_WAYS]


def _after(result: PathsResult, nodes: Sequence[PathNode]) -> list[NextWay]:
    """What comes next after some nodes of one column."""
    ways = _summed(result, [edge for edge in result.edges if _leaves(edge, nodes)], "go to", "target")
    return ways + [(said, sum(getattr(node, name) for node in nodes)) for name, said in _ENDS.items()]


def _before(result: PathsResult, nodes: Sequence[PathNode]) -> list[NextWay]:
    """What came just before the end."""
    ways = _summed(result, [edge for edge in result.edges if edge.column == -1], "come from", "source")
    began = sum(node.entries for node in nodes)
    return [*ways, ("began there", began), ("come from further back", sum(node.continues for node in nodes))]


def _leaves(edge: PathEdge, nodes: Sequence[PathNode]) -> bool:
    ends = {(node.column, node.kind, node.label) for node in nodes}
    return (edge.column, edge.source_kind, edge.source) in ends


def _summed(result: PathsResult, edges: Sequence[PathEdge], verb: str, end: str) -> list[NextWay]:
    sums: dict[str, float] = {}
    for edge in edges:
        if edge.units == edge.units:
            kind = getattr(edge, f"{end}_kind")
            name = _LESS_COMMON if kind == "other" else node_name(result.asked, getattr(edge, end), kind)
            sums[name] = sums.get(name, 0) + edge.units
    return [(f"{verb} {name}", units) for name, units in sums.items()]


def _adding_up(asked: Paths) -> str:
    top = (
        "" if asked.top is None else f" In each column the {asked.top} largest keep their name, the rest is together."
    )
    if asked.backwards:
        return f"Everybody at a name came from the column before, began there, or came from further back.{top}"
    return (
        "Everybody at a name goes on to the next column, ends there, goes on beyond the columns shown, or is in a "
        f"session that may not be over at the end of the data.{top} Three ribbons in a row are not the share of a "
        "whole way: see Whole ways."
    )


def _way_rows(result: PathsResult) -> pd.DataFrame:
    """A row per ribbon: from a name of a column to a name of the next, or out of (into) the picture."""
    asked, rows = result.asked, []
    units = {(node.column, node.kind, node.label): node.units for node in result.nodes}
    for edge in result.edges:
        pivot = (edge.column + 1, edge.target_kind, edge.target) if asked.backwards else (
            edge.column, edge.source_kind, edge.source)  # fmt: skip
        names = [node_name(asked, edge.source, edge.source_kind), node_name(asked, edge.target, edge.target_kind)]
        rows.append((edge.column, *names, "next", edge.units, edge.units / units[pivot]))
    for node in result.nodes:
        name = node_name(asked, node.label, node.kind)
        ways = [(way, getattr(node, way)) for way in _WAYS if getattr(node, way)]
        rows += [(node.column, name, "", way, units, units / node.units) for way, units in ways]
    frame = pd.DataFrame(rows, columns=["column", "from", "to", "way", asked.counted, "share"])
    return frame.sort_values(["column", asked.counted], ascending=[True, False], kind="stable", ignore_index=True)


def _readable_ways(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.columns[4]
    ends = zip(rows["to"], rows["way"], strict=True)
    return pd.DataFrame(
        {
            "Column": rows["column"],
            "From": rows["from"],
            "To": [f"({_WAYS[way]})" if way in _WAYS else to for to, way in ends],
            counted.capitalize(): rows[counted].map(count),
            "Share": rows["share"].map(rate),
        }
    )


def _node_rows(result: PathsResult) -> pd.DataFrame:
    """A row per name of a column, with where everybody there goes."""
    asked, totals, rows = result.asked, _totals(result), []
    for node in result.nodes:
        told: dict[str, Any] = {"column": node.column, "name": node_name(asked, node.label, node.kind)}
        told |= {"kind": node.kind, asked.counted: node.units, "share": node.units / totals}
        rows.append(told | {way: getattr(node, way) for way in _shown_ways(asked)})
    names = ["column", "name", "kind", asked.counted, "share", *_shown_ways(asked)]
    return pd.DataFrame(rows, columns=names)


def _totals(result: PathsResult) -> float:
    return max(result.units, 1)


def _shown_ways(asked: Paths) -> list[str]:
    return ["entries", "continues"] if asked.backwards else ["exits", "continues", "unfinished"]


def _readable_nodes(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.columns[3]
    shown = pd.DataFrame(
        {"Column": rows["column"], "Name": rows["name"], counted.capitalize(): rows[counted].map(count)}
    )
    shown["Share of all"] = rows["share"].map(rate)
    for way in rows.columns[5:]:
        shown[_WAYS[way].capitalize()] = rows[way].map(count)
    return shown
