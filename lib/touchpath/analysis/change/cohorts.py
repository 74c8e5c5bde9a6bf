"""Before and after by entry week, without and with a comparison group: rule F on the weekly series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan

import numpy as np

from touchpath.analysis.change import gates
from touchpath.analysis.change.result import Findings, Gate, OutcomeUnit
from touchpath.analysis.change.scores import period_curves, score_counts
from touchpath.analysis.change.segments import cohort_segments
from touchpath.analysis.change.series import period_levels, week_points, weekly_study
from touchpath.analysis.change.units import ChangeUnits, Mask, UnitValues
from touchpath.analysis.change.weeks import Weeks, readable_from, sizes, table
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.stats.cohorts import ControlledComparison, compare_cohorts, compare_cohorts_with_control
from touchpath.stats.mix import MixShift, mix_shift
from touchpath.stats.power import detectable_change
from touchpath.stats.results import unavailable
from touchpath.stats.standardise import merge_rows, merge_small_personas, standardised_rates
from touchpath.stats.weekly import BeforeAfter, before_after


@dataclass(frozen=True, eq=False)
class Controlled:
    """The weekly gap of those reached over the comparison group: what decides, and what is shown."""

    treated: UnitValues
    control: UnitValues
    gap: UnitValues
    decides: BeforeAfter
    shown: BeforeAfter
    scales_agree: bool

    def spread(self, seen: Mask) -> Controlled:
        """With NaN for the weeks that nobody was seen in."""
        treated, control, gap = (_spread(part, seen) for part in (self.treated, self.control, self.gap))
        return replace(self, treated=treated, control=control, gap=gap)


def before_after_findings(
    engine: Reader, change: Change, units: ChangeUnits, weeks: Weeks, unit: OutcomeUnit
) -> Findings:
    """Compare the weeks after the change with those before, personas held still; rule F decides."""
    sums, n = _filled(*table(units, weeks))
    if not n.size or not len(weeks):
        return _nothing(engine, change, weeks, unit)
    seen, before = _seen(weeks, n)
    compared = compare_cohorts(sums[:, seen], n[:, seen], before)
    moved, series = compared.change, _spread(compared.series, seen)
    shift, mix_names = _mix(units, weeks)
    found = Findings(
        unit=unit,
        estimate=moved.level_shift,
        p_value=moved.level_shift.p_value,
        levels=period_levels(units, weeks, series),
        drift=moved.with_drift,
        drift_p=moved.agreement_p,
        slope=moved.slope,
        mde=detectable_change(moved.level_shift.standard_error, moved.level_shift.df),
        series=week_points(weeks, series, sizes(units, weeks)),
        segments=cohort_segments(units, weeks),
        composition=shift,
        mix_names=mix_names,
        study=weekly_study(series, weeks),
        scores=score_counts(change, units, weeks),
        curves=period_curves(units, weeks),
        weeks_before=weeks.before,
        weeks_after=weeks.after,
        readable_from=readable_from(change),
    )
    return replace(found, gates=_gates(engine, change, units, weeks, found, series))


def with_control_findings(
    engine: Reader, change: Change, reached: ChangeUnits, control: ChangeUnits, weeks: Weeks, unit: OutcomeUnit
) -> Findings:
    """Compare how the gap to the comparison group changed; shares are decided on the logit scale, shown in points."""
    tables = [table(group, weeks) for group in (reached, control)]
    if not len(weeks) or any(not n.sum() for _, n in tables):
        return _nothing(engine, change, weeks, unit)
    seen, before = _seen(weeks, tables[0][1], tables[1][1])
    observed = [(x[:, seen], n[:, seen]) for x, n in tables]
    compared = (_on_logits if reached.is_rate else _on_means)(observed, before).spread(seen)
    shown, decides = compared.shown, compared.decides
    n = sizes(reached, weeks), sizes(control, weeks).sum(axis=0)
    shift, mix_names = _mix(reached, weeks)
    found = Findings(
        unit=unit,
        estimate=shown.level_shift,
        p_value=decides.level_shift.p_value,
        levels=(
            *period_levels(reached, weeks, compared.treated),
            *period_levels(control, weeks, compared.control, "comparison, "),
        ),
        drift=shown.with_drift,
        drift_p=decides.agreement_p,
        slope=decides.slope,
        mde=detectable_change(shown.level_shift.standard_error, shown.level_shift.df),
        series=week_points(weeks, compared.treated, n[0], compared.control, n[1], compared.gap),
        segments=cohort_segments(reached, weeks, control),
        composition=shift,
        mix_names=mix_names,
        study=weekly_study(compared.gap, weeks),
        weeks_before=weeks.before,
        weeks_after=weeks.after,
        readable_from=readable_from(change),
    )
    scale = gates.scales(compared.scales_agree) if reached.is_rate else None
    listed = _gates(engine, change, reached, weeks, found, compared.gap, control)
    return replace(found, gates=(*listed, *([scale] if scale else [])))


def _seen(weeks: Weeks, *n: UnitValues) -> tuple[Mask, int]:
    """Which weeks have somebody in every group, and how many of them lie before the change."""
    seen = np.all([part.sum(axis=0) > 0 for part in n], axis=0)
    return seen, int(seen[: weeks.before].sum())


def _spread(series: UnitValues, seen: Mask) -> UnitValues:
    full = np.full(len(seen), nan)
    full[seen] = series
    return full


def _filled(sums: UnitValues, n: UnitValues) -> tuple[UnitValues, UnitValues]:
    """Without the personas that nobody has."""
    there = n.sum(axis=1) > 0
    return sums[there], n[there]


def _on_logits(tables: list[tuple[UnitValues, UnitValues]], k: int) -> Controlled:
    (x, n), (y, m) = tables
    both = (n.sum(axis=1) > 0) & (m.sum(axis=1) > 0)
    if both.any() and not n[~both].sum() and not m[~both].sum():
        compared: ControlledComparison = compare_cohorts_with_control((x[both], n[both]), (y[both], m[both]), k)
        treated, control = _standardised(x, n), _standardised(y, m)
        return Controlled(
            treated,
            control,
            compared.points.series,
            compared.logits.change,
            compared.points.change,
            compared.scales_agree,
        )
    # groups of different personas: each keeps its own mix still, 1/2 added to every cell
    smooth = [_standardised(successes + 0.5, size + 1, size) for successes, size in tables]
    logits = np.log(smooth[0] / (1 - smooth[0])) - np.log(smooth[1] / (1 - smooth[1]))
    treated, control = _standardised(x, n), _standardised(y, m)
    decides, shown = before_after(logits, k), before_after(treated - control, k)
    on_logits, in_points = decides.level_shift, shown.level_shift
    same = on_logits.estimate * in_points.estimate >= 0 and on_logits.excludes_zero == in_points.excludes_zero
    return Controlled(treated, control, treated - control, decides, shown, same)


def _on_means(tables: list[tuple[UnitValues, UnitValues]], k: int) -> Controlled:
    treated, control = (_standardised(*group) for group in tables)
    change = before_after(treated - control, k)
    return Controlled(treated, control, treated - control, change, change, True)


def _standardised(x: UnitValues, n: UnitValues, people: UnitValues | None = None) -> UnitValues:
    """Weekly values of one group with its own mix of personas held still."""
    size = n if people is None else people
    there = size.sum(axis=1) > 0
    rows = merge_small_personas(size[there])
    return standardised_rates(merge_rows(x[there], rows), merge_rows(n[there], rows))


def _mix(units: ChangeUnits, weeks: Weeks) -> tuple[MixShift | None, tuple[str | None, ...]]:
    """The pooled difference split into mix of personas and rate; None with one persona only."""
    sums, n = table(units, weeks)
    there = n.sum(axis=1) > 0
    if there.sum() < 2 or not weeks.before or not weeks.after:
        return None, ()
    k = weeks.before
    shift = mix_shift(
        sums[there, :k].sum(axis=1), n[there, :k].sum(axis=1), sums[there, k:].sum(axis=1), n[there, k:].sum(axis=1)
    )
    return shift, tuple(name for name, kept in zip(units.personas, there, strict=True) if kept)


def _gates(
    engine: Reader,
    change: Change,
    units: ChangeUnits,
    weeks: Weeks,
    found: Findings,
    series: UnitValues,
    control: ChangeUnits | None = None,
) -> tuple[Gate, ...]:
    return (
        gates.maturity(engine, change, units, weeks, control),
        gates.whole_weeks(weeks),
        gates.mix(units, weeks, found),
        gates.drift(found),
        gates.placebo(series, weeks),
        gates.season(weeks, control is not None),
        gates.sample(change, units, weeks, control),
        gates.same_people(change, units, weeks),
        gates.novelty(found),
        gates.response(engine, change, weeks),
        gates.other_changes(engine, change, weeks),
    )


def _nothing(engine: Reader, change: Change, weeks: Weeks, unit: OutcomeUnit) -> Findings:
    """Nobody to measure yet."""
    none = unavailable("rule F over weeks", "Nobody can be measured in these weeks yet.")
    return Findings(
        unit=unit,
        estimate=none,
        p_value=nan,
        weeks_before=weeks.before,
        weeks_after=weeks.after,
        readable_from=readable_from(change),
        gates=(gates.nobody(change, engine.calendar.last_day),),
    )
