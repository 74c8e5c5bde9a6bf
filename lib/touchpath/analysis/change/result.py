"""What the change lab answers: a verdict, the numbers behind it, and the gates it had to pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import nan
from typing import Literal

from touchpath.journey.change import Change, Design
from touchpath.journey.filters import Name
from touchpath.stats.checks import WeeklyEffects
from touchpath.stats.mix import MixShift
from touchpath.stats.results import Estimate
from touchpath.stats.survival import SurvivalCurve

GateLight = Literal["green", "amber", "red", "grey"]
GateEffect = Literal["none", "note", "cap", "lower", "too_few", "refuse"]
OutcomeUnit = Literal["share", "points", "number", "days", "money"]


class Verdict(StrEnum):
    """What may be said about a change; from the least to the most that can be said."""

    DO_NOT_USE = "do_not_use"
    CANNOT_TELL_YET = "cannot_tell_yet"
    CANNOT_TELL = "cannot_tell"
    NO_DETECTABLE_CHANGE = "no_detectable_change"
    MOVED_CAUSE_UNCLEAR = "moved_cause_unclear"
    PROBABLE = "probable"
    SOLID = "solid"


@dataclass(frozen=True)
class Gate:
    """One check: its light, its finding as a sentence, and what it does to the verdict.

    `effect`: "refuse" (no verdict), "too_few" (not yet, or never, enough data), "lower" (one level lower), "cap" (at
    most probable), "note" (said, changes nothing) or "none".
    """

    name: str
    light: GateLight
    sentence: str
    effect: GateEffect = "none"


@dataclass(frozen=True)
class Level:
    """The outcome of one period or arm: its value in the unit of the result, with interval, and how many units."""

    label: str
    n: int
    value: float
    low: float = nan
    high: float = nan
    successes: float = nan


@dataclass(frozen=True)
class WeekPoint:
    """One week: standardised value of those reached (NaN: nobody), of the comparison group, and how many."""

    start: date
    after: bool
    value: float
    n: int
    control: float = nan
    control_n: int = 0
    gap: float = nan


@dataclass(frozen=True)
class ArmComparison:
    """One arm against the control arm. `adjusted_p` corrects for several arms; `ratio` and `second` are what else is
    shown (the ratio of rates; the winsorised or mean difference), None where there is none."""

    arm: str
    level: Level
    difference: Estimate
    adjusted_p: float
    ratio: Estimate | None = None
    second: Estimate | None = None


@dataclass(frozen=True)
class Segment:
    """The effect in one persona or channel, corrected for all that are shown, and pulled towards their mean."""

    name: Name
    n_before: int
    n_after: int
    effect: Estimate
    adjusted_p: float
    shrunken: float
    shrunken_low: float
    shrunken_high: float


@dataclass(frozen=True)
class SegmentTable:
    """All segments of one kind. `differ`: whether the effect differs between them, on both scales; None: untested.

    `overall` is the effect over all of them; `sentence` says the finding; `arm` names the arm of a test with several.
    """

    by: str
    segments: tuple[Segment, ...]
    differ: bool | None
    p_points: float
    p_ratio: float
    overall: Estimate | None
    sentence: str
    arm: str = ""


@dataclass(frozen=True)
class Curve:
    """A Kaplan-Meier curve of one group."""

    label: str
    curve: SurvivalCurve


@dataclass(frozen=True)
class ScoreCounts:
    """How often each score was given in one group: (score, answers) pairs."""

    label: str
    counts: tuple[tuple[float, int], ...]


@dataclass(frozen=True)
class LookInfo:
    """How often this change has been looked at, this look included, and what that does to the interval."""

    number: int
    method: str = ""


@dataclass(frozen=True)
class Findings:
    """What a design computes before anything is judged; the unit of every effect is `unit`.

    `estimate` decides with `p_value` (they may be on different scales: see `scales_agree`); `drift_p` is the p-value
    with a steady drift allowed (NaN where there is none to allow for), `mde` the smallest change these data would
    have shown in 4 of 5 cases. `units_needed` is how many more units would make it enough, where it is too little.
    """

    unit: OutcomeUnit
    estimate: Estimate
    p_value: float
    levels: tuple[Level, ...] = ()
    drift: Estimate | None = None
    drift_p: float = nan
    slope: Estimate | None = None
    mde: float = nan
    series: tuple[WeekPoint, ...] = ()
    arms: tuple[ArmComparison, ...] = ()
    segments: tuple[SegmentTable, ...] = ()
    composition: MixShift | None = None
    mix_names: tuple[Name, ...] = ()
    study: WeeklyEffects | None = None
    curves: tuple[Curve, ...] = ()
    scores: tuple[ScoreCounts, ...] = ()
    weeks_before: int = 0
    weeks_after: int = 0
    gates: tuple[Gate, ...] = ()
    readable_from: date | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeResult:
    """The answer about a change. Shares are 0-1; `unit` says what effects are in. All are of mature people."""

    change: Change
    design: Design
    why_design: str
    verdict: Verdict
    sentence: str
    effect: float
    effect_low: float
    effect_high: float
    p_value: float
    alpha: float
    found: Findings
    gates: tuple[Gate, ...]
    looks: LookInfo
    what_would_change: tuple[str, ...] = field(default=())

    @property
    def unit(self) -> OutcomeUnit:
        """The unit of every effect."""
        return self.found.unit

    @property
    def series(self) -> tuple[WeekPoint, ...]:
        """The weekly series."""
        return self.found.series

    @property
    def levels(self) -> tuple[Level, ...]:
        """Before and after, or the arms."""
        return self.found.levels

    @property
    def drift(self) -> Estimate | None:
        """The effect with a steady drift allowed."""
        return self.found.drift

    @property
    def segments(self) -> tuple[SegmentTable, ...]:
        """Effects by persona and channel."""
        return self.found.segments

    @property
    def composition(self) -> MixShift | None:
        """The difference split into mix and rate."""
        return self.found.composition

    @property
    def mde(self) -> float:
        """The smallest change these data would have shown in 4 of 5 cases."""
        return self.found.mde

    @property
    def readable_from(self) -> date | None:
        """The first day on which the question can be read."""
        return self.found.readable_from
