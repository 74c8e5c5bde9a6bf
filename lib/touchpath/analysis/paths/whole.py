"""Whole paths: how many units took exactly the same steps, and how long it took them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.paths.units import UnitPaths

Integers = NDArray[np.int64]
Fingerprints = NDArray[np.uint64]
_COMPARED = 30


@dataclass(frozen=True)
class WholePaths:
    """Units of some people by the fingerprint of their steps, and the steps behind each fingerprint once.

    A fingerprint is a 64-bit hash of the steps: that any two of a million ways share one has a chance of 3 in 10^8.
    `seconds` of a unit run from its first to its last step, in microseconds. Way w has the steps
    `begins[w]` to `begins[w + 1]`.
    """

    fingerprint: Fingerprints
    took: Integers
    known: Fingerprints
    node: Integers
    begins: Integers

    @classmethod
    def together(cls, parts: Sequence[WholePaths]) -> WholePaths:
        """Those of all blocks of people; the same way may be known several times."""
        nothing, one = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
        lengths = [nothing, *(np.diff(part.begins) for part in parts)]
        return cls(
            np.concatenate([nothing.astype(np.uint64), *(part.fingerprint for part in parts)]),
            np.concatenate([nothing, *(part.took for part in parts)]),
            np.concatenate([nothing.astype(np.uint64), *(part.known for part in parts)]),
            np.concatenate([nothing, *(part.node for part in parts)]),
            np.concatenate([one, np.cumsum(np.concatenate(lengths))]),
        )

    def steps(self, fingerprint: np.uint64) -> list[int]:
        """The nodes of a way."""
        way = int(np.flatnonzero(self.known == fingerprint)[0])
        return [int(node) for node in self.node[self.begins[way] : self.begins[way + 1]]]


def whole_paths(paths: UnitPaths) -> WholePaths:
    """The ways of some people."""
    lengths, first = paths.lengths, paths.begins[:-1]
    place = np.arange(len(paths.node)) - np.repeat(first, lengths)
    mixed = _mixed(paths.node.astype(np.uint64), place.astype(np.uint64))
    fingerprint = np.add.reduceat(mixed, first) if len(first) else mixed[:0]
    known, unit = np.unique(fingerprint, return_index=True)
    took = paths.moment[paths.begins[1:] - 1] - paths.moment[first]
    own = lengths[unit]
    begins = np.concatenate([[0], np.cumsum(own)])
    at = np.repeat(first[unit] - begins[:-1], own) + np.arange(begins[-1])
    return WholePaths(fingerprint, took, known, paths.node[at].astype(np.int64), begins)


def _mixed(node: Fingerprints, place: Fingerprints) -> Fingerprints:
    """A number without order for each node at its place. Source: SplitMix64 (Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):
        mixed: Fingerprints = (node + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + place * np.uint64(
            0xD1B54A32D192ED03
        )
        for _ in range(2):
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            mixed ^= mixed >> np.uint64(31)
    return mixed


@dataclass(frozen=True)
class Way:
    """A whole way: the numbers of its nodes, how many units took it, and the microseconds that each took."""

    steps: tuple[int, ...]
    units: int
    took: Integers


def ranked(whole: WholePaths, rank: Integers, most: int, cover: float) -> list[Way]:
    """The commonest ways: `most`, or as many as cover the share, if that is fewer; ties by the `rank` of their steps.

    Among ways that tie at the last place, the first thirty steps decide who is in.
    """
    found, counts = np.unique(whole.fingerprint, return_counts=True)
    if not len(found):
        return []
    known, where = np.unique(whole.known, return_index=True)
    by_count = np.sort(counts)[::-1]
    enough = int(np.searchsorted(np.cumsum(by_count), cover * len(whole.fingerprint) - 1e-9)) + 1
    rows = min(most, enough)
    candidates = np.flatnonzero(counts >= by_count[rows - 1])
    ways = where[np.searchsorted(known, found[candidates])]
    opening = _first_steps(whole, ways, rank)
    order = np.lexsort((*opening.T[::-1], -counts[candidates]))[:rows]
    by_print = np.argsort(whole.fingerprint, kind="stable")
    ordered = whole.fingerprint[by_print]
    chosen = []
    for i in order:
        own = found[candidates[i]]
        first, end = np.searchsorted(ordered, own), np.searchsorted(ordered, own, side="right")
        chosen.append(Way(tuple(whole.steps(own)), int(end - first), whole.took[by_print[first:end]]))
    return sorted(chosen, key=lambda way: (-way.units, [int(rank[node]) for node in way.steps]))


def _first_steps(whole: WholePaths, ways: Integers, rank: Integers) -> Integers:
    """The ranks of the first steps of some ways, one row each; -1 behind their end."""
    lengths = np.diff(whole.begins)[ways]
    width = min(int(lengths.max(initial=1)), _COMPARED)
    at = whole.begins[ways][:, None] + np.arange(width)
    inside = np.arange(width) < lengths[:, None]
    return np.where(inside, rank[whole.node[np.where(inside, at, 0)]], -1)
