"""The ways from one start as a tree: whoever took the same steps so far stands at one branch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.paths import name_ranks, named_node
from touchpath.analysis.paths.reading import read_paths
from touchpath.analysis.paths.result import PathTreeResult, TreeBranch
from touchpath.analysis.paths.tally import Integers, Tally
from touchpath.analysis.paths.units import UnitPaths
from touchpath.engine.arrays import side_by_side
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.path_views import PathTree


@dataclass(frozen=True)
class _Standing:
    """Where the units of a block stand that are still followed: which units, and at which branch of the last step."""

    paths: UnitPaths
    unit: Integers
    branch: Integers

    def nodes(self, step: int) -> Integers:
        """The node of each at a step (from 0)."""
        found: Integers = self.paths.node[self.paths.begins[self.unit] + step].astype(np.int64)
        return found

    def ended(self, step: int) -> Integers:
        """0 for those with further steps, 1 where the step is the last, 2 where the unit may not be over."""
        last = self.paths.lengths[self.unit] == step + 1
        return np.asarray(last * (1 + self.paths.unfinished[self.unit].astype(np.int64)))


def measure_tree(engine: Reader, asked: PathTree, filters: Filters = NO_FILTERS) -> PathTreeResult:
    """Step after step the largest branches; of equally large ones the first by name."""
    kept = read_paths(EventArrays(engine), asked, filters)
    size, rank = len(kept.labels), name_ranks(kept.labels)
    standing = [_Standing(paths, np.arange(len(paths.person)), np.zeros(len(paths.person), dtype=np.int64))
                for paths in kept.blocks]  # fmt: skip
    found: list[TreeBranch] = []
    under = np.array([-1])
    for step in range(asked.steps):
        keys = _chosen(_tally(standing, step, size), size, rank, asked.branches)
        if not len(keys):
            break
        ends = _ends(standing, step, size, keys)
        shown = len(found) + np.arange(len(keys))
        for key, (units, exits, unfinished) in zip(keys.tolist(), ends.tolist(), strict=True):
            node = key % (size + 1)
            followed = node < size and step + 1 < asked.steps
            gone_on = 0 if followed else units - exits - unfinished
            branch = int(under[key // (size + 1)])
            found.append(
                TreeBranch(branch, step + 1, *named_node(node, kept.labels), units, exits, unfinished, gone_on)
            )
        standing = [_next(one, step, size, keys) for one in standing]
        under = shown
    units = sum(len(paths.person) for paths in kept.blocks)
    return PathTreeResult(asked, units, tuple(found))


def _tally(standing: list[_Standing], step: int, size: int) -> Tally:
    """How many go from each branch to each node, at branch * (size + 1) + node."""

    def count(one: _Standing) -> Tally:
        return Tally.of(one.branch * (size + 1) + one.nodes(step))

    return Tally.together(side_by_side(count, standing))


def _chosen(counts: Tally, size: int, rank: Integers, most: int) -> Integers:
    """The shown branches, those of one branch together, the largest first and the rest (node `size`) last."""
    branch, node = np.divmod(counts.keys, size + 1)
    order = np.lexsort((rank[node], -counts.counts, branch))
    place = np.arange(len(order)) - np.searchsorted(branch[order], branch[order])
    own = counts.keys[order[place < most]]
    rest = np.unique(branch[order[place >= most]]) * (size + 1) + size
    chosen = np.concatenate([own, rest])
    return np.asarray(chosen[np.argsort(chosen // (size + 1), kind="stable")])


def _places(one: _Standing, step: int, size: int, keys: Integers) -> Integers:
    """The place among the shown branches at which each unit stands now."""
    order = np.argsort(keys)
    own = one.branch * (size + 1) + one.nodes(step)
    at = np.searchsorted(keys, own, sorter=order).clip(max=len(keys) - 1)
    named = keys[order[at]] == own
    rest = np.searchsorted(keys, one.branch * (size + 1) + size, sorter=order).clip(max=len(keys) - 1)
    return np.asarray(np.where(named, order[at], order[rest]))


def _ends(standing: list[_Standing], step: int, size: int, keys: Integers) -> Integers:
    """For each shown branch: all, those whose unit is over there, and those whose unit may not be over."""

    def count(one: _Standing) -> Integers:
        place, ended = _places(one, step, size, keys), one.ended(step)
        parts = [place, place[ended == 1], place[ended == 2]]
        return np.array([np.bincount(part, minlength=len(keys)) for part in parts])

    return np.asarray(np.sum(side_by_side(count, standing), axis=0).T)


def _next(one: _Standing, step: int, size: int, keys: Integers) -> _Standing:
    """Those who go on from a branch that is followed."""
    place = _places(one, step, size, keys)
    on = (one.ended(step) == 0) & (keys[place] % (size + 1) < size) if len(place) else np.zeros(0, dtype=bool)
    return _Standing(one.paths, one.unit[on], place[on])
