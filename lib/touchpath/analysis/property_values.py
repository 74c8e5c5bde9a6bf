"""The values a property has, to choose from: each with how many people have it."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.analysis.suggested_funnels import volumes_in_view
from touchpath.engine.base import Reader
from touchpath.journey.cells import Label, Size
from touchpath.journey.conditions import Scope
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.written import finite_number

MOST = 200
_MANY = 12


@dataclass(frozen=True)
class PropertyValue:
    """A value as it is stored, and how many people have it (NaN: too few to be shown)."""

    value: Label[str]
    people: Size[float]


def property_values(
    engine: Reader, scope: Scope, name: str, filters: Filters = NO_FILTERS
) -> tuple[PropertyValue, ...]:
    """The 200 values that most people in view have; none for the amount of an event, which is a number."""
    if scope == "event" and name == "touchpoint":
        return tuple(PropertyValue(volume.name, volume.people) for volume in volumes_in_view(engine, filters)[:MOST])
    if scope == "event" and name == "value":
        return ()
    given = {"name": name, "most": MOST}
    if scope == "person":
        everybody = filters == NO_FILTERS
        rows = engine.frame("ask/overview/values_of_attribute", {**given, "everybody": everybody}, filters)
    else:
        rows = engine.frame("ask/overview/values_of_property", given, filters)
    pairs = zip(rows["value"], rows["people"], strict=True)
    return tuple(PropertyValue(str(value), float(people)) for value, people in pairs)


def is_number(scope: Scope, name: str, values: tuple[PropertyValue, ...]) -> bool:
    """Whether a property is read as a number: the amount of an event, or many values that are all numbers."""
    if scope == "event" and name == "value":
        return True
    return len(values) > _MANY and all(finite_number(part.value) is not None for part in values)
