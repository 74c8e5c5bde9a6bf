"""Counted attempts -> the figures of each step. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.result import StepResult
from touchpath.analysis.matching.choice import first_of_each
from touchpath.engine.arrays import side_by_side
from touchpath.journey.funnel import Funnel
from touchpath.stats.proportions import wilson

_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class KeptSteps:
    """The steps of a question, to be kept in memory."""

    steps: tuple[StepResult, ...]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 1000 * len(self.steps)


@dataclass(frozen=True)
class ReachedSteps:
    """How many people (or attempts) of a group came to each step; `values` are those of the breakdown."""

    values: tuple[str | None, ...]
    people: tuple[int, ...]


@dataclass(frozen=True)
class _Rate:
    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class _Times:
    mean: float
    median: float
    p90: float


def step_results(funnel: Funnel, parts: Sequence[Counted]) -> list[tuple[StepResult, ...]]:
    """The steps of each of several groups of attempts; spoiled ones count as excluded only."""
    steps = side_by_side(lambda task: task(), [task for part in parts for task in _tasks(funnel, part)])
    count = len(funnel.steps)
    return [tuple(steps[begin : begin + count]) for begin in range(0, len(steps), count)]


def _tasks(funnel: Funnel, counted: Counted) -> list[Callable[[], StepResult]]:
    """What gives the result of each step."""
    times = step_times(funnel, counted.times)
    clean, spoiled = (
        (times, times[:, :0]) if counted.clean.all() else (times[:, counted.clean], times[:, ~counted.clean])
    )
    person = counted.person if counted.clean.all() else counted.person[counted.clean]
    left = np.bincount(deepest_step(funnel, spoiled), minlength=len(funnel.steps))
    return [partial(_step, funnel, k, clean, person, int(left[k])) for k in range(len(funnel.steps))]


def people_reaching(funnel: Funnel, counted: Counted) -> tuple[int, ...]:
    """How many attempts that are not spoiled came to each step."""
    times = step_times(funnel, counted.times if counted.clean.all() else counted.times[:, counted.clean])
    return tuple(int(np.count_nonzero(row >= 0)) for row in times)


def step_times(funnel: Funnel, times: NDArray[np.int64]) -> NDArray[np.int64]:
    """When each attempt (column) came to each step (row), -1: never. In any order row k is the k-th event."""
    if funnel.order != "any":
        return times
    in_order = list(times.view(np.uint64))  # as numbers without a sign, "never" is the latest
    for end in range(len(in_order) - 1, 0, -1):
        for k in range(end):
            earlier, later = in_order[k], in_order[k + 1]
            in_order[k : k + 2] = np.minimum(earlier, later), np.maximum(earlier, later)
    return np.stack(in_order).view(np.int64)


def deepest_step(funnel: Funnel, times: NDArray[np.int64]) -> NDArray[np.int64]:
    """The last required step that each attempt reached."""
    required = np.array([k for k, step in enumerate(funnel.steps) if not step.optional])
    deepest: NDArray[np.int64] = required[np.sum(times[required] >= 0, axis=0) - 1]
    return deepest


def previous_step(funnel: Funnel, k: int) -> int | None:
    """The required step before step k; None for the first."""
    before = [j for j in range(k) if not funnel.steps[j].optional]
    return before[-1] if before else None


def elapsed(times: NDArray[np.int64], begin: int, end: int) -> NDArray[np.float64]:
    """Seconds between two steps of the attempts that reached both."""
    both = np.flatnonzero(np.minimum(times[begin], times[end]) >= 0)
    seconds: NDArray[np.float64] = (times[end][both] - times[begin][both]) / _MICROSECONDS
    return seconds


def _step(funnel: Funnel, k: int, times: NDArray[np.int64], person: NDArray[np.int64], excluded: int) -> StepResult:
    before = previous_step(funnel, k)
    people = int(np.sum(times[k] >= 0))
    start = _rate(funnel, times[k], times[0], person)
    previous = _Rate(nan, nan, nan) if before is None else _rate(funnel, times[k], times[before], person)
    since_previous = _Times(nan, nan, nan) if before is None else _times(elapsed(times, before, k))
    since_start = since_previous if before in (None, 0) else _times(elapsed(times, 0, k))
    came_from = 0 if before is None or funnel.steps[k].optional else int(np.sum(times[before] >= 0)) - people
    return StepResult(
        name=funnel.steps[k].name,
        people=people,
        rate_from_start=start.rate,
        rate_from_start_low=start.low,
        rate_from_start_high=start.high,
        rate_from_previous=previous.rate,
        rate_from_previous_low=previous.low,
        rate_from_previous_high=previous.high,
        dropped=came_from,
        excluded=excluded,
        mean_seconds_from_previous=since_previous.mean,
        median_seconds_from_previous=since_previous.median,
        p90_seconds_from_previous=since_previous.p90,
        mean_seconds_from_start=since_start.mean,
        median_seconds_from_start=since_start.median,
        p90_seconds_from_start=since_start.p90,
        optional=funnel.steps[k].optional,
    )


def _rate(funnel: Funnel, reached: NDArray[np.int64], of: NDArray[np.int64], person: NDArray[np.int64]) -> _Rate:
    """The share of those at `of` who are at `reached`, and Wilson's interval, clustered by person."""
    n = int(np.count_nonzero(of >= 0))
    if n == 0:
        return _Rate(nan, nan, nan)
    # whoever is at a step has been at the required steps before it
    rate = int(np.count_nonzero(reached >= 0)) / n
    size = float(n)
    if funnel.counting != "people":
        at_risk = of >= 0
        order = np.argsort(person[at_risk], kind="stable")
        size = effective_size((reached[at_risk] >= 0)[order], person[at_risk][order])
    low, high = wilson(rate * size, size)
    return _Rate(rate, float(low), float(high))


def effective_size(success: NDArray[np.bool_], person: NDArray[np.int64]) -> float:
    """How many independent trials repeated trials of the same people are worth for a proportion.

    `person` is sorted. The size whose binomial variance equals the variance of the proportion with people as
    clusters (a ratio of totals, linearised), never more than the trials; with no variance to see, the number of
    people.
    Source: Kish 1965, Survey Sampling, 8.2 (design effect); Cochran 1977, Sampling Techniques, 2.11 (ratio).
    """
    starts = first_of_each(person)
    trials, successes = np.diff(np.append(starts, len(person))), np.add.reduceat(success, starts, dtype=np.int64)
    people, n, rate = len(trials), len(success), float(np.mean(success))
    if people < 2 or rate in (0.0, 1.0):
        return float(people)
    variance = people / (people - 1) * float(np.sum((successes - rate * trials) ** 2)) / n**2
    return float(people) if variance == 0 else min(rate * (1 - rate) / variance, float(n))


def _times(seconds: NDArray[np.float64]) -> _Times:
    if not len(seconds):
        return _Times(nan, nan, nan)
    median, p90 = np.quantile(seconds, (0.5, 0.9))
    return _Times(float(np.mean(seconds)), float(median), float(p90))
