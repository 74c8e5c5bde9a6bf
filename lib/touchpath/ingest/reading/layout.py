"""Where the tables of a delimited text lie: banners and remarks before, headers of several rows, footers after.

Only what the lines themselves show is used: blank lines, lines that are remarks (`# Start date: 20240101`), how many
cells are filled, and whether cells are names or values. Every line that
is neither blank nor of a table is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from touchpath.ingest.reading.delimited import Record, header_rows
from touchpath.ingest.reading.header_rows import header_depth, names_groups
from touchpath.ingest.reading.remarks import (
    FOOTER,
    REMARK,
    TITLE,
    TOTAL,
    Said,
    filled,
    interrupts,
    is_number,
    is_remark,
    is_row_of,
    numeric_places,
    plain,
    remark_text,
    sums_up,
    words_at,
)

_LONGEST_TITLE = 10
_PAIR = 2


@dataclass(frozen=True)
class Region:
    """One table in the text.

    `skip_rows` counts lines before its header, `header_rows` the rows of names, `rows` the data records (None: to the
    end of the file), from line `first` to line `last`. `remarks` are what was said about it before,
    `footer` after it.
    """

    skip_rows: int
    header_rows: int
    rows: int | None = None
    remarks: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Layout:
    """The tables of a text, and every line that is of none of them."""

    regions: tuple[Region, ...]
    said: tuple[Said, ...] = ()


def find_layout(records: Sequence[Record], *, whole: bool) -> Layout:
    """The tables among the records; `whole`: these are all records of the file, so that footers can be told."""
    found = _Found(whole)
    chunks = _chunks(records)
    for place, chunk in enumerate(chunks):
        if chunk.remark:
            found.say(chunk, REMARK)
        elif not found.tables and _is_above(chunk.records, chunks[place + 1 :]):
            found.say(chunk, TITLE)
        else:
            found.rows(chunk)
    return found.layout()


@dataclass
class _Chunk:
    """Records that follow each other; `apart`: a blank line stands before them."""

    records: list[Record]
    remark: bool = False
    apart: bool = False


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
        return max(filled(record) for record in self.records[:50])


class _Found:
    """The tables and other lines met so far; `waiting` are those that may speak of the table to come."""

    def __init__(self, whole: bool) -> None:
        self.whole = whole
        self.tables: list[_Table] = []
        self.said: list[Said] = []
        self.waiting: list[tuple[Record, Said]] = []
        self.apart = False

    def say(self, chunk: _Chunk, why: str, records: Sequence[Record] | None = None) -> None:
        """Lines that are no rows, and may speak of the table to come."""
        text = remark_text if why == REMARK else plain
        self.apart |= chunk.apart
        self.waiting += [
            (record, Said(record.line, text(record), why))
            for record in (chunk.records if records is None else records)
        ]

    def rows(self, chunk: _Chunk) -> None:
        """Rows of a new table, of the one before, or lines below it."""
        last = self.tables[-1] if self.tables else None
        if last is None or not self._goes_on(chunk, last):
            titles, rest = _without_banner(chunk.records)
            self.say(chunk, TITLE, titles)
            if not rest:
                return
            self.tables.append(_Table(rest, tuple(said.text for _, said in self.waiting)))
        elif self.waiting:
            width = len(last.records[0].cells)
            last.take([record for record, _ in self.waiting if not interrupts(record, width)] + chunk.records)
            self.waiting = [part for part in self.waiting if interrupts(part[0], width)]
        elif _narrow(chunk.records) and self.whole:
            last.after.append(chunk.records)
        else:
            last.take(chunk.records)
        self._settle()

    def layout(self) -> Layout:
        """What was found, once everything was looked at."""
        self._settle()
        regions = tuple(self._region(table) for table in self.tables)
        return Layout(regions, tuple(sorted(self.said, key=lambda said: said.line)))

    def _settle(self) -> None:
        self.said += [said for _, said in self.waiting]
        self.waiting, self.apart = [], False

    def _region(self, table: _Table) -> Region:
        """Where a table lies; its totals and what stands below it are said."""
        bounded = len(self.tables) > 1 or self.whole
        depth = header_depth([record.cells for record in table.records[:60]])
        end = len(table.records)
        while end > depth + 1 and bounded and sums_up(table.records[end - 1], table.records[depth:end]):
            end -= 1
        below = [(record, TOTAL) for record in table.records[end:]]
        below += [(record, FOOTER) for records in table.after for record in records]
        self.said += [Said(record.line, plain(record), why) for record, why in below]
        rows = table.records[depth:end]
        return Region(
            skip_rows=table.records[0].line - 1,
            header_rows=depth,
            rows=len(rows) if bounded else None,
            remarks=table.remarks,
            footer=tuple(plain(record) for record, _ in below),
            first=rows[0].line if rows else 0,
            last=rows[-1].line if rows else 0,
        )

    def _goes_on(self, chunk: _Chunk, table: _Table) -> bool:
        """Whether a chunk belongs to the table before it; after remarks, only where its rows are alike."""
        if not self.waiting:
            return _continues(chunk.records, table)
        return is_row_of(chunk.records[0], table.records, apart=self.apart or chunk.apart)


def _chunks(records: Sequence[Record]) -> list[_Chunk]:
    """Records that follow each other without a blank line or a remark between them.

    A line that begins like a remark is a row where it looks like those before it.
    """
    chunks: list[_Chunk] = []
    before: list[Record] = []
    expected, blank = 0, False
    for record in records:
        blank |= record.line > expected
        expected = record.line + max(1, record.raw.count("\n"))
        if not filled(record):
            blank = True
            continue
        if is_remark(record.raw) and not (before and is_row_of(record, before, apart=blank)):
            chunks.append(_Chunk([record], remark=True, apart=blank))
        elif chunks and not chunks[-1].remark and not blank:
            before.append(record)
        else:
            before = [record]
            chunks.append(_Chunk(before, apart=blank))
        blank = False
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
    numeric = numeric_places(first, table.records[1:50])
    words = words_at(first, numeric)
    return bool(words) and len(words) >= len(numeric) / 2


def _without_banner(records: list[Record]) -> tuple[list[Record], list[Record]]:
    """Titles above the header (one or two cells filled where the table has more) and the rest."""
    usual = max(filled(record) for record in records[:50])
    place = 0
    while place < len(records) - 1 and _is_banner(records[place], usual):
        below = [record.cells for record in records[place : place + 60]]
        if below[0] and not below[0][0].strip() and names_groups(below):
            break
        place += 1
    if len(records) <= 3 and usual == 1 and all(record.line < 6 for record in records) and len(records[0].cells) > 1:
        return records, []
    return records[:place], records[place:]


def _is_banner(record: Record, usual: int) -> bool:
    """Whether a line above a header is a title, or names a thing and says it, where rows have `usual` cells."""
    count = filled(record)
    if usual == 2:
        return count == 1 and len(record.cells) == 1
    leading = all(cell.strip() for cell in record.cells[:count])
    return usual >= 3 and (count == 1 or (count <= usual // 3 and count == 2 and leading))


def _is_above(records: list[Record], following: Sequence[_Chunk]) -> bool:
    """Whether the first lines, set off by a blank one, only speak of the wider table below them."""
    below = next((chunk.records for chunk in following if not chunk.remark), [])
    return _is_title(records, below) or _is_summary(records, below)


def _is_summary(records: list[Record], below: list[Record]) -> bool:
    """Whether lines each name a figure and tell it (Total amount, 120), above a table at least twice as wide."""
    pairs = all(filled(record) == _PAIR and all(cell.strip() for cell in record.cells[:_PAIR]) for record in records)
    wider = len(below) > len(records) and max(filled(record) for record in below[:3]) >= 2 * _PAIR
    if not pairs or not wider or len(records) > _LONGEST_TITLE:
        return False
    told = [is_number(record.cells[1]) for record in records]
    named = not any(is_number(record.cells[0]) for record in records)
    return named and (told[0] or any(told[1:]) != all(told[1:]))


def _is_title(records: list[Record], below: list[Record]) -> bool:
    if len(records) > _LONGEST_TITLE or any(is_number(cell) for record in records for cell in record.cells):
        return False
    return (_narrow(records) or _is_headed(records, below)) and len(below) > 1 and not _narrow(below[:2])


def _is_headed(records: list[Record], below: list[Record]) -> bool:
    """Whether a title is followed by lines that each name a thing and say it, above a table twice as wide."""
    told = all(
        filled(record) <= _PAIR and all(cell.strip() for cell in record.cells[: filled(record)]) for record in records
    )
    wide = len(below) > 1 and min(filled(record) for record in below[:2]) >= 2 * _PAIR
    return told and wide and filled(records[0]) == 1


def _narrow(records: list[Record]) -> bool:
    return all(filled(record) <= 1 for record in records)
