"""The events and answers of a workspace, filtered, as a Parquet or CSV file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.workspace.spreadsheet_cells import csv_lines
from touchpath.workspace.workspace import Workspace

ExportedTable = Literal["events", "answers"]
Form = Literal["parquet", "csv"]
_QUESTIONS: dict[ExportedTable, str] = {"events": "ask/exports/events", "answers": "ask/exports/answers"}


def export(workspace: Workspace, table: ExportedTable, form: Form, filters: Filters, target: Path) -> int:
    """Write the events that pass the filters, or the answers of the people who have one, to `target`; rows written.

    Rows go through memory in pieces. In CSV a cell that a spreadsheet would run as a formula gets a leading
    apostrophe; times are UTC.
    """
    with workspace.access.act("export", f"{table} as {form}"):
        return _written(workspace.engine, table, form, filters, target)


def _written(reader: Reader, table: ExportedTable, form: Form, filters: Filters, target: Path) -> int:
    rows = 0
    write: Callable[[pd.DataFrame], None] | None = None
    close: Callable[[], None] = _nothing
    for piece in reader.batches(_QUESTIONS[table], {}, filters):
        if write is None:
            write, close = _csv(target) if form == "csv" else _parquet(target, piece)
        write(piece)
        rows += len(piece)
    close()
    if write is None:
        target.touch()
    return rows


def _csv(target: Path) -> tuple[Callable[[pd.DataFrame], None], Callable[[], None]]:
    def write(piece: pd.DataFrame) -> None:
        first = not target.exists()
        with target.open("a", encoding="utf-8", newline="") as out:
            out.write(csv_lines(piece, header=first))

    target.unlink(missing_ok=True)
    return write, _nothing


def _parquet(target: Path, first: pd.DataFrame) -> tuple[Callable[[pd.DataFrame], None], Callable[[], None]]:
    texts = [name for name in first.columns if name in _TEXTS]
    schema = pa.Schema.from_pandas(
        first.astype(dict.fromkeys(texts, "string")), preserve_index=False
    ).remove_metadata()
    writer = pq.ParquetWriter(target, schema, compression="zstd")

    def write(piece: pd.DataFrame) -> None:
        whole = pa.Table.from_pandas(piece.astype(dict.fromkeys(texts, "string")), schema, preserve_index=False)
        writer.write_table(whole.replace_schema_metadata(None))

    return write, writer.close


_TEXTS = frozenset({
    "person", "touchpoint", "channel", "persona", "session", "order_id", "properties",
    "respondent", "question", "metric", "answer", "comment",
})  # fmt: skip


def _nothing() -> None:
    """There is nothing to close."""
