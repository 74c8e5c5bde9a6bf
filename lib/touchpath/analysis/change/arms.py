"""A randomised test: every arm against the arm without the change, by the test that suits the outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, nan
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.change.arm_gates import arm_gates
from touchpath.analysis.change.entries import Assigned
from touchpath.analysis.change.outcomes import read_column
from touchpath.analysis.change.prior import prior_values
from touchpath.analysis.change.result import (
    ArmComparison,
    Curve,
    Findings,
    Level,
    OutcomeUnit,
    SegmentTable,
    WeekPoint,
)
from touchpath.analysis.change.scores import counts_of, curve_of
from touchpath.analysis.change.segments import arm_segments, corrected_together
from touchpath.analysis.change.units import ChangeUnits, Codes, UnitValues, place_of
from touchpath.analysis.change.weeks import Weeks, readable_from
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.filters import Filters, Name
from touchpath.stats import checks
from touchpath.stats.ab_test import compare_rates
from touchpath.stats.means import brunner_munzel, cuped, exact_if_constant, mean_interval, moments, welch
from touchpath.stats.multiplicity import holm
from touchpath.stats.power import detectable_change, detectable_rate
from touchpath.stats.proportions import wilson
from touchpath.stats.results import Estimate, unavailable
from touchpath.stats.revenue import compare_revenue
from touchpath.stats.survey_scores import NpsCounts, compare_nps, nps
from touchpath.stats.survival import log_rank, rmst, rmst_difference


@dataclass(frozen=True, eq=False)
class Arms:
    """The assigned people, their units, and the arm of each unit."""

    assigned: Assigned
    units: ChangeUnits
    arm: Codes

    def of(self, i: int) -> ChangeUnits:
        """The mature units of an arm."""
        return self.units.where((self.arm == i) & self.units.mature)


@dataclass(frozen=True)
class _Compared:
    difference: Estimate
    ratio: Estimate | None = None
    second: Estimate | None = None
    detail: str = ""


def arms_of(assigned: Assigned, units: ChangeUnits) -> Arms:
    """Give each unit the arm of its person."""
    return Arms(assigned, units, np.append(assigned.arm, -1)[place_of(assigned.person, units.person)])


def arm_findings(
    engine: Reader, change: Change, arms: Arms, weeks: Weeks, unit: OutcomeUnit, filters: Filters
) -> Findings:
    """Every arm against the first (without the change); the p-values of several arms are corrected by Holm."""
    groups = [arms.of(i) for i in range(len(arms.assigned.arms))]
    levels = tuple(_level(change, name, part) for name, part in zip(arms.assigned.arms, groups, strict=True))
    if len(groups) < 2:
        return _one_arm(engine, change, arms, unit, levels)
    compared = [_compare(engine, change, groups[0], part, filters) for part in groups[1:]]
    adjusted = holm([part.difference.p_value for part in compared])
    shown = tuple(
        ArmComparison(name, levels[i + 1], part.difference, float(p), part.ratio, part.second)
        for i, (name, part, p) in enumerate(zip(arms.assigned.arms[1:], compared, adjusted, strict=True))
    )
    main = min(range(len(shown)), key=lambda i: (np.isnan(adjusted[i]), adjusted[i]))
    chosen = shown[main]
    return Findings(
        unit=unit,
        estimate=chosen.difference,
        p_value=chosen.adjusted_p,
        levels=levels,
        mde=_mde(change, groups[0], groups[main + 1], chosen.difference),
        arms=shown,
        segments=_segments(engine, change, arms, groups),
        series=_series(arms, weeks, main + 1),
        study=_study(arms, weeks, main + 1),
        curves=_curves(change, arms, groups),
        scores=counts_of(dict(zip(arms.assigned.arms, groups, strict=True))) if change.outcome.is_survey else (),
        weeks_before=0,
        weeks_after=weeks.after,
        readable_from=readable_from(change, 0),
        gates=arm_gates(engine, change, arms.assigned, arms.units, arms.arm, groups, chosen, weeks),
        details=tuple(part.detail for part in compared if part.detail),
    )


def _segments(engine: Reader, change: Change, arms: Arms, groups: list[ChangeUnits]) -> tuple[SegmentTable, ...]:
    """By persona, channel and the columns asked for, for every arm."""
    labels = {name: _labels(engine, change, name) for name in change.split_by}
    named = arms.assigned.arms[1:] if len(groups) > 2 else ("",)
    tables = [
        table
        for arm, part in zip(named, groups[1:], strict=True)
        for table in arm_segments(groups[0], part, labels, arm)
    ]
    return corrected_together(tables)


def _labels(engine: Reader, change: Change, name: str) -> tuple[NDArray[Any], Codes, tuple[Name, ...]]:
    rows = read_column(engine, change, name)
    codes, names = pd.factorize(rows["label"].replace("", None), sort=True)
    return rows["person"].to_numpy(), codes.astype(np.int64) + 1, (None, *(str(found) for found in names))


def _one_arm(engine: Reader, change: Change, arms: Arms, unit: OutcomeUnit, levels: tuple[Level, ...]) -> Findings:
    none = unavailable("comparison of arms", "There is only one arm with anybody in it.")
    gates = arm_gates(engine, change, arms.assigned, arms.units, arms.arm, [], None, None)
    return Findings(unit, none, nan, levels, gates=gates, readable_from=readable_from(change, 0))


def _compare(engine: Reader, change: Change, a: ChangeUnits, b: ChangeUnits, filters: Filters) -> _Compared:
    kind = change.outcome.kind
    if a.is_rate:
        rates = compare_rates(int(a.value.sum()), len(a), int(b.value.sum()), len(b))
        return _Compared(rates.difference, rates.ratio)
    if kind == "churn":
        return _compare_lifetimes(a, b)
    if kind == "nps":
        return _Compared(compare_nps(_nps(a), _nps(b)))
    if kind == "ces":
        plain, ordinal = _means(a, b), brunner_munzel(a.value, b.value)
        return _Compared(
            replace(plain, p_value=ordinal.p_value, method=f"{ordinal.method}; Welch interval"), None, ordinal
        )
    if kind == "revenue":
        money = compare_revenue(a.value, b.value)
        return _Compared(money.difference, None, money.winsorised)
    before = prior_values(engine, change, a, filters), prior_values(engine, change, b, filters)
    if before[0] is None or before[1] is None:
        return _Compared(_means(a, b))
    adjusted = cuped(a.value, before[0], b.value, before[1])
    return _Compared(exact_if_constant(adjusted, moments(a.value), moments(b.value)))


def _means(a: ChangeUnits, b: ChangeUnits) -> Estimate:
    first, second = moments(a.value), moments(b.value)
    return exact_if_constant(welch(first, second), first, second)


def _compare_lifetimes(a: ChangeUnits, b: ChangeUnits) -> _Compared:
    """Log-rank decides, the difference of mean days before churn is shown."""
    if min(len(a), len(b)) == 0:
        return _Compared(unavailable("log-rank", "A group has nobody in it."))
    first, second = curve_of(a), curve_of(b)
    test, size = log_rank([first, second]), rmst_difference(first, second)
    return _Compared(replace(size, p_value=test.p_value, method="log-rank; RMST difference"))


def _curves(change: Change, arms: Arms, groups: list[ChangeUnits]) -> tuple[Curve, ...]:
    if change.outcome.kind != "churn":
        return ()
    return tuple(
        Curve(name, curve_of(part)) for name, part in zip(arms.assigned.arms, groups, strict=True) if len(part)
    )


def _nps(units: ChangeUnits) -> NpsCounts:
    value = units.value
    return NpsCounts(float((value < 0).sum()), float((value == 0).sum()), float((value > 0).sum()))


def _level(change: Change, name: str, units: ChangeUnits) -> Level:
    if not len(units):
        return Level(name, 0, nan)
    if units.is_rate:
        x, n = int(units.value.sum()), len(units)
        low, high = wilson(x, n)
        return Level(name, n, x / n, float(low), float(high), x)
    if change.outcome.kind == "nps":
        score = nps(_nps(units))
        return Level(name, len(units), score.estimate, score.low, score.high)
    if change.outcome.kind == "churn":
        mean = rmst(curve_of(units), change.outcome.days)
        return Level(name, len(units), mean.estimate, mean.low, mean.high)
    mean = mean_interval(moments(units.value))
    return Level(name, len(units), mean.estimate, mean.low, mean.high)


def _mde(change: Change, a: ChangeUnits, b: ChangeUnits, difference: Estimate) -> float:
    """Fleiss for rates; else from the standard error of the difference."""
    if a.is_rate and len(a) and len(b):
        base = float(a.value.mean())
        if base in (0, 1):  # nobody or everybody: half a person more leaves something to move
            base = (float(a.value.sum()) + 0.5) / (len(a) + 1)
        found = detectable_rate(base, len(a), ratio=len(b) / len(a), rise=base < 0.5)
        return abs(found - base)
    return detectable_change(difference.standard_error, difference.df if difference.df > 0 else inf)


def _series(arms: Arms, weeks: Weeks, main: int) -> tuple[WeekPoint, ...]:
    """The two arms by week of entry."""
    if not len(weeks):
        return ()
    (x, n), (y, m) = (_by_week(arms.of(i), weeks) for i in (main, 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        value, control = x / n, y / m
    return tuple(
        WeekPoint(day, True, float(value[i]), int(n[i]), float(control[i]), int(m[i]), float(value[i] - control[i]))
        for i, day in enumerate(weeks.starts)
    )


def _by_week(units: ChangeUnits, weeks: Weeks) -> tuple[UnitValues, UnitValues]:
    week = weeks.of(units.moment)
    kept = (week >= 0) & (week < len(weeks))
    sums = np.bincount(week[kept], weights=units.value[kept], minlength=len(weeks))
    n = np.bincount(week[kept], minlength=len(weeks))
    return sums.astype(np.float64), n.astype(np.float64)


def _study(arms: Arms, weeks: Weeks, main: int) -> checks.WeeklyEffects | None:
    if not len(weeks) or not arms.units.is_rate:
        return None
    (x2, n2), (x1, n1) = (_by_week(arms.of(i), weeks) for i in (main, 0))
    return checks.novelty_by_week_ab(x1, n1, x2, n2)
