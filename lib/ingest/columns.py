"""Compares a mapping with a table: which column feeds which field, as values the load statements bind.

The columns of every table are called c0..cN; a field picks its column by a pattern that names one of them, so no name
from a file ever enters a statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import available_timezones

from lib.ingest.mapping import REQUIRED, Constant, Mapping, Source, sources
from lib.ingest.refusal import ImportRefused
from lib.ingest.source import SourceTable, TimeFormat

NO_COLUMN = "^nothing$"
ROW_COLUMN = "row"


def reading(table: SourceTable) -> dict[str, Any]:
    """The parameters of read_csv for the table: the file itself, or the clean copy made of it."""
    names = [f"c{column.position}" for column in table.columns]
    if table.data:
        return {
            "path": str(table.data),
            "columns": dict.fromkeys([ROW_COLUMN, *names], "VARCHAR"),
            "header": False,
            "skip": 0,
            "delimiter": ",",
            "quote": '"',
            "compression": "none",
            "row_column": f"^{ROW_COLUMN}$",
            "rows_before": 0,
        }
    return {
        "path": str(table.file.path),
        "columns": dict.fromkeys(names, "VARCHAR"),
        "header": table.options.header_rows > 0,
        "skip": table.options.skip_rows + max(0, table.options.header_rows - 1),
        "delimiter": table.options.delimiter,
        "quote": table.options.quote,
        "compression": table.options.compression or "none",
        "row_column": NO_COLUMN,
        "rows_before": table.first_row - 1,
    }


def fields(table: SourceTable, mapping: Mapping, names: Iterable[str], *, constants: bool = True) -> dict[str, Any]:
    """For each field its pattern, and with `constants` the value that stands in for a column."""
    bound: dict[str, Any] = {}
    for name in names:
        source: Source = getattr(mapping, name)
        bound[name] = pattern(table, source) if isinstance(source, str) else NO_COLUMN
        if constants:
            bound[f"{name}_constant"] = source.value if isinstance(source, Constant) else None
    return bound


def pattern(table: SourceTable, name: str) -> str:
    """The pattern of the column called `name`. Raises ImportRefused when the table has none."""
    column = table.column(name)
    if column is None:
        raise ImportRefused(
            f'There is no column "{name}".', file=table.file.name, remedy=f"It has {_listed(table.names)}."
        )
    return f"^c{column.position}$"


def several(table: SourceTable, names: Sequence[str]) -> tuple[str, list[str]]:
    """A pattern for several columns, and their names in the order of the table."""
    chosen = [table.column(name) for name in names]
    positions = sorted({column.position for column in chosen if column})
    listed = [table.columns[place].name for place in positions]
    if not positions:
        return NO_COLUMN, []
    return "^(" + "|".join(f"c{place}" for place in positions) + ")$", listed


def others(table: SourceTable, mapping: Mapping, chosen: tuple[str, ...] | None) -> tuple[str, list[str]]:
    """The columns kept as properties: those chosen, else all that feed no field and have any value."""
    if chosen is not None:
        for name in chosen:
            pattern(table, name)
        return several(table, chosen)
    used = {source for source in sources(mapping).values() if isinstance(source, str)}
    return several(table, [name for name in table.names if name not in used])


def check(table: SourceTable, mapping: Mapping) -> None:
    """Raises ImportRefused when a field that is needed has no column, or a column is not there."""
    for name in REQUIRED[mapping.kind]:
        if getattr(mapping, name) is None:
            raise ImportRefused(
                f"{WORDS.get(name, name)} is needed.", file=table.file.name, remedy="Choose a column or type a value."
            )
    for source in sources(mapping).values():
        if isinstance(source, str):
            pattern(table, source)
    zone = getattr(mapping, "timezone", "UTC")
    if zone not in available_timezones() and zone != "UTC":
        raise ImportRefused(f'"{zone}" is not a time zone.', remedy="Choose one such as Europe/Berlin.")


def time_format(table: SourceTable, mapping: Mapping, field: str) -> TimeFormat:
    """How the times of a field are written: as chosen, else as detected.

    Raises ImportRefused when the values do not tell days from months, or are no times at all.
    """
    chosen: TimeFormat | None = getattr(mapping, "time_format", None)
    source = getattr(mapping, field)
    if chosen:
        return chosen
    if not isinstance(source, str):
        return "iso"
    column = table.column(source)
    if column is None or not column.examples:
        return "iso"
    if column.ambiguous:
        raise ImportRefused(
            f'"{column.examples[0]}" can mean day/month or month/day.',
            file=table.file.name,
            column=source,
            remedy='Say which: time_format="day_first" or "month_first".',
        )
    if not column.time_formats and column.type in ("integer", "number", "boolean"):
        raise ImportRefused(
            f'"{column.examples[0]}" is no time.',
            file=table.file.name,
            column=source,
            remedy="Choose another column, or say how it is written.",
        )
    return column.time_formats[0] if column.time_formats else "iso"


def fits(table: SourceTable, mapping: Mapping) -> bool:
    """Whether every column the mapping names is in the table."""
    return all(table.column(source) for source in sources(mapping).values() if isinstance(source, str))


WORDS = {
    "person": "Who (a person id)",
    "occurred_at": "When (a time)",
    "touchpoint": "What happened (a touchpoint)",
    "alias": "The other id",
    "day": "The day",
    "spend": "The spend",
}


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{name}"' for name in names[:8])
    return f"{shown} and {len(names) - 8} more" if len(names) > 8 else shown
