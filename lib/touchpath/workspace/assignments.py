"""Assignment files of randomised tests: who was in which arm, from any table with a column of arms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from touchpath.engine.base import Reader
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.journey.cells import Derived, Fixed, PartOf, Size
from touchpath.workspace.settings import read_settings
from touchpath.workspace.workspace import Workspace

_MOST_ARMS = 20


@dataclass(frozen=True)
class TestAssignments:
    """A test whose assignments are in the workspace: `known` of its `people` also have events or a row of people.

    `columns` are the other columns of the file, which may hold an outcome.
    """

    __test__ = False
    name: Fixed[str]
    file_name: Fixed[str]
    arms: Fixed[tuple[str, ...]]
    people: Size[int]
    known: PartOf[int]
    first_assigned: Derived[datetime | None]
    columns: Fixed[tuple[str, ...]]


@dataclass(frozen=True)
class AssignmentReport:
    """What came of a file: rows read, rows kept, rows without an arm (left out), and the tests in it."""

    rows_read: int
    accepted: int
    rejected: int
    tests: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """In words."""
        left = f", {self.rejected:,} without an arm or id left out" if self.rejected else ""
        return f"{self.rows_read:,} rows: {self.accepted:,} assignments of {len(self.tests)} tests{left}"


def assigned_tests(reader: Reader) -> tuple[TestAssignments, ...]:
    """Every test with an assignments file, by name."""
    return tuple(
        TestAssignments(
            row["test"],
            row["file_name"],
            tuple(row["arms"]),
            int(row["people"]),
            int(row["known"]),
            None if pd.isna(row["first_assigned"]) else pd.Timestamp(row["first_assigned"]).to_pydatetime(),
            tuple(str(name) for name in row["columns"]),
        )
        for row in reader.frame("ask/change/tests").to_dict("records")
    )


def import_assignments(
    workspace: Workspace,
    path: Path,
    *,
    arm: str,
    person: str | None = None,
    test: str | None = None,
    assigned_at: str | None = None,
    name: str = "",
) -> AssignmentReport:
    """Keep the assignments of a file; columns are named, `test` may be None: then `name` (or the file's) names it.

    Without a column of ids the row numbers stand in: nobody is then known from elsewhere, but the other columns of
    the file may hold the outcome. Assignments of a test that is there already are replaced.
    Raises ImportRefused for a file that is no table, lacks a column, or whose arms are too many to be arms.
    """
    store = Spool(workspace.spool)
    file = store.take(path)
    try:
        return keep_assignments(
            workspace, sniff(file)[0], arm=arm, person=person, test=test, assigned_at=assigned_at, name=name
        )
    finally:
        store.discard(file)


def keep_assignments(
    workspace: Workspace,
    table: SourceTable,
    *,
    arm: str,
    person: str | None = None,
    test: str | None = None,
    assigned_at: str | None = None,
    name: str = "",
) -> AssignmentReport:
    """`import_assignments` for a table that was already looked at."""
    rows = _protected(workspace, read_rows(table), person)
    _require(rows, table, (arm, person, test, assigned_at))
    given = pd.DataFrame({"source_row": range(1, len(rows) + 1), "arm": rows[arm].str.strip()})
    given["person_id"] = rows[person].str.strip() if person else given["source_row"].astype(str)
    given["test"] = rows[test].str.strip() if test else (name or table.name)
    given["assigned_at"] = _times(rows[assigned_at], table) if assigned_at else pd.NaT
    other = [column for column in rows.columns if column not in (arm, person, test, assigned_at)]
    given["cells"] = _cells(rows, other)
    usable = given[["arm", "person_id", "test"]].apply(lambda column: column.fillna("") != "").all(axis=1)
    kept = given[usable]
    arms = kept.groupby("test")["arm"].nunique()
    if len(arms) and arms.max() > _MOST_ARMS:
        raise ImportRefused(f"{arm} has {arms.max()} different values: these are hardly the arms of a test.",
                            file=table.file.name, remedy="Choose another column for the arm.")  # fmt: skip
    with workspace.access.act("import", table.file.name), workspace.engine.transaction() as writer:
        for found in arms.index:
            writer.run("keep/change/remove_assignments", {"test": str(found)})
        writer.put("given_assignments", kept)
        writer.run("keep/change/insert_assignments", {"file_name": table.file.name, "names": other})
    return AssignmentReport(len(given), len(kept), int((~usable).sum()), tuple(str(found) for found in arms.index))


def remove_assignments(workspace: Workspace, test: str) -> None:
    """Take the assignments of a test out of the workspace."""
    with workspace.access.act("delete", f'assignments of "{test}"'), workspace.engine.transaction() as writer:
        writer.run("keep/change/remove_assignments", {"test": test})


def _protected(workspace: Workspace, rows: pd.DataFrame, person: str | None) -> pd.DataFrame:
    """With ids, and addresses inside other cells, replaced by the hashes of the workspace where it wants that."""
    if not read_settings(workspace.engine)["protect_people"].value:
        return rows
    hashing = workspace.core.hashing
    safe = rows.copy()
    for column in rows.columns:
        safe[column] = rows[column].map(hashing.of if column == person else hashing.inside, na_action="ignore")
    return safe


def read_rows(table: SourceTable) -> pd.DataFrame:
    """The cells of a table as text, whatever its format."""
    names = [column.name for column in table.columns]
    if table.data is not None:
        rows = pd.read_parquet(table.data)
        rows.columns = pd.Index(names)
        return rows.astype("string")
    options = table.options
    return pd.read_csv(
        table.file.path,
        sep=options.delimiter,
        quotechar=options.quote or '"',
        encoding=options.encoding,
        skiprows=options.skip_rows + options.header_rows,
        header=None,
        names=names,
        dtype="string",
        keep_default_na=False,
        compression="gzip" if options.compression else None,
    )


def _cells(rows: pd.DataFrame, columns: Sequence[str]) -> pd.Series[Any]:
    """The cells of the columns of each row, as one list a row."""
    flat = pa.array(rows[list(columns)].fillna("").to_numpy(dtype=object).ravel(), type=pa.string())
    ends = pa.array(
        range(0, len(rows) * len(columns) + 1, len(columns)) if columns else [0] * (len(rows) + 1), pa.int32()
    )
    lists = pa.ListArray.from_arrays(ends, flat)
    return pd.Series(pd.arrays.ArrowExtensionArray(lists), index=rows.index)


def _times(texts: pd.Series[str], table: SourceTable) -> pd.Series[Any]:
    """Times as naive UTC; raises ImportRefused for one that is none."""
    times = pd.to_datetime(texts.where(texts != ""), utc=True, errors="coerce", format="ISO8601")
    bad = times.isna() & (texts.fillna("") != "")
    if bad.any():
        row = int(bad.to_numpy().argmax())
        raise ImportRefused(f'"{texts.iloc[row]}" is no time.', file=table.file.name, row=row + 2,
                            remedy="Write times as 2025-03-31T12:00:00Z, or choose another column.")  # fmt: skip
    return times.dt.tz_localize(None)


def _require(rows: pd.DataFrame, table: SourceTable, columns: Sequence[str | None]) -> None:
    for column in columns:
        if column is not None and column not in rows.columns:
            raise ImportRefused(f'There is no column called "{column}".', file=table.file.name,
                                remedy=f"Its columns are {', '.join(rows.columns)}.")  # fmt: skip
