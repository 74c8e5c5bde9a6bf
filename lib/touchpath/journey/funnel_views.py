"""Further questions about a funnel: over time, how long, between groups, between periods, why, and who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, get_args

from touchpath.journey.calendar import Period
from touchpath.journey.definition import DefinitionError, build
from touchpath.journey.funnel import Funnel, funnel_from
from touchpath.journey.surveys import METRICS_OF_ANSWERS

Allowance = Literal["holm", "bh"]
LONGEST_HOURS = 24 * 3660
V = TypeVar("V")


@dataclass(frozen=True)
class FunnelOverTime:
    """Conversion by period of entry; by group where the funnel is split."""

    funnel: Funnel
    period: Period = "week"

    def __post_init__(self) -> None:
        """The period must be one of the calendar's."""
        if self.period not in get_args(Period):
            raise DefinitionError(f'"{self.period}" is no period: choose one of {", ".join(get_args(Period))}.')


@dataclass(frozen=True)
class FunnelTimes:
    """How long people took from step `since` to step `step`, both counted from 0."""

    funnel: Funnel
    since: int
    step: int

    def __post_init__(self) -> None:
        """Times run from one step to a later one."""
        last = len(self.funnel.steps) - 1
        if not 0 <= self.since < self.step <= last:
            raise DefinitionError(f"Times run from one step to a later one; the steps are 0 to {last}.")


@dataclass(frozen=True)
class FunnelGroups:
    """Every group of the funnel's breakdown against the rest, step by step.

    `allowance`: how p-values allow for many comparisons: "holm" (which ones differ?) or "bh" (exploring).
    """

    funnel: Funnel
    allowance: Allowance = "holm"

    def __post_init__(self) -> None:
        """Groups need a split and a step to go on to."""
        if self.allowance not in get_args(Allowance):
            raise DefinitionError(f'Comparisons allow for their number by holm or bh, not by "{self.allowance}".')
        if len(self.funnel.steps) < 2:
            raise DefinitionError("A comparison needs a funnel of at least two steps: add a step above.")
        if self.funnel.breakdown is None:
            raise DefinitionError("Say what the groups are: a comparison needs a funnel that is split.")


@dataclass(frozen=True)
class FunnelPeriods:
    """The dates looked at against as many days just before, among people whose time is over."""

    funnel: Funnel

    def __post_init__(self) -> None:
        """Two periods are only alike when everybody has the same time."""
        if len(self.funnel.steps) < 2:
            raise DefinitionError("A comparison needs a funnel of at least two steps: add a step above.")
        if self.funnel.window_seconds is None:
            raise DefinitionError(
                "Two periods are only alike when everybody has the same time: choose a time to finish above. Without "
                "one the earlier period has simply had longer."
            )

    @property
    def fair(self) -> Funnel:
        """The funnel measured in both periods."""
        return replace(self.funnel, breakdown=None, mature_only=True)


@dataclass(frozen=True)
class DropOffReasons:
    """What goes with not reaching step `step` (counted from 0): everybody is watched for `hours` after the step
    before.
    """

    funnel: Funnel
    step: int
    hours: float

    def __post_init__(self) -> None:
        """Reasons are looked for where order and people are clear."""
        _require_later_step(self.funnel, self.step)
        _require_people_in_order(self.funnel)
        if not 0 < self.hours <= LONGEST_HOURS:
            raise DefinitionError("People are watched for a number of hours above 0.")


@dataclass(frozen=True)
class DropOffInstead:
    """The first thing that people did who did not go on to step `step` (counted from 0)."""

    funnel: Funnel
    step: int

    def __post_init__(self) -> None:
        """As for reasons."""
        _require_later_step(self.funnel, self.step)
        _require_people_in_order(self.funnel)


@dataclass(frozen=True)
class PeopleAtStep:
    """Who reached step `step` (counted from 0), or, with `dropped`, who reached the step before but not it.

    `most`: how many are listed; all are counted.
    """

    funnel: Funnel
    step: int
    dropped: bool = False
    most: int = 1000

    def __post_init__(self) -> None:
        """The step must exist."""
        if not 0 <= self.step < len(self.funnel.steps):
            raise DefinitionError(f"There is no step {self.step}: steps run from 0 to {len(self.funnel.steps) - 1}.")


@dataclass(frozen=True)
class FunnelScores:
    """How those felt who went on at each step, beside those who did not: what they answered by `hours` after it.

    `metric` as in Scores; None: what most had answered by then. Where people have no longer than `hours` to go on,
    they are watched as long as for reasons.
    """

    funnel: Funnel
    metric: str | None = None
    hours: float = 24.0

    def __post_init__(self) -> None:
        """A step to go on to, a known order, and people."""
        if len(self.funnel.steps) < 2:
            raise DefinitionError("Who went on is told of a funnel of at least two steps: add a step above.")
        if self.funnel.order != "ordered" or self.funnel.counting != "people":
            raise DefinitionError(
                "Scores stand beside steps that come in this order, where people are counted: choose so under More."
            )
        if self.metric is not None and self.metric not in METRICS_OF_ANSWERS:
            raise DefinitionError(f'"{self.metric}" is no score: choose one of {", ".join(METRICS_OF_ANSWERS)}.')
        if not 0 < self.hours <= LONGEST_HOURS:
            raise DefinitionError("People are watched for a number of hours above 0.")


def view_from(kind: type[V], plain: Mapping[str, Any]) -> V:
    """A question about a funnel from its plain dict; raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    if isinstance(parts.get("funnel"), Mapping):
        parts["funnel"] = funnel_from(parts["funnel"])
    elif "funnel" in parts:
        raise DefinitionError("A funnel is written as its parts.")
    return build(kind, parts)


def _require_later_step(funnel: Funnel, step: int) -> None:
    if not 0 < step < len(funnel.steps):
        raise DefinitionError(f"People drop off before a step from 1 to {len(funnel.steps) - 1}, not before {step}.")


def _require_people_in_order(funnel: Funnel) -> None:
    if funnel.order != "ordered" or funnel.counting != "people":
        raise DefinitionError(
            "Reasons are looked for where the steps come in this order and people are counted: choose so under More."
        )
