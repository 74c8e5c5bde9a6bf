"""The headline figures of a workspace in view: rates and revenue with their intervals, trends and denominators.

People, events and sessions are counted in headline_activity, scores in scores.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from math import nan
from typing import Any

import pandas as pd

from touchpath.analysis.headline_activity import people_with
from touchpath.engine.base import Engine
from touchpath.journey.calendar import Calendar
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import Filters
from touchpath.journey.trends import Bucket, span
from touchpath.stats.differences import newcombe
from touchpath.stats.proportions import wilson

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Figure:
    """One figure: its value, what it rests on, and how it went.

    `n` is the denominator (people, answers) and `hits` the numerator of a rate; `low` and `high` end the 95 %
    interval, NaN where a figure has none. `trend` holds (bucket, value, n) of the buckets with data. Where `value`
    is NaN, `reason` says why. `immature` counts people left out because their days are not over. `people` are those
    behind it where `n` counts something else and they were asked for.
    """

    value: float
    n: float
    hits: float = nan
    low: float = nan
    high: float = nan
    trend: tuple[tuple[int, float, float], ...] = ()
    reason: str | None = None
    immature: int = 0
    people: float = nan


@dataclass(frozen=True)
class Difference:
    """The figure now minus the figure before, in its own unit; the interval is NaN where there is none."""

    value: float
    low: float = nan
    high: float = nan


def rate(hits: float, n: float, trend: tuple[tuple[int, float, float], ...] = (), immature: int = 0) -> Figure:
    """A share (0-1) with its Wilson interval; nobody in the denominator gives NaN and a reason."""
    if not n:
        reason = "Too recent to judge: nobody in view has had enough days yet." if immature else "Nobody is in view."
        return Figure(nan, 0, 0, reason=reason, immature=immature)
    low, high = wilson(hits, n)
    return Figure(hits / n, n, hits, float(low), float(high), trend, immature=immature)


def rate_difference(before: Figure, now: Figure) -> Difference | None:
    """The difference of two shares with Newcombe's interval; None where either has no denominator."""
    if not before.n or not now.n:
        return None
    low, high = newcombe(before.hits, before.n, now.hits, now.n)
    return Difference(now.value - before.value, float(low), float(high))


def conversion(
    engine: Engine,
    filters: Filters,
    goal: tuple[str, ...],
    buckets: tuple[Bucket, ...],
    people: int,
    people_by_bucket: tuple[int, ...],
) -> Figure:
    """People with a goal touchpoint / people with at least one event, both in view; per bucket likewise."""
    if not goal:
        return _unset("goal")
    hits, by_bucket = people_with(engine, filters, buckets, goal)
    sizes = zip(by_bucket, people_by_bucket, strict=True)
    trend = tuple((number, found / size, float(size)) for number, (found, size) in enumerate(sizes) if size)
    return rate(hits, people, trend)


def retention(
    engine: Engine,
    filters: Filters,
    entering: tuple[str, ...],
    returning: tuple[str, ...],
    days: int,
    buckets: tuple[Bucket, ...],
) -> Figure:
    """Retained at `days` days: of people whose days since their first entering event in view are over, those who
    returned.

    Entering is an entering touchpoint (none named: any).
    Returned is a returning touchpoint (none named: any) in (entry, entry + days * 24 h]; it may lie after the dates
    and on any channel. Per bucket of entry. Dates and channels select the entry event, conditions every event.
    """
    rows = _cohorts(
        engine,
        "ask/overview/retained",
        filters,
        days,
        buckets,
        {"entering": list(entering), "returning": list(returning)},
    )
    return _cohort_rate(rows, "retained")


def repeat_purchase(
    engine: Engine, filters: Filters, purchase: tuple[str, ...], days: int, buckets: tuple[Bucket, ...]
) -> Figure:
    """Of people whose days since their first purchase in view are over, those with a second order within them.

    Events of one order id are one order. Per bucket of the first purchase.
    """
    if not purchase:
        return _unset("purchase")
    rows = _cohorts(engine, "ask/overview/repeated", filters, days, buckets, {"purchase": list(purchase)})
    return _cohort_rate(rows, "repeated")


def revenue(
    engine: Engine,
    filters: Filters,
    purchase: tuple[str, ...],
    buckets: tuple[Bucket, ...],
    *,
    with_people: bool = False,
) -> Figure:
    """The summed value of purchases (none named: of every event with a value); n is the events that carry one.

    `with_people` also counts the people they are of.
    """
    rows = engine.frame("ask/overview/revenue_by_period", {"touchpoints": list(purchase), **cells(buckets)}, filters)
    if rows.empty:
        return Figure(nan, 0, reason="No event in view carries a value.")
    columns = (rows[name].tolist() for name in ("period", "revenue", "events"))
    trend = tuple((period, amount, float(events)) for period, amount, events in zip(*columns, strict=True))
    people = nan
    if with_people:
        valued = replace(filters, where=(*filters.where, Condition("value", "is set", None)))
        people = people_with(engine, valued, buckets, purchase)[0]
    return Figure(float(rows["revenue"].sum()), int(rows["events"].sum()), trend=trend, people=people)


def complete_values(figure: Figure, buckets: tuple[Bucket, ...]) -> tuple[float, ...]:
    """The trend in complete buckets only, in order: what a sparkline may show."""
    return tuple(value for number, value, _ in figure.trend if buckets[number].complete)


def series(values: tuple[int, ...]) -> tuple[tuple[int, float, float], ...]:
    """Counts per bucket as a trend."""
    return tuple((number, float(value), float(value)) for number, value in enumerate(values))


def cells(buckets: tuple[Bucket, ...]) -> dict[str, list[int]]:
    """Parameters that tell a query which quarter of an hour lies in which bucket."""
    ends = [bucket.cells for bucket in buckets]
    return {
        "periods": list(range(len(buckets))),
        "first_cells": [first for first, _ in ends],
        "last_cells": [last for _, last in ends],
    }


def _cohorts(
    engine: Engine, question: str, filters: Filters, days: int, buckets: tuple[Bucket, ...], more: dict[str, Any]
) -> pd.DataFrame:
    calendar = engine.calendar
    entry = _entry(calendar, filters)
    if entry is None:
        return pd.DataFrame()
    parameters = {**entry, **more, **cells(buckets), "days": days, "data_end": calendar.data_end}
    return engine.frame(question, parameters, filters.without_dates().without_channels())


def _entry(calendar: Calendar, filters: Filters) -> dict[str, Any] | None:
    """What dates and channels ask of the entry event."""
    days = span(calendar, filters)
    if days is None:
        return None
    return {
        "begins": calendar.utc_of(days[0]),
        "ends": calendar.utc_of(days[1] + _DAY),
        "by_channel": bool(filters.channels),
        "channels": [name for name in filters.channels if name is not None],
        "without_channel": None in filters.channels,
    }


def _cohort_rate(rows: pd.DataFrame, hits: str) -> Figure:
    if rows.empty:
        return rate(0, 0)
    judged = rows[rows["people"] > 0]
    trend = tuple(
        (period, kept / people, float(people))
        for period, kept, people in zip(
            judged["period"].tolist(), judged[hits].tolist(), judged["people"].tolist(), strict=True
        )
    )
    return rate(int(rows[hits].sum()), int(rows["people"].sum()), trend, int(rows["immature"].sum()))


def _unset(name: str) -> Figure:
    return Figure(nan, 0, reason=f"No {name} touchpoint is set yet.")
