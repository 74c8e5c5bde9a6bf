"""Paths: nodes and edges that add up, transitions, whole ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.paths.result import (
    DiffersResult,
    IdealResult,
    PathGroupsResult,
    PathMarksResult,
    PathsResult,
    PathTreeResult,
    TransitionsResult,
    VariantsResult,
)
from touchpath.analysis.small_cells.cells import nameless, without_figures
from touchpath.analysis.small_cells.rules import (
    Hide,
    Withheld,
    far_enough,
    hide_table,
    is_small,
    tells,
    to_hide,
    withheld,
)

_WAYS = ("entries", "exits", "continues", "unfinished")


def require_people(asked: Any, k: int) -> None:
    """Refuse what counts sessions: how many people are behind a figure would not be known."""
    if not asked.by_person:
        raise Withheld(f"Fewer than {k} people are hidden here, so people must be counted: choose so under More.")


def _paths(result: Any, k: int) -> Any:
    """Nodes too few are at are hidden with all that leads there; of each node's ways out one takes another along."""
    require_people(result.asked, k)
    if is_small(result.units, k):
        raise withheld("Paths are", k)
    few = {_place(node) for node in result.nodes if is_small(node.units, k)}
    gone = {_place(node) for column in result.columns for node in _hidden_nodes(result.column(column), k)}
    nodes = {_place(node): node for node in result.nodes}
    edges = {(_from(edge), _to(edge)): edge for edge in result.edges}
    for column in result.columns:
        for way in _hidden_ways(result, column, gone, k):
            if way in edges:
                edges[way] = replace(edges[way], units=nan)
            else:
                nodes[way[0]] = replace(nodes[way[0]], **{str(way[1]): nan})
    shown = [without_figures(node) if place in gone else node for place, node in nodes.items()]
    named = tuple(nameless(node) if _place(node) in few else node for node in shown)
    kept = tuple(edge for ends, edge in edges.items() if not few & set(ends))
    return replace(result, nodes=named, edges=kept, missed=nan if is_small(result.missed, k) else result.missed)


def _place(node: Any) -> tuple[Any, ...]:
    return (node.column, node.kind, node.label)


def _from(edge: Any) -> tuple[Any, ...]:
    return (edge.column, edge.source_kind, edge.source)


def _to(edge: Any) -> tuple[Any, ...]:
    return (edge.column + 1, edge.target_kind, edge.target)


def _hidden_nodes(nodes: Sequence[Any], k: int) -> list[Any]:
    return [node for node, hide in zip(nodes, to_hide([node.units for node in nodes], k), strict=True) if hide]


def _hidden_ways(result: Any, column: int, gone: set[Any], k: int) -> list[tuple[Any, Any]]:
    """The edges (by both places) and the ways out or in (by place and name) that are hidden at a column."""
    own = result.column(column)
    beside = result.column(column - 1 if result.asked.backwards else column + 1)
    units = {(_from(edge), _to(edge)): edge.units for edge in result.edges}
    table, also, ways = [], [], []
    for node in own:
        ends = [_ends(_place(node), _place(other), backwards=result.asked.backwards) for other in beside]
        row = [(end, units.get(end, 0), bool(gone & set(end))) for end in ends]
        row += [((_place(node), name), getattr(node, name), _place(node) in gone) for name in _WAYS]
        ways.append([way for way, _, _ in row])
        table.append([count for _, count, _ in row])
        also.append([hide and count > 0 for _, count, hide in row])
    hide = hide_table(table, k, also)
    return [
        way
        for names, flags, counts in zip(ways, hide, table, strict=True)
        for way, flag, count in zip(names, flags, counts, strict=True)
        if flag and count > 0
    ]


def _ends(one: Any, other: Any, *, backwards: bool) -> tuple[Any, Any]:
    return (other, one) if backwards else (one, other)


def _transitions(result: Any, k: int) -> Any:
    """Rows and columns of the table add up, since as many come to a node as leave it."""
    if is_small(result.people, k):
        raise withheld("Transitions are", k)
    sources = list(dict.fromkeys((edge.source_kind, edge.source) for edge in result.edges))
    targets = list(dict.fromkeys((edge.target_kind, edge.target) for edge in result.edges))
    people = {(edge.source_kind, edge.source, edge.target_kind, edge.target): edge.people for edge in result.edges}
    hide = hide_table([[people.get((*one, *two), 0) for two in targets] for one in sources], k)
    enough = {
        end
        for edge in result.edges
        if edge.people >= k
        for end in ((edge.source_kind, edge.source), (edge.target_kind, edge.target))
    }
    edges = []
    for edge in result.edges:
        ends = (edge.source_kind, edge.source), (edge.target_kind, edge.target)
        if all(end in enough for end in ends):
            gone = hide[sources.index(ends[0])][targets.index(ends[1])]
            edges.append(without_figures(edge) if gone else edge)
    return replace(result, edges=tuple(edges))


def _variants(result: Any, k: int) -> Any:
    """Ways of few people are counted with the rest; if that is of few, the next commonest way goes with it."""
    require_people(result.asked, k)
    if is_small(result.units, k):
        raise withheld("Ways are", k)
    kept, rest, ways = list(result.variants), result.rest_units, result.rest
    while kept and (is_small(kept[-1].units, k) or is_small(rest, k)):
        last = kept.pop()
        rest, ways = rest + last.units, ways + 1
    return replace(result, variants=tuple(kept), rest_units=rest, rest=ways)


def _groups(result: Any, k: int) -> Any:
    """Where people go from a name adds up to all there: one way of few takes another along, in either group."""
    if is_small(result.one_people, k) or is_small(result.two_people, k):
        raise withheld("A group of this comparison is", k)
    by_source: dict[Any, list[Any]] = {}
    for part in result.differences:
        by_source.setdefault((part.column, part.source_kind, part.source), []).append(part)
    gone = {id(part) for parts in by_source.values() for part in _telling(parts, k)}
    few = any(tells(result.both, size, k) for size in (result.one_people, result.two_people))
    both = nan if few else result.both
    return replace(result, both=both, differences=tuple(part for part in result.differences if id(part) not in gone))


def _telling(parts: Sequence[Any], k: int) -> list[Any]:
    if is_small(parts[0].one_people, k) or is_small(parts[0].two_people, k):
        return list(parts)
    hide = [False] * len(parts)
    for side in ("one", "two"):
        went = [getattr(part, f"{side}_went") for part in parts]
        rest = getattr(parts[0], f"{side}_people") - sum(went)
        *told, _ = to_hide([*went, rest], k, [*hide, False])
        hide = told
    return [part for part, flag in zip(parts, hide, strict=True) if flag]


def _ideal(result: Any, k: int) -> Any:
    """Steps that lie too close to the one before are hidden; of what people did instead one takes another along."""
    require_people(result.asked, k)
    if result.steps and is_small(result.steps[0].units, k):
        raise withheld("Who takes this way is", k)
    keep = far_enough([step.units for step in result.steps], k)
    steps = []
    for place, step in enumerate(result.steps):
        shown = step if keep[place] else replace(step, units=nan)
        known = keep[place] and (place + 1 == len(keep) or keep[place + 1])
        hide = to_hide([part.units for part in step.instead], k)
        instead = [part for part, gone in zip(step.instead, hide, strict=True) if known and not gone]
        steps.append(replace(shown, instead=tuple(instead), left=step.left if known else nan))
    return replace(result, steps=tuple(steps))


def _differ(result: Any, k: int) -> Any:
    """Lines too close to each other tell of few people."""
    require_people(result.asked, k)
    if any(is_small(step.began, k) or is_small(step.went, k) for step in result.steps):
        raise withheld("Why these differ is", k)
    keep = far_enough([step.went for step in result.steps], k)
    return replace(result, steps=tuple(step for step, known in zip(result.steps, keep, strict=True) if known))


def _tree(result: Any, k: int) -> Any:
    """Of those who stand at a branch one way of few takes another along; what hangs on a hidden branch goes too."""
    require_people(result.asked, k)
    if is_small(result.units, k):
        raise withheld("Ways are", k)
    shown, gone, ways = list(result.branches), set(), ("exits", "unfinished", "continues")
    for place in range(-1, len(shown)):
        under = [at for at, branch in enumerate(result.branches) if branch.under == place]
        if place in gone:
            gone |= set(under)
            continue
        own = [] if place < 0 else [getattr(result.branches[place], way) for way in ways]
        hide = to_hide([*(result.branches[at].units for at in under), *own], k)
        gone |= {at for at, flag in zip(under, hide, strict=False) if flag}
        for way, flag in zip(ways, hide[len(under) :], strict=False):
            if flag and getattr(shown[place], way):
                shown[place] = replace(shown[place], **{way: nan})
    left = {place: number for number, place in enumerate(p for p in range(len(shown)) if p not in gone)} | {-1: -1}
    kept = (replace(shown[place], under=left[shown[place].under]) for place in left if place >= 0)
    return replace(result, branches=tuple(kept))


def _marks(result: Any, k: int) -> Any:
    """Values of few are left out; how many are at a name, a picture beside it tells or hides."""
    if result.asked.by != "score":
        require_people(result.asked, k)
    shown = (mark for mark in result.marks if not is_small(mark.units, k) and not tells(mark.came, mark.units, k))
    return replace(result, marks=tuple(shown))


WHOLE: dict[type, Hide] = {
    PathsResult: _paths,
    TransitionsResult: _transitions,
    VariantsResult: _variants,
    PathGroupsResult: _groups,
    PathTreeResult: _tree,
    PathMarksResult: _marks,
    IdealResult: _ideal,
    DiffersResult: _differ,
}
