"""What each name on the ways is worth: the time until the next step, who comes to a goal later, the score there."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.paths import named_node
from touchpath.analysis.paths.edges import quantiles
from touchpath.analysis.paths.reading import KeptPaths, read_paths
from touchpath.analysis.paths.result import PathMark, PathMarksResult
from touchpath.analysis.paths.tally import Integers
from touchpath.analysis.paths.units import UnitPaths
from touchpath.analysis.surveys import scores
from touchpath.engine.arrays import side_by_side
from touchpath.engine.base import Reader
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.path_views import PathMarks
from touchpath.journey.surveys import OF_EVENT, Scores
from touchpath.stats.proportions import Floats

_MICROSECONDS = 1_000_000


def measure_marks(engine: Reader, asked: PathMarks, filters: Filters = NO_FILTERS) -> PathMarksResult:
    """Names without a value are left out. Raises DefinitionError where there are no answers with a score."""
    if asked.by == "score":
        metric, marks = _scores(engine, asked, filters)
    else:
        metric = ""
        kept = read_paths(EventArrays(engine), asked, filters)
        marks = _times(kept) if asked.by == "time" else _converting(kept, asked.goal)
    return PathMarksResult(asked, metric, tuple(sorted(marks, key=lambda mark: (-mark.value, mark.label or ""))))


def _scores(engine: Reader, asked: PathMarks, filters: Filters) -> tuple[str, list[PathMark]]:
    split = "touchpoint" if asked.node == "touchpoint" else f"{OF_EVENT}{asked.node}"
    found = scores.measure(engine, Scores(split=split, most_groups=1000), filters)
    groups = [group for group in found.groups if group.kind == "value" and group.score == group.score]
    if not groups:
        raise DefinitionError("No survey answer is placed at a name of these ways: there is no score to show.")
    return found.metric, [PathMark(group.label, "value", group.people, group.score) for group in groups]


def _times(kept: KeptPaths) -> list[PathMark]:
    """The median time from a name to the step after it."""

    def between(paths: UnitPaths) -> tuple[Integers, Integers, Integers]:
        at = np.flatnonzero(paths.lengths.repeat(paths.lengths) > _place(paths) + 1)
        return paths.node[at].astype(np.int64), paths.moment[at + 1] - paths.moment[at], _units_at(paths, kept, at)

    parts = side_by_side(between, kept.blocks)
    if not parts:
        return []
    node, times = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
    units = np.sum([part[2] for part in parts], axis=0)
    middle = quantiles(node, times, len(kept.labels), (0.5,))[:, 0] / _MICROSECONDS
    return list(_marks(kept, units, middle, np.zeros_like(units)))


def _converting(kept: KeptPaths, goal: str | None) -> list[PathMark]:
    """The share of the units at a name that come to the goal after their first step there."""
    if goal not in kept.labels:
        return []
    wanted = kept.labels.index(goal)

    def count(paths: UnitPaths) -> tuple[Integers, Integers]:
        later = np.append(np.flatnonzero(paths.node == wanted), len(paths.node))
        end = np.repeat(paths.begins[1:], paths.lengths)
        reached = np.flatnonzero(later[np.searchsorted(later, np.arange(len(end)), side="right")] < end)
        every = np.arange(len(end))
        return _units_at(paths, kept, every), _units_at(paths, kept, reached)

    parts = side_by_side(count, kept.blocks)
    if not parts:
        return []
    units, converting = (np.sum([part[i] for part in parts], axis=0) for i in (0, 1))
    share = converting / np.maximum(units, 1)
    share[wanted] = np.nan
    return list(_marks(kept, units, share, converting))


def _place(paths: UnitPaths) -> Integers:
    return np.arange(len(paths.node)) - np.repeat(paths.begins[:-1], paths.lengths)


def _units_at(paths: UnitPaths, kept: KeptPaths, at: Integers) -> Integers:
    """How many units have a step among some at each node."""
    unit = np.repeat(np.arange(len(paths.person)), paths.lengths)[at]
    pairs = np.unique(unit * len(kept.labels) + paths.node[at])
    return np.bincount(pairs % len(kept.labels), minlength=len(kept.labels))


def _marks(kept: KeptPaths, units: Integers, values: Floats, came: Integers) -> Iterable[PathMark]:
    rows = zip(units.tolist(), values.tolist(), came.tolist(), strict=True)
    for node, (number, value, came_there) in enumerate(rows):
        if number and value == value:
            yield PathMark(*named_node(node, kept.labels), number, value, came_there)
