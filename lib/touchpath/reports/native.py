"""Bars and lines that an office program draws itself, so that whoever gets the slides can edit them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from touchpath.answers import Answer
from touchpath.answers.funnel.time import lines
from touchpath.answers.groups import group_labels
from touchpath.answers.retention.repeat import curves
from touchpath.answers.retention.tables import line_names
from touchpath.answers.trends import label
from touchpath.journey.words import day_in_words


@dataclass(frozen=True)
class NativeChart:
    """Series over shared categories; None where a value is unknown or hidden. Shares are 0-1.

    `shades` are the colours of the series where they are personas or channels, which keep theirs everywhere; else
    colours go by place.
    """

    kind: Literal["bars", "lines"]
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    shares: bool
    shades: tuple[str, ...] = ()


MadeNative = Callable[[Answer[Any]], NativeChart]


def _steps(answer: Answer[Any]) -> NativeChart:
    steps = answer.result.steps
    rates = tuple(known(step.rate_from_start) for step in steps)
    return NativeChart("bars", tuple(step.name for step in steps), (("Reached, of those at the start", rates),), True)


def _groups(answer: Answer[Any]) -> NativeChart:
    result = answer.result
    series = tuple(
        (name, tuple(known(step.rate_from_start) for step in group.steps))
        for name, group in zip(group_labels(result.groups), result.groups, strict=True)
    )
    return NativeChart("bars", tuple(step.name for step in result.steps), series, True)


def _conversion(answer: Answer[Any]) -> NativeChart:
    drawn, names = lines(answer.result)
    return _over_time([part.points for part in drawn], names)


def _cohorts(answer: Answer[Any]) -> NativeChart:
    return _over_time(answer.result.lines, answer.result.labels)


def _over_time(series: Sequence[Sequence[Any]], names: Sequence[str]) -> NativeChart:
    starts = sorted({point.start for points in series for point in points})
    told = []
    for name, points in zip(names, series, strict=True):
        rates = {point.start: known(point.rate) for point in points}
        told.append((name, tuple(rates.get(start) for start in starts)))
    return NativeChart("lines", tuple(day_in_words(start) for start in starts), tuple(told), True)


def _curve(answer: Answer[Any]) -> NativeChart:
    result = answer.result
    parts = [group.curve for group in result.groups] or [result.curve]
    series = tuple(
        (name, tuple(known(point.rate) for point in part[1:]))
        for name, part in zip(line_names(result), parts, strict=True)
    )
    return NativeChart("lines", tuple(result.labels[1:]), series, True)


def _repeat(answer: Answer[Any]) -> NativeChart:
    parts, names = curves(answer.result)
    days = sorted({point.days for part in parts for point in part})
    told = []
    for name, part in zip(names, parts, strict=True):
        rates = {point.days: known(point.rate) for point in part}
        told.append((name, tuple(rates.get(day) for day in days)))
    return NativeChart("lines", tuple(str(day) for day in days), tuple(told), True)


def _lifecycle(answer: Answer[Any]) -> NativeChart:
    periods = answer.result.periods
    kinds = ("new", "returning", "resurrected", "dormant")
    series = tuple((kind, tuple(known(float(getattr(part, kind))) for part in periods)) for kind in kinds)
    return NativeChart("bars", tuple(part.label for part in periods), series, False)


def _active_days(answer: Answer[Any]) -> NativeChart:
    days = answer.result.days
    shares = tuple(known(part.rate) for part in days)
    return NativeChart("bars", tuple(str(part.days) for part in days), (("Share of active people", shares),), True)


def _trend(answer: Answer[Any]) -> NativeChart:
    result = answer.result
    series = tuple(
        (label(group, result.trend), tuple(known(value) for value in group.values(result.trend)))
        for group in result.groups
    )
    return NativeChart("lines", tuple(day_in_words(bucket.start) for bucket in result.buckets), series, False)


def known(value: float) -> float | None:
    """The value, None where it is unknown, hidden or without end."""
    return float(value) if isfinite(value) else None


MADE: dict[tuple[str, str], MadeNative] = {
    ("Funnel", "steps"): _steps,
    ("Funnel", "groups"): _groups,
    ("FunnelOverTime", "trend"): _conversion,
    ("Retention", "curve"): _curve,
    ("RetentionOverCohorts", "trend"): _cohorts,
    ("RepeatPurchase", "curve"): _repeat,
    ("Lifecycle", "periods"): _lifecycle,
    ("Stickiness", "days"): _active_days,
    ("Trend", "lines"): _trend,
}
"""By the question's class and the name of its picture."""
