"""Of how long a time a row of figures speaks, where its day is only the first or the last of it."""

from __future__ import annotations

from typing import Literal, get_args

from touchpath.journey.definition import DefinitionError

RowSpan = Literal["day", "week", "week_end", "month", "quarter", "year"]
"""The day alone; the week that begins or that ends on it; the month (quarter, year) whose first or last day it is.

Believed only where all days of a table are so: whole weeks apart, or all first (or all last) days of months.
"""
PERIOD_WORDS: dict[RowSpan, str] = {
    "day": "of that day alone",
    "week": "of the week that begins on it",
    "week_end": "of the week that ends on it",
    "month": "of its month",
    "quarter": "of its quarter",
    "year": "of its year",
}


def check_period(period: str | None) -> None:
    """Raises DefinitionError for what is no period."""
    if period is not None and period not in get_args(RowSpan):
        raise DefinitionError(f'"{period}" is no period: use one of {", ".join(get_args(RowSpan))}.')
