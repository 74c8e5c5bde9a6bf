"""What measuring a funnel gives: one step is one row, a group is a funnel of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import isnan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.groups import GroupKind
from touchpath.journey.calendar import Period
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size, Spoken
from touchpath.journey.filters import Name
from touchpath.journey.funnel import Funnel


@dataclass(frozen=True)
class StepResult:
    """One step of a measured funnel.

    `people` counts people, attempts or sessions, whichever the funnel counts. Rates are 0-1 with 95 % Wilson
    intervals; "previous" is the required step before (NaN at step 1, and wherever nobody was there to go on).
    `dropped` is how many reached the required step before but not this one. `excluded` is how many left the funnel
    at this step because each of their attempts was spoiled: the deepest step that they had reached.
    Times are elapsed seconds of those who reached the step, NaN where nobody did.
    """

    name: Fixed[str]
    people: Size[int]
    rate_from_start: Derived[float]
    rate_from_start_low: Derived[float]
    rate_from_start_high: Derived[float]
    rate_from_previous: Derived[float]
    rate_from_previous_low: Derived[float]
    rate_from_previous_high: Derived[float]
    dropped: PartOf[int]
    excluded: PartOf[int]
    mean_seconds_from_previous: Derived[float]
    median_seconds_from_previous: Derived[float]
    p90_seconds_from_previous: Derived[float]
    mean_seconds_from_start: Derived[float]
    median_seconds_from_start: Derived[float]
    p90_seconds_from_start: Derived[float]
    optional: Fixed[bool] = False


@dataclass(frozen=True)
class GroupResult:
    """The funnel of one group of a breakdown; `values` are its one or two values (None: missing, or "other")."""

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    steps: tuple[StepResult, ...]
    excluded: PartOf[int]

    @property
    def key(self) -> str:
        """A name that is unique among the groups: a channel called "Other" is not the overflow."""
        return f"{self.kind}:{self.label}"


@dataclass(frozen=True)
class FunnelResult:
    """A measured funnel.

    `excluded` is how many left because every attempt was spoiled; `immature` how many have no attempt with a
    complete window yet (None without a window); `ungrouped` how many are in no group of the breakdown. `warnings`
    are sentences.
    """

    funnel: Fixed[Funnel]
    steps: tuple[StepResult, ...]
    groups: tuple[GroupResult, ...] = ()
    excluded: Size[int] = 0
    immature: Size[int | None] = None
    ungrouped: Size[int] = 0
    warnings: Spoken[tuple[str, ...]] = ()

    @property
    def largest_drop_off(self) -> int | None:
        """The step (counted from 0) with the lowest rate from previous; None when there is none."""
        rates = [1.0 if isnan(s.rate_from_previous) or s.optional else s.rate_from_previous for s in self.steps]
        lowest = min(range(len(rates)), key=rates.__getitem__, default=None)
        return None if lowest is None or rates[lowest] >= 1 else lowest

    @property
    def most_people_lost(self) -> int | None:
        """The step (counted from 0) before which most people were lost; None when nobody was."""
        lost = [0 if step.optional or isnan(step.dropped) else step.dropped for step in self.steps]
        most = max(range(len(lost)), key=lost.__getitem__, default=None)
        return None if most is None or lost[most] == 0 else most


@dataclass(frozen=True)
class FunnelTrendPoint:
    """One period of entry: people whose attempt began in it, each with the deepest one of it.

    `start` is the first moment of the period in the workspace zone (naive). `people` has one number per step.
    A period is `complete` when it and the windows of all its attempts ended before the end of the data.
    """

    start: Fixed[datetime]
    people: Size[tuple[int, ...]]
    rate: Derived[float]
    rate_low: Derived[float]
    rate_high: Derived[float]
    complete: Fixed[bool]

    @property
    def entered(self) -> int:
        """How many entered in the period."""
        return self.people[0]

    @property
    def converted(self) -> int:
        """How many of them reached the last step."""
        return self.people[-1]


@dataclass(frozen=True)
class TrendSeries:
    """The periods of one group (or of everybody: label "All")."""

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    points: tuple[FunnelTrendPoint, ...]


@dataclass(frozen=True)
class FunnelTrend:
    """A funnel over the periods of entry. A person may count in several periods: they do not add up."""

    period: Fixed[Period]
    overall: TrendSeries
    groups: tuple[TrendSeries, ...] = ()


@dataclass(frozen=True)
class ConversionTimes:
    """Elapsed seconds between two steps of those who reached both, and their histogram.

    `edges` has one number more than `counts`; a bin includes its low edge, the last one both.
    """

    seconds: Derived[NDArray[np.float64]]
    edges: Fixed[NDArray[np.float64]]
    counts: Size[NDArray[np.int64]]
    mean: Derived[float]
    median: Derived[float]
    p90: Derived[float]


@dataclass(frozen=True)
class LastEvent:
    """The last event of a person: its touchpoint, channel and time (UTC)."""

    touchpoint: Label[Name]
    channel: Label[Name]
    at: Derived[np.datetime64]


@dataclass(frozen=True)
class StepPeople:
    """People who reached a step, or dropped before it. `total` counts them all, the arrays hold the first `limit`.

    `entered_at` is when the counted attempt began (UTC), `reached_at` when its deepest step was reached. `last` is
    the last event of each person, whatever it was.
    """

    total: Size[int]
    person: Derived[NDArray[np.int64]]
    person_id: Label[tuple[str, ...]]
    entered_at: Derived[NDArray[np.datetime64]]
    reached_at: Derived[NDArray[np.datetime64]]
    persona: Label[tuple[Name, ...]] = ()
    last: tuple[LastEvent, ...] = ()
