"""Two groups of people on one picture of paths."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.paths import name_ranks, named_node
from touchpath.analysis.paths.columns import ColumnCounts, column_counts, largest, with_other
from touchpath.analysis.paths.result import PathDifference, PathGroupsResult
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.path_views import PathGroups
from touchpath.stats.differences import n_minus_1_chi_square, newcombe
from touchpath.stats.multiplicity import benjamini_hochberg
from touchpath.stats.proportions import Floats

_LEAST_EXPECTED = 5
_LEAST_COMPARED = 10
_ALPHA = 0.05


def measure_groups(engine: Reader, asked: PathGroups, filters: Filters = NO_FILTERS) -> PathGroupsResult:
    """From each name of each column, the share of either group that goes to each next name, or ends there.

    Differences are two minus one, with Newcombe's interval; p-values are of the N-1 chi-square test where every
    pooled expected count is at least 5, adjusted over all that were tested (Benjamini and Hochberg).
    """
    arrays = EventArrays(engine)
    found = [column_counts(arrays, asked, asked.side(name, filters)) for name in (asked.one, asked.two)]
    kept, sides = [part[0] for part in found], [part[1] for part in found]
    labels, size = kept[0].labels, len(kept[0].labels)
    all_counts = ColumnCounts.together(sides, size)
    shown = largest(all_counts, name_ranks(labels), asked.top)
    told = [with_other(side, all_counts.units.keys, shown) for side in sides]
    people = [sum(len(block.person) for block in part.blocks) for part in kept]
    both = sum(
        len(np.intersect1d(one.person, two.person)) for one, two in zip(kept[0].blocks, kept[1].blocks, strict=True)
    )
    return PathGroupsResult(asked, people[0], people[1], both, _differences(asked, told, labels))


def _differences(
    asked: PathGroups, sides: list[ColumnCounts], labels: tuple[str | None, ...]
) -> tuple[PathDifference, ...]:
    sizes = [dict(zip(side.units.keys.tolist(), side.units.counts.tolist(), strict=True)) for side in sides]
    went = [_ways(side) for side in sides]
    keys = sorted({*went[0], *went[1]})
    n1, n2 = (np.array([found.get(source, 0) for source, _ in keys], dtype=np.float64) for found in sizes)
    x1, x2 = (np.array([found.get(key, 0) for key in keys], dtype=np.float64) for found in went)
    low, high = newcombe(x1, n1, x2, n2)
    adjusted = benjamini_hochberg(_p_values(x1, n1, x2, n2))
    found = []
    for i, (source, target) in enumerate(keys):
        place, node = divmod(source, sides[0].size)
        column = -place if asked.backwards else place + 1
        here = named_node(node, labels)
        there = (None, "end") if target < 0 else named_node(target, labels)
        difference = x2[i] / n2[i] - x1[i] / n1[i] if n1[i] and n2[i] else float("nan")
        differs = bool(adjusted[i] <= _ALPHA and not low[i] <= 0 <= high[i])
        found.append(
            PathDifference(
                column, *here, *there, int(n1[i]), int(x1[i]), int(n2[i]), int(x2[i]), float(difference),
                float(low[i]), float(high[i]), float(adjusted[i]), differs,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda part: (not part.differs, -abs(part.difference or 0), part.column)))


def _ways(side: ColumnCounts) -> dict[tuple[int, int], int]:
    """How many go from a node of a column (its key) to a node of the next; -1: their way ends (begins) there."""
    source, target = np.divmod(side.edges.keys, side.size)
    ends = side.exits if len(side.exits.keys) else side.entries
    found = dict(zip(zip(source.tolist(), target.tolist(), strict=True), side.edges.counts.tolist(), strict=True))
    return found | {(key, -1): n for key, n in zip(ends.keys.tolist(), ends.counts.tolist(), strict=True)}


def _p_values(x1: Floats, n1: Floats, x2: Floats, n2: Floats) -> Floats:
    """NaN where too few are compared."""
    pooled = (x1 + x2) / np.maximum(n1 + n2, 1)
    expected = np.minimum(n1, n2) * np.minimum(pooled, 1 - pooled)
    tested = (expected >= _LEAST_EXPECTED) & (np.minimum(n1, n2) >= _LEAST_COMPARED)
    p = np.full(len(x1), np.nan)
    if tested.any():
        p[tested] = n_minus_1_chi_square(x1[tested], n1[tested], x2[tested], n2[tested])[1]
    return p
