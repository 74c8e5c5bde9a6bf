"""What a step of a preset is: the columns it adds to a row, and what it may look at when it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from touchpath.ingest.presets.preset import find_column, first_column

Cells = list[str | None]
_UNSET = {"", "(not set)", "(none)", "none", "null", "undefined", "nan"}


@dataclass(frozen=True)
class RowStep:
    """The names of the columns a step adds (and their label), and how it adds their cells to a row, in place."""

    added: tuple[str, ...]
    apply: Callable[[Cells], None]
    label: str = ""


@dataclass(frozen=True)
class Around:
    """What a step may look at when it is made: names so far, facts told about the table, some rows."""

    names: Sequence[str]
    facts: Mapping[str, str]
    sample: Sequence[Sequence[str | None]]

    def places(self, wanted: Sequence[str] | str | None) -> list[int]:
        """The places of all columns that are there, in the order wanted."""
        listed = [wanted] if isinstance(wanted, str) else wanted or []
        found = [find_column(self.names, one) for one in listed]
        return [self.names.index(name) for name in found if name is not None]

    def place(self, wanted: Sequence[str] | str) -> int | None:
        """The place of the first column that is there."""
        found = first_column(self.names, [wanted] if isinstance(wanted, str) else wanted)
        return None if found is None else self.names.index(found)


def is_set(cell: str | None) -> bool:
    """Whether a cell says anything."""
    return cell is not None and cell.strip().lower() not in _UNSET
