"""The way that is meant: how many follow it, where they leave it, and what they do instead."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.paths.reading import read_paths
from touchpath.analysis.paths.result import IdealResult, IdealStep, InsteadOf
from touchpath.analysis.paths.units import UnitPaths
from touchpath.engine.arrays import side_by_side
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.path_views import IdealJourney
from touchpath.journey.paths import PathUnits, same_units

Counts = NDArray[np.int64]


def measure_ideal(engine: Reader, asked: IdealJourney, filters: Filters = NO_FILTERS) -> IdealResult:
    """How many are at each touchpoint of the way, and what those do instead who do not go on to the next.

    Instead is the touchpoint of the way that they meet out of turn; who meets none of it any more is told by what
    they do next at all, or that they do nothing more.
    """
    units = same_units(PathUnits, asked, starting=asked.touchpoints[0], node="touchpoint", collapse="none")
    kept = read_paths(EventArrays(engine), units, filters)
    place = np.array([_place(asked, label) for label in kept.labels])
    blocks = side_by_side(lambda paths: followed(paths, place, len(asked.touchpoints)), kept.blocks)
    at = np.sum([block[0] for block in blocks], axis=0) if blocks else np.zeros(len(asked.touchpoints))
    instead = np.sum([block[1] for block in blocks], axis=0) if blocks else None
    steps = tuple(
        IdealStep(name, int(at[k]), int(at[k] - at[k + 1]) if k + 1 < len(at) else 0,
                  () if instead is None else _instead(instead[k], kept.labels))
        for k, name in enumerate(asked.touchpoints)
    )  # fmt: skip
    return IdealResult(asked, steps)


def followed(paths: UnitPaths, place: NDArray[Any], steps: int) -> tuple[Counts, Counts]:
    """How many units follow to each step, and (steps x nodes + 1) at what the others of a step went on instead.

    `place` gives, for each number of a node, its place on the way (-1: none). The last column is nothing more.
    """
    on_way = place[paths.node]
    unit = np.repeat(np.arange(len(paths.person)), paths.lengths)
    at = paths.begins[:-1]
    counts = np.zeros(steps, dtype=np.int64)
    instead = np.zeros((steps, len(place) + 1), dtype=np.int64)
    for k in range(steps):
        counts[k] = len(at)
        if k == steps - 1:
            break
        met = _next_of(on_way != k, on_way >= 0, at, unit)
        goes_on = (met >= 0) & (on_way[met] == k + 1)
        left = ~goes_on
        other = np.where(met[left] >= 0, met[left], _next_of(on_way != k, on_way >= -1, at[left], unit))
        what = np.where(other >= 0, paths.node[other], len(place))
        instead[k] = np.bincount(what.astype(np.int64), minlength=len(place) + 1)
        at = met[goes_on]
    return counts, instead


def _next_of(another: NDArray[np.bool_], wanted: NDArray[np.bool_], at: Counts, unit: Counts) -> Counts:
    """The next event of the same unit that is another and wanted; -1 where there is none."""
    found = np.flatnonzero(another & wanted)
    following = np.append(found, len(unit))[np.searchsorted(found, at, side="right")]
    within = following < len(unit)
    within[within] = unit[following[within]] == unit[at[within]]
    return np.where(within, following, -1)


def _place(asked: IdealJourney, label: str | None) -> int:
    return asked.touchpoints.index(label) if label in asked.touchpoints else -1


def _instead(counts: Counts, labels: tuple[str | None, ...]) -> tuple[InsteadOf, ...]:
    found = [
        InsteadOf(None, "end", int(n)) if node == len(labels) else InsteadOf(labels[node], "value", int(n))
        for node, n in enumerate(counts.tolist())
        if n
    ]
    return tuple(sorted(found, key=lambda part: (-part.units, part.label or "")))
