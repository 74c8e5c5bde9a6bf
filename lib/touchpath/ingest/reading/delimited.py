"""Splits delimited text into records, one bad record at a time: an unclosed quote never swallows the file."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

DELIMITERS = (",", "\t", ";", "|")
_LONGEST_LINES = 500
_SPLITS_MOST = 0.5
_SPLITS_LEAST = 0.25
_HEAD = 100
_LONGEST_SIGNS = 2_000_000
csv.field_size_limit(1 << 30)  # the usual limit would call a cell of 131,072 characters a badly quoted one


@dataclass(frozen=True)
class Record:
    """One record: its number (as a spreadsheet numbers rows), first line in the file, cells, or why it has none."""

    number: int
    line: int
    cells: list[str]
    raw: str
    reason: str = ""


def split_records(lines: Iterable[str], delimiter: str, quote: str, before: int = 0) -> Iterator[Record]:
    """The records of a text, `before` lines of which were skipped; quoted cells may hold line ends.

    Empty lines are passed over.
    """
    reader = _Lines(lines, before)
    number = before
    while (line := reader.next()) is not None:
        start = reader.line
        number += 1
        if not line.strip("\r\n"):
            continue
        line = _tabs_as_delimiters(line, delimiter)
        if delimiter == " ":
            yield Record(number, start, words_of_line(line, quote), line)
            continue
        if not quote or quote not in line:
            yield Record(number, start, line.rstrip("\r\n").split(delimiter), line)
            continue
        whole = _completed(reader, line, _Quoting.of(delimiter, quote))
        if whole is None:
            yield Record(number, start, [], line, "a quotation mark is opened and never closed")
            continue
        yield _parsed(number, start, whole, delimiter, quote)


def is_well_quoted(text: str, delimiter: str, quote: str) -> bool:
    """Whether every cell of a record is in quotes from end to end, or holds none."""
    if not quote or quote not in text:
        return True
    cell = f"(?:{re.escape(quote)}(?:[^{quote}]|{quote}{quote})*{quote}|[^{quote}{re.escape(delimiter)}]*)"
    return re.fullmatch(f"{cell}(?:{re.escape(delimiter)}{cell})*", text.rstrip("\r\n")) is not None


class _Lines:
    """Lines with look-ahead: lines taken in vain can be given back."""

    def __init__(self, lines: Iterable[str], before: int) -> None:
        self._source = iter(lines)
        self._waiting: list[str] = []
        self.line = before

    def next(self) -> str | None:
        line = self._waiting.pop() if self._waiting else next(self._source, None)
        self.line += line is not None
        return line

    def give_back(self, lines: list[str]) -> None:
        self._waiting.extend(reversed(lines))
        self.line -= len(lines)


@dataclass(frozen=True)
class _Quoting:
    """What closes every quoted cell of a text: quotes open a cell at its first sign only (a 5" screen opens none)."""

    from_outside: re.Pattern[str]
    from_inside: re.Pattern[str]

    @classmethod
    @cache
    def of(cls, delimiter: str, quote: str) -> _Quoting:
        d, q = re.escape(delimiter), re.escape(quote)
        rest = f"(?:[^{q}]|{q}{q})*+{q}[^{d}]*+"
        more = f"(?:{d}(?:{q}{rest}|[^{q}{d}][^{d}]*+)?)*+"
        return cls(re.compile(f"(?:{q}{rest}|[^{q}{d}][^{d}]*+)?{more}"), re.compile(f"{rest}{more}"))


def _completed(reader: _Lines, line: str, quoting: _Quoting) -> str | None:
    """The line with the following ones its quotes need; None when they never close."""
    if quoting.from_outside.fullmatch(line):
        return line
    taken: list[str] = []
    size = len(line)
    while len(taken) < _LONGEST_LINES and size < _LONGEST_SIGNS:
        following = reader.next()
        if following is None:
            break
        taken.append(following)
        size += len(following)
        if quoting.from_inside.fullmatch(following):
            return line + "".join(taken)
    reader.give_back(taken)
    return None


def _parsed(number: int, line: int, text: str, delimiter: str, quote: str) -> Record:
    """The record of a text with quotes; blanks after the last closing quote are none of its cells."""
    for body in dict.fromkeys((text.rstrip("\r\n"), text.rstrip(" \r\n"))):
        try:
            return Record(
                number, line, next(csv.reader([body], delimiter=delimiter, quotechar=quote, strict=True)), text
            )
        except csv.Error:
            continue
    return Record(number, line, [], text, "quotation marks do not match")


def _tabs_as_delimiters(line: str, delimiter: str) -> str:
    """Tabs at the end of a row stand for the delimiters of its blank cells."""
    body = line.rstrip("\r\n")
    bare = body.rstrip("\t")
    if delimiter in ("\t", " ") or bare == body:
        return line
    return bare + delimiter * (len(body) - len(bare)) + line[len(body) :]


def words_of_line(line: str, quote: str) -> list[str]:
    """The cells of a row with runs of blanks between them; those in quotes, and times in square brackets, hold some.

    A quote behind a backslash closes no cell.
    """
    if quote and quote in line:
        return [quoted or timed or bare for quoted, timed, bare in _pieces(quote).findall(line)]
    return line.split()


@cache
def _pieces(quote: str) -> re.Pattern[str]:
    return re.compile(rf"{quote}((?:[^{quote}\\]|\\.)*+){quote}|\[(\d[^\]\s]*+ [+-]\d{{4}})\]|(\S+)")


def detect_delimiter(lines: list[str], quote: str) -> str:
    """The delimiter that splits most lines into the same number (over 1) of cells; a comma when none does.

    Lines it does not split at all are titles, or speak for another one that splits more of them.

    A space stands for runs of blanks: only where nothing else splits the lines and half of the pieces are numbers.
    """
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = Counter(len(record.cells) for record in split_records(lines, delimiter, quote))
        lines_read = max(1, sum(widths.values()))
        width, count = max(widths.items(), key=lambda entry: (entry[0] > 1, entry[1]), default=(0, 0))
        share = count / lines_read if width > 1 else 0.0
        score = share * (1 + min(width, 200) / 1000) if share >= _SPLITS_LEAST else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    if best_score < _SPLITS_MOST and _by_blanks([line for line in lines if line.strip()], quote):
        return " "
    return best


def _by_blanks(lines: list[str], quote: str) -> bool:
    rows = [words_of_line(line, quote) for line in lines[:_HEAD]]
    width = len(rows[0]) if rows else 0
    cells = [cell for row in rows for cell in row]
    numbers = sum(_numeric(cell) for cell in cells)
    return width > 1 and all(len(row) == width for row in rows) and numbers > len(cells) / 2


def header_rows(records: list[list[str]]) -> int:
    """1 when the first record reads like names (no numbers, no blanks repeated below), else 0."""
    if not records:
        return 0
    first = [cell.strip() for cell in records[0]]
    if any(_numeric(cell) for cell in first if cell):
        return 0
    if sum(not cell for cell in first) > len(first) / 2:
        return 0
    below = records[1:50]
    typed = any(_numeric(cell) for row in below for cell in row) or not below
    repeated = any(name == cell for row in below for name, cell in zip(first, row, strict=False) if name)
    return 1 if typed or not repeated else 0


def _numeric(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return text.strip().lower() not in {"nan", "inf", "infinity"}
