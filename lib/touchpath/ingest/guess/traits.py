"""What the values of a column do: repeat or not, look like ids, count rows, tell times to the second or days only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from touchpath.ingest.guess.lexicon import ID
from touchpath.ingest.guess.words import words
from touchpath.ingest.source import SourceColumn, SourceTable

Grain = Literal["", "month", "day", "minute", "second"]
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?")
_CLOCK_ONLY = re.compile(r"\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?$", re.IGNORECASE)
_MONTH_ONLY = re.compile(
    r"(\d{4}-\d{2}|\d{1,2}[/.-]\d{4}|[^\W\d_]{1,12}\.?[ -]\d{4}|\d{4}[ -]?(W|KW)\d{1,2})$", re.IGNORECASE
)
_CODED = re.compile(
    r"(?=\D{0,63}\d)[\w#.:@+-]{2,64}$|[^\W\d_]{1,12}[ ]\d{1,12}$|[0-9a-f]{8}-[0-9a-f-]{20,40}$", re.IGNORECASE
)
_HEX = re.compile(r"[0-9a-f]{16,}$|[0-9a-f]{8}-[0-9a-f-]{20,}$", re.IGNORECASE)
_BASE64 = re.compile(r"(?=[^A-Z]{0,90}[A-Z])(?=[^a-z]{0,90}[a-z])(?=\D{0,90}\d)[\w+/-]{20,90}={0,2}$", re.ASCII)
_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(?:\.[^@\s.]{1,63}){1,8}$")
_PHONE = re.compile(r"\+[1-9][\d ()./-]{6,18}$")
_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$|(?=[^:]{0,4}:)[0-9a-f:]{2,39}$", re.IGNORECASE)
_REQUEST = re.compile(r"(?:GET|POST|HEAD|PUT|DELETE|PATCH|OPTIONS) \S|https?://\S|/\S*$")
_SECONDS_OF_A_DAY = 86_400
_DISGUISED = frozenset(
    ["anonymized", "anonymised", "anonymous", "anon", "hashed", "hash", "encrypted", "masked", "pseudonymized",
     "pseudonymised", "pseudo", "sha256"]
)  # fmt: skip
_COUNTS = frozenset(["num", "number", "no", "nr"])
_LONG = 60
_MOST_KINDS, _LONGEST_KIND = 30, 40
_FEW_NAMES, _MOST_NAMES = 12, 500
_ENOUGH = 0.9
_COUNTING_UP = 0.95


@dataclass(frozen=True)
class ColumnTraits:
    """A column and what its values do in the rows looked at; `filled` counts the rows that have one."""

    column: SourceColumn
    words: tuple[str, ...]
    filled: int
    grain: Grain
    is_clock: bool
    counts_up: bool

    @property
    def name(self) -> str:
        """The name of the column."""
        return self.column.name

    @property
    def unique(self) -> bool:
        """Whether every row has a value of its own."""
        return self.filled > 1 and self.column.distinct == self.filled

    @property
    def repeats(self) -> bool:
        """Whether there are several values, and rows that share one."""
        return 1 < self.column.distinct < self.filled

    @property
    def constant(self) -> bool:
        """Whether all rows have the same value."""
        return self.column.distinct == 1 and self.filled > 1

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers."""
        return self.column.type in ("integer", "number")

    @property
    def nameless(self) -> bool:
        """Whether the column is only called by its position."""
        return bool(re.fullmatch(r"column \d+", self.column.name))

    @property
    def mail(self) -> bool:
        """Whether the values are e-mail addresses."""
        return _share(self.column.values, _MAIL) >= _ENOUGH

    @property
    def phone(self) -> bool:
        """Whether the values are numbers of phones with the sign before their country."""
        return _share(self.column.values, _PHONE) >= _ENOUGH

    @property
    def address(self) -> bool:
        """Whether the values are addresses of machines in the internet, as those of 203.0.113.9."""
        return self.column.type == "text" and _share(self.column.values, _ADDRESS) >= _ENOUGH

    @property
    def requested(self) -> bool:
        """Whether the values are what a web server was asked for: requests, paths, links."""
        return self.column.type == "text" and _share(self.column.values, _REQUEST) >= _ENOUGH

    @property
    def bare(self) -> tuple[str, ...]:
        """The words of the name without those that only say how its values were disguised."""
        kept = tuple(word for word in self.words if word not in _DISGUISED)
        return kept or self.words

    @property
    def named_id(self) -> bool:
        """Whether the name says that the values are ids."""
        # id 1 is an id, num 25 is none
        numbered = len(self.bare) > 1 and self.bare[-1].isdecimal() and self.bare[-2] not in _COUNTS
        said = self.bare[:-1] if numbered else self.bare
        return bool(said) and said[-1] in ID and not ("yes" in said and "no" in said)

    @property
    def coded(self) -> bool:
        """Whether the values look like ids by themselves: codes of letters and digits, hashes, addresses."""
        values = self.column.values
        if self.column.type == "integer":
            return any(len(value) > 1 and value.startswith("0") for value in values)
        return self.column.type == "text" and any(
            _share(values, pattern) >= _ENOUGH for pattern in (_CODED, _HEX, _BASE64)
        )

    @property
    def flag(self) -> bool:
        """Whether the values only say yes or no, as those of is_repeated_guest do."""
        return self.words[:1] in (("is",), ("has",)) and self.column.distinct <= 2

    @property
    def long_text(self) -> bool:
        """Whether the values are texts rather than terms."""
        lengths = sorted(len(value) for value in self.column.values)
        return self.column.type == "text" and bool(lengths) and lengths[len(lengths) // 2] > _LONG

    @property
    def few(self) -> bool:
        """Whether the values are a few short terms that repeat."""
        column = self.column
        short = all(len(value) <= _LONGEST_KIND and not value.isdecimal() for value in column.values)
        return column.type == "text" and 2 <= column.distinct <= min(_MOST_KINDS, max(2, self.filled // 2)) and short

    @property
    def names_of_few(self) -> bool:
        """Whether there are few enough values to be the names of something that comes back."""
        return 0 < self.column.distinct <= max(_FEW_NAMES, min(_MOST_NAMES, self.filled // 2))


@lru_cache(maxsize=64)
def traits_of(table: SourceTable) -> tuple[ColumnTraits, ...]:
    """What the values of each column of a table do, in file order."""
    return tuple(_traits(table, column) for column in table.columns)


def cells_of(table: SourceTable, column: SourceColumn) -> list[str]:
    """The values of a column in the first rows, in their order; blank for none."""
    place = column.position
    return [((row[place] if place < len(row) else None) or "").strip() for row in table.sample]


def one_to_one(table: SourceTable, first: SourceColumn, second: SourceColumn) -> bool:
    """Whether each value of one column goes with one of the other in the first rows, both ways."""
    pairs = set(zip(cells_of(table, first), cells_of(table, second), strict=True))
    return len({pair[0] for pair in pairs}) == len(pairs) == len({pair[1] for pair in pairs})


def decides(table: SourceTable, first: SourceColumn, second: SourceColumn) -> bool:
    """Whether the first column settles the second: one value of it never goes with two of the other."""
    pairs = set(zip(cells_of(table, first), cells_of(table, second), strict=True))
    return len({pair[0] for pair in pairs}) == len(pairs)


def _traits(table: SourceTable, column: SourceColumn) -> ColumnTraits:
    is_clock = bool(column.values) and column.type == "text" and _share(column.values, _CLOCK_ONLY) >= _ENOUGH
    return ColumnTraits(
        column=column,
        words=words(column.name),
        filled=round((1 - column.blank_rate) * table.rows_sampled),
        grain=_grain(column),
        is_clock=is_clock,
        counts_up=column.type == "integer" and _counts_up(cells_of(table, column)),
    )


def _grain(column: SourceColumn) -> Grain:
    """How fine the times of a column are: what any of them tells beyond the day; nothing where they are none."""
    if not column.time_formats:
        return ""
    if column.time_formats[0].startswith("epoch"):
        return _grain_of_epochs(column)
    found = [match for value in column.values if (match := _CLOCK.search(value))]
    if any(int(match[3] or 0) or int(match[4] or 0) for match in found):
        return "second"
    if any(int(match[1]) or int(match[2]) for match in found):
        return "minute"
    if any(len(value) == len("20240131235959") and value.isdecimal() for value in column.values):
        return "second"
    if column.time_formats == ("excel",):
        return "minute" if any("." in value for value in column.values) else "day"
    return "month" if _share(column.values, _MONTH_ONLY) >= _ENOUGH else "day"


def _grain_of_epochs(column: SourceColumn) -> Grain:
    unit = {"epoch_s": 1, "epoch_ms": 1_000, "epoch_us": 1_000_000, "epoch_ns": 1_000_000_000}
    of_a_day = _SECONDS_OF_A_DAY * unit[column.time_formats[0]]
    whole = all(value.isdecimal() and not int(value) % of_a_day for value in column.values)
    return "day" if whole else "second"


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether integers number the rows, or the rows of each group: 1, 2, 3, then 1, 2 again."""
    numbers = [int(cell) for cell in cells if cell.isdecimal() and (cell == "0" or not cell.startswith("0"))]
    if len(numbers) < 4 or len(set(numbers)) < 3 or numbers[0] not in (0, 1):
        return False
    pairs = list(pairwise(numbers))
    up = sum(after == before + 1 for before, after in pairs)
    again = sum(after in (0, 1) and before not in (after, after - 1) for before, after in pairs)
    return up >= len(pairs) / 3 and up + again >= _COUNTING_UP * len(pairs)


def _share(values: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.match(value)) for value in values) / len(values) if values else 0.0
