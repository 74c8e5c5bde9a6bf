"""From findings to a verdict, in a fixed order, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan

from touchpath.analysis.change.result import ArmComparison, Findings, Gate, Level, OutcomeUnit, Verdict
from touchpath.journey import words
from touchpath.journey.change import Change, Design
from touchpath.journey.words import points, rate, signed

_TWICE = 2.0


@dataclass(frozen=True)
class Judged:
    """Everything a verdict depends on: the estimate that is shown, its p-value, and the level of the looks."""

    effect: float
    low: float
    high: float
    p_value: float
    alpha: float


def decide(change: Change, design: Design, found: Findings, gates: Iterable[Gate], judged: Judged) -> Verdict:
    """The verdict. In this order: refused, not yet, cannot tell or nothing detectable, then how far it goes.

    Everything that moved without a comparison group is at most probable; a drift that could be the story, or the
    same people without a comparison group, leaves the cause unclear.
    """
    effects = [gate.effect for gate in gates]
    if "refuse" in effects:
        return Verdict.DO_NOT_USE
    if "too_few" in effects:
        return Verdict.CANNOT_TELL_YET
    if isnan(judged.p_value):
        return Verdict.CANNOT_TELL
    if judged.p_value > judged.alpha or _range_holds_zero(design, judged):
        hoped = hoped_for(change, found)
        too_coarse = isnan(found.mde) or (hoped is not None and found.mde > _TWICE * hoped)
        return Verdict.CANNOT_TELL if too_coarse else Verdict.NO_DETECTABLE_CHANGE
    if design == "same_people" or _drift_disagrees(design, found, judged):
        return Verdict.MOVED_CAUSE_UNCLEAR
    verdict = Verdict.PROBABLE if design == "before_after" or "cap" in effects else Verdict.SOLID
    if "lower" not in effects:
        return verdict
    return Verdict.MOVED_CAUSE_UNCLEAR if verdict is Verdict.PROBABLE else Verdict.PROBABLE


def hoped_for(change: Change, found: Findings) -> float | None:
    """The change hoped for in the unit of the effect; a column of yes and no is a share too."""
    if change.hoped_for is None:
        return None
    return abs(change.hoped_for) / (100 if found.unit == "share" else 1)


def _range_holds_zero(design: Design, judged: Judged) -> bool:
    """A randomised difference is only called when its range leaves out zero too; without a range, when it is one."""
    if isnan(judged.low):
        return judged.effect == 0
    return design == "randomised" and judged.low <= 0 <= judged.high


def _drift_disagrees(design: Design, found: Findings, judged: Judged) -> bool:
    if design not in ("before_after", "with_control"):
        return False
    return isnan(found.drift_p) or found.drift_p > judged.alpha


def sentence(
    change: Change, design: Design, found: Findings, verdict: Verdict, gates: Iterable[Gate], judged: Judged
) -> str:
    """The verdict as one or two sentences with its numbers."""
    listed = list(gates)
    if verdict is Verdict.DO_NOT_USE:
        why = next(gate.sentence for gate in listed if gate.effect == "refuse")
        return f"Do not use these numbers: assignment or logging is broken. {why}"
    if verdict is Verdict.CANNOT_TELL_YET:
        why = next(gate.sentence for gate in listed if gate.effect == "too_few")
        return f"It cannot be told yet. {why}"
    moved = _moved(change, design, found, judged)
    if isnan(judged.p_value):
        return f"{moved}. {found.estimate.reason or 'There is nothing to judge it by.'}"
    if verdict is Verdict.CANNOT_TELL:
        return f"{moved}, which is within ordinary variation. {_too_coarse(change, found)}"
    if verdict is Verdict.NO_DETECTABLE_CHANGE:
        return f"{moved}: no detectable change. {_would_have_shown(found)}"
    return f"{moved}{_standing(design, verdict, found, listed)}"


def _too_coarse(change: Change, found: Findings) -> str:
    if isnan(found.mde):
        return "These data give nothing to judge it against."
    hoped = hoped_for(change, found)
    wanted = "" if hoped is None else f", more than twice the {size(hoped, found.unit)} hoped for"
    return f"These data would only show a change of {size(found.mde, found.unit)} in 4 of 5 cases{wanted}."


def _would_have_shown(found: Findings) -> str:
    return (
        f"A change of {size(found.mde, found.unit)} would have been seen in 4 of 5 cases; a smaller one may be there."
    )


def _moved(change: Change, design: Design, found: Findings, judged: Judged) -> str:
    noun = change.outcome.noun
    if isnan(judged.effect):
        return f"{noun} cannot be compared"
    gap, day, span = size(judged.effect, found.unit), words.day_in_words(change.day), _span(judged, found)
    if design == "randomised":
        return f"{noun} was {_each_arm(found, judged)}"
    if design == "with_control":
        moved = _against(found.levels, judged.effect, gap, "in the comparison group")
        return f"After {day}, {_lower(noun)} {moved}{span}"
    if design == "clusters":
        moved = _against(found.levels, judged.effect, gap, "elsewhere")
        return f"Where the change came, {_lower(noun)} {moved}{span}"
    whose = f"{noun} of the same people" if design == "same_people" else noun
    if not judged.effect:
        return f"{whose} was the same after {day} as before{span}"
    return f"{whose} was {_apart(judged.effect, found.unit)} after {day} than before{span}"


def _against(levels: tuple[Level, ...], effect: float, gap: str, where: str) -> str:
    """How those reached moved against the others: both may have risen, both fallen, or they went apart."""
    if not effect:
        return f"moved as {where}"
    own, other = (_moved_by(levels, place) for place in (0, 2))
    if isnan(own) or isnan(other) or (own - other) * effect <= 0:
        return f"moved {gap} further {'up' if effect > 0 else 'down'} than {where}"
    if own >= 0 and other >= 0:
        return f"rose {gap} {'more' if effect > 0 else 'less'} than {where}"
    if own <= 0 and other <= 0:
        return f"fell {gap} {'less' if effect > 0 else 'more'} than {where}"
    return f"{'rose' if own > 0 else 'fell'} while it {'fell' if own > 0 else 'rose'} {where}, {gap} apart"


def _moved_by(levels: tuple[Level, ...], place: int) -> float:
    """After minus before of the group whose two levels begin at `place`; NaN where they are not known."""
    return levels[place + 1].value - levels[place].value if len(levels) > place + 1 else nan


def _each_arm(found: Findings, judged: Judged) -> str:
    """Every arm with its difference and range; a single one as the looks have widened it."""
    control = found.levels[0].label if found.levels else "the rest"
    if len(found.arms) > 1:
        parts = [_in_arm(arm, found.unit) for arm in found.arms]
        return f"{words.listed(parts, limit=6)} than with {control}"
    arm = found.arms[0].arm if found.arms else "the change"
    span = _span(judged, found)
    if not judged.effect:
        return f"the same with {arm} as with {control}{span}"
    return f"{_apart(judged.effect, found.unit)} with {arm} than with {control}{span}"


def _in_arm(arm: ArmComparison, unit: OutcomeUnit) -> str:
    shown = arm.difference
    if isnan(shown.estimate):
        return f"not known with {arm.arm}"
    span = "" if isnan(shown.low) else f" (range {_end(shown.low, unit)} to {_end(shown.high, unit)})"
    return f"{_apart(shown.estimate, unit)} with {arm.arm}{span}"


def _apart(effect: float, unit: OutcomeUnit) -> str:
    return f"{size(effect, unit)} {'higher' if effect >= 0 else 'lower'}"


def _span(judged: Judged, found: Findings) -> str:
    """The range in brackets, or why there is none (unless a sentence of its own says so)."""
    if not isnan(judged.low):
        return f" (range {_end(judged.low, found.unit)} to {_end(judged.high, found.unit)})"
    reason = found.estimate.reason
    return "" if reason is None or isnan(judged.p_value) else f" ({_lower(reason.rstrip('.'))})"


def _standing(design: Design, verdict: Verdict, found: Findings, gates: list[Gate]) -> str:
    caps = " ".join(gate.sentence for gate in gates if gate.effect in ("cap", "lower"))
    if design == "randomised":
        return (
            ". People were assigned at random, so the change made the difference."
            if verdict is Verdict.SOLID
            else f". {caps}"
        )
    if verdict is Verdict.MOVED_CAUSE_UNCLEAR:
        return f", but the cause is unclear. {_unclear(design, found, caps)}"
    allowed = ", also after allowing for weekday, persona mix and a steady drift"
    if design == "before_after":
        return f"{allowed}. There was no comparison group, so another event at that time would look the same."
    if verdict is Verdict.PROBABLE:
        return f"{allowed if design == 'with_control' else ''}. {caps}"
    return f"{allowed if design == 'with_control' else ''}. The comparison group lived through the same weeks."


def _unclear(design: Design, found: Findings, caps: str) -> str:
    if design == "same_people":
        return "The same people also change on their own with time, and there was no comparison group."
    drift = found.drift
    if drift is None or isnan(drift.estimate):
        return caps
    left = f"Allowing for a steady drift leaves {_signed(drift.estimate, found.unit)}"
    span = f" (range {_end(drift.low, found.unit)} to {_end(drift.high, found.unit)})" if not isnan(drift.low) else ""
    return f"{left}{span}." if found.drift_p > 0.05 else caps


def size(value: float, unit: OutcomeUnit) -> str:
    """How large, without a sign, in the unit of the result."""
    if isnan(value):
        return "an unknown amount"
    if unit == "share":
        return f"{100 * abs(value):.1f} points"
    return (
        f"{abs(value):,.1f} points"
        if unit == "points"
        else f"{abs(value):,.2f}" + (" days" if unit == "days" else "")
    )


def span_text(value: float, unit: OutcomeUnit) -> str:
    """An effect, or an end of its range, in a table: +1.2 points."""
    return "–" if isnan(value) else _signed(value, unit)


def _signed(value: float, unit: OutcomeUnit) -> str:
    return points(value) if unit == "share" else signed(value, 1 if unit == "points" else 2)


def _end(value: float, unit: OutcomeUnit) -> str:
    if isnan(value):
        return "unknown"
    number = 100 * value if unit == "share" else value
    return f"{number:,.1f}".replace("-", "−") if unit in ("share", "points") else f"{number:,.2f}".replace("-", "−")


def _lower(noun: str) -> str:
    return noun[0].lower() + noun[1:]


def level_text(value: float, unit: OutcomeUnit) -> str:
    """A level as people read it: 41.2 %, 32 points, 4.25."""
    if unit == "share":
        return rate(value)
    return "–" if isnan(value) else f"{value:,.1f}".replace("-", "−") if unit == "points" else f"{value:,.2f}"
