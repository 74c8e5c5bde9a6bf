"""Can these data be trusted? Every check over one view, with what each finding does to the headline numbers."""

from __future__ import annotations

from collections.abc import Callable

from touchpath.analysis.quality.answers import (
    answer_flaws,
    hasty_answers,
    odd_scales,
    unnamed_metrics,
    unusable_weights,
)
from touchpath.analysis.quality.clock import night_peak, shifted_files, shifted_stretches
from touchpath.analysis.quality.coverage import coverage
from touchpath.analysis.quality.days import empty_days, volume_changes
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look, measured
from touchpath.analysis.quality.money import several_currencies
from touchpath.analysis.quality.names import twin_channels, twin_names, without_channel
from touchpath.analysis.quality.order import impossible_orders
from touchpath.analysis.quality.people import many_ids, robots, without_persona
from touchpath.analysis.quality.rejected import import_remarks, rejected_rows
from touchpath.analysis.quality.repeats import dropped_repeats, repeated_rows
from touchpath.analysis.quality.times import ancient_times, future_times, tied_times
from touchpath.analysis.quality.understood import (
    amounts_understood,
    names_understood,
    orders_understood,
    people_understood,
)
from touchpath.engine.base import Reader
from touchpath.journey.quality import Finding, Report, Sound, Targets

Check = Callable[[Look], CheckOutcome | list[CheckOutcome]]
CHECKS: tuple[Check, ...] = (
    rejected_rows,
    import_remarks,
    repeated_rows,
    dropped_repeats,
    future_times,
    ancient_times,
    tied_times,
    shifted_stretches,
    shifted_files,
    night_peak,
    empty_days,
    volume_changes,
    impossible_orders,
    robots,
    many_ids,
    people_understood,
    names_understood,
    amounts_understood,
    orders_understood,
    several_currencies,
    twin_names,
    twin_channels,
    without_channel,
    without_persona,
    answer_flaws,
    hasty_answers,
    odd_scales,
    unusable_weights,
    unnamed_metrics,
)
_ORDER = {"serious": 0, "minor": 1, "note": 2}


def report(engine: Reader, targets: Targets, import_id: int | None = None) -> Report:
    """Look at the whole workspace, or at one import; findings by severity and size of effect, the largest first."""
    look = Look(engine, engine.calendar, targets, import_id)
    outcomes = [outcome for check in CHECKS for outcome in _listed(check(look))]
    findings = [measured(look, outcome) for outcome in outcomes if isinstance(outcome, Draft)]
    sound = tuple(outcome for outcome in outcomes if isinstance(outcome, Sound))
    return Report(look.headline, tuple(sorted(findings, key=_rank)), sound, coverage(look))


def _listed(outcome: CheckOutcome | list[CheckOutcome]) -> list[CheckOutcome]:
    return outcome if isinstance(outcome, list) else [outcome]


def _rank(finding: Finding) -> tuple[int, float, int]:
    return _ORDER[finding.severity], -finding.size, -finding.rows
