"""When people reached a step, when they went on, and until when they could: what drop-off questions rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.attempts import count, question
from touchpath.analysis.funnel.steps import previous_step
from touchpath.analysis.log.arrays import EventArrays
from touchpath.engine.base import Reader
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel

ClockTimes = NDArray[np.datetime64]
FOLLOW_SECONDS = 30 * 86_400.0
"""How long people are followed after the step when the funnel has no window."""


@dataclass(frozen=True)
class StepTimes:
    """When people reached a step and the one after it: one entry per person of each array.

    `entered_at`, `reached_at` and `next_at` are UTC moments (datetime64[us]); `next_at` is NaT for who dropped.
    """

    person: NDArray[np.int64]
    entered_at: ClockTimes
    reached_at: ClockTimes
    next_at: ClockTimes


@dataclass(frozen=True)
class Landmark:
    """The people a comparison rests on: watched up to `landmarks`, followed up to `deadlines`.

    `immature`, `early` (converted by the landmark) and `no_time` (their window ended before it) count who was set
    aside.
    """

    person: NDArray[np.int64]
    starts: ClockTimes
    landmarks: ClockTimes
    deadlines: ClockTimes
    converted: NDArray[np.bool_]
    immature: int
    early: int
    no_time: int


def first_times(engine: Reader, funnel: Funnel, filters: Filters, place: int) -> StepTimes:
    """When people first reached the required step before `place` (counted from 0), and `place` after that.

    One entry per person: the first attempt that reached the step before, whatever came of it. (The attempt that
    counts in a funnel is the deepest one, chosen by its outcome: comparing what happened in it would be circular.)
    Raises DefinitionError for the first step, for one that does not exist, and where steps have no order.
    """
    if funnel.order != "ordered":
        raise DefinitionError("Reasons are looked for in funnels whose order is: in this order.")
    before = _required_before(funnel, place)
    # Step `place` as an optional end: which attempt counts does not depend on it.
    steps = (*funnel.steps[: before + 1], replace(funnel.steps[place], optional=True))
    exclusions = tuple(part for part in funnel.exclusions if part.before_step <= before)
    blind = replace(funnel, steps=steps, exclusions=exclusions, breakdown=None, mature_only=False)
    return _read(engine, blind, filters, before, before + 1)


def counted_times(engine: Reader, funnel: Funnel, filters: Filters, place: int) -> StepTimes:
    """When people reached the required step before `place`, and `place`, in the attempt that counts in the funnel.

    Raises as `first_times`, for funnels in any order.
    """
    if funnel.order == "any":
        raise DefinitionError("What came next is told where steps have an order.")
    return _read(engine, replace(funnel, breakdown=None), filters, _required_before(funnel, place), place)


def _required_before(funnel: Funnel, place: int) -> int:
    if not 0 < place < len(funnel.steps):
        raise DefinitionError("Choose a drop-off between two steps.")
    if funnel.counting != "people":
        raise DefinitionError("A drop-off is looked into where people are counted: choose so under More.")
    return previous_step(funnel, place) or 0


def _read(engine: Reader, funnel: Funnel, filters: Filters, before: int, place: int) -> StepTimes:
    asked = question(EventArrays(engine), funnel, filters)
    counted = count(asked)
    kept = np.flatnonzero(counted.clean & (counted.times[before] >= 0))
    origin = asked.arrays.space.origin
    after = counted.times[place][kept]
    reached_next = (after + origin).astype("datetime64[us]")
    reached_next[after < 0] = np.datetime64("NaT", "us")
    return StepTimes(
        counted.person[kept],
        (counted.entry[kept] + origin).astype("datetime64[us]"),
        (counted.times[before][kept] + origin).astype("datetime64[us]"),
        reached_next,
    )


def default_hours(funnel: Funnel) -> float:
    """How long everyone is watched when nobody says otherwise: an hour, or a day for windows over a week."""
    window = funnel.window_seconds or FOLLOW_SECONDS
    if window > 7 * 86_400:
        return 24.0
    return 1.0 if window >= 6 * 3600 else window / 6 / 3600


def at_landmark(times: StepTimes, funnel: Funnel, hours: float, data_end: datetime | None) -> Landmark:
    """Who is compared: mature people who, `hours` after reaching the step, had not converted and still could.

    Without a window people are followed for 30 days after reaching the step.
    """
    if hours <= 0:
        raise DefinitionError("The time everyone is watched for must be longer than nothing.")
    deadlines = deadlines_of(times, funnel)
    landmarks = times.reached_at + _span(hours * 3600)
    end = end_of(data_end)
    mature = deadlines <= end
    happened = ~np.isnat(times.next_at) & (times.next_at <= deadlines)
    early = mature & happened & (times.next_at <= landmarks)
    no_time = mature & ~early & (deadlines <= landmarks)
    kept = mature & ~early & ~no_time
    return Landmark(
        times.person[kept], times.reached_at[kept], landmarks[kept], deadlines[kept], happened[kept],
        int((~mature).sum()), int(early.sum()), int(no_time.sum()),
    )  # fmt: skip


def deadlines_of(times: StepTimes, funnel: Funnel) -> ClockTimes:
    """Until when each person can convert: the end of the window, the step window, or 30 days."""
    ends = []
    if funnel.window_seconds is not None:
        ends.append(times.entered_at + _span(funnel.window_seconds))
    if funnel.step_window_seconds is not None:
        ends.append(times.reached_at + _span(funnel.step_window_seconds))
    if not ends:
        return times.reached_at + _span(FOLLOW_SECONDS)
    latest: ClockTimes = np.minimum.reduce(ends)
    return latest


def end_of(data_end: datetime | None) -> np.datetime64:
    """The end of the data as an array value; without data nothing is mature."""
    return np.datetime64(data_end, "us") if data_end else np.datetime64(0, "us")


def _span(seconds: float) -> np.timedelta64:
    return np.timedelta64(round(seconds * 1e6), "us")


def micros(moments: ClockTimes) -> list[int | None]:
    """Microseconds since 1970, as the queries take them; None where there is no moment."""
    whole = moments.astype("datetime64[us]").astype(np.int64).tolist()
    return [None if missing else value for value, missing in zip(whole, np.isnat(moments).tolist(), strict=True)]
