"""What a funnel is: its steps, its order, its window, and how people are counted through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from touchpath.journey.conditions import conditions_from
from touchpath.journey.definition import DefinitionError, as_tuple, build
from touchpath.journey.funnel_parts import (
    SESSION_GAP_SECONDS,
    At,
    Breakdown,
    BreakdownScope,
    ChannelOf,
    Counting,
    Entry,
    Exclusion,
    FunnelParts,
    Occurrence,
    Order,
    Step,
    Touchpoints,
)
from touchpath.journey.funnel_rules import check
from touchpath.journey.funnel_words import funnel_sentence

__all__ = [
    "SESSION_GAP_SECONDS",
    "At",
    "Breakdown",
    "BreakdownScope",
    "ChannelOf",
    "Counting",
    "Entry",
    "Exclusion",
    "Funnel",
    "Occurrence",
    "Order",
    "Step",
    "Touchpoints",
    "funnel_from",
]


@dataclass(frozen=True)
class Funnel(FunnelParts):
    """A funnel. Windows are elapsed seconds, inclusive; None is no limit.

    `order`: "ordered" (other events may lie between), "strict" (each step is the person's very next event) or
    "any". `entry`: which step-1 events open an attempt: "any", the "first" in range, or the person's "first_ever"
    (which then must lie in range). `counting`: "people", "attempts" or "sessions". `hold`: event properties that
    stay equal through an attempt. `channel_of`: what a channel filter selects: the "entry" event, "every" event, or
    the people whose first event ever ("first_ever") came through the channel.
    Raises DefinitionError for what cannot be measured.
    """

    def __post_init__(self) -> None:
        """Lists become tuples, bare touchpoints become steps; then every rule is checked."""
        steps = tuple(step if isinstance(step, Step) else Step(step) for step in as_tuple(self.steps))
        object.__setattr__(self, "steps", steps)
        object.__setattr__(self, "exclusions", as_tuple(self.exclusions))
        object.__setattr__(self, "hold", as_tuple(self.hold))
        object.__setattr__(self, "breakdown", _breakdown(self.breakdown))
        check(self)

    def sentence(self) -> str:
        """The definition in words, for people who never read a manual."""
        return funnel_sentence(self)


def funnel_from(plain: Mapping[str, Any]) -> Funnel:
    """A funnel from its plain dict (URL, saved definition, file); raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    if "steps" in parts:
        parts["steps"] = tuple(build(Step, _with_where(part)) for part in parts["steps"])
    parts["exclusions"] = tuple(build(Exclusion, _with_where(part)) for part in parts.get("exclusions", ()))
    if parts.get("breakdown"):
        parts["breakdown"] = build(Breakdown, parts["breakdown"])
    return build(Funnel, parts)


def _with_where(part: Any) -> dict[str, Any]:
    if not isinstance(part, Mapping):
        raise DefinitionError(f"A step or exclusion is written as its parts, not as {part!r}.")
    return {**part, "where": conditions_from(part.get("where"))}


def _breakdown(given: Any) -> Any:
    return Breakdown(given) if isinstance(given, str) else given
