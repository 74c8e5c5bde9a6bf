"""What asking gives: the same answer for a page, the command line, a report and a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import pandas as pd

from touchpath.answers.viewer import Viewer
from touchpath.journey import filter_text
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.queries import catalog
from touchpath.queries.clauses import Clause

R = TypeVar("R")


@dataclass(frozen=True)
class Table:
    """One table of an answer. `name` is that of its file.

    `rows` are for files and scripts: shares 0-1, times in seconds. `readable` is the same as read on screen.
    """

    name: str
    rows: pd.DataFrame
    readable: pd.DataFrame


@dataclass(frozen=True)
class Statement:
    """The query behind an answer: its name in the catalog, the filters and clauses it is asked with."""

    name: str
    filters: Filters
    extra: tuple[Clause, ...] = ()

    def text(self, calendar: Calendar) -> str:
        """The query as text."""
        return catalog.compose(self.name, self.filters, calendar, self.extra).sql


@dataclass(frozen=True)
class Reading:
    """One figure as it is read at a glance.

    `note` says what it rests on, or why there is no value. `change` is the difference to the stretch before in words,
    `surely` whether its interval leaves out zero. `trend` are the values of complete periods. `known`: has a value.
    """

    name: str
    title: str
    value: str
    note: str
    definition: str
    denominator: str
    n: float
    statement: Statement
    trend: tuple[float, ...] = ()
    change: str = ""
    surely: bool = False
    known: bool = True


@dataclass(frozen=True)
class Told:
    """What is said of a result: in a sentence, in tables, and how it was computed.

    `n` counts what `denominator` names. `notes` are what a reader should know, `warnings` what may be a mistake,
    `findings` what needs a look.
    """

    title: str
    sentence: str
    definition: str
    denominator: str
    n: float
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    statement: Statement | None = None
    readings: tuple[Reading, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer(Generic[R]):
    """An answer to `question` under `filters`, as `viewer` may see it.

    `data_version` grows with every change of the workspace. `link` is the address of the page that shows it, below
    the address of the app. `currency` is what amounts are written in.
    """

    question: Any
    filters: Filters
    viewer: Viewer
    result: R
    told: Told
    calendar: Calendar
    data_version: int
    link: str
    currency: str = "EUR"

    @property
    def title(self) -> str:
        """What was asked, as a title."""
        return self.told.title

    @property
    def sentence(self) -> str:
        """The answer in a sentence with its numbers."""
        return self.told.sentence

    @property
    def in_full(self) -> str:
        """What was asked and the answer to it, where the sentence stands away from its page."""
        return f"{self.title} {self.sentence}"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The answer in tables."""
        return self.told.tables

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Its figures as they are read at a glance; empty where it has none."""
        return self.told.readings

    @property
    def definition(self) -> str:
        """How it is computed."""
        return self.told.definition

    @property
    def denominator(self) -> str:
        """What is counted."""
        return self.told.denominator

    @property
    def n(self) -> float:
        """How many of what the denominator names."""
        return self.told.n

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader should know: warnings first."""
        return (*self.told.warnings, *self.told.notes)

    def table(self, name: str = "") -> Table:
        """A table by name, the first without one; raises KeyError for one that is not there."""
        for table in self.tables:
            if not name or table.name == name:
                return table
        raise KeyError(f'This answer has no table called "{name}".')

    def sql(self) -> str:
        """The query that reads what it rests on; empty where no query does."""
        return self.told.statement.text(self.calendar) if self.told.statement else ""


def link_to(page: str, parameters: list[tuple[str, str]], filters: Filters) -> str:
    """The address of a page below that of the app, with what it looks at and the filters."""
    query = urlencode([*parameters, *filter_text.parameters(filters)])
    return f"{page}?{query}" if query else page
