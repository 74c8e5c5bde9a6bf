"""A table written anew as plain CSV, with some cells changed or rows left out; its rows keep their numbers."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from touchpath.ingest.reading.csv_rows import read_csv_rows, records
from touchpath.ingest.reading.rows import Row, fitted, misfit, write_clean
from touchpath.ingest.reading.table_rows import table_rows
from touchpath.ingest.reading.tables import table_of_clean
from touchpath.ingest.source import ReadingOptions, SourceTable, SpooledFile

Cells = list[str | None]
PLAIN = ".plain.csv"
"""What the names of files written anew end in."""
WITHHELD = "this row could not be split into columns, and its text was not kept"


def written_anew(
    table: SourceTable,
    change: Callable[[Row], Cells | None],
    target: Path,
    names: Sequence[str] | None = None,
    rows: int | None = None,
) -> SourceTable:
    """The table as a CSV file at `target`, with the cells `change` gives back (None: the row is left out).

    `target` ends in PLAIN; `names` are the columns of the new table, `rows` how many are taken (None: all). A row
    that could not be split is not shown to `change`: it stays a row that cannot be split, without its text. Rows left
    out, and what was blank between rows, are blank lines, so that the others keep their numbers. Raises ImportRefused
    when the file is damaged.
    """
    columns = list(names if names is not None else table.names)
    options, width = _options(table, columns), len(table.columns)
    withheld: Cells = [WITHHELD] if len(columns) > 1 else [WITHHELD, "-"]
    with target.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)  # so that a tab at the end stays
        for _ in range(options.skip_rows):
            writer.writerow(["-"])
        if options.header_rows:
            writer.writerow(columns)
        number = options.skip_rows + options.header_rows
        for row in islice(table_rows(table), rows):
            bad = row.reason or misfit(row.cells, width)
            cells = withheld if bad else change(Row(row.number, fitted(row.cells, width), row.raw))
            if cells is None:
                continue
            for _ in range(number + 1, row.number):
                stream.write("\n")
            writer.writerow(["" if cell is None else cell for cell in cells])
            number = max(number + 1, row.number)
    with target.open("rb") as written:
        sha256 = hashlib.file_digest(written, "sha256").hexdigest()
    return plain_table(SpooledFile(target, table.file.name, target.stat().st_size, sha256), options)


def _options(table: SourceTable, columns: list[str]) -> ReadingOptions:
    """How the new file is read: its header above the first row, or noted beside it where the first row is row 1."""
    if table.first_row < 2:
        return ReadingOptions(header_rows=0, names=tuple(columns))
    return ReadingOptions(skip_rows=table.first_row - 2)


def is_plain(file: SpooledFile) -> bool:
    """Whether a file was written by `written_anew`: it is read as it stands, whatever tool it seems to come from."""
    return file.path.name.endswith(PLAIN)


def plain_table(file: SpooledFile, options: ReadingOptions) -> SourceTable:
    """The table of a file written anew."""
    names = list(options.names) or [cell or "" for cell in next(records(file, options)).cells]
    clean = write_clean(read_csv_rows(file, options), len(names), file.path.with_suffix(".clean.csv"))
    return table_of_clean(file, options, names, clean)
