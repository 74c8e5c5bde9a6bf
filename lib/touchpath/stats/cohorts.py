"""Before and after by sign-up cohort, from persona x week counts to an answer: with and without a control."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from touchpath.stats.proportions import Floats
from touchpath.stats.standardise import (
    merge_rows,
    merge_small_personas,
    standardised_contrast,
    standardised_rates,
)
from touchpath.stats.weekly import BeforeAfter, before_after


@dataclass(frozen=True, slots=True)
class CohortComparison:
    """Weekly standardised rates (or means) and their change; `personas` are the rows measured together."""

    series: Floats
    change: BeforeAfter
    personas: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class ControlledComparison:
    """The weekly gap of treated over control and its change, on the logit scale (decides) and in shares (shown)."""

    logits: CohortComparison
    points: CohortComparison

    @property
    def scales_agree(self) -> bool:
        """Whether both scales give the same direction and the same answer at the level of the intervals."""
        on_logits, in_points = self.logits.change.level_shift, self.points.change.level_shift
        same_direction = on_logits.estimate * in_points.estimate >= 0
        return same_direction and on_logits.excludes_zero == in_points.excludes_zero


def compare_cohorts(successes: ArrayLike, n: ArrayLike, weeks_before: int, level: float = 0.95) -> CohortComparison:
    """Rule F on weekly persona-standardised rates of mature people; tables of shape (personas, weeks).

    Successes may be sums of values (revenue, scores): the change is then in their unit. Whole weeks only,
    aligned to the change. Personas with under 5 people in some week are measured together.
    """
    rows = merge_small_personas(n)
    series = standardised_rates(merge_rows(successes, rows), merge_rows(n, rows))
    return CohortComparison(series, before_after(series, weeks_before, level), rows)


def compare_cohorts_with_control(
    treated: tuple[ArrayLike, ArrayLike],
    control: tuple[ArrayLike, ArrayLike],
    weeks_before: int,
    level: float = 0.95,
) -> ControlledComparison:
    """Rule F on the weekly gap between a treated and a control group; each (successes, n), personas x weeks.

    Decided on logit(treated) - logit(control); the same in shares is shown. Personas are merged so that each
    row has 5 people a week in both groups, and weighted by their share in the two groups together.
    """
    rows = merge_small_personas(np.stack([np.asarray(treated[1]), np.asarray(control[1])]))
    groups = [tuple(merge_rows(table, rows) for table in group) for group in (treated, control)]
    logits, points = standardised_contrast((groups[0][0], groups[0][1]), (groups[1][0], groups[1][1]))
    on_logits, in_points = (
        CohortComparison(series, before_after(series, weeks_before, level), rows) for series in (logits, points)
    )
    return ControlledComparison(on_logits, in_points)
