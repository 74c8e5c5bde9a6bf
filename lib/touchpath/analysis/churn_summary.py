"""Churn as it is drawn and told: medians, the test, and curves thinned to what a picture can show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.churn import ChurnResult
from touchpath.analysis.log.groups import GroupKind
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.stats.results import Estimate
from touchpath.stats.survival import MIN_AT_RISK, SurvivalCurve

_MOST_POINTS = 240


@dataclass(frozen=True)
class ChurnPoint:
    """The share not yet churned after so many days, with its 95 % interval (NaN where there is none)."""

    days: Fixed[float]
    staying: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class ChurnLine:
    """One curve, as far as at least 10 people are observed."""

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    people: Size[int]
    churned: PartOf[int]
    median_days: Derived[Estimate]
    points: tuple[ChurnPoint, ...]


@dataclass(frozen=True)
class ChurnSummary:
    """Everybody, and the groups with the test between them (None without groups)."""

    everybody: ChurnLine
    groups: tuple[ChurnLine, ...]
    log_rank: Derived[Estimate | None]


def summary_of(found: ChurnResult) -> ChurnSummary:
    """What is shown of measured churn."""
    whole = ChurnLine("All", "value", (), found.people, found.churned, found.median_days, thinned(found.curve))
    groups = tuple(
        ChurnLine(
            part.label, part.kind, part.values, part.people, part.churned, part.median_days, thinned(part.curve)
        )
        for part in found.groups
    )
    return ChurnSummary(whole, groups, found.log_rank)


def thinned(curve: SurvivalCurve) -> tuple[ChurnPoint, ...]:
    """The curve at evenly spread days, up to the last with at least 10 people at risk."""
    trusted = curve.times[curve.at_risk >= min(MIN_AT_RISK, max(curve.people, 1))]
    if not trusted.size:
        return ()
    days = np.unique(np.concatenate([[0.0], np.linspace(0, trusted[-1], _MOST_POINTS)]))
    place = np.searchsorted(curve.times, days, side="right") - 1
    staying, low, high = (
        np.where(place < 0, 1.0, values[np.maximum(place, 0)]) for values in (curve.survival, curve.low, curve.high)
    )
    return tuple(ChurnPoint(*map(float, point)) for point in zip(days, staying, low, high, strict=True))
