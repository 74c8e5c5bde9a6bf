"""The distributions behind an effect: how often each score was given, how long people stayed."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.change.result import Curve, ScoreCounts
from touchpath.analysis.change.units import ChangeUnits
from touchpath.analysis.change.weeks import Weeks, before_and_after
from touchpath.journey.change import Change
from touchpath.stats.survival import SurvivalCurve, kaplan_meier

_MOST_VALUES = 30


def score_counts(change: Change, units: ChangeUnits, weeks: Weeks) -> tuple[ScoreCounts, ...]:
    """The values of survey answers before and after; nothing for other outcomes."""
    if not change.outcome.is_survey:
        return ()
    before, after = before_and_after(units, weeks)
    return counts_of({"Before": before, "After": after})


def period_curves(units: ChangeUnits, weeks: Weeks) -> tuple[Curve, ...]:
    """Kaplan-Meier curves of the people before and after; nothing for outcomes other than churn."""
    if units.lifetimes is None:
        return ()
    periods = zip(("Before", "After"), before_and_after(units, weeks), strict=True)
    return tuple(Curve(label, curve_of(part)) for label, part in periods if len(part))


def curve_of(units: ChangeUnits) -> SurvivalCurve:
    """The Kaplan-Meier curve of units with lifetimes."""
    assert units.lifetimes is not None
    return kaplan_meier(units.lifetimes.days, units.lifetimes.churned)


def counts_of(groups: dict[str, ChangeUnits]) -> tuple[ScoreCounts, ...]:
    """The values of each group; nothing where there are more than thirty different ones."""
    found = []
    for label, units in groups.items():
        values, n = np.unique(units.value, return_counts=True)
        if len(values) > _MOST_VALUES:
            return ()
        found.append(ScoreCounts(label, tuple((float(v), int(k)) for v, k in zip(values, n, strict=True))))
    return tuple(found)
