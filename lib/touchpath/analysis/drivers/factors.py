"""Factors that may go with converting: four counts each, an odds ratio, and what stands out of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from typing import Literal

import numpy as np

from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.stats.ab_test import MIN_EXPECTED
from touchpath.stats.differences import n_minus_1_chi_square, odds_ratio, smallest_expected
from touchpath.stats.multiplicity import benjamini_hochberg

FactorKind = Literal["touchpoint", "channel", "property", "persona", "attribute", "score"]
SMALLEST_SIDE = 20
ALPHA = 0.05


@dataclass(frozen=True)
class FactorCounts:
    """People with the factor (exposed) and without (others), and how many of each converted.

    `name` is the property or attribute that has the `value`; empty for the other kinds.
    """

    kind: Fixed[FactorKind]
    name: Fixed[str]
    value: Label[str]
    exposed: Size[int]
    exposed_converted: PartOf[int]
    others: Size[int]
    others_converted: PartOf[int]

    @property
    def label(self) -> str:
        """The factor as read on screen."""
        if self.kind == "score":
            return f"low {self.value.upper()} score"
        return f"{self.name}: {self.value}" if self.name else self.value

    @property
    def exposed_rate(self) -> float:
        """Share of the exposed who converted."""
        return self.exposed_converted / self.exposed if self.exposed else float("nan")

    @property
    def others_rate(self) -> float:
        """Share of the others who converted."""
        return self.others_converted / self.others if self.others else float("nan")


@dataclass(frozen=True)
class Factor:
    """A tested factor: odds of converting with it against without, 95 % interval, adjusted p.

    `called`: the Benjamini-Hochberg adjusted p is at most 0.05 and the interval leaves out 1.
    """

    counts: FactorCounts
    odds_ratio: Derived[float]
    low: Derived[float]
    high: Derived[float]
    p_value: Derived[float]
    adjusted_p: Derived[float]
    called: Derived[bool] = field(kw_only=True)

    @property
    def sure_size(self) -> float:
        """How far the nearer end of the interval lies from 1, on the log scale; 0 when it includes 1."""
        return max(log(self.low), -log(self.high), 0.0)


def weigh(counts: Sequence[FactorCounts]) -> tuple[tuple[Factor, ...], int]:
    """Factors with enough people on both sides, the surest effect first; and how many had too few.

    A factor is tested with at least 20 people on each side and every expected cell at least 5. N-1 chi-square,
    Gart's odds-ratio interval; Benjamini-Hochberg over all tested factors.
    """
    kept = [part for part in counts if _enough(part)]
    if not kept:
        return (), len(counts)
    x2, n2, x1, n1 = (
        np.array([getattr(part, name) for part in kept], dtype=float)
        for name in ("exposed_converted", "exposed", "others_converted", "others")
    )
    ratio, low, high = odds_ratio(x1, n1, x2, n2)
    p_values = n_minus_1_chi_square(x1, n1, x2, n2)[1]
    adjusted = benjamini_hochberg(p_values)
    called = (adjusted <= ALPHA) & ((low > 1) | (high < 1))
    factors = [
        Factor(part, *(float(column[i]) for column in (ratio, low, high, p_values, adjusted)), called=bool(called[i]))
        for i, part in enumerate(kept)
    ]
    ranked = sorted(factors, key=lambda factor: (not factor.called, -factor.sure_size, factor.p_value))
    return tuple(ranked), len(counts) - len(kept)


def _enough(part: FactorCounts) -> bool:
    if min(part.exposed, part.others) < SMALLEST_SIDE:
        return False
    expected = smallest_expected(part.others_converted, part.others, part.exposed_converted, part.exposed)
    return bool(expected >= MIN_EXPECTED)
