"""Chooses a column for a field, by its name and what it holds; a column once chosen is not chosen again."""

from __future__ import annotations

from collections.abc import Callable, Collection

from touchpath.ingest.guess.hints import DESCRIBES, plain, rank
from touchpath.ingest.source import SourceColumn, SourceTable

_FEW = 500
_NAMED = 4
_MOST_KINDS, _LONGEST = 30, 40
Test = Callable[[SourceColumn], bool]


class Chooser:
    """Hands out the columns of a table to fields, the best suited first."""

    def __init__(self, table: SourceTable) -> None:
        self._table = table
        self._taken: set[int] = set()

    def id(self, field: str) -> str | None:
        """A column of ids: text or whole numbers, no times."""
        return self._best(field, _is_id)

    def person(self) -> str | None:
        """A column of ids of people; their e-mail addresses where those ids have gaps and the addresses have none."""
        best = self._find("person", _is_id)
        if best and best.blank_rate:
            whole = (column for column in self._free() if _is_mail(column) and not column.blank_rate)
            best = next(whole, best)
        return self._take(best)

    def only_kind(self) -> str | None:
        """The one column of few short texts that could say what happened; None where there are several."""
        found = [column for column in self._free() if _is_kind(column, self._table.rows_sampled)]
        return self._take(found[0]) if len(found) == 1 else None

    def unique(self, field: str) -> str | None:
        """A column that differs in every row."""
        rows = self._table.rows_sampled
        return self._best(
            field, lambda column: column.type in ("text", "integer") and rows > 1 and column.distinct == rows
        )

    def label(self, field: str) -> str | None:
        """A column of few different names."""
        most = max(12, min(_FEW, self._table.rows_sampled // 2))
        return self._best(field, lambda column: column.type in ("text", "boolean") and 0 < column.distinct <= most)

    def number(self, field: str) -> str | None:
        """A column of amounts."""
        return self._best(field, lambda column: column.type in ("number", "integer"))

    def numbers(self) -> tuple[str, ...]:
        """Every column of amounts that is still free."""
        return tuple(column.name for column in self._free() if column.type in ("number", "integer"))

    def time(self, field: str) -> str | None:
        """A column of times; any will do when no name fits."""
        return self.named_time(field) or self._take(
            next((column for column in self._free() if column.type in ("time", "date")), None)
        )

    def named_time(self, field: str) -> str | None:
        """A column of times whose name suits the field."""
        return self._best(field, lambda column: bool(column.time_formats))

    def broken_time(self, field: str) -> str | None:
        """A column of text that is called like a time, though hardly any of its values can be read as one."""
        named = [
            column for column in self._free() if column.type == "text" and (rank(field, column.name) or 0) < _NAMED
        ]
        return self._take(next((column for column in named if rank(field, column.name) is not None), None))

    def text(self, field: str) -> str | None:
        """A column of any text."""
        return self._best(field, lambda column: column.type == "text")

    def any_text(self) -> str | None:
        """The first column still free that could hold ids."""
        return self._take(next((column for column in self._free() if column.type in ("text", "integer")), None))

    def _best(self, field: str, test: Test) -> str | None:
        return self._take(self._find(field, test))

    def _find(self, field: str, test: Test) -> SourceColumn | None:
        ranked = [
            (place, column.position, column)
            for column in self._free()
            if column.type != "empty" and (place := rank(field, column.name)) is not None and test(column)
        ]
        return min(ranked, key=lambda entry: entry[:2])[2] if ranked else None

    def _free(self) -> list[SourceColumn]:
        return [column for column in self._table.columns if column.position not in self._taken]

    def _take(self, column: SourceColumn | None) -> str | None:
        if column is None:
            return None
        self._taken.add(column.position)
        return column.name


def kinds_unused(table: SourceTable, used: Collection[str]) -> tuple[str, ...]:
    """The columns of few short texts, not among those `used`, that could say what happened."""
    free = [column for column in table.columns if column.name not in used]
    return tuple(column.name for column in free if _is_kind(column, table.rows_sampled))


def _is_kind(column: SourceColumn, rows: int) -> bool:
    few = 2 <= column.distinct <= min(_MOST_KINDS, rows // 2) and column.type == "text"
    short = all(len(value) <= _LONGEST and not value.isdigit() for value in column.values)
    return few and short and not column.blank_rate and not DESCRIBES.search(plain(column.name))


def _is_id(column: SourceColumn) -> bool:
    return column.type in ("text", "integer") and not _is_clock(column)


def _is_mail(column: SourceColumn) -> bool:
    return bool(column.examples) and all("@" in example for example in column.examples)


def _is_clock(column: SourceColumn) -> bool:
    return any(name != "iso" for name in column.time_formats)
