"""How many people have each value of a property, over all data."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.analysis import funnel as funnels
from touchpath.analysis.log.groups import GroupKind
from touchpath.engine.base import Reader
from touchpath.journey.cells import Fixed, Label, Size
from touchpath.journey.filters import NO_FILTERS, Filters, Name
from touchpath.journey.funnel import Breakdown, BreakdownScope, Funnel, Step

_ANYTHING = (Step(None),)
_MOST_VALUES = 1_000


@dataclass(frozen=True)
class ValueCount:
    """People with at least one event that carries a value (None, and kind "missing": with one that carries none)."""

    name: Label[Name]
    kind: Fixed[GroupKind]
    people: Size[int]


def people_by_value(engine: Reader, name: str, scope: BreakdownScope = "event") -> tuple[ValueCount, ...]:
    """The values of a property of events or people (`scope`), most people first; "channel" and "persona" too.

    A person counts once per value. Values beyond the first 1,000 are one, of kind "other". Raises DefinitionError for
    what cannot be split by.
    """
    every = Breakdown(name, "all_events", _MOST_VALUES, scope)
    found = funnels.measure(engine, Funnel(_ANYTHING, breakdown=every), NO_FILTERS)
    counts = [ValueCount(group.values[0], group.kind, group.steps[0].people) for group in found.groups]
    return tuple(sorted(counts, key=lambda part: -part.people))


def people_in_view(engine: Reader, filters: Filters) -> int:
    """People with at least one event that passes the filters."""
    return funnels.measure(engine, Funnel(_ANYTHING), filters).steps[0].people
