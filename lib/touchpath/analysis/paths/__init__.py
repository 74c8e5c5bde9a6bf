"""Measures paths: in columns, as transitions, as whole ways. Every unit is somewhere in each of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.paths.columns import ColumnCounts, column_counts, largest, with_other
from touchpath.analysis.paths.edges import EdgeCounts, edges_of
from touchpath.analysis.paths.reading import read_paths
from touchpath.analysis.paths.result import (
    NodeKind,
    PathEdge,
    PathNode,
    PathsResult,
    TransitionEdge,
    TransitionsResult,
    Variant,
    VariantsResult,
)
from touchpath.analysis.paths.whole import WholePaths, ranked, whole_paths
from touchpath.engine.arrays import side_by_side
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.paths import Paths, Transitions, Variants

_MICROSECONDS = 1_000_000


def measure_paths(engine: Reader, asked: Paths, filters: Filters = NO_FILTERS) -> PathsResult:
    """The ways people take, in columns; see Paths for what filters select."""
    kept, counts = column_counts(EventArrays(engine), asked, filters)
    shown = with_other(counts, counts.units.keys, largest(counts, name_ranks(kept.labels), asked.top))
    units = sum(len(block.person) for block in kept.blocks)
    return PathsResult(
        asked, units, counts.missed, _nodes(asked, shown, kept.labels), _edges(asked, shown, kept.labels)
    )


def measure_transitions(engine: Reader, asked: Transitions, filters: Filters = NO_FILTERS) -> TransitionsResult:
    """How often, by how many and how fast the paths go from each node to each other."""
    kept = read_paths(EventArrays(engine), asked, filters)
    size = len(kept.labels)
    counts = EdgeCounts.together(side_by_side(lambda paths: edges_of(paths, size), kept.blocks), size + 2)
    people = sum(len(np.unique(block.person)) for block in kept.blocks)
    return TransitionsResult(asked, counts.units, people, _transitions(counts, kept.labels))


def measure_variants(engine: Reader, asked: Variants, filters: Filters = NO_FILTERS) -> VariantsResult:
    """Whole ways, the commonest first, ties by their steps."""
    kept = read_paths(EventArrays(engine), asked, filters)
    whole = WholePaths.together(side_by_side(whole_paths, kept.blocks))
    units = len(whole.fingerprint)
    found = ranked(whole, name_ranks(kept.labels), asked.most, asked.cover)
    variants = tuple(
        Variant(
            tuple(kept.labels[node] for node in way.steps), way.units, way.units / units,
            float(np.median(way.took)) / _MICROSECONDS,
        )
        for way in found
    )  # fmt: skip
    left = units - sum(way.units for way in found)
    return VariantsResult(asked, units, variants, left, len(np.unique(whole.fingerprint)) - len(found))


def name_ranks(labels: tuple[str | None, ...]) -> NDArray[np.int64]:
    """The place of each node among all by name; without a name it stands first."""
    order = sorted(range(len(labels)), key=lambda node: (labels[node] is not None, labels[node] or "", node))
    ranks = np.empty(len(labels), dtype=np.int64)
    ranks[order] = np.arange(len(labels))
    return ranks


def named_node(node: int, labels: tuple[str | None, ...]) -> tuple[str | None, NodeKind]:
    """What a node is called, and of which kind it is; Other is the first number behind all."""
    if node >= len(labels):
        return None, "other"
    return labels[node], "missing" if labels[node] is None else "value"


def _column(asked: Paths, place: int) -> int:
    return -place if asked.backwards else place + 1


def _nodes(asked: Paths, counts: ColumnCounts, labels: tuple[str | None, ...]) -> tuple[PathNode, ...]:
    """The nodes of each column, from left to right, the largest first and Other last."""
    ways = {
        name: dict(zip(tally.keys.tolist(), tally.counts.tolist(), strict=True))
        for name, tally in (
            (name, getattr(counts, name)) for name in ("units", "entries", "exits", "continues", "unfinished")
        )
    }
    nodes = []
    for key in ways["units"]:
        place, node = divmod(key, counts.size)
        own = {name: found.get(key, 0) for name, found in ways.items()}
        nodes.append(PathNode(_column(asked, place), *named_node(node, labels), **own))
    return tuple(sorted(nodes, key=lambda node: (node.column, node.kind == "other", -node.units, node.label or "")))


def _edges(asked: Paths, counts: ColumnCounts, labels: tuple[str | None, ...]) -> tuple[PathEdge, ...]:
    """The edges of each column, from left to right, the largest first."""
    edges = []
    for key, units in zip(counts.edges.keys.tolist(), counts.edges.counts.tolist(), strict=True):
        here, there = divmod(key, counts.size)
        place, node = divmod(here, counts.size)
        ends = (named_node(node, labels), named_node(there, labels))
        source, target = ends[::-1] if asked.backwards else ends
        column = _column(asked, place) - (1 if asked.backwards else 0)
        edges.append(PathEdge(column, *source, *target, units))
    return tuple(sorted(edges, key=lambda edge: (edge.column, -edge.units, edge.source or "", edge.target or "")))


def _transitions(counts: EdgeCounts, labels: tuple[str | None, ...]) -> tuple[TransitionEdge, ...]:
    source, target = np.divmod(counts.count.keys, counts.width)
    leaving = np.bincount(source, counts.count.counts, minlength=counts.width)
    shares = counts.count.counts / np.maximum(leaving[source], 1)
    times = counts.quantiles((0.5, 0.9)) / _MICROSECONDS
    virtual: dict[int, tuple[str | None, NodeKind]] = {
        counts.width - 2: (None, "start"), counts.width - 1: (None, "end"),
    }  # fmt: skip
    named = [virtual.get(node) or named_node(node, labels) for node in range(counts.width)]
    names = np.unique([label or "" for label, _ in named], return_inverse=True)[1]
    order = np.lexsort((names[target], names[source], -counts.count.counts))
    columns = (source, target, counts.people.counts, counts.count.counts, shares, times[:, 0], times[:, 1])
    return tuple(
        TransitionEdge(*named[one], *named[two], *rest)
        for one, two, *rest in zip(*(column[order].tolist() for column in columns), strict=True)
    )
