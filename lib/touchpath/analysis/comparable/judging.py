"""What a comparison lets one say."""

from __future__ import annotations

from math import isnan

from touchpath.analysis.comparable.matching import Met, MetComparison
from touchpath.analysis.comparable.result import MetTouchpoint
from touchpath.journey.comparable import MatchVerdict
from touchpath.stats.results import Estimate

_STEP, _NEARLY_EVERYBODY = 0.8, 0.9
_PAST_OUTCOMES = 10
_CALLED = 0.05
_ORDER: tuple[str, ...] = (
    *("more", "less", "no_difference", "differed_already", "no_past"),
    *("too_few", "step", "nearly_everybody", "goal", "asks"),
)


def unjudged(comparison: MetComparison, met: Met, before_goals: float) -> MatchVerdict:
    """Why a touchpoint is not compared at all; "no_difference" where it is."""
    asked = comparison.asked
    if met.touchpoint in comparison.asking:
        return "asks"
    if met.touchpoint in comparison.outcome_touchpoints:
        return "goal"
    if asked.outcome != "return" and before_goals >= _STEP:
        return "step"
    return "nearly_everybody" if met.ever > _NEARLY_EVERYBODY * comparison.people else "no_difference"


def verdict_of(row: MetTouchpoint, adjusted_p: float) -> MatchVerdict:
    """The verdict of a compared touchpoint; what is not judged stays as it is."""
    if row.verdict != "no_difference":
        return row.verdict
    called = row.effect.excludes_zero and adjusted_p <= _CALLED
    if not row.past_outcomes >= _PAST_OUTCOMES or isnan(row.past.low):
        return "no_past"
    if differed_already(row.effect, row.past):
        return "differed_already"
    if not called:
        return "no_difference"
    return "more" if row.effect.estimate > 0 else "less"


def differed_already(effect: Estimate, past: Estimate) -> bool:
    """Whether the past differs, and twice its farther limit reaches the nearer limit of the effect."""
    if not past.excludes_zero:
        return False
    farther = max(abs(past.low), abs(past.high))
    nearer = min(abs(effect.low), abs(effect.high)) if effect.excludes_zero else 0.0
    return 2 * farther >= nearer


def order_of(row: MetTouchpoint) -> tuple[int, float]:
    """What differs first, the largest differences first."""
    size = row.effect.estimate
    return _ORDER.index(row.verdict), -abs(size) if size == size else -row.share_met
