"""People, events and sessions in view, in total and per period, from one sorted array of the events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.holding import answers_from_log, in_named_sessions
from touchpath.analysis.log.keys import Mask, microseconds
from touchpath.analysis.log.sessions import starts_of
from touchpath.analysis.log.whole import BLOCK_EVENTS, chosen, whole_log
from touchpath.engine.arrays import arrays_of, computed
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.sessions import Sessions
from touchpath.journey.trends import CELL_SECONDS, Bucket

Whole = NDArray[np.int64]
_CELL_US = CELL_SECONDS * 1_000_000
_TICKS_US = (1, 1_000, 1_000_000)
_LARGEST = 2**62
_NOWHERE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Activity:
    """How many people, events and sessions, and the same per bucket.

    A person counts in every bucket they have an event in; a session counts in the bucket it begins in.
    """

    people: int
    events: int
    sessions: int
    people_by_bucket: tuple[int, ...]
    events_by_bucket: tuple[int, ...]
    sessions_by_bucket: tuple[int, ...]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 200 + 24 * len(self.people_by_bucket)


@dataclass(frozen=True)
class _Scale:
    """How an event becomes one number: person * span + ticks, ticks counted from the cell `start_us` begins."""

    start_us: int
    tick_us: int
    gap: int
    span: int

    def parameters(self) -> dict[str, int]:
        """What the query needs."""
        return {"span": self.span, "tick_us": self.tick_us, "start_us": self.start_us}


def activity(engine: Reader, filters: Filters, buckets: tuple[Bucket, ...], sessions: Sessions) -> Activity:
    """Count the filtered events; `buckets` may be empty. Sessions are built from the events in view."""
    key = ("activity", filters, buckets, sessions)
    return arrays_of(engine).get(engine.version, key, lambda: _activity(engine, filters, buckets, sessions))


def _activity(engine: Reader, filters: Filters, buckets: tuple[Bucket, ...], sessions: Sessions) -> Activity:
    arrays = EventArrays(engine)
    places = _Places.of(buckets)
    if answers_from_log(arrays, filters):
        log, mask = whole_log(arrays), chosen(arrays, filters)
        named = in_named_sessions(arrays)
        gap = microseconds(sessions.gap_seconds) or 0

        def of_log(stretch: slice) -> _Counts:
            kept = np.flatnonzero(mask[stretch])
            moment = log.moment[stretch][kept]
            cells = (moment + arrays.space.origin) // _CELL_US
            own = None if named is None else named[stretch][kept]
            return _count(log.person[stretch][kept], moment, cells, own, gap, places)

        counts = computed(of_log, log.blocks)
        return _together(counts, _named_beginnings(engine, filters) if named is not None else _NOWHERE, places)
    return _from_keys(engine, filters, sessions, places)


def _from_keys(engine: Reader, filters: Filters, sessions: Sessions, places: _Places) -> Activity:
    """The same where the log cannot be kept, or events must meet conditions: from keys read and sorted once."""
    scale = _scale(engine, sessions.gap_seconds)
    if scale is None:
        return _together([], _NOWHERE, places)
    keys = _sorted_keys(engine.arrays("ask/overview/event_keys", scale.parameters(), filters))

    def of_keys(stretch: slice) -> _Counts:
        own, moments = (keys[stretch] & 1).astype(bool), keys[stretch] >> 1
        person, cells = _split(moments, scale)
        return _count(person, moments, cells, own, scale.gap, places)

    counts = computed(of_keys, _blocks(keys, scale))
    any_named = any(part.named for part in counts)
    return _together(counts, _named_beginnings(engine, filters) if any_named else _NOWHERE, places)


@dataclass(frozen=True)
class _Counts:
    """What some people did; `named` events are in sessions that the file names, whose beginnings are not counted."""

    people: int
    events: int
    sessions: int
    named: int
    people_by_bucket: Whole
    events_by_bucket: Whole
    sessions_by_bucket: Whole


def _count(
    person: NDArray[np.integer], moments: Whole, cells: Whole, named: Mask | None, gap: int, places: _Places
) -> _Counts:
    """Events in order of person and moment; a difference of more than `gap` between two moments ends a session."""
    place, new_person = places.of_cells(cells), _changes(person)
    if named is not None and named.any():
        free = np.flatnonzero(~named)
        began = cells[free][starts_of(person[free], moments[free], gap)]
    else:
        began = cells[starts_of(person, moments, gap)]
    return _Counts(
        int(new_person.sum()), len(cells), len(began), 0 if named is None else int(named.sum()),
        places.counts(place[new_person | _changes(place)]), places.counts(place),
        places.counts(places.of_cells(began)),
    )  # fmt: skip


def _together(counts: Sequence[_Counts], named_began: Whole, places: _Places) -> Activity:
    """All blocks, and the sessions that the file names, by the cells they begin in."""
    nothing = np.zeros(places.size, dtype=np.int64)
    began = places.counts(places.of_cells(named_began))

    def by_bucket(name: str, first: Whole) -> tuple[int, ...]:
        return tuple(np.sum([first, *(getattr(part, name) for part in counts)], axis=0).tolist())

    return Activity(
        sum(part.people for part in counts), sum(part.events for part in counts),
        sum(part.sessions for part in counts) + len(named_began),
        by_bucket("people_by_bucket", nothing), by_bucket("events_by_bucket", nothing),
        by_bucket("sessions_by_bucket", began),
    )  # fmt: skip


def _blocks(keys: Whole, scale: _Scale) -> list[slice]:
    """Stretches of sorted keys with all events of their people."""
    wanted = keys[::BLOCK_EVENTS] >> 1
    edges = np.unique(np.searchsorted(keys, (wanted // scale.span * scale.span) << 1)).tolist()
    return [slice(low, high) for low, high in pairwise([*edges, len(keys)])]


def _named_beginnings(engine: Reader, filters: Filters) -> Whole:
    """The cells in which the sessions that the file names begin."""
    return np.asarray(engine.arrays("ask/overview/named_sessions", {}, filters)["began_us"], np.int64) // _CELL_US


def people_with(
    engine: Reader, filters: Filters, buckets: tuple[Bucket, ...], touchpoints: tuple[str, ...]
) -> tuple[int, tuple[int, ...]]:
    """How many people met one of the touchpoints (none named: any) in view, and how many did in each bucket."""
    scale = _scale(engine, 0)
    if scale is None:
        return 0, (0,) * len(buckets)
    question = "ask/overview/event_keys_of" if touchpoints else "ask/overview/event_keys"
    named = {"touchpoints": list(touchpoints)} if touchpoints else {}
    keys = _sorted_keys(engine.arrays(question, {**scale.parameters(), **named}, filters))
    person, cells = _split(keys >> 1, scale)
    places = _Places.of(buckets)
    new_person, place = _changes(person), places.of_cells(cells)
    return int(new_person.sum()), tuple(places.counts(place[new_person | _changes(place)]).tolist())


def _sorted_keys(columns: dict[str, Any]) -> Whole:
    return np.sort(np.asarray(columns["event_key"], np.int64))


def _split(moments: Whole, scale: _Scale) -> tuple[Whole, Whole]:
    """Person and cell (quarter of an hour since 1970) of each moment."""
    person = moments // scale.span
    return person, (moments - person * scale.span) // (_CELL_US // scale.tick_us) + scale.start_us // _CELL_US


def _scale(engine: Reader, gap_seconds: float) -> _Scale | None:
    """The finest scale whose numbers fit; None without events. The span leaves a gap between two people."""
    row: Any = engine.frame("ask/overview/bounds").iloc[0]
    if pd.isna(row.first_us):
        return None
    start = int(row.first_us) // _CELL_US * _CELL_US
    for tick in _TICKS_US:
        gap = int(gap_seconds * 1_000_000 / tick)
        span = (int(row.last_us) - start) // tick + gap + 2
        if (int(row.last_person) + 1) * span < _LARGEST or tick == _TICKS_US[-1]:
            return _Scale(start, tick, gap, span)
    raise AssertionError("the coarsest scale is always taken")


def _changes(values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """True at the first value and wherever it differs from the one before."""
    differs = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return differs


@dataclass(frozen=True)
class _Places:
    """The bucket of each cell from `first` on; `size` buckets."""

    first: int
    table: Whole
    size: int

    @classmethod
    def of(cls, buckets: tuple[Bucket, ...]) -> _Places:
        """The places that buckets, which follow each other, give to cells."""
        if not buckets:
            return cls(0, np.full(1, -1, np.int64), 0)
        first, last = buckets[0].cells[0], buckets[-1].cells[1]
        table = np.full(last - first + 3, -1, np.int64)
        for number, bucket in enumerate(buckets):
            low, high = bucket.cells
            table[low - first + 1 : high - first + 2] = number
        return cls(first, table, len(buckets))

    def of_cells(self, cells: Whole) -> Whole:
        """The bucket of each cell, -1 outside of all."""
        return self.table.take(cells - (self.first - 1), mode="clip")

    def counts(self, places: Whole) -> Whole:
        """How many are in each bucket."""
        return np.bincount(places + 1, minlength=self.size + 1)[1:].astype(np.int64)
