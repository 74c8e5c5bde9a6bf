"""Funnels: steps, groups, periods, times, and lists of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Any

import numpy as np

from touchpath.analysis.drivers import Drivers
from touchpath.analysis.funnel.result import ConversionTimes, FunnelResult, FunnelTrend, StepPeople
from touchpath.analysis.small_cells.cells import emptied, nameless, without_figures
from touchpath.analysis.small_cells.rules import Hide, Withheld, is_hidden, is_small, tells, to_hide, withheld
from touchpath.analysis.timeline import Timeline

_OWN = ("people", "dropped", "excluded", "mean_seconds_from_start", "median_seconds_from_start",
        "p90_seconds_from_start", "rate_from_start", "rate_from_start_low", "rate_from_start_high")  # fmt: skip
_FROM_PREVIOUS = ("dropped", "rate_from_previous", "rate_from_previous_low", "rate_from_previous_high",
                  "mean_seconds_from_previous", "median_seconds_from_previous",
                  "p90_seconds_from_previous")  # fmt: skip
_DROPPED, _WENT_ON = ("people", "people_rate"), ("others", "others_rate")
_UNKNOWN = "A touchpoint of this funnel is not in these data."


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


def _result(result: Any, k: int) -> Any:
    """A funnel: whole steps first; then groups, of which one hidden at a step takes the next smallest along."""
    _require_many(result, k)
    hide = _of_steps(result.steps, k)
    by_group = _of_groups(result, k)
    groups = tuple(_group(group, hidden, k) for group, hidden in zip(result.groups, by_group, strict=True))
    return replace(
        result,
        steps=_hide_steps(result.steps, hide, k),
        groups=groups,
        immature=_count(result.immature, k),
        ungrouped=_count(result.ungrouped, k),
        warnings=(_UNKNOWN,) if result.warnings else (),
    )


def _require_many(result: Any, k: int) -> None:
    """Refuse a funnel of too few people, and one that leaves out too few of those another one counts."""
    if result.funnel.counting != "people":
        raise Withheld(f"Fewer than {k} people are hidden here, so people must be counted: choose so under More.")
    if result.steps and is_small(result.steps[0].people, k):
        raise withheld("This funnel is", k)
    if is_small(result.excluded, k):
        raise withheld("What an excluded touchpoint leaves out is", k)
    if result.funnel.mature_only and is_small(result.immature, k):
        raise withheld("Who still has time to finish is", k)


def _of_steps(steps: Sequence[Any], k: int) -> list[bool]:
    return steps_to_hide([step.people for step in steps], [step.optional for step in steps], k)


def _of_groups(result: Any, k: int) -> list[list[bool]]:
    """The hidden steps of each group. Who is at a step and in no group is a cell of it too, though not shown."""
    hide = [_of_steps(group.steps, k) for group in result.groups]
    for place, step in enumerate(result.steps if result.groups else ()):
        people = [group.steps[place].people for group in result.groups]
        rest = max(step.people - sum(people), 0)
        *told, _ = to_hide([*people, rest], k, [*(row[place] for row in hide), False])
        for row, gone in zip(hide, told, strict=True):
            row[place] = gone
    return hide


def _group(group: Any, hide: Sequence[bool], k: int) -> Any:
    excluded = _count(group.excluded, k) if not hide[0] else nan
    shown = replace(group, steps=_hide_steps(group.steps, hide, k), excluded=excluded)
    return nameless(shown) if is_small(group.steps[0].people, k) else shown


def _hide_steps(steps: Sequence[Any], hide: Sequence[bool], k: int) -> tuple[Any, ...]:
    """Steps with their hidden ones blank; what is told from a hidden step before is blank as well."""
    shown, before_hidden = [], False
    for step, gone in zip(steps, hide, strict=True):
        blank = {*_OWN, *_FROM_PREVIOUS} if gone else {*_FROM_PREVIOUS} if before_hidden else set()
        blank |= {name for name in ("dropped", "excluded") if is_small(getattr(step, name), k)}
        shown.append(emptied(step, blank) if blank else step)
        before_hidden = gone if not step.optional else before_hidden
    return tuple(shown)


def _count(count: Any, k: int) -> Any:
    return nan if is_small(count, k) else count


def _point_hidden(point: Any, k: int) -> bool:
    return is_small(point.people[0], k) or tells(point.people[-1], point.people[0], k)


def _trend(trend: Any, k: int) -> Any:
    """A funnel over time: a period with too few people, converted or lost, is blank; groups as for the whole."""
    overall = {point.start: _point_hidden(point, k) for point in trend.overall.points}
    entered = {point.start: point.people[0] for point in trend.overall.points}
    hide = [{p.start: _point_hidden(p, k) or overall.get(p.start, False) for p in s.points} for s in trend.groups]
    for start, everybody in entered.items():
        there = [i for i, known in enumerate(hide) if start in known]
        people = [next(p.people[0] for p in trend.groups[i].points if p.start == start) for i in there]
        rest = max(everybody - sum(people), 0)
        *told, _ = to_hide([*people, rest], k, [*(hide[i][start] for i in there), False])
        for i, gone in zip(there, told, strict=True):
            hide[i][start] = gone
    groups = tuple(_series(series, known, k) for series, known in zip(trend.groups, hide, strict=True))
    return replace(trend, overall=_series(trend.overall, overall, k, whole=True), groups=groups)


def _series(series: Any, hide: dict[Any, bool], k: int, *, whole: bool = False) -> Any:
    shown = replace(series, points=tuple(_trend_point(point, hide[point.start], k) for point in series.points))
    few = not whole and all(point.people[0] < k for point in series.points)
    return nameless(shown) if few else shown


def _trend_point(point: Any, gone: bool, k: int) -> Any:
    """A hidden point is blank; of others the steps between the first and the last, which no page shows."""
    last = len(point.people) - 1
    people = tuple(count if not gone and place in (0, last) else nan for place, count in enumerate(point.people))
    return replace(without_figures(point) if gone else point, people=people)


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
    """A list of people has a row for each: it is refused, however long it is."""
    raise withheld("A list of single people is", k)


def _timeline(found: Any, k: int) -> Any:
    raise withheld("The journey of a single person is", k)


def _drivers(found: Any, k: int) -> Any:
    """Factors one of whose four cells is small count as too rare; what was not looked at is not named."""
    kept = tuple(part for part in found.factors if not _rare(part.counts, k))
    names = ("early", "immature", "no_time")
    *aside, people = to_hide([*(getattr(found, name) for name in names), found.people], k)
    if people or is_small(found.people, k):
        raise withheld("What goes with dropping off here is", k)
    gone = [name for name, hide in zip(names, aside, strict=True) if hide]
    gone += ["converted"] if tells(found.converted, found.people, k) else []
    rare = found.rare + len(found.factors) - len(kept)
    return replace(emptied(found, gone), factors=kept, rare=rare, left_out=())


def _rare(counts: Any, k: int) -> bool:
    sides = ((counts.exposed_converted, counts.exposed), (counts.others_converted, counts.others))
    return any(is_small(size, k) or tells(part, size, k) for part, size in sides)


def next_touchpoints(parts: tuple[Any, ...], k: int) -> tuple[Any, ...]:
    """What people did instead adds up to all of them, and so does what those who went on did."""
    dropped = to_hide([part.people for part in parts], k)
    went_on = to_hide([part.others or 0 for part in parts], k)
    shown = [
        emptied(part, [*(_DROPPED if small else ()), *(_WENT_ON if beside and part.others is not None else ())])
        for part, small, beside in zip(parts, dropped, went_on, strict=True)
    ]
    few = [is_small(part.people + (part.others or 0), k) for part in parts]
    return tuple(nameless(part) if small else part for part, small in zip(shown, few, strict=True))


WHOLE: dict[type, Hide] = {
    FunnelResult: _result,
    FunnelTrend: _trend,
    ConversionTimes: _times,
    StepPeople: _people,
    Timeline: _timeline,
    Drivers: _drivers,
}
