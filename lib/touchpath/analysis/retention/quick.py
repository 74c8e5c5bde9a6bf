"""The retention matrix from bits: for calendar periods in which one return event is enough."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.log.calendar import microseconds
from touchpath.analysis.log.groups import EVERYBODY, Group, group, text_of
from touchpath.analysis.log.reading import entry_filters, read_entries, read_labels, return_filters
from touchpath.analysis.retention.bits import (
    Bits,
    BitWords,
    Space,
    anybody,
    count,
    count_columns,
    events_bits,
    first_rows,
    mask_of,
    people_space,
    read_bits,
)
from touchpath.analysis.retention.count import Matrix
from touchpath.analysis.retention.frame import Frame, frame_of
from touchpath.analysis.retention.grid import CohortCounts
from touchpath.engine.base import Reader
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention


def quick(
    engine: Reader, retention: Retention, filters: Filters
) -> tuple[Frame, Matrix, tuple[Group, ...], int] | None:
    """Frame, matrix, groups and distinct people; None where bits do not answer the question or would not fit."""
    frame = _frame(engine, retention, filters) if _answers(retention) else None
    space = people_space(engine) if frame else None
    if frame is None or space is None or not space.holds(len(frame.buckets)):
        return None
    target = _target(engine, retention, filters, frame, space).words[: frame.cohorts]
    people = int(count(anybody(target)))
    if not people:
        return None
    later = return_filters(filters, retention.channel_of)
    back = read_bits(engine, retention.back, later, (), frame.buckets, space).words
    if filters.date_from is None:
        first = int(np.flatnonzero(count(target))[0])
        frame, target, back = frame.since(first), target[first:], back[first:]
    groups, masks = _groups(engine, retention, space, anybody(target))
    parts = [_matrix(frame, retention, target if mask is None else target & mask, back) for mask in masks]
    return frame, _stacked(parts), groups, people


def _answers(retention: Retention) -> bool:
    """Bits know who was there, not how often, and no more about an event."""
    by_person = retention.breakdown is None or all(scope == "person" for scope in retention.breakdown.scopes)
    return retention.bucketing == "calendar" and retention.min_occurrences == 1 and by_person


def _frame(engine: Reader, retention: Retention, filters: Filters) -> Frame | None:
    """The frame from the first date, else from the start of the data; None where that holds too many cohorts."""
    calendar = engine.calendar
    if calendar.data_start is None or calendar.data_end is None or calendar.data_start > calendar.data_end:
        return None
    try:
        return frame_of(calendar, retention, filters, np.array([microseconds(calendar.data_start)]))
    except DefinitionError:
        return None


def _target(engine: Reader, retention: Retention, filters: Filters, frame: Frame, space: Space) -> Bits:
    recurring = retention.kind == "recurring"
    if recurring or _first_in_dates(retention, filters):
        chosen, extra = entry_filters(filters, retention.channel_of)
        bits = read_bits(engine, retention.entry, chosen, extra, frame.buckets, space)
        return bits if recurring else Bits(first_rows(bits.words))
    return events_bits(read_entries(engine, retention, filters), frame.buckets, space)


def _first_in_dates(retention: Retention, filters: Filters) -> bool:
    """Whether a person's first entry is the first of the events in the dates: nothing outside can come before it."""
    by_channel = bool(filters.channels) and retention.channel_of == "entry"
    return retention.kind == "first_matching" or (filters.date_from is None and not by_channel)


def _groups(
    engine: Reader, retention: Retention, space: Space, entered: BitWords
) -> tuple[tuple[Group, ...], list[BitWords | None]]:
    """The groups of the people who entered, and a row of bits for each; None stands for everybody."""
    if retention.breakdown is None:
        return (EVERYBODY,), [None]
    person = np.flatnonzero(np.unpackbits(entered.view(np.uint8))) + space.low
    labels = [text_of(read_labels(engine, name).reindex(person)) for name in retention.breakdown.names]
    of, groups = group(labels, person, retention.breakdown.limit)
    return groups, [mask_of(person[of == i], space) for i in range(len(groups))]


def _matrix(frame: Frame, retention: Retention, target: BitWords, back: BitWords) -> Matrix:
    later = retention.mode == "on_or_after"
    sizes, people = count(target), count_columns(target, back, retention.spans, later=later)
    needed = np.array([first if later else last for first, last in retention.spans], dtype=np.int64)
    ready = np.arange(frame.cohorts)[:, None] + needed[None, :] < frame.ended
    return Matrix(sizes, CohortCounts(people, np.where(ready, sizes[:, None], 0), np.where(ready, people, 0), None))


def _stacked(parts: list[Matrix]) -> Matrix:
    counted = [part.counted for part in parts]
    return Matrix(
        np.concatenate([part.sizes for part in parts]),
        CohortCounts(
            np.concatenate([part.people for part in counted]),
            np.concatenate([part.mature for part in counted]),
            np.concatenate([part.mature_people for part in counted]),
            None,
        ),
    )
