"""What every reader yields, and how the rows become one clean CSV file that the database reads.

The clean file has a first column with the number of each row and then c0..cN; rows that cannot be split stand in a
second file with the reason. So nothing is lost, and a bad row never ends an import.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

RAW_SIGNS = 10_000
_BYTES_OF_A_SIGN = 4
LONGEST_ROW = 1_900_000
"""Bytes of a row of the clean file, with the signs that quotes cost; the database reads no line beyond 2 MiB."""
TOO_LONG = "longer than 1.9 million bytes"


@dataclass(frozen=True)
class Row:
    """One row of a table: its number, its cells as text (None: missing), or the reason why it has none."""

    number: int
    cells: list[str | None]
    raw: str = ""
    reason: str = ""


@dataclass(frozen=True)
class CleanTable:
    """A table as two clean CSV files: the rows, and those that could not be split (None: there are none)."""

    data: Path
    bad: Path | None
    rows: int


def write_clean(
    rows: Iterable[Row], width: int, target: Path, tick: Callable[[int], None] = lambda count: None
) -> CleanTable:
    """Write rows to `target` (and bad ones beside it); a row wider or narrower than `width` is a bad one.

    A row that only lacks or only adds blank cells at its end is padded or cut. `tick` is called now and then with
    the number of rows read; it may raise to stop.
    """
    bad_path = target.with_suffix(".bad.csv")
    count = bad = 0
    with (
        target.open("w", newline="", encoding="utf-8") as good_file,
        bad_path.open("w", newline="", encoding="utf-8") as bad_file,
    ):
        good_rows, bad_rows = csv.writer(good_file, lineterminator="\n"), csv.writer(bad_file, lineterminator="\n")
        for count, row in enumerate(rows, start=1):
            reason = row.reason or misfit(row.cells, width)
            if reason:
                bad += 1
                raw = row.raw.rstrip("\r\n")[:RAW_SIGNS] or _joined(row.cells)
                bad_rows.writerow([row.number, reason, storable(raw)])
            else:
                good_rows.writerow([row.number, *fitted(row.cells, width)])
            if count % 50_000 == 0:
                tick(count)
    if not bad:
        bad_path.unlink()
    return CleanTable(target, bad_path if bad else None, count)


def misfit(cells: list[str | None], width: int) -> str:
    """Why a row cannot stand in a table of so many columns; empty when it can."""
    if _is_too_long(cells):
        return TOO_LONG
    if len(cells) == width or (len(cells) > width and not any(cells[width:])):
        return ""
    if len(cells) > width:
        return f"too many columns: {len(cells)} instead of {width}"
    return f"too few columns: {len(cells)} instead of {width}"


def _is_too_long(cells: list[str | None]) -> bool:
    signs = sum(map(len, filter(None, cells)))
    if signs * _BYTES_OF_A_SIGN <= LONGEST_ROW:
        return False
    return sum(len(cell.encode("utf-8", "replace")) + cell.count('"') for cell in cells if cell) > LONGEST_ROW


def fitted(cells: list[str | None], width: int) -> list[str | None]:
    """Exactly `width` cells; characters no text column can hold are left out, every line end is one sign."""
    return [storable(cell) if cell and not cell.isprintable() else cell for cell in cells[:width]]


def storable(cell: str) -> str:
    """The text as it can be kept and shown: no zeros, no halves of characters, every line end one sign."""
    plain = cell.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return plain.encode("utf-8", "replace").decode("utf-8")


def _joined(cells: list[str | None]) -> str:
    return ",".join(cell or "" for cell in cells)[:RAW_SIGNS]
