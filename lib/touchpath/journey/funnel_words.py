"""A funnel in words: "People who did view and then buy within 7 days, ..."."""

from __future__ import annotations

from touchpath.journey.conditions import Where
from touchpath.journey.funnel_parts import Breakdown, Exclusion, FunnelParts, Step, listed

_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
_COUNTED = {"people": "People who", "attempts": "Attempts that", "sessions": "Sessions that"}
_THEN = {"ordered": " and then ", "strict": " and, as the very next event, ", "any": " and, in any order, "}
_ENTRY = {
    "first": "from the first matching event in the dates only",
    "first_ever": "from the first matching event ever only",
}
_CHANNEL_OF = {
    "every": "a channel filter applies to every event",
    "first_ever": "a channel filter applies to the first event ever",
}
_AT = {
    "first_touch": "at the first step event that has it",
    "last_touch": "at the last step event that has it",
    "all_events": "over the step events that carry each value",
}


def duration(seconds: float) -> str:
    """An elapsed time in the largest unit that leaves a whole number: `7 days`, `90 minutes`."""
    for size, unit in _UNITS:
        if seconds % size == 0:
            count = int(seconds // size)
            return f"{count:,} {unit}{'' if count == 1 else 's'}"
    return f"{seconds:g} seconds"


def funnel_sentence(funnel: FunnelParts) -> str:
    """The whole definition as one sentence."""
    told = _THEN[funnel.order].join(_step(step) for step in funnel.steps)
    window = f" within {duration(funnel.window_seconds)}" if funnel.window_seconds is not None else ""
    return ", ".join([f"{_COUNTED[funnel.counting]} did {told}{window}", *_details(funnel)]) + "."


def _details(funnel: FunnelParts) -> list[str]:
    details = [_exclusion(part, funnel) for part in funnel.exclusions]
    if funnel.step_window_seconds is not None:
        details.append(f"each step at most {duration(funnel.step_window_seconds)} after the one before")
    if funnel.hold:
        details.append(f"with the same {' and '.join(funnel.hold)} throughout")
    details += [words[choice] for words, choice in ((_ENTRY, funnel.entry), (_CHANNEL_OF, funnel.channel_of))
                if choice in words]  # fmt: skip
    if funnel.mature_only:
        details.append("only those whose window is complete")
    if funnel.breakdown:
        details.append(_breakdown(funnel.breakdown))
    return details


def step_words(step: Step) -> str:
    """A step with its conditions, and which of a person's events it takes, in words."""
    if step.occurrence == "first_ever_then_where":
        return f"{listed(step.touchpoints)} for the first time ever{_where(step.where)}"
    ever = " for the first time ever" if step.occurrence == "first_ever" else ""
    return listed(step.touchpoints) + _where(step.where) + ever


def _step(step: Step) -> str:
    return ("optionally " if step.optional else "") + step_words(step)


def _where(conditions: tuple[Where, ...]) -> str:
    return f" ({' and '.join(condition.sentence() for condition in conditions)})" if conditions else ""


def _exclusion(exclusion: Exclusion, funnel: FunnelParts) -> str:
    what = listed(exclusion.touchpoints) + _where(exclusion.where)
    if funnel.order == "any":
        return f"without {what} in between"
    after, before = funnel.steps[exclusion.after_step], funnel.steps[exclusion.before_step]
    return f"without {what} between {after.name} and {before.name}"


def _breakdown(breakdown: Breakdown) -> str:
    at = _AT.get(str(breakdown.at), f"at step {int(breakdown.at) + 1}" if isinstance(breakdown.at, int) else "")
    if all(scope != "event" for scope in breakdown.scopes):
        at = ""
    return f"split by {' and '.join(breakdown.names)} {at}".rstrip()
