"""Rows of cells of a result that add up to a total of people, and what a reader could subtract from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isnan
from typing import Any

from touchpath.analysis.churn_summary import ChurnSummary
from touchpath.analysis.funnel.result import FunnelResult
from touchpath.analysis.lifetime.ahead import AheadResult
from touchpath.analysis.lifetime.history import LifetimeResult
from touchpath.analysis.personas import PersonaCounts
from touchpath.analysis.repeat_purchase import RepeatResult
from touchpath.analysis.retention.result import RetentionResult
from touchpath.analysis.trends import TrendResult

Row = tuple[str, list[float], float]
"""What it is, its cells, and their total (with what is in no cell)."""


def told_by_subtraction(hidden: Any, true: Any, k: int) -> list[str]:
    """Rows in which 1 to k-1 people are what a total leaves over once all that is shown is taken away."""
    found = []
    for (name, shown, _), (_, cells, total) in zip(rows_of(hidden), rows_of(true), strict=True):
        secret = [people for people, cell in zip(cells, shown, strict=True) if isnan(cell)]
        rest = max(total - sum(cells), 0)
        any_shown = any(people for people, cell in zip(cells, shown, strict=True) if not isnan(cell))
        if any_shown and 0 < sum(secret) + rest < k:
            found.append(f"{name}: {shown} of {cells}, total {total}")
    return found


def rows_of(result: Any) -> Iterator[Row]:
    """The rows of a result; none for kinds without any."""
    return _ROWS.get(type(result), lambda _: iter(()))(result)


def _funnel(result: FunnelResult) -> Iterator[Row]:
    for place, step in enumerate(result.steps if result.groups else ()):
        yield f"step {place}", [group.steps[place].people for group in result.groups], step.people


def _retention(result: RetentionResult) -> Iterator[Row]:
    for place in range(len(result.labels)):
        for number, cohort in enumerate(result.cohorts if result.groups else ()):
            cells: list[float] = [group.cohorts[number].people[place] for group in result.groups]
            yield f"cohort {number}, column {place}", cells, cohort.people[place]
        for name, part in (("all", result.cohorts), *((group.label, group.cohorts) for group in result.groups)):
            people: list[float] = [cohort.people[place] for cohort in part]
            yield f"column {place} of {name}", people, sum(people)


def _churn(result: ChurnSummary) -> Iterator[Row]:
    if result.groups:
        yield "people", [group.people for group in result.groups], result.everybody.people
        yield "churned", [group.churned for group in result.groups], result.everybody.churned


def _repeat(result: RepeatResult) -> Iterator[Row]:
    if result.groups:
        yield "people", [group.people for group in result.groups], result.people
        for place, point in enumerate(result.points):
            yield f"{point.days} days", [group.points[place].people for group in result.groups], point.people


def _lifetime(result: LifetimeResult) -> Iterator[Row]:
    if result.groups:
        yield "people", [group.people for group in result.groups], result.whole.people
        for place, point in enumerate(result.whole.points):
            there = [group.points[place].people for group in result.groups if place < len(group.points)]
            yield f"{point.days} days", there, sum(there)


def _ahead(result: AheadResult) -> Iterator[Row]:
    if result.groups:
        yield "people", [group.people for group in result.groups], result.people
    for part in (result.held_out.tenths, result.held_out.counts) if result.held_out else ():
        yield "parts", [row.people for row in part], sum(row.people for row in part)


def _personas(result: PersonaCounts) -> Iterator[Row]:
    yield "people", [part.people for part in result.personas], result.people


def _trend(result: TrendResult) -> Iterator[Row]:
    for place in range(len(result.buckets) if result.trend.split in ("channel", "persona") else 0):
        cells: list[float] = [group.people[place] for group in result.groups]
        yield f"period {place}", cells, sum(cells)


_ROWS: dict[type, Callable[[Any], Iterator[Row]]] = {
    FunnelResult: _funnel,
    RetentionResult: _retention,
    ChurnSummary: _churn,
    RepeatResult: _repeat,
    LifetimeResult: _lifetime,
    AheadResult: _ahead,
    PersonaCounts: _personas,
    TrendResult: _trend,
}
