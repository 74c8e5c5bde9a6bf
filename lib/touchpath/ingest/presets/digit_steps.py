"""Numbers and times in the digits of other scripts (Arabic-Indic, full-width ...) become plain ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from touchpath.ingest.presets.step import Around, Cells, RowStep
from touchpath.ingest.reading.column_types import describe_column

_ZEROS = (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10)
_DIGITS = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_SIGNS = {
    "\u066b": ".", "\u066c": ",", "\u060c": ",", "\u066a": "%", "\uff0c": ",", "\uff0e": ".", "\uff0f": "/",
    "\uff0d": "-", "\uff1a": ":", "\uff05": "%", "\uff0b": "+", "\u3000": " ", "\uffe5": "¥",
    "\u200e": "", "\u200f": "",
}  # fmt: skip
_PLAIN = _DIGITS | {ord(sign): plain for sign, plain in _SIGNS.items()}
_NUMBERS = ("integer", "number", "time", "date")


def digit_columns(names: Sequence[str], sample: Sequence[Sequence[str | None]]) -> tuple[dict[str, Any], ...]:
    """The step for the columns whose values are numbers or times once their digits are plain; none where none are."""
    found = [
        name for place, name in enumerate(names) if _is_foreign([row[place] for row in sample if place < len(row)])
    ]
    return ({"do": "digits", "of": found},) if found else ()


def digits(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """Plain digits in the cells of some columns."""
    places = [around.names.index(name) for name in spec["of"] if name in around.names]

    def apply(row: Cells) -> None:
        for place in places:
            cell = row[place]
            row[place] = cell.translate(_PLAIN) if cell and not cell.isascii() else cell

    return RowStep((), apply) if places else None


def _is_foreign(cells: Sequence[str | None]) -> bool:
    if not any(cell and not cell.isascii() and any(ord(sign) in _DIGITS for sign in cell) for cell in cells):
        return False
    return describe_column(0, "", [cell and cell.translate(_PLAIN) for cell in cells]).type in _NUMBERS
