"""Retention: cohorts, curves and groups of people who came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.retention.result import RetentionResult
from touchpath.analysis.small_cells.cells import nameless
from touchpath.analysis.small_cells.rules import Hide, blank, hide_table, is_small, tells, to_hide, withheld

Flags = list[list[bool]]
_UNKNOWN = "A touchpoint of this question is not in these data."


def _result(result: Any, k: int) -> Any:
    """Cohorts and curves of everybody and of each group; a small cell takes the next of its row and column along."""
    if is_small(result.people, k):
        raise withheld("Retention of these people is", k)
    whole = cohort_cells(result.cohorts, k)
    curve = [_few(point, k) for point in result.curve]
    cells, curves = _group_cells(result, whole, k), _group_curves(result, curve, k)
    groups = tuple(_group(group, cells[place], curves[place], k) for place, group in enumerate(result.groups))
    return replace(
        result,
        cohorts=_shown(result.cohorts, whole),
        curve=tuple(_point(point, gone, k) for point, gone in zip(result.curve, curve, strict=True)),
        groups=groups,
        warnings=(_UNKNOWN,) if result.warnings else (),
    )


def _few(point: Any, k: int) -> bool:
    return is_small(point.size, k) or tells(point.people, point.size, k)


def cohort_cells(cohorts: Sequence[Any], k: int, also: Flags | None = None) -> Flags:
    """Which cells of each cohort are hidden (a list per cohort), so that no column total tells one.

    Column 0 is the cohort itself. A cell goes where few came back, where few did not, and the same of those observed
    to the end of the column.
    """
    hide: Flags = also or [[False] * len(cohort.people) for cohort in cohorts]
    for place in range(len(cohorts[0].people)) if cohorts else ():
        told = [row[place] or row[0] or _cell(cohort, place, k) for cohort, row in zip(cohorts, hide, strict=True)]
        for name in ("people", "mature", "mature_people"):
            told = to_hide([getattr(cohort, name)[place] for cohort in cohorts], k, told)
        for row, gone in zip(hide, told, strict=True):
            row[place] = gone
    return hide


def _cell(cohort: Any, place: int, k: int) -> bool:
    if is_small(cohort.size, k) or is_small(cohort.mature[place], k):
        return True
    if not place:
        return False
    return tells(cohort.people[place], cohort.size, k) or tells(cohort.mature_people[place], cohort.mature[place], k)


def _group_cells(result: Any, whole: Flags, k: int) -> list[Flags]:
    """The cells of each group: hidden with those of everybody, and never one alone in a cohort or in a column."""
    if not result.groups or not result.cohorts:
        return [[] for _ in result.groups]
    cells = [cohort_cells(group.cohorts, k, [list(row) for row in whole]) for group in result.groups]
    for place in range(len(result.labels)):
        counts = [[cohort.people[place] for cohort in group.cohorts] for group in result.groups]
        told = hide_table(counts, k, [[row[place] for row in rows] for rows in cells])
        for rows, flags in zip(cells, told, strict=True):
            for row, gone in zip(rows, flags, strict=True):
                row[place] = gone
    return cells


def _group_curves(result: Any, whole: Sequence[bool], k: int) -> Flags:
    """The points of each group's curve: hidden with everybody's, and never one alone in a column."""
    hide: Flags = [[gone or _few(point, k) for point, gone in zip(group.curve, whole, strict=True)]
                   for group in result.groups]  # fmt: skip
    for place in range(len(result.labels)):
        told = [row[place] for row in hide]
        for name in ("people", "size"):
            told = to_hide([getattr(group.curve[place], name) for group in result.groups], k, told) if told else []
        for row, gone in zip(hide, told, strict=True):
            row[place] = gone
    return hide


def _group(group: Any, cells: Flags, hide: Sequence[bool], k: int) -> Any:
    differences = tuple(
        _no_difference(part) if gone else part for part, gone in zip(group.differences, hide, strict=True)
    )
    curve = tuple(_point(point, gone, k) for point, gone in zip(group.curve, hide, strict=True))
    shown = replace(group, cohorts=_shown(group.cohorts, cells), curve=curve, differences=differences)
    return nameless(shown) if is_small(group.size, k) else shown


def _point(point: Any, gone: bool, k: int) -> Any:
    if not gone:
        return point
    size = nan if is_small(point.size, k) else point.size
    return replace(point, people=nan, size=size, rate=nan, rate_low=nan, rate_high=nan, value=nan)


def _no_difference(difference: Any) -> Any:
    return replace(difference, difference=nan, difference_low=nan, difference_high=nan)


def _shown(cohorts: Sequence[Any], hide: Flags) -> tuple[Any, ...]:
    return tuple(_cohort(cohort, row) for cohort, row in zip(cohorts, hide, strict=True)) if hide else ()


def _cohort(cohort: Any, hide: Sequence[bool]) -> Any:
    """A cohort whose size is hidden has no figures at all."""
    if hide[0]:
        hide = [True] * len(hide)
    return replace(
        cohort,
        size=nan if hide[0] else cohort.size,
        people=blank(cohort.people, hide),
        mature=blank(cohort.mature, hide),
        mature_people=blank(cohort.mature_people, hide),
        value=blank(cohort.value, hide) if cohort.value else (),
    )


WHOLE: dict[type, Hide] = {RetentionResult: _result}
