"""What is found of the touchpoints that people could meet next."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from touchpath.analysis.comparable.result import ComparableResult, MetTouchpoint
from touchpath.journey.cells import Derived, Fixed, Label, Size
from touchpath.journey.next_touchpoints import NextTouchpoints


@dataclass(frozen=True)
class Audience:
    """Who could meet a touchpoint next.

    `people` had not met it at the end of the data and were in a state from which it is met, last at one of
    `met_from`; `came` so many had been in one, before meeting it, in the last `weeks` weeks.
    """

    touchpoint: Label[str]
    met_from: Label[tuple[str, ...]]
    people: Size[int]
    came: Size[int]
    weeks: Fixed[float]


@dataclass(frozen=True)
class NextCompared:
    """The comparison of every touchpoint with comparable people, and the audience of those compared.

    `asked` names the touchpoints that the question left to the workspace.
    """

    asked: Fixed[NextTouchpoints]
    compared: ComparableResult
    audiences: tuple[Audience, ...]


@dataclass(frozen=True)
class Hypothesis:
    """A touchpoint, what the comparison says of it, and what a test of it takes.

    `audience` are the people who could meet it today, last at one of `met_from`. A hidden factor must make both
    meeting it and the outcome `hidden_factor` times as likely to explain the difference, and `least_factor` times
    to bring its interval to 0 (1: it does already). A test in which half of the `weekly` people who come into the
    state are offered it shows `smallest` (a share) in four weeks, and `hoped`, the nearer end of the interval, in
    `weeks`. NaN where unknown.
    """

    compared: MetTouchpoint
    met_from: Label[tuple[str, ...]] = ()
    audience: Derived[float] = nan
    hidden_factor: Derived[float] = nan
    least_factor: Derived[float] = nan
    weekly: Derived[float] = nan
    smallest: Derived[float] = nan
    hoped: Derived[float] = nan
    weeks: Derived[float] = nan

    @property
    def worth_testing(self) -> bool:
        """Whether it is a hypothesis at all: more often than comparable people, and the past says nothing else."""
        return self.compared.verdict == "more"


@dataclass(frozen=True)
class NextResult:
    """The hypotheses worth testing, the highest lower limit first; then all others, and why they are none."""

    asked: Fixed[NextTouchpoints]
    hypotheses: tuple[Hypothesis, ...]

    @property
    def worth_testing(self) -> tuple[Hypothesis, ...]:
        """Those that a test could be made of."""
        return tuple(one for one in self.hypotheses if one.worth_testing)
