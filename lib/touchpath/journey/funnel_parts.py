"""The parts a funnel is written in: steps, exclusions, a breakdown, and how they go together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, product
from typing import Any, Literal, get_args

from touchpath.journey.conditions import AnyOf, Condition, Where
from touchpath.journey.definition import DefinitionError, as_tuple

Order = Literal["ordered", "strict", "any"]
Entry = Literal["any", "first", "first_ever"]
Counting = Literal["people", "attempts", "sessions"]
ChannelOf = Literal["entry", "every", "first_ever"]
BreakdownScope = Literal["event", "person", "group"]
Touchpoints = str | tuple[str, ...] | None
Occurrence = Literal["every", "first_ever", "first_ever_then_where"]
At = Literal["first_touch", "last_touch", "all_events"] | int

SESSION_GAP_SECONDS = 1800


@dataclass(frozen=True)
class Step:
    """One step: one touchpoint, several of which any will do, or (None) any touchpoint, with conditions.

    An `optional` step is filled only by an event between those of its neighbours and never stops an attempt.
    `label` is the name shown instead of the touchpoints. `occurrence`: "every" event that fits fills the step; only
    the person's "first_ever" that fits, looking before the dates; or their first ever at the touchpoints, if it meets
    the conditions ("first_ever_then_where"). Alternatives with conditions of their own: see `either`.
    """

    touchpoint: Touchpoints
    where: tuple[Where, ...] = ()
    optional: bool = False
    label: str | None = None
    occurrence: Occurrence = "every"

    def __post_init__(self) -> None:
        """Lists become tuples, and a list of one touchpoint that touchpoint."""
        object.__setattr__(self, "touchpoint", _one_or_several(self.touchpoint))
        object.__setattr__(self, "where", _conditions(self.where))
        if self.occurrence not in get_args(Occurrence):
            told = ", ".join(get_args(Occurrence))
            raise DefinitionError(f'"{self.occurrence}" is no occurrence of a step: choose one of {told}.')

    @classmethod
    def either(cls, *alternatives: Step, label: str | None = None) -> Step:
        """A step of alternatives: an event of any of them fills it, each with its own touchpoints and conditions.

        What else the alternatives say (optional, label, occurrence) is not used.
        """
        if len(alternatives) < 2:
            raise DefinitionError("A step of alternatives needs two of them or more.")
        parts = [part for step in alternatives for part in _alternatives(step)]
        names = [step.touchpoints for step in alternatives]
        known = None if None in names else tuple(chain.from_iterable(part or () for part in names))
        return cls(known, (AnyOf(tuple(parts)),) if all(parts) else (), label=label)

    @property
    def touchpoints(self) -> tuple[str, ...] | None:
        """The touchpoints as a tuple; None is any touchpoint."""
        return None if self.touchpoint is None else as_tuple(self.touchpoint)

    def meets(self, other: Step) -> bool:
        """Whether an event of one touchpoint could fit both steps."""
        if self.touchpoints is None or other.touchpoints is None:
            return True
        return not set(self.touchpoints).isdisjoint(other.touchpoints)

    @property
    def name(self) -> str:
        """What the step is called on screen."""
        return self.label or listed(self.touchpoints)


@dataclass(frozen=True)
class Exclusion:
    """Events that spoil an attempt when they lie strictly between two steps (numbered from 0)."""

    touchpoint: Touchpoints
    after_step: int = 0
    before_step: int = 1
    where: tuple[Where, ...] = ()

    def __post_init__(self) -> None:
        """Lists become tuples, and a list of one touchpoint that touchpoint."""
        object.__setattr__(self, "touchpoint", _one_or_several(self.touchpoint))
        object.__setattr__(self, "where", _conditions(self.where))

    @property
    def touchpoints(self) -> tuple[str, ...] | None:
        """The touchpoints as a tuple; None is any touchpoint."""
        return None if self.touchpoint is None else as_tuple(self.touchpoint)

    @property
    def name(self) -> str:
        """What the exclusion is called on screen."""
        return listed(self.touchpoints)


@dataclass(frozen=True)
class Breakdown:
    """The funnel side by side for each value of one property, or each pair of values of two.

    `properties`: names of properties; "channel" and "value" belong to events, "persona" to people whatever the
    scope. `scope`: "event", "person", or "group": then `properties` names saved groups, a person may be in several,
    and those in none form the group of kind "missing". A tuple gives each property its own scope.
    `at`: which event decides (see the README); a number is a step, counted from 0.
    `limit`: how many values are kept apart, the rest forms "Other"; None keeps all.
    """

    properties: str | tuple[str, ...]
    at: At = "first_touch"
    limit: int | None = 10
    scope: BreakdownScope | tuple[BreakdownScope, ...] = "event"

    def __post_init__(self) -> None:
        """Lists become tuples so that the breakdown stays hashable."""
        object.__setattr__(self, "properties", _one_or_several(self.properties))
        object.__setattr__(self, "scope", _one_or_several(self.scope, distinct=False))

    @property
    def names(self) -> tuple[str, ...]:
        """The properties (or saved groups) as a tuple."""
        return as_tuple(self.properties)

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scope of each property."""
        given = self.scope if isinstance(self.scope, tuple) else (self.scope,) * len(self.names)
        return tuple(
            "person" if name == "persona" and of == "event" else of
            for name, of in zip(self.names, given, strict=False)
        )

    @property
    def by_group(self) -> bool:
        """Whether the breakdown is by saved groups."""
        return "group" in self.scopes


@dataclass(frozen=True)
class FunnelParts:
    """The parts of a funnel as they are written, before its rules are checked: see Funnel."""

    steps: tuple[Step, ...]
    order: Order = "ordered"
    window_seconds: float | None = None
    step_window_seconds: float | None = None
    entry: Entry = "any"
    counting: Counting = "people"
    exclusions: tuple[Exclusion, ...] = ()
    hold: tuple[str, ...] = ()
    breakdown: Breakdown | None = None
    mature_only: bool = False
    channel_of: ChannelOf = "entry"
    session_gap_seconds: float = SESSION_GAP_SECONDS


def listed(touchpoints: tuple[str, ...] | None) -> str:
    """Touchpoints of a step in words."""
    return "any touchpoint" if touchpoints is None else " or ".join(touchpoints)


def _one_or_several(names: Any, distinct: bool = True) -> Any:
    if isinstance(names, list | tuple):
        kept = tuple(dict.fromkeys(names)) if distinct else tuple(names)
        return kept[0] if len(kept) == 1 else kept
    return names


def _conditions(where: Any) -> tuple[Where, ...]:
    return (where,) if isinstance(where, Condition | AnyOf) else tuple(where)


def _alternatives(step: Step) -> list[tuple[Condition, ...]]:
    """The ways in which an event can fill a step: the conditions it must meet, its touchpoints among them."""
    choices = [part.alternatives if isinstance(part, AnyOf) else ((part,),) for part in step.where]
    ways = [tuple(chain.from_iterable(way)) for way in product(*choices)]
    return [way if _names(way, step) else (Condition("touchpoint", "=", step.touchpoints), *way) for way in ways]


def _names(way: tuple[Condition, ...], step: Step) -> bool:
    """Whether a way says already which of the step's touchpoints it is about."""
    known = step.touchpoints
    named = (part for part in way if (part.name, part.op, part.scope) == ("touchpoint", "=", "event"))
    return known is None or any(set(part.values) <= set(known) for part in named)
