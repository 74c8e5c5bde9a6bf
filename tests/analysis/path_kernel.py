"""Takes events written out as dicts through the kernel of paths, and tells the counts as the oracle does."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from tests.analysis.path_oracle import Asked, Event
from touchpath.analysis.paths.columns import ColumnCounts, in_columns, largest, with_other
from touchpath.analysis.paths.edges import EdgeCounts, edges_of
from touchpath.analysis.paths.units import PathEvents, UnitPaths, UnitRules, paths_of
from touchpath.analysis.paths.whole import WholePaths, whole_paths

_WAYS = {"nodes": "units", "exits": "exits", "continues": "continues", "entries": "entries",
         "unfinished": "unfinished"}  # fmt: skip


def paths(events: list[Event], asked: Asked, blocks: int = 1) -> list[UnitPaths]:
    """The paths of the people, in so many blocks."""
    rules = UnitRules(asked.unit == "session", asked.one_per_person, asked.collapse, asked.gap, asked.data_end)  # type: ignore[arg-type]
    parts = [[event for event in events if event["person"] % blocks == block] for block in range(blocks)]
    return [paths_of(_events(part, asked), rules) for part in parts]


def _events(events: list[Event], asked: Asked) -> PathEvents:
    def column(name: str, kind: type = np.int64) -> Any:
        return np.array([event[name] for event in events], dtype=kind)

    return PathEvents(
        column("person"), column("moment"), column("node"), column("hidden", bool), column("entering", bool),
        column("named") if any(event["named"] for event in events) else None,
        column("start", bool) if asked.start else None,
        column("end", bool) if asked.end else None,
        column("throughout", bool) if asked.throughout else None,
    )  # fmt: skip


def picture(parts: list[UnitPaths], asked: Asked, size: int) -> dict[str, Counter[Any]]:
    """Nodes, edges and ways out by column; Other is the node None."""
    counts = ColumnCounts.together(
        [in_columns(part, size, asked.columns, backwards=asked.backwards) for part in parts], size
    )
    told = with_other(counts, counts.units.keys, largest(counts, np.arange(size), asked.top))

    def place(key: int) -> tuple[int, int | None]:
        column, node = divmod(int(key), told.size)
        return (-column if asked.backwards else column + 1), None if node == size else node

    found: dict[str, Counter[Any]] = {}
    for name, own in _WAYS.items():
        tally = getattr(told, own)
        found[name] = Counter({place(key): int(n) for key, n in zip(tally.keys, tally.counts, strict=True)})
    found["edges"] = Counter()
    for key, n in zip(told.edges.keys, told.edges.counts, strict=True):
        source, target = divmod(int(key), told.size)
        column, one = place(source)
        two = None if target == size else target
        edge = (column - 1, two, one) if asked.backwards else (column, one, two)
        found["edges"][edge] += int(n)
    return found


def graph(parts: list[UnitPaths], size: int) -> dict[tuple[Any, Any], tuple[int, int, float, float]]:
    """Count, people, median and p90 of each pair."""
    counts = EdgeCounts.together([edges_of(part, size) for part in parts], size + 2)
    times = counts.quantiles((0.5, 0.9))
    names: list[Any] = [*range(size), "start", "end"]
    people = dict(zip(counts.people.keys, counts.people.counts, strict=True))
    return {
        (names[key // counts.width], names[key % counts.width]): (int(n), int(people[key]), *map(float, took))
        for key, n, took in zip(counts.count.keys, counts.count.counts, times, strict=True)
    }


def variants(parts: list[UnitPaths]) -> Counter[tuple[int, ...]]:
    """How many units took each whole way."""
    whole = WholePaths.together([whole_paths(part) for part in parts])
    found, counts = np.unique(whole.fingerprint, return_counts=True)
    return Counter({tuple(whole.steps(one)): int(n) for one, n in zip(found, counts, strict=True)})
