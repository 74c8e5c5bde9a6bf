"""First step of every import: the rows of the file, typed and judged, in the temporary table `staged`.

The database reads plain UTF-8 text itself. Whenever it meets a row it cannot split, the file is read again by our own
reader, which tells what is wrong with each bad row and loses none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from touchpath.engine.base import UnreadableTextError, Writer
from touchpath.ingest.columns import reading
from touchpath.ingest.load.loader import TEXT_CELLS, Staging
from touchpath.ingest.reading.clean import Tick, clean_csv, no_tick
from touchpath.ingest.reading.glance import settled_text
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import Reason
from touchpath.ingest.source import SourceTable
from touchpath.journey.words import count

T = TypeVar("T")


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


def stage(writer: Writer, table: SourceTable, staging: Staging, tick: Tick = no_tick) -> Staged:
    """Fill `staged` and `bad_rows` from the table; the counts of what came in."""
    for macro in _MACROS:
        writer.run(macro)
    unread = _read(writer, table, staging)
    if unread and table.data is None:
        table = replace(table, data=clean_csv(table, tick).data)
        unread = _read(writer, table, staging)
    if unread:
        raise ImportRefused(
            f"{count(unread)} of the rows cannot be read as a table.", file=table.file.name,
            remedy="Save it as plain CSV and add that.",
        )  # fmt: skip
    for step in staging.steps:
        writer.run(step.statement, step.parameters)
    bad = table.data.with_suffix(".bad.csv") if table.data else None
    if bad and bad.exists():
        writer.run("keep/load/stage_bad_rows", {"path": str(bad)})
    else:
        writer.run("keep/load/no_bad_rows")
    staged = _counted(writer, staging.reasons)
    if staging.reading == TEXT_CELLS:
        writer.run("keep/load/raw_of_cells")
    elif staged.rejected:
        given = reading(table)
        writer.run(
            "keep/load/raw_of_file", {name: given[name] for name in given.keys() - {"row_column", "rows_before"}}
        )
    else:
        writer.run("keep/load/no_raw_rows")
    return staged


def with_clean_copy(table: SourceTable, attempt: Callable[[SourceTable], T]) -> T:
    """What `attempt` gives for the table; where the database cannot read its text, for a clean copy of it.

    Raises ImportRefused when even that cannot be read.
    """
    table = settled_text(table)
    try:
        return attempt(table)
    except UnreadableTextError as error:
        if table.data is not None:
            raise ImportRefused("The text cannot be read as a table.", file=table.file.name) from error
    return with_clean_copy(replace(table, data=clean_csv(table).data), attempt)


def _read(writer: Writer, table: SourceTable, staging: Staging) -> int:
    """Read the text; how many rows the database could not split."""
    writer.run("keep/load/forget_rejects")
    step = staging.reading
    writer.run(step.statement, {**reading(table, step.renamed), **step.parameters})
    return int(writer.frame("keep/load/rejects")["rows"][0])


_MACROS = (
    "keep/load/define_month_of",
    "keep/load/define_zone_minutes",
    "keep/load/define_written_time",
    "keep/load/define_written_clock",
    "keep/load/define_written_moment",
    "keep/load/define_moment",
    "keep/load/define_pointed",
    "keep/load/define_amount",
    "keep/load/define_decimals_at_end",
    "keep/load/define_decimals",
    "keep/load/define_line_amount",
    "keep/load/define_cancellation",
    "keep/load/define_currency_code",
    "keep/load/define_clock_change",
    "keep/load/define_period_part",
    "keep/load/define_period_days",
    "keep/load/define_score",
    "keep/load/define_trimmed",
    "keep/load/define_cell",
    "keep/load/define_raw_row",
)


def _counted(writer: Writer, counting: str) -> Staged:
    frame = writer.frame(counting)
    reasons = tuple(
        Reason(str(row.reason), int(str(row.rows))) for row in frame.itertuples() if isinstance(row.reason, str)
    )
    rows_read = int(frame["rows"].sum())
    return Staged(rows_read, sum(reason.rows for reason in reasons), reasons)
