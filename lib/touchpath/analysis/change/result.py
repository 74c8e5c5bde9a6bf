"""What the change lab answers: a verdict, the numbers behind it, and the gates it had to pass."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import nan
from typing import Literal

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size, Spoken
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
    most probable), "note" (said, changes nothing) or "none". `about` are the counts of people (or answers) that the
    sentence tells, () for none; None: not said, so the sentence is left out where small groups are hidden.
    """

    name: Fixed[str]
    light: Fixed[GateLight]
    sentence: Spoken[str]
    effect: Fixed[GateEffect] = "none"
    about: Fixed[tuple[float, ...] | None] = None


@dataclass(frozen=True)
class Level:
    """The outcome of one period or arm: its value in the unit of the result, with interval, and how many units."""

    label: Fixed[str]
    n: Size[int]
    value: Derived[float]
    low: Derived[float] = nan
    high: Derived[float] = nan
    successes: PartOf[float] = nan


@dataclass(frozen=True)
class WeekPoint:
    """One week: standardised value of those reached (NaN: nobody), of the comparison group, and how many."""

    start: Fixed[date]
    after: Fixed[bool]
    value: Derived[float]
    n: Size[int]
    control: Derived[float] = nan
    control_n: Size[int] = 0
    gap: Derived[float] = nan


@dataclass(frozen=True)
class ArmComparison:
    """One arm against the control arm. `adjusted_p` corrects for several arms; `ratio` and `second` are what else is
    shown (the ratio of rates; the winsorised or mean difference), None where there is none."""

    arm: Fixed[str]
    level: Level
    difference: Derived[Estimate]
    adjusted_p: Derived[float]
    ratio: Derived[Estimate | None] = None
    second: Derived[Estimate | None] = None


@dataclass(frozen=True)
class Segment:
    """The effect in one persona or channel, corrected for all that are shown, and pulled towards their mean."""

    name: Label[Name]
    n_before: Size[int]
    n_after: Size[int]
    effect: Derived[Estimate]
    adjusted_p: Derived[float]
    shrunken: Derived[float]
    shrunken_low: Derived[float]
    shrunken_high: Derived[float]


@dataclass(frozen=True)
class SegmentTable:
    """All segments of one kind. `differ`: whether the effect differs between them, on both scales; None: untested.

    `overall` is the effect over all of them; `sentence` says the finding; `arm` names the arm of a test with several.
    """

    by: Fixed[str]
    segments: tuple[Segment, ...]
    differ: Derived[bool | None]
    p_points: Derived[float]
    p_ratio: Derived[float]
    overall: Derived[Estimate | None]
    sentence: Spoken[str]
    arm: Fixed[str] = ""


@dataclass(frozen=True)
class Curve:
    """A Kaplan-Meier curve of one group."""

    label: Fixed[str]
    curve: SurvivalCurve


@dataclass(frozen=True)
class ScoreCounts:
    """How often each score was given in one group: (score, answers) pairs."""

    label: Fixed[str]
    counts: Derived[tuple[tuple[float, int], ...]]


@dataclass(frozen=True)
class LookInfo:
    """How often this change has been looked at, this look included, and what that does to the interval."""

    number: Fixed[int]
    method: Fixed[str] = ""


@dataclass(frozen=True)
class Findings:
    """What a design computes before anything is judged; the unit of every effect is `unit`.

    `estimate` decides with `p_value` (they may be on different scales: see `scales_agree`); `drift_p` is the p-value
    with a steady drift allowed (NaN where there is none to allow for), `mde` the smallest change these data would
    have shown in 4 of 5 cases. `units_needed` is how many more units would make it enough, where it is too little.
    """

    unit: Fixed[OutcomeUnit]
    estimate: Derived[Estimate]
    p_value: Derived[float]
    levels: tuple[Level, ...] = ()
    drift: Derived[Estimate | None] = None
    drift_p: Derived[float] = nan
    slope: Derived[Estimate | None] = None
    mde: Derived[float] = nan
    series: tuple[WeekPoint, ...] = ()
    arms: tuple[ArmComparison, ...] = ()
    segments: tuple[SegmentTable, ...] = ()
    composition: Derived[MixShift | None] = None
    mix_names: Label[tuple[Name, ...]] = ()
    study: Derived[WeeklyEffects | None] = None
    curves: tuple[Curve, ...] = ()
    scores: tuple[ScoreCounts, ...] = ()
    weeks_before: Fixed[int] = 0
    weeks_after: Fixed[int] = 0
    gates: tuple[Gate, ...] = ()
    readable_from: Fixed[date | None] = None
    details: Spoken[tuple[str, ...]] = ()


@dataclass(frozen=True)
class ChangeResult:
    """The answer about a change. Shares are 0-1; `unit` says what effects are in. All are of mature people."""

    change: Fixed[Change]
    design: Fixed[Design]
    why_design: Fixed[str]
    verdict: Fixed[Verdict]
    sentence: Spoken[str]
    effect: Derived[float]
    effect_low: Derived[float]
    effect_high: Derived[float]
    p_value: Derived[float]
    alpha: Fixed[float]
    found: Findings
    gates: tuple[Gate, ...]
    looks: LookInfo
    what_would_change: Derived[tuple[str, ...]] = field(default=())

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
