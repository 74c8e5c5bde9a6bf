"""For whom a test worked: effects by group, whether they differ, and what treating in an order would gain."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Literal

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Name
from touchpath.journey.uplift import Uplift
from touchpath.stats.results import Estimate

UpliftGroupKind = Literal["value", "missing", "other", "everybody"]
Treating = Literal["treat", "leave", "unclear", "alike"]
"""Treat, do not treat, cannot tell; alike: no difference between groups is shown, so as everybody."""


@dataclass(frozen=True)
class UpliftGroup:
    """The effect among people with one value: treated minus control, as shares, with Newcombe's interval.

    `against_rest` is the effect here minus that among all others. `adjusted_p` is that of the effect against the
    smallest worth having, corrected over the groups of its label (Holm).
    """

    name: Label[Name]
    kind: Fixed[UpliftGroupKind]
    control: Size[int]
    control_did: PartOf[int]
    treated: Size[int]
    treated_did: PartOf[int]
    effect: Derived[Estimate]
    against_rest: Derived[Estimate]
    adjusted_p: Derived[float]
    treating: Derived[Treating]

    @property
    def people(self) -> int:
        """How many, in both arms."""
        return self.control + self.treated

    @property
    def control_rate(self) -> float:
        """The outcome without the change."""
        return self.control_did / self.control if self.control else float("nan")

    @property
    def treated_rate(self) -> float:
        """The outcome with it."""
        return self.treated_did / self.treated if self.treated else float("nan")


@dataclass(frozen=True)
class UpliftLabel:
    """One way to group people: whether the effect differs between its groups, and the effect in each.

    `p_points` (Cochran Q) and `p_odds` (Breslow-Day-Tarone): it must differ on both scales; `adjusted_p` is the
    larger of the two, corrected over all labels (Holm).
    """

    by: Fixed[str]
    groups: tuple[UpliftGroup, ...]
    p_points: Derived[float]
    p_odds: Derived[float]
    adjusted_p: Derived[float]

    @property
    def differs(self) -> bool:
        """Whether the effect differs between the groups beyond chance."""
        return not isnan(self.adjusted_p) and self.adjusted_p <= 0.05


@dataclass(frozen=True)
class UpliftOrder:
    """What treating some people gains, by the order in which they are taken; measured on people not used for it.

    At each of `shares` (0-1) the outcomes gained per person of everybody: `by_gain` takes those with the largest
    expected effect first, `by_outcome` those likeliest to do it. Areas are the means over all shares beyond drawing
    by lot, with intervals; `better` is their difference. `gain_ranges` are the intervals of `by_gain`.
    """

    people: Size[int]
    shares: Fixed[tuple[float, ...]]
    by_gain: Derived[tuple[float, ...]]
    gain_ranges: Derived[tuple[tuple[float, float], ...]]
    by_outcome: Derived[tuple[float, ...]]
    area_gain: Derived[Estimate]
    area_outcome: Derived[Estimate]
    better: Derived[Estimate]

    @property
    def everybody(self) -> float:
        """What treating everybody gains."""
        return self.by_gain[-1] if self.by_gain else float("nan")


@dataclass(frozen=True)
class UpliftResult:
    """For whom it worked. Labels: that whose groups differ most surely first. `alone`: labels with one group only."""

    asked: Fixed[Uplift]
    control: Fixed[str]
    arm: Fixed[str]
    whole: UpliftGroup
    labels: tuple[UpliftLabel, ...]
    order: UpliftOrder | None
    alone: Fixed[tuple[str, ...]] = ()

    @property
    def differing(self) -> tuple[UpliftLabel, ...]:
        """Labels between whose groups the effect differs beyond chance."""
        return tuple(label for label in self.labels if label.differs)
