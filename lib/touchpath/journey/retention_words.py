"""Retention in words: the sentence of a definition and the names of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from touchpath.journey.funnel_words import listed

if TYPE_CHECKING:
    from touchpath.journey.calendar import Period
    from touchpath.journey.funnel import Step
    from touchpath.journey.retention import Retention

_KINDS = {
    "recurring": "for each {period} in which they did",
    "first_matching": "for the {period} in which they first (within the dates) did",
    "first_ever": "for the {period} in which they first ever did",
}
ANOTHER_SESSION = "Coming back takes another session than that of the entry: the next click is no return."
_ROLLING = {"hour": "full hours", "day": "stretches of 24 hours", "week": "stretches of 7 days", "month": "months"}


def bracket_label(period: Period, first: int, last: int) -> str:
    """The name of a column: `Day 3`, or `Days 5-10` for a bracket."""
    return f"{period.capitalize()} {first}" if first == last else f"{period.capitalize()}s {first}-{last}"


def retention_sentence(retention: Retention) -> str:
    """The whole definition as one sentence."""
    kind = _KINDS[retention.kind].format(period=retention.period)
    times = "" if retention.min_occurrences == 1 else f"at least {retention.min_occurrences} times "
    other = f" {ANOTHER_SESSION}" if retention.another_session else ""
    return (
        f"People join a cohort {kind} {step_words(retention.entry)}. They came back when they did "
        f"{step_words(retention.back)} {times}{_when(retention)}, {_counted(retention)}.{other}"
    )


def step_words(step: Step) -> str:
    """A step with its conditions in words."""
    conditions = " and ".join(condition.sentence() for condition in step.where)
    return listed(step.touchpoints) + (f" ({conditions})" if conditions else "")


def _when(retention: Retention) -> str:
    period = retention.period
    later = " or later" if retention.mode == "on_or_after" else ""
    return f"within the {period}s shown{later}" if retention.brackets else f"in the {period} shown{later}"


def _counted(retention: Retention) -> str:
    if retention.bucketing == "calendar":
        return f"counting calendar {retention.period}s"
    start = "own start" if retention.period in ("hour", "day") else "own first day"
    return f"counting {_ROLLING[retention.period]} from each person's {start}"
