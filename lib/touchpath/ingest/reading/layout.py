"""Where the tables of a delimited text lie: banners and remarks before, headers of several rows, footers after.

Only what the lines themselves show is used: blank lines, lines that are remarks (`# Start date: 20240101`), how many
cells are filled, and whether cells are names or values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.ingest.reading.delimited import Record, header_rows
from touchpath.ingest.reading.header_rows import header_depth, names_groups
from touchpath.ingest.reading.rows import storable

_REMARK = re.compile(r'^"?#(?:[\s=#*-]|$)')
_TOTAL = re.compile(r"^(grand\s+)?(sub)?totals?\b|^(gesamt|summe|insgesamt)\b", re.IGNORECASE)
_LONGEST_TITLE = 10
_MOST_TOTALS = 12
_DECORATION = re.compile(r"^[\s#=*_-]*$")


@dataclass(frozen=True)
class Region:
    """One table in the text.

    `skip_rows` counts lines before its header, `header_rows` the rows of names, `rows` the data records (None: to the
    end of the file). `remarks` are the lines said about it before, `footer` those left out after it.
    """

    skip_rows: int
    header_rows: int
    rows: int | None = None
    remarks: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


def is_remark(line: str) -> bool:
    """Whether a line is a remark about the table and no row of it: a # followed by a blank or a rule of signs."""
    return bool(_REMARK.match(line))


def is_total(line: str) -> bool:
    """Whether a line sums up the ones before it."""
    return bool(_TOTAL.match(line.strip().lstrip('"')))


def find_regions(records: Sequence[Record], *, whole: bool) -> tuple[Region, ...]:
    """The tables among the records; `whole`: these are all records of the file, so that footers can be told."""
    chunks = _chunks(records)
    tables: list[_Table] = []
    remarks: list[str] = []
    for place, chunk in enumerate(chunks):
        if not chunk.records:
            remarks.append(chunk.remark)
            continue
        if not tables and _is_title(chunk.records, chunks[place + 1 :]):
            remarks += [_plain(record) for record in chunk.records]
            continue
        if remarks or not tables or not _continues(chunk.records, tables[-1]):
            said, rest = _without_banner(chunk.records)
            remarks += said
            if not rest:
                continue
            tables.append(_Table(rest, tuple(remarks)))
            remarks = []
        elif _narrow(chunk.records) and whole:
            tables[-1].after.append(chunk.records)
        else:
            tables[-1].take(chunk.records)
    return tuple(_region(table, len(tables) > 1 or whole) for table in tables)


@dataclass
class _Chunk:
    records: list[Record]
    remark: str = ""


class _Table:
    def __init__(self, records: list[Record], remarks: tuple[str, ...]) -> None:
        self.records = records
        self.remarks = remarks
        self.after: list[list[Record]] = []

    def take(self, records: list[Record]) -> None:
        """More rows of the table, after blank lines; what looked like a footer was none."""
        for waiting in self.after:
            self.records = self.records + waiting
        self.after = []
        self.records = self.records + records

    @property
    def width(self) -> int:
        return max(_filled(record) for record in self.records[:50])


def _chunks(records: Sequence[Record]) -> list[_Chunk]:
    """Records that follow each other without a blank line or a remark between them."""
    chunks: list[_Chunk] = []
    expected, open_chunk = 0, False
    for record in records:
        gap = record.line > expected
        expected = record.line + max(1, record.raw.count("\n"))
        if is_remark(record.raw):
            chunks.append(_Chunk([], _said(record)))
            open_chunk = False
        elif not _filled(record):
            open_chunk = False
        elif open_chunk and not gap:
            chunks[-1].records.append(record)
        else:
            chunks.append(_Chunk([record]))
            open_chunk = True
    return chunks


def _continues(records: list[Record], table: _Table) -> bool:
    """Whether a chunk belongs to the table before it: rows after a blank line, or a footer."""
    if table.width < 2 or _narrow(records):
        return True
    first, header = records[0].cells, table.records[0].cells
    if not header_rows([record.cells for record in records[:50]]):
        return True
    if len(records) == 1 and len(first) == len(header):
        return True
    return len(first) == len(header) and not _typed_above(first, table)


def _typed_above(first: list[str], table: _Table) -> bool:
    """A row of words below columns of numbers starts another table."""
    below = [record.cells for record in table.records[1:50]]
    numeric = [
        place
        for place in range(len(first))
        if below and sum(_is_number(row[place]) for row in below if place < len(row)) > len(below) / 2
    ]
    words = [place for place in numeric if first[place].strip() and not _is_number(first[place])]
    return bool(words) and len(words) >= len(numeric) / 2


def _without_banner(records: list[Record]) -> tuple[list[str], list[Record]]:
    """Titles above the header (one or two cells filled where the table has more) and the rest."""
    usual = max(_filled(record) for record in records[:50])
    place = 0
    while place < len(records) - 1 and _is_banner(records[place], usual):
        below = [record.cells for record in records[place : place + 60]]
        if below[0] and not below[0][0].strip() and names_groups(below):
            break
        place += 1
    if len(records) <= 3 and usual == 1 and all(record.line < 6 for record in records) and len(records[0].cells) > 1:
        return [_plain(record) for record in records], []
    return [_plain(record) for record in records[:place]], records[place:]


def _is_banner(record: Record, usual: int) -> bool:
    """Whether a line above a header is a title, or names a thing and says it, where rows have `usual` cells."""
    filled = _filled(record)
    if usual == 2:
        return filled == 1 and len(record.cells) == 1
    leading = all(cell.strip() for cell in record.cells[:filled])
    return usual >= 3 and (filled == 1 or (filled <= usual // 3 and filled == 2 and leading))


def _is_title(records: list[Record], following: Sequence[_Chunk]) -> bool:
    """Whether the first lines, set off by a blank one, only speak of the wider table below them."""
    below = next((chunk.records for chunk in following if chunk.records), [])
    if len(records) > _LONGEST_TITLE or any(_is_number(cell) for record in records for cell in record.cells):
        return False
    return _narrow(records) and len(below) > 1 and not _narrow(below[:2])


def _narrow(records: list[Record]) -> bool:
    return all(_filled(record) <= 1 for record in records)


def _region(table: _Table, bounded: bool) -> Region:
    records = table.records
    head = [record.cells for record in records[:60]]
    depth = header_depth(head)
    footer = [_plain(record) for chunk in table.after for record in chunk]
    end = len(records)
    while end > depth + 1 and bounded and _is_total(records[end - 1], records[depth:end]):
        end -= 1
        footer.insert(0, _plain(records[end]))
    rows = max(0, end - depth) if bounded else None
    return Region(records[0].line - 1, depth, rows, table.remarks, tuple(footer))


def _is_total(last: Record, records: list[Record]) -> bool:
    """A last row that sums up: it says so, and is the only one that does."""
    if not last.cells or not _TOTAL.match(last.cells[0].strip()):
        return False
    totals = [record for record in records if record.cells and _TOTAL.match(record.cells[0].strip())]
    return len(totals) <= _MOST_TOTALS


def _filled(record: Record) -> int:
    return sum(bool(cell.strip()) for cell in record.cells) if record.cells else 1


def _plain(record: Record) -> str:
    text = " ".join(cell.strip() for cell in record.cells if cell.strip()) if record.cells else record.raw
    text = storable(text).strip().strip('"').lstrip("#").strip()
    return "" if _DECORATION.match(text) else text


def _said(record: Record) -> str:
    """What a remark says: as written, for a comma in it parts no cells ("# Date: Jan 1, 2024 - Jan 3, 2024")."""
    text = record.raw.strip().rstrip(",;\t ").strip('"').lstrip("#").strip()
    return "" if _DECORATION.match(text) else text.replace('""', '"')


def _is_number(text: str) -> bool:
    try:
        float(text.strip().rstrip("%").replace(",", ""))
    except ValueError:
        return False
    return True
