"""Who gets which persona: rules and columns tried in order over everybody in the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import singledispatch
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.condition_values import condition_holds
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.cells import Derived, Fixed, Label, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.persona_tests import Attribute, Done, FirstChannel, FirstSeen, InGroup, Test, ValueTotal
from touchpath.journey.personas import PersonaColumn, PersonaRule, Personas
from touchpath.journey.words import plural

MOST_VALUES = 50
"""A column with more different values than this names no personas."""

Mask = NDArray[np.bool_]
_COLUMN_QUESTION = {
    "event": "ask/personas/event_column",
    "person": "ask/personas/person_column",
    "people file": "ask/personas/file_column",
}


@dataclass(frozen=True)
class PersonaSize:
    """How many people get a persona, and how many fit it before earlier rules take theirs."""

    persona: Label[str]
    people: Size[int]
    fitting: Size[int]


@dataclass(frozen=True)
class PersonaCount:
    """How many people have a persona now; None: those without one."""

    persona: Label[str | None]
    people: Size[int]


@dataclass(frozen=True)
class PersonaCounts:
    """Everybody by persona, most first."""

    personas: tuple[PersonaCount, ...]
    people: Size[int]


def _have(people: int) -> str:
    return "has" if people == 1 else "have"


@dataclass(frozen=True)
class ColumnUse:
    """A column used for personas: people with a value; `several` pairs a number of different values (from 2 on) with
    the people who have that many.
    """

    column: Fixed[PersonaColumn]
    people: Size[int]
    several: Derived[tuple[tuple[int, int], ...]] = ()

    @property
    def varying(self) -> int:
        """People with several different values."""
        return sum(people for _, people in self.several)

    @property
    def sentence(self) -> str:
        """What varies, in words."""
        if not self.people:
            return f"Nobody has a value of {self.column.name}."
        if not self.varying:
            whose = "The one person" if self.people == 1 else f"Each of the {self.people:,} people"
            return f"{whose} with {self.column.name} has one value."
        of_all = f"{self.varying:,} of {plural(self.people, 'person', 'people')} {_have(self.varying)} several values"
        parts = ", ".join(f"{people:,} {_have(people)} {number}" for number, people in self.several)
        return f"{of_all} of {self.column.name}{f' ({parts})' if len(self.several) > 1 else ''}: the last counts."


@dataclass(frozen=True)
class Sizes:
    """People per persona in the order of the rules, people `without`, and how columns vary."""

    personas: tuple[PersonaSize, ...]
    without: Size[int]
    columns: tuple[ColumnUse, ...]

    @property
    def people(self) -> int:
        """Everybody."""
        return self.without + sum(size.people for size in self.personas)


@dataclass(frozen=True)
class PersonaLabels:
    """`personas` of `people` (keys, in order; None: no persona), and their sizes."""

    people: NDArray[Any]
    personas: NDArray[Any]
    sizes: Sizes


def assign(reader: Reader, personas: Personas, calendar: Calendar) -> PersonaLabels:
    """Try the rules in order over every person; the first that fits decides.

    Raises DefinitionError when a column has more than MOST_VALUES different values.
    """
    people = reader.frame("ask/personas/people").set_index("person")
    given = pd.Series([None] * len(people), index=people.index, dtype=object)
    fitting: dict[str, Mask] = {}
    uses = []
    for source in personas.sources:
        if isinstance(source, PersonaColumn):
            labels, use = _column_labels(reader, people.index, source)
            uses.append(use)
        else:
            labels = _rule_labels(reader, people, source, calendar)
            fitting.setdefault(source.persona, np.zeros(len(people), dtype=bool))
        for name in sorted(labels.dropna().unique()):
            fitting[name] = fitting.get(name, False) | (labels == name).to_numpy(dtype=bool)
        given = given.where(given.notna(), labels)
    return _assignment(given, fitting, tuple(uses))


def _assignment(given: pd.Series[Any], fitting: dict[str, Mask], columns: tuple[ColumnUse, ...]) -> PersonaLabels:
    counts = given.value_counts()
    sizes = tuple(PersonaSize(name, int(counts.get(name, 0)), int(mask.sum())) for name, mask in fitting.items())
    values = given.where(given.notna(), None).to_numpy(dtype=object)
    return PersonaLabels(given.index.to_numpy(), values, Sizes(sizes, int(given.isna().sum()), columns))


def _column_labels(reader: Reader, index: pd.Index[Any], column: PersonaColumn) -> tuple[pd.Series[Any], ColumnUse]:
    parameters = {} if column.of == "people file" else {"name": column.name}
    found = reader.frame(_COLUMN_QUESTION[column.of], parameters).set_index("person")
    distinct = found["value"].nunique()
    if distinct > MOST_VALUES:
        raise DefinitionError(
            f'"{column.name}" has {distinct:,} different values: a persona column has at most {MOST_VALUES}.'
        )
    labels = found["value"].astype(object).reindex(index)
    counts = found.loc[found["distinct_values"] > 1, "distinct_values"].value_counts().sort_index()
    several = tuple((int(number), int(people)) for number, people in zip(counts.index, counts, strict=True))
    return labels, ColumnUse(column, len(found), several)


def _rule_labels(reader: Reader, people: pd.DataFrame, rule: PersonaRule, calendar: Calendar) -> pd.Series[Any]:
    masks = [_fits(test, reader, people, calendar) for test in rule.tests]
    combine = np.logical_and if rule.match == "all" else np.logical_or
    fits = pd.Series(combine.reduce(masks), index=people.index)
    return fits.map({True: rule.persona, False: None}).astype(object)


@singledispatch
def _fits(test: Test, reader: Reader, people: pd.DataFrame, calendar: Calendar) -> Mask:
    """Which of `people` (index: person; column first_seen, UTC) pass the test."""
    raise TypeError(f"{type(test).__name__} is no test of a person")


@_fits.register
def _attribute_fits(test: Attribute, reader: Reader, people: pd.DataFrame, calendar: Calendar) -> Mask:
    values = reader.frame("ask/personas/attribute", {"name": test.condition.name}).set_index("person")["value"]
    if test.condition.name == "persona":
        raise DefinitionError("A rule for personas cannot look at the persona itself.")
    return condition_holds(values.reindex(people.index), test.condition)


@_fits.register
def _done_fits(test: Done, reader: Reader, people: pd.DataFrame, calendar: Calendar) -> Mask:
    events = _activity(reader, people, test.touchpoints, test.channels)["events"]
    return _within(events, test.at_least, test.at_most)


@_fits.register
def _value_fits(test: ValueTotal, reader: Reader, people: pd.DataFrame, calendar: Calendar) -> Mask:
    return _within(_activity(reader, people, test.touchpoints)["value"], test.at_least, test.at_most)


@_fits.register
def _first_channel_fits(test: FirstChannel, reader: Reader, people: pd.DataFrame, calendar: Calendar) -> Mask:
    first = reader.frame("ask/log/first_channels").set_index("person")["channel_name"].astype(object)
    known = first.isin([name for name in test.channels if name is not None])
    missing = first.isna() if None in test.channels else known
    fits: Mask = (known | missing).reindex(people.index, fill_value=False).to_numpy(dtype=bool)
    return fits


@_fits.register
def _first_seen_fits(test: FirstSeen, reader: Reader, people: pd.DataFrame, calendar: Calendar) -> Mask:
    seen = people["first_seen"]
    fits = seen.notna()
    if test.date_from:
        fits &= seen >= calendar.utc_of(test.date_from)
    if test.date_to:
        fits &= seen < calendar.utc_of(test.date_to + timedelta(days=1))
    mask: Mask = fits.to_numpy(dtype=bool)
    return mask


@_fits.register
def _group_fits(test: InGroup, reader: Reader, people: pd.DataFrame, calendar: Calendar) -> Mask:
    members = reader.frame("ask/log/group_people", {"group_name": test.group})["person"]
    inside: Mask = np.asarray(people.index.isin(members), dtype=bool)
    return inside


def _activity(
    reader: Reader, people: pd.DataFrame, touchpoints: tuple[str, ...], channels: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Events and value of every person, 0 for those without."""
    parameters = {"any_touchpoint": not touchpoints, "touchpoints": list(touchpoints)}
    counted = reader.frame("ask/personas/activity", parameters, Filters(channels=channels))
    return counted.set_index("person").reindex(people.index, fill_value=0)


def _within(numbers: pd.Series[Any], low: float | None, high: float | None) -> Mask:
    array = numbers.to_numpy(dtype=float)
    return (array >= (-np.inf if low is None else low)) & (array <= (np.inf if high is None else high))
