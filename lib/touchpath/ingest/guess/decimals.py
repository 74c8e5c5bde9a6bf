"""The decimal sign of figures that alone leave it open: 1.234 visits are a thousand, beside 12,5 % or as a count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.source import Decimal, SourceColumn

_POINTED = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)")
_OPEN = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})*$")


def decimal_of(chosen: Sequence[ColumnTraits], beside: Sequence[ColumnTraits], *, counts: bool) -> Decimal:
    """The decimal sign of chosen columns: as they show it, else as the other columns do.

    Where none shows it, points that only part thousands in counts are no decimal signs.
    """
    for columns in (chosen, beside):
        commas = any(traits.column.decimal == "," for traits in columns)
        points = any(_shows_point(traits.column) for traits in columns)
        if commas or points:
            return "," if commas else "."
    return "," if counts and any(_parts_thousands(traits.column) for traits in chosen) else "."


def _shows_point(column: SourceColumn) -> bool:
    return column.type == "number" and any(_POINTED.search(value) for value in column.values)


def _parts_thousands(column: SourceColumn) -> bool:
    pointed = any("." in value for value in column.values)
    return column.type == "number" and pointed and all(_OPEN.match(value) for value in column.values)
