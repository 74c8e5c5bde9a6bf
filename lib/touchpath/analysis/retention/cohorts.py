"""From the counts of a matrix to cohorts: one row per entry period, with what is complete and what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np

from touchpath.analysis.log.calendar import Buckets, DayCount, lags
from touchpath.analysis.retention.count import Matrix
from touchpath.analysis.retention.frame import Frame
from touchpath.analysis.retention.grid import CohortCounts
from touchpath.analysis.retention.result import Cohort
from touchpath.journey.calendar import Period
from touchpath.journey.retention import Retention
from touchpath.journey.words import day_in_words, moment_in_words, month_in_words

_WORDS: dict[Period, Callable[[datetime], str]] = {"hour": moment_in_words, "month": month_in_words}


def cohorts_of(frame: Frame, retention: Retention, matrix: Matrix, groups: int) -> list[tuple[Cohort, ...]]:
    """The cohorts of each group."""
    return [_of_group(frame, retention, _lines(matrix, frame.cohorts, i)) for i in range(groups)]


def all_cohorts(frame: Frame, retention: Retention, matrix: Matrix, groups: int) -> tuple[Cohort, ...]:
    """The cohorts of all groups together."""
    if groups == 1:
        return _of_group(frame, retention, matrix)
    parts = [_lines(matrix, frame.cohorts, i) for i in range(groups)]
    counted = [part.counted for part in parts]
    values = [part.value for part in counted if part.value is not None]
    total = CohortCounts(
        np.sum([part.people for part in counted], axis=0),
        np.sum([part.mature for part in counted], axis=0),
        np.sum([part.mature_people for part in counted], axis=0),
        np.sum(values, axis=0) if values else None,
    )
    return _of_group(frame, retention, Matrix(np.sum([part.sizes for part in parts], axis=0), total))


def period_label(buckets: Buckets, i: int, period: Period) -> str:
    """What a period is called: `3 Mar 2025`, `Mar 2025`, `3 Mar 2025, 14:00`."""
    return _WORDS.get(period, day_in_words)(buckets.start(i))


def _lines(matrix: Matrix, cohorts: int, group: int) -> Matrix:
    part = slice(group * cohorts, (group + 1) * cohorts)
    counted = matrix.counted
    value = None if counted.value is None else counted.value[part]
    return Matrix(
        matrix.sizes[part],
        CohortCounts(counted.people[part], counted.mature[part], counted.mature_people[part], value),
    )


def _of_group(frame: Frame, retention: Retention, matrix: Matrix) -> tuple[Cohort, ...]:
    return tuple(_cohort(frame, retention, matrix, i) for i in range(frame.cohorts))


def _cohort(frame: Frame, retention: Retention, matrix: Matrix, i: int) -> Cohort:
    size, counted = int(matrix.sizes[i]), matrix.counted
    entered = i < frame.ended
    return Cohort(
        start=frame.buckets.start(i),
        label=period_label(frame.buckets, i, retention.period),
        size=size,
        people=(size, *counted.people[i].tolist()),
        complete=(entered, *_complete(frame, retention, matrix, i)),
        mature=(size if entered else 0, *counted.mature[i].tolist()),
        mature_people=(size if entered else 0, *counted.mature_people[i].tolist()),
        value=() if counted.value is None else tuple(counted.value[i].tolist()),
    )


def _complete(frame: Frame, retention: Retention, matrix: Matrix, i: int) -> list[bool]:
    """Whether everybody's column lies before the end of the data."""
    needed = [first if retention.mode == "on_or_after" else last for first, last in retention.spans]
    if retention.bucketing == "calendar":
        return [i + need < frame.ended for need in needed]
    if matrix.sizes[i]:
        return [i < frame.ended and bool(ready == matrix.sizes[i]) for ready in matrix.counted.mature[i]]
    # nobody entered: as if somebody had at the very end of the period
    end = np.array([frame.buckets.edges[i + 1]])
    if end[0] > frame.data_end:
        return [False] * len(needed)
    days = DayCount.over(frame.calendar, int(end[0]), frame.data_end)
    observed = int(lags(retention.period, end, np.array([frame.data_end]), days)[0])
    return [observed > need for need in needed]
