"""What every check of data quality shares: the view it looks at and what is read only once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.quality.effect import Meter, WhatIf, among, without
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import Effect, Examples, Finding, Headline, How, Rows, Sound, Targets
from touchpath.queries import pieces
from touchpath.queries.clauses import Clause
from touchpath.queries.pieces import piece

MOST_EXAMPLES = 100
CELLS_PER_DAY = 96
_FEWEST_ON_A_DAY = 200
_TIMES_USUAL = 20
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - stored times are naive UTC
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Draft:
    """A finding whose effect is still to be measured: how its rows are repaired or left out."""

    finding: Finding
    what_if: WhatIf | None = None
    how: How = "left out"


CheckOutcome = Draft | Sound


@dataclass(frozen=True)
class Bounds:
    """The usual days of the data (UTC day numbers since 1970, inclusive): what lies outside is ancient or future."""

    first: int
    last: int

    @property
    def begins(self) -> datetime:
        """The moment the usual days begin."""
        return _EPOCH + self.first * _ONE_DAY

    @property
    def ends(self) -> datetime:
        """The moment after the usual days."""
        return _EPOCH + (self.last + 1) * _ONE_DAY


@dataclass(frozen=True)
class Look:
    """One look at a workspace, or at one import of it."""

    reader: Reader
    calendar: Calendar
    targets: Targets
    import_id: int | None = None

    @cached_property
    def scope(self) -> tuple[Clause, ...]:
        """The clauses every event must pass."""
        if self.import_id is None:
            return ()
        return (piece(pieces.OF_IMPORT, scope_import=self.import_id),)

    @cached_property
    def meter(self) -> Meter:
        """Measures the headline numbers of this view."""
        codes = self.reader.frame("ask/log/touchpoint_codes")
        names = dict(zip(codes["code"].tolist(), codes["touchpoint"].tolist(), strict=True))
        return Meter(self.reader, self.calendar, self.targets, self.scope, names)

    @cached_property
    def headline(self) -> Headline:
        """The headline numbers as they are."""
        return self.meter.headline()

    def ask(self, question: str, extra: Sequence[Clause] = (), **parameters: Any) -> pd.DataFrame:
        """A question over the events of this view."""
        return self.reader.frame(question, parameters, NO_FILTERS, [*self.scope, *extra])

    @cached_property
    def imports(self) -> pd.DataFrame:
        """import_id, kind, file_name, rows_read, accepted, rejected, duplicate, findings, imported_at."""
        return self.reader.frame("ask/quality/imports", {"import_id": self.import_id})

    @cached_property
    def robots(self) -> pd.DataFrame:
        """person, person_id, events, day (number since 1970): people whose busiest day no human has.

        At least 200 different moments on one day, and 20 times the 99th percentile of all persons' days.
        """
        busy = self.ask("ask/quality/busy_days", fewest=_FEWEST_ON_A_DAY)
        busy = busy[busy["events"] >= _TIMES_USUAL * busy["usual"]].drop_duplicates("person")
        if busy.empty:
            return busy
        moments = self.ask("ask/quality/moments_of", people=[int(person) for person in busy["person"]])
        many = moments.loc[moments["moments"] >= _FEWEST_ON_A_DAY, "person"]
        return busy[busy["person"].isin(many)].reset_index(drop=True)

    @property
    def robot_rows(self) -> Rows:
        """The events of robots."""
        return Rows(pieces.ROBOTS, (("robots", tuple(int(p) for p in self.robots["person"])),))

    @cached_property
    def humans(self) -> tuple[Clause, ...]:
        """The clause that leaves robots out; nothing where there are none."""
        return () if self.robots.empty else (without(self.robot_rows),)

    @cached_property
    def activity(self) -> pd.DataFrame:
        """import_id, cell, events, midnights: quarters of an hour of every import, robots left out."""
        return self.ask("ask/quality/activity", self.humans)

    @cached_property
    def bounds(self) -> Bounds | None:
        """The usual days: from the first to the last cluster of days (no gap over a year) with 1 % of the events.

        Days after the last import, and before 1971 (what an empty time turns into), are never usual. None without.
        """
        days = (self.activity["cell"] // CELLS_PER_DAY).to_numpy()
        counts = pd.Series(self.activity["events"].to_numpy()).groupby(days).sum()
        possible = counts[(counts.index >= 365) & (counts.index <= self._latest_day)]
        if possible.empty:
            return None
        cluster = np.cumsum(np.diff(possible.index.to_numpy(), prepend=possible.index[0]) > 365)
        sizes = possible.groupby(cluster).transform("sum")
        usual = possible.index[(sizes >= 0.01 * counts.sum()).to_numpy()]
        return Bounds(int(usual[0]), int(usual[-1])) if len(usual) else None

    @property
    def _latest_day(self) -> int:
        """The day after the last import: an event of a later day lies in the future."""
        known = self.imports.loc[self.imports["kind"] == "events", "imported_at"]
        latest = known.max().to_pydatetime() if len(known) else datetime.now(UTC).replace(tzinfo=None)
        return int((latest - _EPOCH) / _ONE_DAY) + 1

    @cached_property
    def usual(self) -> tuple[Clause, ...]:
        """The clause that keeps the usual days."""
        if self.bounds is None:
            return ()
        return (piece(pieces.USUAL_DAYS, usual_from=self.bounds.begins, usual_until=self.bounds.ends),)

    @cached_property
    def tied(self) -> pd.DataFrame:
        """import_id, source_row, person, touchpoint, occurred_at, copy: events that share person and moment."""
        return self.ask("ask/quality/tied_rows", import_id=self.import_id)

    @cached_property
    def understood(self) -> pd.DataFrame:
        """import_id, file_name, events, people, names and what its values look like: one row an import of events."""
        return self.reader.frame("ask/quality/understood", {"import_id": self.import_id})

    def tally(self, rows: Rows) -> tuple[int, int]:
        """How many events and people these rows are."""
        row = self.ask("ask/quality/tally", [among(rows)]).iloc[0]
        return int(row["events"]), int(row["people"])

    def examples(self, rows: Rows) -> Examples:
        """The first of these rows in file order."""
        return examples_of(self.ask("ask/quality/examples", [among(rows)], most=MOST_EXAMPLES))


def measured(look: Look, draft: Draft) -> Finding:
    """The finding with its effect on the headline numbers."""
    if draft.what_if is None:
        return draft.finding
    after = look.meter.headline(draft.what_if)
    return replace(draft.finding, effect=Effect(draft.how, look.headline, after))


def listed_rows(frame: pd.DataFrame) -> Rows:
    """Rows told by import and row of the file (columns import_id, source_row)."""
    return Rows(
        pieces.LISTED,
        (
            ("rows_import", tuple(int(value) for value in frame["import_id"])),
            ("rows_row", tuple(int(value) for value in frame["source_row"])),
        ),
    )


def examples_of(frame: pd.DataFrame, most: int = MOST_EXAMPLES) -> Examples:
    """A table as examples; missing values are None and columns that are empty throughout are left out."""
    shown = frame.head(most).dropna(axis="columns", how="all")
    plain = shown.astype(object).where(shown.notna(), None)
    return Examples(tuple(shown.columns), tuple(tuple(row) for row in plain.itertuples(index=False, name=None)))


def days_of(cells: NDArray[np.int64], calendar: Calendar) -> list[Any]:
    """The day in the workspace zone of each quarter of an hour since 1970."""
    quarter = timedelta(seconds=900)
    unique, inverse = np.unique(cells, return_inverse=True)
    known = [calendar.day_of(_EPOCH + int(cell) * quarter) for cell in unique]
    return [known[place] for place in inverse]


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, columns as attributes."""
    return frame.itertuples(index=False)
