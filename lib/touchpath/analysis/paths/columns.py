"""Paths in columns: how many units are at each node, where they go, and where each of them leaves the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.paths.reading import KeptPaths, read_paths
from touchpath.analysis.paths.tally import Tally
from touchpath.analysis.paths.units import UnitPaths
from touchpath.engine.arrays import side_by_side
from touchpath.journey.filters import Filters
from touchpath.journey.paths import Paths, PathUnits, same_units

Integers = NDArray[np.int64]
WAYS = ("units", "entries", "exits", "continues", "unfinished")


@dataclass(frozen=True)
class ColumnCounts:
    """What adds up over people: for column c (from 0; backwards from the end) and node n of `size`, at c * size + n.

    `units` are at the node; of them some begin here (`entries`, backwards only), end (`exits`), are not over yet
    (`unfinished`), or go on (backwards: come from) beyond the columns (`continues`). `edges` go from the node of
    column c to m in the next (backwards: to the one before) at (c * size + n) * size + m.
    """

    size: int
    units: Tally
    entries: Tally
    exits: Tally
    continues: Tally
    unfinished: Tally
    edges: Tally
    missed: int

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return sum(getattr(self, name).nbytes for name in (*WAYS, "edges"))

    @classmethod
    def together(cls, parts: Sequence[ColumnCounts], size: int) -> ColumnCounts:
        """The counts of all blocks of people."""
        names = (*WAYS, "edges")
        sums = {name: Tally.together(getattr(part, name) for part in parts) for name in names}
        return cls(size, missed=sum(part.missed for part in parts), **sums)


def in_columns(paths: UnitPaths, size: int, columns: int, *, backwards: bool) -> ColumnCounts:
    """Put paths into columns; `size` is one more than the largest number of a node."""
    parts: dict[str, list[Tally]] = {name: [] for name in (*WAYS, "edges")}
    lengths = paths.lengths
    here = np.arange(len(lengths))
    for column in range(columns):
        here = here[lengths[here] > column]
        if not len(here):
            break
        at = paths.begins[here + 1] - 1 - column if backwards else paths.begins[here] + column
        node = paths.node[at].astype(np.int64)
        more = np.flatnonzero(lengths[here] > column + 1)
        found = _ended(paths, here, node, column, backwards=backwards) | {"units": node}
        if column == columns - 1:
            found["continues"] = node[more]
        else:
            step = -1 if backwards else 1
            pairs = node[more] * size + paths.node[at[more] + step]
            parts["edges"].append(Tally.of(pairs).moved(column * size * size))
        for name, nodes in found.items():
            parts[name].append(Tally.of(nodes).moved(column * size))
    tallies: dict[str, Any] = {name: Tally.ascending(own) for name, own in parts.items()}
    return ColumnCounts(size, missed=paths.missed, **tallies)


def _ended(paths: UnitPaths, here: Integers, node: Integers, column: int, *, backwards: bool) -> dict[str, Integers]:
    """The nodes of the units (`here`) whose last step in this direction is the one of this column."""
    over = paths.lengths[here] == column + 1
    if backwards:
        return {"entries": node[over]}
    open_ended = paths.unfinished[here]
    return {"exits": node[over & ~open_ended], "unfinished": node[over & open_ended]}


def column_counts(arrays: EventArrays, asked: Paths, filters: Filters) -> tuple[KeptPaths, ColumnCounts]:
    """The paths of a question and their columns, kept in memory: how many names are shown makes no difference."""
    kept = read_paths(arrays, asked, filters)
    size = len(kept.labels)

    def count() -> ColumnCounts:
        parts = side_by_side(
            lambda paths: in_columns(paths, size, asked.columns, backwards=asked.backwards), kept.blocks
        )
        return ColumnCounts.together(parts, size)

    units = same_units(PathUnits, asked)
    return kept, arrays.kept(("columns", repr((units, filters)), asked.columns), count)


def largest(counts: ColumnCounts, rank: Integers, top: int | None) -> Integers:
    """For each key of `counts.units` the key it is shown under: itself, or (column, `size`) for Other.

    In each column the `top` largest nodes stay, ties by `rank`, the place of a node among all by name. Shown keys
    have one more node per column: column * (size + 1) + node.
    """
    column, node = np.divmod(counts.units.keys, counts.size)
    shown = column * (counts.size + 1)
    if top is None:
        return np.asarray(shown + node)
    order = np.lexsort((rank[node], -counts.units.counts, column))
    ordered = column[order]
    place = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    kept = np.zeros(len(order), dtype=bool)
    kept[order[place < top]] = True
    return np.asarray(shown + np.where(kept, node, counts.size))


def with_other(counts: ColumnCounts, keys: Integers, shown: Integers) -> ColumnCounts:
    """The same counts with each of `keys` (all there are, ascending) under its key in `shown` (see largest)."""
    size = counts.size

    def renamed(some: Integers) -> Integers:
        return shown[np.searchsorted(keys, some)]

    ways = {name: _retold(getattr(counts, name), renamed) for name in WAYS}
    source, target = np.divmod(counts.edges.keys, size)
    after = (source // size + 1) * size + target
    edges = renamed(source) * (size + 1) + renamed(after) % (size + 1)
    return ColumnCounts(size + 1, edges=Tally.of(edges, counts.edges.counts), missed=counts.missed, **ways)


def _retold(tally: Tally, renamed: Any) -> Tally:
    return Tally.of(renamed(tally.keys), tally.counts)
