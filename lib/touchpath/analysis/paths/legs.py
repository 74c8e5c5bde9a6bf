"""The people behind one ribbon of a picture of ways."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.paths import name_ranks, named_node
from touchpath.analysis.paths.columns import column_counts, largest
from touchpath.analysis.paths.result import NodeKind, PathEdge, PatternPeople
from touchpath.analysis.paths.tally import Integers
from touchpath.analysis.paths.units import UnitPaths
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.paths import Paths


def leg_people(engine: Reader, asked: Paths, filters: Filters, edge: PathEdge) -> PatternPeople:
    """The keys of the people, each once, who go along an edge of the picture: for a saved group."""
    arrays = EventArrays(engine)
    kept, counts = column_counts(arrays, asked, filters)
    shown = largest(counts, name_ranks(kept.labels), asked.top)
    size = counts.size

    def fitting(place: int, label: str | None, kind: NodeKind) -> Mask:
        """For each number of a node whether it is shown under this name in a column (from 0, from where we count)."""
        own = counts.units.keys // size == place
        under = [named_node(int(key) % (size + 1), kept.labels) == (label, kind) for key in shown[own]]
        table = np.zeros(size, dtype=bool)
        table[counts.units.keys[own] % size] = under
        return table

    ends = (edge.source, edge.source_kind), (edge.target, edge.target_kind)
    place = -edge.column - 1 if asked.backwards else edge.column - 1
    here, there = ends[::-1] if asked.backwards else ends
    tables = fitting(place, *here), fitting(place + 1, *there)
    people: list[Integers] = []
    for number, paths in enumerate(kept.blocks):
        found = np.unique(paths.person[_along(paths, place, tables, backwards=asked.backwards)])
        people.append(found + (number << arrays.space.people_bits))
    return PatternPeople(tuple(int(key) for own in people for key in own))


def _along(paths: UnitPaths, place: int, tables: tuple[Mask, Mask], *, backwards: bool) -> Integers:
    """The units that are at a fitting node in one column and at another in the next."""
    unit = np.flatnonzero(paths.lengths > place + 1)
    at = paths.begins[unit + 1] - 1 - place if backwards else paths.begins[unit] + place
    step = -1 if backwards else 1
    fits = tables[0][paths.node[at]] & tables[1][paths.node[at + step]]
    return np.asarray(unit[fits])
