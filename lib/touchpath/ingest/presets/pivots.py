"""Tables with days across their header: each cell below one is a row of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from touchpath.ingest.presets.each import Each
from touchpath.ingest.presets.step import Around, Cells
from touchpath.ingest.reading.column_types import holds_numbers, time_formats
from touchpath.ingest.reading.written_times import month_number
from touchpath.ingest.source import SourceTable

_FEWEST, _MONTHS = 3, 12
_MOST_OTHERS = 0.5
_MONTH = re.compile(r"\d{4}-\d{2}$|[^\W\d_]{3,12}\.?[ -]\d{2,4}$|\d{4}[ -][^\W\d_]{3,12}$")
_SHORT_YEAR = re.compile(r"([^\W\d_]{3,12}\.?)[ ']{1,2}(\d{2})$")
_WEEK = re.compile(r"\d{4}[ -]?(?:W|KW)\d{1,2}$", re.IGNORECASE)
_SUM = re.compile(
    r"(?:grand )?(?:total|sum|sums|average|avg|mean)s?$|gesamt|summe|insgesamt|totale?$|suma$", re.IGNORECASE
)
_NO_MEASURE = re.compile(r"(?:^|[\W_]|(?<=[a-z]))(?:id|ids|no|nr|number|code|key|sku)$", re.IGNORECASE)


@dataclass(frozen=True)
class _Across:
    """The places of the columns called like days, months or weeks, and of those that would be counted with them."""

    days: dict[int, str]
    beside: tuple[int, ...]
    name: str


def pivoted(table: SourceTable, around: Around) -> Each | None:
    """The rows that come of each row: its other cells, the day its cell stands under, and the cell.

    None where the header is none of days. Sums of the row, and other numbers that would be counted once for each
    day, are left out.
    """
    across = _across(table)
    if across is None:
        return None
    left_out = {*across.days, *across.beside}

    def rows(row: Cells) -> list[Cells]:
        shared: Cells = [None if place in left_out else cell for place, cell in enumerate(row)]
        days = [(day, row[place]) for place, day in across.days.items()]
        return [[*shared, day, cell] for day, cell in days if cell and cell.strip()]

    return Each((across.name, _cell_name(table, across)), rows)


def _across(table: SourceTable) -> _Across | None:
    names = _with_whole_years([column.name.strip() for column in table.columns])
    days = [place for place, name in enumerate(names) if _is_day(name)]
    others = len(names) - len(days)
    if len(days) < _FEWEST or others < 1 or others > _MOST_OTHERS * len(names):
        return None
    called = [names[place] for place in days]
    if not time_formats(called) or len(set(called)) < len(called):
        return None
    beside = [
        column.position
        for column in table.columns
        if column.position not in days and (_SUM.search(column.name) or _is_counted(column.name, column.type))
    ]
    name = next(
        (name for name, shape in (("month", _MONTH), ("week", _WEEK)) if all(map(shape.match, called))), "day"
    )
    return _Across({place: names[place] for place in days}, tuple(beside), name)


def months_without_year(table: SourceTable) -> str:
    """What is to be said of months across a header that tell no year; nothing where there are none."""
    months = [column.name for column in table.columns if month_number(column.name) and holds_numbers(column)]
    if len(months) < _FEWEST:
        return ""
    first = months[0]
    return (
        f'"{first}" to "{months[-1]}" are months without a year, so that their cells have no day: '
        f"write the year into the header ({first} 2024), and each cell becomes a row with its month."
    )


def _with_whole_years(names: list[str]) -> list[str]:
    """The names with "Jan 23", "Feb 23" as months of 2023, where months of one or two following years stand so."""
    short = {place: told for place, name in enumerate(names) if (told := _SHORT_YEAR.match(name))}
    whole = {place: f"{told[1]} 20{told[2]}" for place, told in short.items()}
    years = {int(told[2]) for told in short.values()}
    months = len(set(whole.values())) == len(whole) >= _FEWEST and max(years) - min(years) <= len(whole) / _MONTHS + 1
    if not months or not all(time_formats([name]) for name in whole.values()):
        return names
    return [whole.get(place, name) for place, name in enumerate(names)]


def _is_counted(name: str, kind: str) -> bool:
    return kind == "number" or (kind == "integer" and not _NO_MEASURE.search(name))


def _is_day(name: str) -> bool:
    """Whether a column is called like a day, a month or a week; numbers such as 20240131 and 2024 alone are not."""
    return bool(time_formats([name])) and not name.isdecimal() and ":" not in name[:13]


def _cell_name(table: SourceTable, across: _Across) -> str:
    """What the cells are: counts, amounts, or what happened."""
    columns = [table.columns[place] for place in across.days if table.columns[place].type != "empty"]
    if columns and all(holds_numbers(column) for column in columns):
        return "count" if all(column.type == "integer" for column in columns) else "amount"
    return "event"
