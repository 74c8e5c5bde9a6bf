"""Measures retention: cohorts by period, who came back when, averages over mature people, groups, trend.

`measure(engine, retention, filters)` reads the target and return events, places each in its bucket, counts the
matrix, and folds it into curves with intervals.
"""

from __future__ import annotations

from dataclasses import replace

from touchpath.analysis.log.groups import Group, read_grouped
from touchpath.analysis.log.people import count_people
from touchpath.analysis.log.reading import read_events, return_filters
from touchpath.analysis.log.sessions import SessionsOf
from touchpath.analysis.retention.cohorts import all_cohorts, cohorts_of
from touchpath.analysis.retention.count import Matrix, count
from touchpath.analysis.retention.curve import curve, differences, trend
from touchpath.analysis.retention.frame import Frame, frame_of
from touchpath.analysis.retention.quick import quick
from touchpath.analysis.retention.result import Cohort, RetentionGroup, RetentionResult
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.retention import Retention

__all__ = ["measure", "trend"]


def measure(
    engine: Reader, retention: Retention, filters: Filters = NO_FILTERS, *, values: bool = False
) -> RetentionResult:
    """Measure retention; with `values` also the summed value of the return events per cohort and column.

    The dates of `filters` apply to the target events, return events count up to the end of the data; a channel
    selects what `retention.channel_of` says. Raises DefinitionError when the dates hold too many periods.
    """
    empty = RetentionResult(retention, retention.labels, (), (), 0, warnings=_warnings(engine, retention))
    if engine.calendar.data_end is None:
        return empty
    counted = None if values or retention.another_session else quick(engine, retention, filters)
    counted = counted or _general(engine, retention, filters, values=values)
    if counted is None:
        return empty
    frame, matrix, known, people = counted
    groups = max(1, len(known))
    everybody = all_cohorts(frame, retention, matrix, groups)
    parts = cohorts_of(frame, retention, matrix, groups) if retention.breakdown else []
    return replace(
        empty,
        cohorts=everybody,
        curve=curve(retention.labels, everybody),
        people=people,
        groups=tuple(_group(retention, group, part, everybody) for group, part in zip(known, parts, strict=False)),
        provisional=retention.mode == "on_or_after",
    )


def _group(
    retention: Retention, group: Group, cohorts: tuple[Cohort, ...], everybody: tuple[Cohort, ...]
) -> RetentionGroup:
    labels = retention.labels
    folded, against = curve(labels, cohorts), differences(labels, cohorts, everybody)
    return RetentionGroup(group.label, group.kind, group.values, cohorts, folded, against)


def _general(
    engine: Reader, retention: Retention, filters: Filters, *, values: bool
) -> tuple[Frame, Matrix, tuple[Group, ...], int] | None:
    """Frame, matrix, groups and distinct people of any definition; None where nobody entered and no date is given."""
    grouped = read_grouped(engine, retention, filters)
    frame = frame_of(engine.calendar, retention, filters, grouped.entries.moment)
    if frame is None:
        return None
    back = read_events(engine, retention.back, return_filters(filters, retention.channel_of), worth=values)
    outside = SessionsOf(engine).outside_own(grouped.entries, back) if retention.another_session else None
    matrix = count(frame, retention, grouped.entries, back, grouped.of, max(1, len(grouped.groups)), outside)
    return frame, matrix, grouped.groups, count_people(grouped.entries.person)


def _warnings(engine: Reader, retention: Retention) -> tuple[str, ...]:
    """A sentence for each touchpoint that the data do not have."""
    known = set(engine.frame("ask/touchpoints/names")["shown"])
    asked = dict.fromkeys([*(retention.entry.touchpoints or ()), *(retention.back.touchpoints or ())])
    return tuple(f'No event is called "{name}" in these data.' for name in asked if name not in known)
