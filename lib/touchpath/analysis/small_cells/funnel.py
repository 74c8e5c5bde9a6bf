"""Funnels: steps, groups, periods, times, and lists of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Any

import numpy as np

from touchpath.analysis.funnel.result import ConversionTimes, FunnelResult, FunnelTrend, StepPeople
from touchpath.analysis.small_cells.rules import Hide, Withheld, is_hidden, is_small, to_hide, withheld
from touchpath.analysis.timeline import Timeline

_OWN = ("people", "dropped", "excluded", "mean_seconds_from_start", "median_seconds_from_start",
        "p90_seconds_from_start", "rate_from_start", "rate_from_start_low", "rate_from_start_high")  # fmt: skip
_FROM_PREVIOUS = ("dropped", "rate_from_previous", "rate_from_previous_low", "rate_from_previous_high",
                  "mean_seconds_from_previous", "median_seconds_from_previous",
                  "p90_seconds_from_previous")  # fmt: skip


def steps_to_hide(people: Sequence[float], optional: Sequence[bool], k: int) -> list[bool]:
    """Which steps are hidden: those with too few people, and those too few people below the last one shown."""
    hide = []
    last = nan
    for count, free in zip(people, optional, strict=True):
        gone = is_hidden(count) or is_small(count, k) or (not free and is_small(last - count, k))
        hide.append(gone)
        if not gone and not free:
            last = count
    return hide


def _hide_steps(steps: Sequence[Any], hide: Sequence[bool], k: int) -> tuple[Any, ...]:
    """Steps with their hidden ones blank; what is told from a hidden step before is blank as well."""
    shown, before_hidden = [], False
    for step, gone in zip(steps, hide, strict=True):
        blank = {*_OWN, *_FROM_PREVIOUS} if gone else {*_FROM_PREVIOUS} if before_hidden else set()
        if is_small(step.dropped, k):
            blank |= {"dropped"}
        if is_small(step.excluded, k):
            blank |= {"excluded"}
        shown.append(replace(step, **dict.fromkeys(blank, nan)) if blank else step)
        before_hidden = gone if not step.optional else before_hidden
    return tuple(shown)


def _of_steps(steps: Sequence[Any], k: int) -> list[bool]:
    return steps_to_hide([step.people for step in steps], [step.optional for step in steps], k)


def _result(result: Any, k: int) -> Any:
    """A funnel: whole steps first; then groups, of which one hidden at a step takes the next smallest along."""
    if result.funnel.counting != "people":
        raise Withheld(f"Fewer than {k} people are hidden here, so people must be counted: choose so under More.")
    if result.steps and is_small(result.steps[0].people, k):
        raise withheld("This funnel is", k)
    hide = _of_steps(result.steps, k)
    by_group = [_of_steps(group.steps, k) for group in result.groups]
    for place in range(len(result.steps)):
        cells = [nan if by_group[i][place] else group.steps[place].people for i, group in enumerate(result.groups)]
        people = [group.steps[place].people for group in result.groups]
        together = _together(people, [is_hidden(cell) for cell in cells], k)
        for i, gone in enumerate(together):
            by_group[i][place] = by_group[i][place] or gone
    groups = tuple(
        replace(group, steps=_hide_steps(group.steps, hidden, k), excluded=_count(group.excluded, k))
        for group, hidden in zip(result.groups, by_group, strict=True)
    )
    return replace(
        result,
        steps=_hide_steps(result.steps, hide, k),
        groups=groups,
        excluded=_count(result.excluded, k),
        immature=_count(result.immature, k),
        ungrouped=_count(result.ungrouped, k),
    )


def _together(people: Sequence[Any], hide: Sequence[bool], k: int) -> list[bool]:
    """Hidden cells of a breakdown and those that would tell them; cells hidden for another reason count as such."""
    hide = list(hide)
    while any(hide) and (sum(hide) < 2 or sum(n for n, gone in zip(people, hide, strict=True) if gone) < k):
        left = [i for i, gone in enumerate(hide) if not gone and people[i] > 0]
        if not left:
            break
        hide[min(left, key=lambda i: people[i])] = True
    return hide


def _count(count: Any, k: int) -> Any:
    return nan if is_small(count, k) else count


def _point_hidden(point: Any, k: int) -> bool:
    first, last = point.people[0], point.people[-1]
    return is_small(first, k) or is_small(last, k) or is_small(first - last, k)


def _trend(trend: Any, k: int) -> Any:
    """A funnel over time: a period with too few people, converted or lost, is blank; groups as for the whole."""
    overall = replace(trend.overall, points=tuple(_blank_point(p, _point_hidden(p, k)) for p in trend.overall.points))
    hide = [{p.start: _point_hidden(p, k) for p in series.points} for series in trend.groups]
    for start in {start for known in hide for start in known}:
        there = [i for i, known in enumerate(hide) if start in known]
        people = [next(p.people[0] for p in trend.groups[i].points if p.start == start) for i in there]
        for i, gone in zip(there, _together(people, [hide[i][start] for i in there], k), strict=True):
            hide[i][start] = gone
    groups = tuple(
        replace(series, points=tuple(_blank_point(p, known[p.start]) for p in series.points))
        for series, known in zip(trend.groups, hide, strict=True)
    )
    return replace(trend, overall=overall, groups=groups)


def _blank_point(point: Any, gone: bool) -> Any:
    if not gone:
        return point
    return replace(point, people=(nan,) * len(point.people), rate=nan, rate_low=nan, rate_high=nan)


def _times(times: Any, k: int) -> Any:
    """How long it took: too few people are refused; bars are put together until each is about k of them."""
    total = int(np.sum(times.counts))
    if is_small(total, k):
        raise withheld("How long this took is", k)
    edges = [times.edges[0]] if len(times.edges) else []
    counts: list[int] = []
    waiting = 0
    for count, edge in zip(times.counts, times.edges[1:], strict=True):
        waiting += int(count)
        if waiting >= k or (waiting == 0 and not counts):
            edges.append(edge)
            counts.append(waiting)
            waiting = 0
    if waiting or (len(times.edges) and edges[-1] != times.edges[-1]):
        if counts:
            counts[-1] += waiting
            edges[-1] = times.edges[-1]
        else:
            edges.append(times.edges[-1])
            counts.append(waiting)
    return replace(
        times,
        seconds=times.seconds[:0],
        edges=np.array(edges, dtype=times.edges.dtype),
        counts=np.array(counts, dtype=times.counts.dtype),
    )


def _people(found: Any, k: int) -> Any:
    if is_small(found.total, k):
        raise withheld("This list of people is", k)
    return found


def _timeline(found: Any, k: int) -> Any:
    raise withheld("The journey of a single person is", k)


def next_touchpoints(parts: tuple[Any, ...], k: int) -> tuple[Any, ...]:
    """What people did instead adds up to all of them, and so does what those who went on did."""
    dropped = to_hide([part.people for part in parts], k)
    went_on = to_hide([part.others or 0 for part in parts], k)
    hidden = []
    for part, small, beside in zip(parts, dropped, went_on, strict=True):
        kept = replace(part, people=nan, people_rate=nan) if small else part
        hidden.append(replace(kept, others=nan, others_rate=nan) if beside and part.others is not None else kept)
    return tuple(hidden)


WHOLE: dict[type, Hide] = {
    FunnelResult: _result,
    FunnelTrend: _trend,
    ConversionTimes: _times,
    StepPeople: _people,
    Timeline: _timeline,
}
