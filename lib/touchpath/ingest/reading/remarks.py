"""Lines of a text that are no rows of a table: remarks, titles and totals, told by how they look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from touchpath.ingest.reading.delimited import Record
from touchpath.ingest.reading.rows import storable

REMARK, TITLE, FOOTER, TOTAL = "remarks", "titles above a table", "lines below a table", "totals"
SEPARATOR = "lines that name the separator"
_REMARK = re.compile(r'^"?#(?:[\s=#*-]|$)')
_TOTAL = re.compile(r"^(grand\s+)?(sub)?totals?\b|^(gesamt|summe|insgesamt)\b", re.IGNORECASE)
_DECORATION = re.compile(r"^[\s#=*_-]*$")
_MOST_TOTALS = 12
_COMPARED = 50


@dataclass(frozen=True)
class Said:
    """A line that is no row of any table: its number in the file, what it says, and what it is."""

    line: int
    text: str
    why: str


def is_remark(line: str) -> bool:
    """Whether a line looks like a remark about the table: a # followed by a blank or a rule of signs."""
    return bool(_REMARK.match(line))


def is_total(line: str) -> bool:
    """Whether a line sums up the ones before it."""
    return bool(_TOTAL.match(line.strip().lstrip('"')))


def interrupts(record: Record, width: int) -> bool:
    """Whether a record among the rows of a table of so many columns is a remark: it fills at most one of them."""
    return width > 1 and is_remark(record.raw) and filled(record) <= 1


def counted_rows(records: Iterable[Record]) -> Iterator[Record]:
    """The records without blank ones and remarks among them: those that are counted as rows of a table."""
    width = 0
    for record in records:
        if filled(record) and not (width and interrupts(record, width)):
            width = width or len(record.cells)
            yield record


def is_row_of(record: Record, table: Sequence[Record], *, apart: bool) -> bool:
    """Whether a line that begins like a remark is a row of the table before it: its first cell only begins with #.

    It has as many cells, and none of them is a word where the table has numbers; `apart` from the table by blank
    lines, there must be such numbers.
    """
    width = len(table[-1].cells)
    if width < 2 or len(record.cells) != width or filled(record) < 2:
        return False
    numeric = numeric_places(record.cells, table[1 : 1 + _COMPARED])
    return not words_at(record.cells, numeric) and (bool(numeric) or not apart)


def numeric_places(first: Sequence[str], below: Sequence[Record]) -> list[int]:
    """The places of the cells of `first` at which most of the records hold numbers."""
    rows = [record.cells for record in below]
    return [
        place
        for place in range(len(first))
        if rows and sum(is_number(row[place]) for row in rows if place < len(row)) > len(rows) / 2
    ]


def words_at(cells: Sequence[str], places: Sequence[int]) -> list[int]:
    """Those of the places that hold something that is no number."""
    return [place for place in places if cells[place].strip() and not is_number(cells[place])]


def sums_up(last: Record, records: Sequence[Record]) -> bool:
    """A last row that sums up: it says so, and is the only one (or one of few) that does."""
    if not last.cells or not is_total(last.cells[0]):
        return False
    return sum(bool(record.cells) and is_total(record.cells[0]) for record in records) <= _MOST_TOTALS


def filled(record: Record) -> int:
    """How many cells of a record hold anything; 1 for one that could not be split."""
    return sum(bool(cell.strip()) for cell in record.cells) if record.cells else 1


def plain(record: Record) -> str:
    """The filled cells of a record as one text; empty for a rule of signs."""
    text = " ".join(cell.strip() for cell in record.cells if cell.strip()) if record.cells else record.raw
    text = storable(text).strip().strip('"').lstrip("#").strip()
    return "" if _DECORATION.match(text) else text


def remark_text(record: Record) -> str:
    """What a remark says: as written, for a comma in it parts no cells ("# Date: Jan 1, 2024 - Jan 3, 2024")."""
    text = record.raw.strip().rstrip(",;\t ").strip('"').lstrip("#").strip()
    return "" if _DECORATION.match(text) else text.replace('""', '"')


def is_number(text: str) -> bool:
    """Whether a cell holds a plain number, also with signs between thousands or per cent."""
    try:
        float(text.strip().rstrip("%").replace(",", ""))
    except ValueError:
        return False
    return True
