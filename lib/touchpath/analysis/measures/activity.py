"""People, events and sessions in view, in total and per period, from one sorted array of the events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.sessions import starts_of
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.sessions import Sessions
from touchpath.journey.trends import CELL_SECONDS, Bucket

Whole = NDArray[np.int64]
_CELL_US = CELL_SECONDS * 1_000_000
_TICKS_US = (1, 1_000, 1_000_000)
_LARGEST = 2**62


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

    def starts(self, person: Whole, moments: Whole) -> Mask:
        """Which of the sorted numbers begin a session."""
        return starts_of(person, moments, self.gap)


def activity(engine: Reader, filters: Filters, buckets: tuple[Bucket, ...], sessions: Sessions) -> Activity:
    """Count the filtered events; `buckets` may be empty. Sessions are built from the events in view."""
    key = ("activity", filters, buckets, sessions)
    return arrays_of(engine).get(engine.version, key, lambda: _activity(engine, filters, buckets, sessions))


def _activity(engine: Reader, filters: Filters, buckets: tuple[Bucket, ...], sessions: Sessions) -> Activity:
    scale = _scale(engine, sessions.gap_seconds)
    if scale is None:
        return _counted(0, 0, np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64), buckets)
    keys = _sorted_keys(engine.arrays("ask/overview/event_keys", scale.parameters(), filters))
    moments, named = keys >> 1, (keys & 1).astype(bool)
    person, cells = _split(moments, scale)
    place = _places(cells, buckets)
    began = _beginnings(engine, filters, person, moments, named, cells, scale)
    new_person = _changes(person)
    return _counted(
        int(new_person.sum()), len(keys), place, place[new_person | _changes(place)], _places(began, buckets), buckets
    )


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
    new_person, place = _changes(person), _places(cells, buckets)
    return int(new_person.sum()), _per_bucket(place[new_person | _changes(place)], buckets)


def _sorted_keys(columns: dict[str, Any]) -> Whole:
    return np.sort(np.asarray(columns["event_key"], np.int64))


def _split(moments: Whole, scale: _Scale) -> tuple[Whole, Whole]:
    """Person and cell (quarter of an hour since 1970) of each moment."""
    person = moments // scale.span
    return person, (moments - person * scale.span) // (_CELL_US // scale.tick_us) + scale.start_us // _CELL_US


def _counted(
    people: int, events: int, place: Whole, person_place: Whole, began: Whole, buckets: tuple[Bucket, ...]
) -> Activity:
    by_bucket = (_per_bucket(places, buckets) for places in (person_place, place, began))
    return Activity(people, events, len(began), *by_bucket)


def _per_bucket(places: Whole, buckets: tuple[Bucket, ...]) -> tuple[int, ...]:
    return tuple(np.bincount(places + 1, minlength=len(buckets) + 1)[1:].tolist())


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


def _beginnings(
    engine: Reader, filters: Filters, person: Whole, moments: Whole, named: Mask, cells: Whole, scale: _Scale
) -> Whole:
    """Beginnings (as cells) of the sessions the file names, and of those the gap makes of the other events."""
    if not named.any():
        return cells[scale.starts(person, moments)]
    known = np.asarray(engine.arrays("ask/overview/named_sessions", {}, filters)["began_us"], np.int64) // _CELL_US
    return np.concatenate([known, cells[~named][scale.starts(person[~named], moments[~named])]])


def _changes(values: Whole) -> NDArray[np.bool_]:
    """True at the first value and wherever it differs from the one before."""
    differs = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return differs


def _places(cells: Whole, buckets: tuple[Bucket, ...]) -> Whole:
    """The bucket of each cell, -1 outside of all."""
    if not buckets or not len(cells):
        return np.full(len(cells), -1, np.int64)
    first, last = buckets[0].cells[0], buckets[-1].cells[1]
    table = np.full(last - first + 3, -1, np.int64)
    for number, bucket in enumerate(buckets):
        low, high = bucket.cells
        table[low - first + 1 : high - first + 2] = number
    return table.take(cells - first + 1, mode="clip")
