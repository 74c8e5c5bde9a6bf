"""The kinds of questions: how each is written, measured and told. A new kind is one entry in the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from touchpath.answers.answer import Told
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError, Plain, to_plain
from touchpath.journey.filters import Filters
from touchpath.journey.watching import Watch, unwatched

Q = TypeVar("Q")
R = TypeVar("R")
KIND = "question"
"""The key of a plain dict that names the kind of its question."""


@dataclass(frozen=True)
class Place:
    """Where an answer stands: the filters it was asked with, the clock, the currency, and the small-cell size."""

    filters: Filters
    calendar: Calendar
    currency: str
    small_cell: int


@dataclass(frozen=True)
class Kind(Generic[Q, R]):
    """One kind of question.

    `measure` computes the raw result (`measure_people` also whom it is about, where that costs extra and small groups
    are hidden; `measure_watched` instead where it takes long and tells how far it is). What comes after sees only
    what may be shown: `derive` computes further, and `tell` makes sentences and tables. `page` is the page that shows
    it, `parameters` what stands in its link.
    """

    name: str
    definition: type[Q]
    read: Callable[[Mapping[str, Any]], Q]
    measure: Callable[[Reader, Q, Filters], Any]
    tell: Callable[[Q, R, Place], Told]
    page: str
    parameters: Callable[[Q], list[tuple[str, str]]]
    write: Callable[[Q], Plain] = to_plain
    derive: Callable[[Q, Any], R] | None = None
    measure_people: Callable[[Reader, Q, Filters], Any] | None = None
    measure_watched: Callable[[Reader, Q, Filters, Watch], Any] | None = None

    def raw(self, engine: Reader, question: Q, filters: Filters, small_cell: int, watch: Watch = unwatched) -> Any:
        """The result before anything is hidden."""
        if self.measure_watched:
            return self.measure_watched(engine, question, filters, watch)
        measure = self.measure_people if small_cell and self.measure_people else self.measure
        return measure(engine, question, filters)


class Register:
    """Every kind of question by name and by the class of its definition."""

    def __init__(self, kinds: tuple[Kind[Any, Any], ...]) -> None:
        self.by_name = {kind.name: kind for kind in kinds}
        self._by_class = {kind.definition: kind for kind in kinds}

    def of(self, question: Any) -> Kind[Any, Any]:
        """The kind of a question; raises DefinitionError for what is none."""
        found = self._by_class.get(type(question))
        if found is None:
            raise DefinitionError(f"{type(question).__name__} is no question: ask {', '.join(self._names())}.")
        return found

    def read(self, plain: Mapping[str, Any]) -> Any:
        """A question from its plain dict; without its kind, the one kind that has all of these fields.

        Raises DefinitionError for what is no question.
        """
        parts = {str(name): value for name, value in plain.items()}
        name = parts.pop(KIND, None)
        kind = self._by_fields(set(parts)) if name is None else self.by_name.get(name)
        if kind is None:
            raise DefinitionError(f'There is no question "{name}": choose one of {", ".join(self.by_name)}.')
        return kind.read(parts)

    def _by_fields(self, names: set[str]) -> Kind[Any, Any]:
        fitting = [kind for kind in self.by_name.values() if names <= {f.name for f in fields(kind.definition)}]
        if len(fitting) != 1:
            raise DefinitionError(f'Say which question it is: "{KIND}" is one of {", ".join(self.by_name)}.')
        return fitting[0]

    def write(self, question: Any) -> Plain:
        """The plain dict of a question, with its kind."""
        kind = self.of(question)
        return {KIND: kind.name, **kind.write(question)}

    def _names(self) -> list[str]:
        return [kind.definition.__name__ for kind in self.by_name.values()]
