"""From events to the counts of a retention matrix, for every definition; bits answer the common ones sooner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import DayCount, Moments, lags
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.reading import ReadEvents
from touchpath.analysis.retention.frame import Frame
from touchpath.analysis.retention.grid import CohortCounts, CohortEntries, Ints, Returns, count_windows
from touchpath.journey.retention import Retention

_NO_ENTRY = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Matrix:
    """Counts per line (group x cohort): `sizes`, and `counted` per line and column."""

    sizes: Ints
    counted: CohortCounts


def count(
    frame: Frame,
    retention: Retention,
    entries: ReadEvents,
    back: ReadEvents,
    group: NDArray[Any],
    groups: int,
    outside: Mask | None = None,
) -> Matrix:
    """Count the matrix; `group` is the number of each entry's group, in the order of the entries.

    `outside`, where coming back takes another session: which events of `back` lie outside that of the entry. In the
    period of entry itself the others still have their value.
    """
    everything = np.ones(len(back), dtype=bool) if outside is None else outside
    if retention.bucketing == "rolling":
        return _rolling(frame, retention, entries, back, group, groups, everything)
    return _calendar(frame, retention, entries, back, group, groups, everything)


def _calendar(
    frame: Frame,
    retention: Retention,
    entries: ReadEvents,
    back: ReadEvents,
    group: NDArray[Any],
    groups: int,
    outside: Mask,
) -> Matrix:
    row = frame.buckets.of(entries.moment)
    once = _first_in_bucket(entries.person, row, len(frame.buckets))
    person, row = entries.person[once], row[once]
    code = group[once] * frame.cohorts + row
    placed = CohortEntries(person, code, row, frame.ended - row)
    bucket = frame.buckets.of(back.moment)
    if not outside.all():  # then everybody enters once
        back, bucket = _without_later(back, bucket, outside, _bucket_of_entry(entries, frame, back))
    returns = Returns(back.person, bucket, len(frame.buckets), back.worth)
    return _windows(retention, placed, returns, groups * frame.cohorts)


def _rolling(
    frame: Frame,
    retention: Retention,
    entries: ReadEvents,
    back: ReadEvents,
    group: NDArray[Any],
    groups: int,
    outside: Mask,
) -> Matrix:
    """Every person has one entry; their buckets count from it."""
    row = frame.buckets.of(entries.moment)
    code = group * frame.cohorts + row
    if not len(entries):
        nobody = CohortEntries(entries.person, code, row, row)
        return _windows(retention, nobody, Returns(entries.person, row, 1), groups * frame.cohorts)
    lowest = min(int(entries.moment.min()), int(back.moment.min()) if len(back) else frame.data_end)
    days = DayCount.over(frame.calendar, lowest, frame.data_end)
    ends = np.full(len(entries), frame.data_end, dtype=np.int64)
    ripe = lags(retention.period, entries.moment, ends, days)
    start = _entry_of(entries, back)
    after = back.moment >= start
    back, start, outside = back.where(after), start[after], outside[after]
    # everything after the last column is one more bucket: only "or later" reads it
    longest = retention.spans[-1][1] + 1 if retention.spans else 0
    lag = np.minimum(lags(retention.period, start, back.moment, days), longest)
    back, lag = _without_later(back, lag, outside, np.zeros_like(lag))
    placed = CohortEntries(entries.person, code, np.zeros_like(row), ripe)
    return _windows(retention, placed, Returns(back.person, lag, longest + 1, back.worth), groups * frame.cohorts)


def _windows(retention: Retention, placed: CohortEntries, returns: Returns, lines: int) -> Matrix:
    counted = count_windows(
        placed,
        returns,
        retention.spans,
        lines,
        min_occurrences=retention.min_occurrences,
        later=retention.mode == "on_or_after",
    )
    return Matrix(np.bincount(placed.code, minlength=lines), counted)


def _first_in_bucket(person: NDArray[Any], row: Ints, total: int) -> NDArray[Any]:
    """The first of the events of a person in each bucket, in the order given."""
    _, once = np.unique(person.astype(np.int64) * total + row, return_index=True)
    return np.asarray(once)


def _without_later(back: ReadEvents, bucket: Ints, outside: Mask, own: Ints) -> tuple[ReadEvents, Ints]:
    """Without the events of the entry's session that reach into buckets after its `own`."""
    kept = outside | (bucket <= own)
    return back.where(kept), bucket[kept]


def _bucket_of_entry(entries: ReadEvents, frame: Frame, back: ReadEvents) -> Ints:
    return frame.buckets.of(_entry_of(entries, back))


def _entry_of(entries: ReadEvents, back: ReadEvents) -> Moments:
    """The moment of entry of the person of each return event; after everything where there is none."""
    low, high = int(entries.person.min()), int(entries.person.max())
    start = np.full(high - low + 2, _NO_ENTRY, dtype=np.int64)
    start[entries.person - low] = entries.moment
    slot = np.where((back.person >= low) & (back.person <= high), back.person - low, high - low + 1)
    return np.asarray(start[slot])
