"""What is found of people who met a touchpoint against comparable people who had not."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.comparable import ComparablePeople, MatchVerdict
from touchpath.stats.results import Estimate


@dataclass(frozen=True)
class Unmatched:
    """People who met the touchpoint and could be followed, for whom nobody comparable was found."""

    people: Size[int]


@dataclass(frozen=True)
class MetTouchpoint:
    """Those who met a touchpoint against comparable people who had not met it by then.

    `ever` met it; `people` of them could be followed and were matched with up to five each; `reached` did the
    outcome (revenue: had any). `own` and `others` are the outcome on either side (a share 0-1, or money per person),
    `effect` is the difference with its interval, `adjusted_p` its p-value among all judged touchpoints. `past` is the
    same difference in the time before, of `past_outcomes` outcomes. `plain` is the difference without matching: those
    who met it within the days after their first event against those who did not. `share_met` are all who ever met it,
    `before_goals` the share of goals it stood before within 7 days (both 0-1). `drawn_from`: where there were very
    many, how many.
    """

    touchpoint: Label[str]
    ever: Size[int]
    people: Size[int]
    reached: PartOf[int]
    own: Derived[float]
    others: Derived[float]
    effect: Derived[Estimate]
    adjusted_p: Derived[float]
    past: Derived[Estimate]
    past_outcomes: Derived[float]
    plain: Derived[float]
    share_met: Derived[float]
    before_goals: Derived[float]
    verdict: Derived[MatchVerdict]
    unmatched: Unmatched
    drawn_from: Derived[int] = 0

    @property
    def judged(self) -> bool:
        """Whether the comparison says anything: not greyed, and not left unjudged."""
        return self.verdict in ("more", "less", "no_difference")


@dataclass(frozen=True)
class ComparableResult:
    """The touchpoints asked for: what differs first, then what does not, what is greyed, and what is not judged."""

    asked: Fixed[ComparablePeople]
    touchpoints: tuple[MetTouchpoint, ...]

    def of(self, touchpoint: str) -> MetTouchpoint | None:
        """What is found of a touchpoint; None for one that nobody met, or that is hidden."""
        return next((part for part in self.touchpoints if part.touchpoint == touchpoint), None)
