"""Groups that people's behaviour falls into by itself, if it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.suggested.behaviour import BehaviourKind, BehaviourOf, read_behaviour
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.suggested_personas import LEAST_APART, LEAST_STABLE, SuggestedPersonas
from touchpath.stats.grouping import (
    Components,
    GroupsTried,
    best_number,
    components,
    crowds_as_tight,
    nearest,
    try_groups,
)
from touchpath.stats.proportions import Floats

FEWEST = 30
"""A group of fewer people than this is none."""
MOST_FITTED = 5_000
"""More people than this are grouped by a seeded sample of them."""
_TRAITS = 3
SuggestedRefusal = Literal["", "few", "nothing_together", "unstable", "not_apart", "one_crowd"]


@dataclass(frozen=True)
class GroupTrait:
    """What sets a group apart: the mean of a behaviour within it and among all others, and the gap in standard
    deviations of everybody. `people` are those of everybody who show it at all.
    """

    kind: Fixed[BehaviourKind]
    name: Label[str]
    people: Size[int]
    mean: Derived[float]
    rest: Derived[float]
    gap: Derived[float]


@dataclass(frozen=True)
class SuggestedGroup:
    """A group, numbered from 1 by size, with what differs most from the rest."""

    number: Fixed[int]
    people: Size[int]
    traits: tuple[GroupTrait, ...]


@dataclass(frozen=True)
class NumberTried:
    """A number of groups that was tried: its `stability` (mean adjusted Rand) and how far `apart` (silhouette)."""

    groups: Fixed[int]
    stability: Derived[float]
    apart: Derived[float]
    smallest: Size[int]


@dataclass(frozen=True)
class SuggestedResult:
    """The groups of the `people` with enough events (`fitted` of them shaped the groups), or why there are none.

    `cut_off` is the last day of behaviour that was looked at. `best` is the number of groups that was judged.
    """

    asked: Fixed[SuggestedPersonas]
    people: Size[int]
    fitted: Size[int]
    cut_off: Fixed[date | None]
    refused: Fixed[SuggestedRefusal]
    best: NumberTried | None = None
    tried: tuple[NumberTried, ...] = ()
    groups: tuple[SuggestedGroup, ...] = ()
    features: Fixed[int] = 0
    components: Fixed[int] = 0


@dataclass(frozen=True, eq=False)
class GroupedPeople:
    """The result, and of each person the number of their group (from 1); none where they are refused."""

    result: SuggestedResult
    person: NDArray[Any]
    number: NDArray[np.int64]


def measure(engine: Reader, asked: SuggestedPersonas, filters: Filters) -> SuggestedResult:
    """The groups of the people in view."""
    return grouped(engine, asked, filters).result


def people_of(engine: Reader, asked: SuggestedPersonas, filters: Filters) -> dict[int, NDArray[Any]]:
    """The people (keys) of each group by its number. Raises DefinitionError where there are none."""
    found = grouped(engine, asked, filters)
    if found.result.refused:
        raise DefinitionError("There are no stable groups to keep.")
    return {part.number: found.person[found.number == part.number] for part in found.result.groups}


def grouped(engine: Reader, asked: SuggestedPersonas, filters: Filters) -> GroupedPeople:
    """Everybody's behaviour, the groups of a sample, and the group that each person is nearest to."""
    done = read_behaviour(engine, asked.least_events, filters)
    size = len(done.person)
    random = np.random.default_rng(0)
    some = np.sort(random.permutation(size)[:MOST_FITTED])
    ends = [day for day in (filters.date_to, engine.calendar.last_day) if day]
    cut_off = min(ends) if ends else None

    def none(why: SuggestedRefusal, **more: Any) -> GroupedPeople:
        result = SuggestedResult(asked, size, len(some), cut_off, why, features=done.scaled.shape[1], **more)
        return GroupedPeople(result, done.person[:0], np.zeros(0, dtype=np.int64))

    if len(some) < 2 * FEWEST:
        return none("few")
    together = components(done.scaled[some], random)
    kept = together.loadings.shape[1]
    if not kept:
        return none("nothing_together")
    tried = _tried(together.of(done.scaled[some]), asked, random)
    known = tuple(NumberTried(part.groups, part.stability, part.apart, part.smallest) for part, _ in tried)
    large = [pair for pair in tried if pair[0].smallest >= FEWEST]
    if not large:
        return none("few", tried=known, components=kept)
    best = best_number([part for part, _ in large], LEAST_APART)
    judged = known[best.groups - 2]
    centres = next(where for part, where in large if part == best)
    if why := _doubt(best, together.of(done.scaled[some]), centres, random):
        return none(why, best=judged, tried=known, components=kept)
    number = _by_size(_nearest(together, done, centres), best.groups)
    groups = tuple(_group(done, number, place + 1) for place in range(best.groups))
    result = SuggestedResult(
        asked, size, len(some), cut_off, "", judged, known, groups, done.scaled.shape[1], kept
    )  # fmt: skip
    return GroupedPeople(result, done.person, number)


def _tried(values: Floats, asked: SuggestedPersonas, random: np.random.Generator) -> list[tuple[GroupsTried, Floats]]:
    most = min(asked.most_groups, len(values) // FEWEST)
    return [try_groups(values, groups, random) for groups in range(2, most + 1)]


def _doubt(best: GroupsTried, values: Floats, centres: Floats, random: np.random.Generator) -> SuggestedRefusal:
    """What stands against groups, if anything does."""
    if best.stability < LEAST_STABLE:
        return "unstable"
    if not best.apart > LEAST_APART:
        return "not_apart"
    return "one_crowd" if crowds_as_tight(values, centres, random) else ""


def _nearest(together: Components, done: BehaviourOf, centres: Floats) -> NDArray[np.int64]:
    return nearest(together.of(done.scaled), centres)


def _by_size(labels: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
    """Numbers from 1, the largest group first."""
    order = np.argsort(-np.bincount(labels, minlength=groups), kind="stable")
    number = np.zeros(groups, dtype=np.int64)
    number[order] = np.arange(1, groups + 1)
    return number[labels]


def _group(done: BehaviourOf, number: NDArray[np.int64], own: int) -> SuggestedGroup:
    """The group with the three behaviours that differ most from everybody else's."""
    inside = number == own
    spread = done.scaled.std(axis=0)
    gaps = done.scaled[inside].mean(axis=0) - done.scaled[~inside].mean(axis=0)
    gaps = np.divide(gaps, spread, out=np.zeros_like(gaps), where=spread > 0)
    most = np.argsort(-np.abs(gaps), kind="stable")[:_TRAITS]
    traits = tuple(_trait(done, inside, int(place), float(gaps[place])) for place in most)
    return SuggestedGroup(own, int(inside.sum()), traits)


def _trait(done: BehaviourOf, inside: NDArray[np.bool_], place: int, gap: float) -> GroupTrait:
    kind, name = done.names[place]
    own = done.plain[:, place]
    return GroupTrait(kind, name, int(np.count_nonzero(own)), _mean(own[inside]), _mean(own[~inside]), gap)


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else nan
