"""Measures a funnel: the counts of its steps, its groups, its trend, its times, and the people behind them."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from touchpath.analysis.funnel.attempts import count, question
from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.groups import AttemptGroup, grouped
from touchpath.analysis.funnel.people import step_people
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.funnel.result import (
    ConversionTimes,
    FunnelResult,
    FunnelTrend,
    GroupResult,
    StepPeople,
    StepResult,
    TrendSeries,
)
from touchpath.analysis.funnel.steps import (
    KeptSteps,
    ReachedSteps,
    elapsed,
    people_reaching,
    step_results,
    step_times,
)
from touchpath.analysis.funnel.trend import moments, period_starts, trend_points
from touchpath.analysis.log.arrays import EventArrays
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Period
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel

R = TypeVar("R")
_BINS = 30
_TRIES = 5


def measure(engine: Reader, funnel: Funnel, filters: Filters = NO_FILTERS) -> FunnelResult:
    """Everything about the steps of a funnel, and of each group of its breakdown.

    The date range of the filters applies to the events that open attempts; later steps may follow up to the end of
    the data. Conditions of the filters apply to every event, personas and saved group to people, channels as the
    funnel's `channel_of` says.
    """
    return _steadily(engine, lambda arrays: _measure(arrays, funnel, filters))


def reached(engine: Reader, funnel: Funnel, filters: Filters = NO_FILTERS) -> tuple[ReachedSteps, ...]:
    """How many reached each step in each group of the breakdown: as `measure` counts them, and nothing else."""

    def answer(arrays: EventArrays) -> tuple[ReachedSteps, ...]:
        asked = question(arrays, funnel, filters)
        groups = grouped(asked, count(asked)).groups
        return tuple(ReachedSteps(group.values, people_reaching(funnel, group.counted)) for group in groups)

    return _steadily(engine, answer)


def trend(engine: Reader, funnel: Funnel, filters: Filters = NO_FILTERS, period: Period = "week") -> FunnelTrend:
    """The funnel by period of entry: a person counts once in each, with the deepest attempt that began in it.

    Every period of the dates has a point, also those without entries.
    """
    return _steadily(engine, lambda arrays: _trend(arrays, funnel, filters, period))


def times(
    engine: Reader,
    funnel: Funnel,
    filters: Filters = NO_FILTERS,
    from_step: int = 0,
    to_step: int | None = None,
    bins: int = _BINS,
) -> ConversionTimes:
    """How long those who reached both steps took between them (`to_step` None: the last step).

    Raises DefinitionError when the steps do not exist or stand in the wrong order.
    """
    last = len(funnel.steps) - 1 if to_step is None else to_step
    if not 0 <= from_step < last < len(funnel.steps):
        raise DefinitionError(f"Times run from one step to a later one; the steps are 0 to {len(funnel.steps) - 1}.")

    def answer(arrays: EventArrays) -> ConversionTimes:
        counted = count(question(arrays, funnel, filters))
        return _conversion_times(elapsed(step_times(funnel, counted.times[:, counted.clean]), from_step, last), bins)

    return _steadily(engine, answer)


def people_at(
    engine: Reader,
    funnel: Funnel,
    filters: Filters = NO_FILTERS,
    step: int = 0,
    dropped: bool = False,
    group: str | None = None,
    limit: int | None = None,
) -> StepPeople:
    """The people who reached a step (counted from 0), or who dropped between the required step before and it.

    `group` is the key or the label of a group of the breakdown. Raises DefinitionError for a step or group that
    does not exist.
    """

    def answer(arrays: EventArrays) -> StepPeople:
        asked = question(arrays, funnel, filters)
        counted = count(asked)
        chosen = counted if group is None else _group_named(asked, counted, group).counted
        return step_people(asked, chosen, step, dropped, limit)

    return _steadily(engine, answer)


def _steadily(engine: Reader, answer: Callable[[EventArrays], R]) -> R:
    """Answer from one version of the data: an import that ends meanwhile makes the answer start again."""
    for _ in range(_TRIES):
        arrays = EventArrays(engine)
        try:
            result = answer(arrays)
        except (IndexError, ValueError):
            if engine.version == arrays.version:
                raise
            continue
        if engine.version == arrays.version:
            return result
    return result


def _measure(arrays: EventArrays, funnel: Funnel, filters: Filters) -> FunnelResult:
    asked = question(arrays, funnel, filters)
    counted = count(asked)
    split = grouped(asked, counted) if funnel.breakdown else None
    groups = split.groups if split else ()
    own = step_results(funnel, [group.counted for group in groups])
    return FunnelResult(
        funnel=funnel,
        steps=asked.arrays.kept(("steps", asked.name), lambda: KeptSteps(*step_results(funnel, [counted]))).steps,
        groups=tuple(_group_result(group, steps) for group, steps in zip(groups, own, strict=True)),
        excluded=int(np.sum(~counted.clean)),
        immature=None if funnel.window_seconds is None else counted.immature,
        ungrouped=split.ungrouped if split else 0,
        warnings=tuple(_warnings(arrays, funnel)),
    )


def _group_result(group: AttemptGroup, steps: tuple[StepResult, ...]) -> GroupResult:
    excluded = int(np.sum(~group.counted.clean))
    return GroupResult(group.label, group.kind, group.values, steps, excluded)


def _group_named(asked: PreparedFunnel, counted: Counted, name: str) -> AttemptGroup:
    groups = grouped(asked, counted).groups if asked.funnel.breakdown else ()
    for group in groups:
        if name in (f"{group.kind}:{group.label}", group.label):
            return group
    raise DefinitionError(f'The breakdown has no group called "{name}".')


def _trend(arrays: EventArrays, funnel: Funnel, filters: Filters, period: Period) -> FunnelTrend:
    asked = question(arrays, funnel, filters)
    starts = period_starts(arrays.calendar, filters, period)
    begins = moments(arrays.calendar, starts, period, arrays.space.origin)
    counted = count(asked, begins)
    groups = grouped(asked, counted, begins).groups if funnel.breakdown else ()
    return FunnelTrend(
        period,
        TrendSeries("All", "value", (), trend_points(asked, counted, starts, begins)),
        tuple(
            TrendSeries(group.label, group.kind, group.values, trend_points(asked, group.counted, starts, begins))
            for group in groups
        ),
    )


def _conversion_times(seconds: np.ndarray[tuple[int], np.dtype[np.float64]], bins: int) -> ConversionTimes:
    if not len(seconds):
        return ConversionTimes(seconds, np.zeros(0), np.zeros(0, dtype=np.int64), np.nan, np.nan, np.nan)
    counts, edges = np.histogram(seconds, bins=bins)
    median, p90 = np.quantile(seconds, (0.5, 0.9))
    return ConversionTimes(seconds, edges, counts, float(np.mean(seconds)), float(median), float(p90))


def _warnings(arrays: EventArrays, funnel: Funnel) -> list[str]:
    """A sentence for each touchpoint that the data do not have."""
    parts = [part.touchpoints for part in funnel.steps] + [part.touchpoints for part in funnel.exclusions]
    named = [name for touchpoints in parts for name in touchpoints or ()]
    return [_unknown(arrays, name) for name in dict.fromkeys(named) if name not in arrays.touchpoints]


def _unknown(arrays: EventArrays, name: str) -> str:
    lower = {known.lower(): known for known in arrays.touchpoints}
    near = [lower[found] for found in difflib.get_close_matches(name.lower(), lower, n=3, cutoff=0.5)]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f'No event is called "{name}", so nobody can reach it.{hint}'
