"""First step of every import: the rows of the file, typed and judged, in the temporary table `staged`.

The database reads plain UTF-8 text itself. Whenever it meets a row it cannot split, the file is read again by our own
reader, which tells what is wrong with each bad row and loses none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from lib.engine.base import Writer
from lib.ingest.clean import Tick, clean_csv, no_tick
from lib.ingest.columns import reading
from lib.ingest.report import Reason
from lib.ingest.source import SourceTable

Stage = Callable[[SourceTable], dict[str, Any]]


@dataclass(frozen=True)
class Staged:
    """The counts of the staged rows: taken = rows_read - rejected, and why the others were not."""

    rows_read: int
    rejected: int
    reasons: tuple[Reason, ...]

    @property
    def taken(self) -> int:
        """Rows that can be imported (some may turn out to be duplicates)."""
        return self.rows_read - self.rejected


def stage(
    writer: Writer, table: SourceTable, statement: str, parameters: dict[str, Any], tick: Tick = no_tick
) -> Staged:
    """Run the staging `statement` over the table; `parameters` are those beside the ones of reading."""
    writer.run("load/define_moment")
    writer.run("load/define_amount")
    writer.run(statement, {**reading(table), **parameters})
    if int(writer.frame("load/rejects")["rows"][0]) and table.data is None:
        table = replace(table, data=clean_csv(table, tick).data)
        writer.run(statement, {**reading(table), **parameters})
    bad = table.data.with_suffix(".bad.csv") if table.data else None
    if bad and bad.exists():
        writer.run("load/stage_bad_rows", {"path": str(bad)})
    else:
        writer.run("load/no_bad_rows")
    return _counted(writer)


def _counted(writer: Writer) -> Staged:
    frame = writer.frame("load/stage_reasons")
    reasons = tuple(
        Reason(str(row.reason), int(str(row.rows))) for row in frame.itertuples() if isinstance(row.reason, str)
    )
    rows_read = int(frame["rows"].sum())
    return Staged(rows_read, sum(reason.rows for reason in reasons), reasons)
