"""What measuring the map gives: a mark is a touchpoint on a channel; the feeling line has a point per stage."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Name
from touchpath.journey.touchpoints import Traits


@dataclass(frozen=True)
class MapMark:
    """The people who met a touchpoint on a channel (None: without one), from their first visit in view there.

    `place` is the median relative position (0 first, 1 last of a person's events) of first visits of the touchpoint
    on any channel. Of `mature` people, whose horizon is over, `left` did not come back; `worth` is their mean revenue
    within it (NaN: not known). `onward` people went on to another touchpoint, after `seconds` (median). `before` is
    how many met it in the stretch of equal length before (NaN: not covered). `answers` with `score` and its interval.
    """

    touchpoint: Label[str]
    channel: Label[Name]
    people: Size[int]
    events: Derived[int]
    place: Derived[float]
    mature: Size[int]
    left: PartOf[int]
    left_rate: Derived[float]
    left_low: Derived[float]
    left_high: Derived[float]
    worth: Derived[float]
    onward: Size[int]
    seconds: Derived[float]
    before: Size[float] = nan
    answers: Size[int] = 0
    score: Derived[float] = nan
    score_low: Derived[float] = nan
    score_high: Derived[float] = nan

    @property
    def change(self) -> float:
        """People against the stretch before, as a share: 0.1 is a tenth more."""
        return self.people / self.before - 1 if self.before > 0 else nan


@dataclass(frozen=True)
class MapTouchpoint:
    """What is known of a touchpoint besides its figures; `people` met it in view, on any channel."""

    touchpoint: Label[str]
    people: Size[int]
    traits: Fixed[Traits]
    confirmed: Fixed[bool]


@dataclass(frozen=True)
class FeelingPoint:
    """The score of the answers placed at the touchpoints of a stage, with its 95 % interval."""

    stage: Fixed[str]
    people: Size[int]
    answers: Size[int]
    score: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class LaneRest:
    """The people who met any touchpoint of a channel beyond those named, of which there are `touchpoints`."""

    channel: Label[Name]
    people: Size[int]
    touchpoints: Fixed[int]


@dataclass(frozen=True)
class TouchpointMapResult:
    """The map. Marks stand with the most people first; the first `named` of them are drawn, the rest per channel.

    `metric` is that of the scores ("": nobody answered) whose overall value is `score`; `left_rate` is that of
    everybody's first event in view. `no_worth` and `no_change` say why there are no such figures. `hidden` ones are
    not the customer's, by the settings; by `asking` and `arriving` ones nobody comes back.
    """

    people: Size[int]
    marks: tuple[MapMark, ...]
    touchpoints: tuple[MapTouchpoint, ...]
    rest: tuple[LaneRest, ...]
    feeling: tuple[FeelingPoint, ...]
    metric: Fixed[str]
    metrics: Fixed[tuple[str, ...]]
    score: Derived[float]
    mature: Size[int]
    left: PartOf[int]
    horizon_days: Fixed[float]
    named: Fixed[int]
    hidden: Fixed[tuple[str, ...]]
    asking: Fixed[tuple[str, ...]]
    arriving: Fixed[tuple[str, ...]]
    guessed: Fixed[bool]
    no_worth: Fixed[str] = ""
    no_change: Fixed[str] = ""

    @property
    def nbytes(self) -> int:
        """About the bytes held: it is kept between questions."""
        return 1_000 * (1 + len(self.marks) + len(self.touchpoints) + len(self.rest) + len(self.feeling))

    @property
    def left_rate(self) -> float:
        """The share of everybody who did not come back after their first event in view."""
        return self.left / self.mature if self.mature else nan

    def traits(self, touchpoint: str) -> Traits:
        """Where a touchpoint lies in the journey."""
        return next((part.traits for part in self.touchpoints if part.touchpoint == touchpoint), Traits())
