"""Puts counted attempts into the groups of a breakdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.attempts import count
from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.funnel.steps import deepest_step
from touchpath.analysis.funnel.touch import touched
from touchpath.analysis.funnel.values import Values, event_values
from touchpath.analysis.log.groups import GroupKind
from touchpath.analysis.log.people import PeopleColumn, attribute, members
from touchpath.analysis.matching.choice import first_of_each
from touchpath.journey.funnel import Breakdown

Integers = NDArray[np.int64]
NO_GROUP = -1
_FEW = 100_000


@dataclass(frozen=True)
class AttemptGroup:
    """The counted attempts of one group; `values` are None where missing."""

    label: str
    kind: GroupKind
    values: tuple[str | None, ...]
    counted: Counted


@dataclass(frozen=True)
class AttemptGroups:
    """All groups of a breakdown, and how many attempts are in none."""

    groups: tuple[AttemptGroup, ...]
    ungrouped: int


def grouped(asked: PreparedFunnel, counted: Counted, periods: Integers | None = None) -> AttemptGroups:
    """The groups of the funnel's breakdown, most people first, then the rest of the values, then missing."""
    breakdown = asked.funnel.breakdown
    assert breakdown is not None
    if breakdown.by_group:
        return _by_saved_group(asked, counted, breakdown)
    names = [name for name, scope in zip(breakdown.names, breakdown.scopes, strict=True) if scope == "event"]
    values = event_values(asked, names) if names else None
    if values is not None and breakdown.at == "all_events":
        counted = count(asked, periods, values.codes)
        codes = counted.value
    else:
        codes = _event_codes(asked, counted, values, breakdown)
    return _by_value(asked, counted, breakdown, codes, values, periods)


def _event_codes(asked: PreparedFunnel, counted: Counted, values: Values | None, breakdown: Breakdown) -> Integers:
    """The code of the event properties of each attempt; NO_GROUP for those who did not reach the step."""
    if values is None:
        return np.zeros(len(counted.person), dtype=np.int64)
    if isinstance(breakdown.at, int):
        found = counted.positions[breakdown.at]
        codes = np.full(len(found), NO_GROUP, dtype=np.int64)
        codes[found >= 0] = values.codes[breakdown.at][found[found >= 0]]
        return codes
    return touched(asked, counted, values, last=breakdown.at == "last_touch")


def _by_saved_group(asked: PreparedFunnel, counted: Counted, breakdown: Breakdown) -> AttemptGroups:
    columns = [members(asked.arrays, name).of(counted.person) > 0 for name in breakdown.names]
    groups = [
        AttemptGroup(name, "value", (name,), counted.take(inside))
        for name, inside in zip(breakdown.names, columns, strict=True)
    ]
    rest = ~np.any(columns, axis=0)
    if rest.any():
        groups.append(AttemptGroup("In no group", "missing", (None,), counted.take(rest)))
    return AttemptGroups(tuple(group for group in groups if group.counted.clean.any()), 0)


def _by_value(
    asked: PreparedFunnel,
    counted: Counted,
    breakdown: Breakdown,
    codes: Integers,
    values: Values | None,
    periods: Integers | None,
) -> AttemptGroups:
    people = [
        attribute(asked.arrays, name)
        for name, scope in zip(breakdown.names, breakdown.scopes, strict=True)
        if scope == "person"
    ]
    combined, tuples = _combined(codes, counted.person, people)
    placed = combined != NO_GROUP
    ungrouped = int(np.sum(~placed & counted.clean))
    if not placed.all():
        counted, combined = counted.take(placed), combined[placed]
    named = {code: _told(parts, breakdown, values, people) for code, parts in tuples.items()}
    missing = [code for code, told in named.items() if all(part is None for part in told)]
    ranked = _ranked(combined, counted, {code: told for code, told in named.items() if code not in missing})
    kept = ranked if breakdown.limit is None else ranked[: breakdown.limit]
    counted, bounds = _sorted_into(counted, combined, kept, missing)
    parts = [counted.take(slice(*ends)) for ends in pairwise(bounds)]
    nothing = (None,) * len(breakdown.names)
    groups = [
        AttemptGroup(_label(named[code]), "value", named[code], part) for code, part in zip(kept, parts, strict=False)
    ]
    groups.append(AttemptGroup("Other", "other", nothing, _once(asked, parts[-2], periods)))
    groups.append(AttemptGroup("Missing", "missing", nothing, parts[-1]))
    groups = [group for group in groups if group.counted.clean.any()]
    return AttemptGroups(tuple(groups), ungrouped)


def _sorted_into(
    counted: Counted, combined: Integers, kept: Sequence[int], missing: Sequence[int]
) -> tuple[Counted, list[int]]:
    """The attempts of each kept code one after the other, then the other codes, then missing; where each begins."""
    place = np.full(int(combined.max(initial=-1)) + 1, len(kept), dtype=np.int16 if len(kept) < 30_000 else np.int64)
    place[kept] = np.arange(len(kept))
    place[missing] = len(kept) + 1
    places = place[combined]
    order = np.argsort(places, kind="stable")
    bounds = np.searchsorted(places[order], np.arange(len(kept) + 3)).tolist()
    return counted.take(order), bounds


def _combined(
    codes: Integers, person: Integers, people: Sequence[PeopleColumn]
) -> tuple[Integers, dict[int, tuple[int, ...]]]:
    """One code for each combination of event code and attributes of the person, and what it is made of."""
    parts = [codes, *(column.of(person) for column in people)]
    sizes = [int(part.max(initial=NO_GROUP)) + 2 for part in parts]
    if np.prod([float(size) for size in sizes]) < _FEW:
        shifted = np.ravel_multi_index([part + 1 for part in parts], sizes) if len(codes) else codes
        present = np.flatnonzero(np.bincount(shifted))
        found = np.stack(np.unravel_index(present, sizes), axis=1) - 1
        tuples = {int(code): tuple(int(part) for part in own) for code, own in zip(present, found, strict=True)}
        combined = np.where(codes == NO_GROUP, NO_GROUP, shifted)
        return combined, {code: own for code, own in tuples.items() if own[0] != NO_GROUP}
    together = np.zeros(len(codes), dtype=np.int64)
    for part in parts:
        _, together = np.unique(together, return_inverse=True)
        together = together * (int(part.max(initial=0)) + 2) + part + 1
    _, first, combined = np.unique(together, return_index=True, return_inverse=True)
    tuples = {code: tuple(int(part[at]) for part in parts) for code, at in enumerate(first)}
    combined = combined.astype(np.int64)
    combined[codes == NO_GROUP] = NO_GROUP
    return combined, {code: parts for code, parts in tuples.items() if parts[0] != NO_GROUP}


def _told(
    parts: tuple[int, ...], breakdown: Breakdown, values: Values | None, people: Sequence[PeopleColumn]
) -> tuple[str | None, ...]:
    """The values of a combination in the order of the breakdown's properties."""
    of_event = iter(values.texts(parts[0]) if values is not None else ())
    of_people = iter(zip(people, parts[1:], strict=True))
    told: list[str | None] = []
    for scope in breakdown.scopes:
        if scope == "event":
            told.append(next(of_event))
        else:
            column, code = next(of_people)
            told.append(column.labels[code - 1] if code else None)
    return tuple(told)


def _ranked(combined: Integers, counted: Counted, named: dict[int, tuple[str | None, ...]]) -> list[int]:
    """Codes by distinct people, most first; ties by name."""
    sizes = np.bincount(_distinct_people(combined, counted), minlength=max(named, default=-1) + 1)
    return sorted(named, key=lambda code: (-int(sizes[code]), _label(named[code])))


def _distinct_people(combined: Integers, counted: Counted) -> Integers:
    """The codes of the clean attempts, each code once for a person."""
    codes, person = combined[counted.clean], counted.person[counted.clean]
    if not np.any(person[1:] <= person[:-1]):  # in order and nobody twice
        return codes
    order = np.lexsort((person, codes))
    pairs = np.stack((codes[order], person[order]))
    distinct: Integers = pairs[0][np.any(np.diff(pairs, axis=1, prepend=-2) != 0, axis=0)]
    return distinct


def _label(values: tuple[str | None, ...]) -> str:
    return " / ".join("Missing" if value is None else value for value in values)


def _once(asked: PreparedFunnel, counted: Counted, periods: Integers | None) -> Counted:
    """Each person once (in each period), with the deepest attempt, where several of the values are put together."""
    breakdown = asked.funnel.breakdown
    if asked.funnel.counting != "people" or breakdown is None or breakdown.at != "all_events":
        return counted
    depth = deepest_step(asked.funnel, counted.times)
    if asked.funnel.order == "any":
        depth = np.sum(counted.times >= 0, axis=0)
    segments = counted.person
    if periods is not None:
        period = np.searchsorted(periods, counted.entry, side="right")
        segments = segments * (len(periods) + 1) + period
    order = np.lexsort((counted.entry, -depth, ~counted.clean, segments))
    return counted.take(order[first_of_each(segments[order])])
