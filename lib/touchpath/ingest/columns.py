"""Compares a mapping with a table: which column feeds which field, as values the load statements bind.

The columns of every table are called ~c0..~cN (those that become properties by their own names, as bound values); a
field picks its column by a pattern that fits one of them. So no name from a file ever enters a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dict
from types import MappingProxyType
from typing import Any

from touchpath.ingest.mapping import Constant, EventMapping, FieldSource, Mapping, required, sources
from touchpath.ingest.reading.written_times import lacking
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SourceColumn, SourceTable, TimeFormat, is_twin
from touchpath.journey.calendar import zone_names
from touchpath.journey.words import listed

NO_COLUMN = "^~nothing$"
ROW_COLUMN = "~row"
_NOT_KEPT = frozenset({"cancelled", "quantity", "unit_price"})
NOT_RENAMED: Dict[int, str] = MappingProxyType({})


def reading(table: SourceTable, renamed: Dict[int, str] = NOT_RENAMED) -> dict[str, Any]:
    """The parameters of read_csv for the table: the file itself, or the clean copy made of it.

    `renamed` calls columns (by position) by other names.
    """
    names = [renamed.get(column.position, cell_name(column.position)) for column in table.columns]
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


def fields(
    table: SourceTable, mapping: Mapping, names: Iterable[str], renamed: Dict[int, str] = NOT_RENAMED
) -> dict[str, Any]:
    """For each field the pattern of its column."""
    bound: dict[str, Any] = {}
    for name in names:
        source: FieldSource = getattr(mapping, name)
        bound[name] = NO_COLUMN
        if isinstance(source, str):
            position = needed(table, source).position
            bound[name] = one_of([renamed.get(position, cell_name(position))])
    return bound


def constants(mapping: Mapping, names: Iterable[str]) -> dict[str, str | None]:
    """For each field the value that stands in for a column, as parameters called name_constant."""
    given = {name: getattr(mapping, name) for name in names}
    return {f"{name}_constant": part.value if isinstance(part, Constant) else None for name, part in given.items()}


def needed(table: SourceTable, name: str) -> SourceColumn:
    """The column called `name`. Raises ImportRefused when the table has none."""
    column = table.column(name)
    if column is None:
        raise ImportRefused(
            f'There is no column "{name}".', file=table.file.name, remedy=f"It has {_listed(table.names)}."
        )
    return column


def properties(table: SourceTable, mapping: Mapping, chosen: tuple[str, ...] | None) -> dict[int, str]:
    """The columns kept beside the mapped ones, by position, and the names they are kept under.

    Those chosen, else all of the file that feed no field, or one that does not keep what they say (a quantity, a
    mark). Names that differ only in capitals are told apart by a number.
    """
    if chosen is None:
        fed = sources(mapping)
        used = {source for name, source in fed.items() if isinstance(source, str) and name not in _NOT_KEPT}
        chosen = tuple(name for name in table.names if name not in used and not is_twin(name))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for column in sorted((needed(table, name) for name in chosen), key=lambda column: column.position):
        name, copy = column.name, 2
        while name.casefold() in taken or name.startswith("~"):
            name, copy = f"{column.name.lstrip('~')} ({copy})", copy + 1
        taken.add(name.casefold())
        names[column.position] = name
    return names


def one_of(names: Iterable[str]) -> str:
    """A pattern that fits the columns called by these names."""
    patterns = [re.escape(name) for name in names]
    return f"^({'|'.join(patterns)})$" if patterns else NO_COLUMN


def cell_name(position: int) -> str:
    """What the column at a position is called in statements."""
    return f"~c{position}"


def missing(mapping: Mapping) -> tuple[str, ...]:
    """The fields the mapping cannot do without and that nothing feeds yet."""
    return tuple(name for name in required(mapping) if getattr(mapping, name) is None)


def check(table: SourceTable, mapping: Mapping) -> None:
    """Raises ImportRefused when a field that is needed has no column, or a column is not there."""
    if lacking := missing(mapping):
        said = listed([WORDS.get(name, name) for name in lacking])
        verb, remedy = ("is", "Choose a column or type a value.") if len(lacking) == 1 else ("are", _CHOOSE_EACH)
        raise ImportRefused(f"{said} {verb} needed.", file=table.file.name, remedy=remedy)
    for name in named(mapping):
        needed(table, name)
    _check_one_meaning(table, mapping)
    zone = getattr(mapping, "timezone", "UTC")
    if zone not in zone_names():
        raise ImportRefused(f'"{zone}" is not a time zone.', remedy="Choose one such as Europe/Berlin.")


def _check_one_meaning(table: SourceTable, mapping: Mapping) -> None:
    """Raises ImportRefused where one column would be both who and when."""
    person = getattr(mapping, "person", None)
    for field in ("occurred_at", "answered_at"):
        if isinstance(person, str) and getattr(mapping, field, None) == person:
            raise ImportRefused(
                "This column cannot say both who it was and when it was.",
                file=table.file.name,
                column=person,
                remedy="Choose another column for one of the two.",
            )


def time_format(table: SourceTable, mapping: Mapping, field: str) -> TimeFormat:
    """How the times of a field are written: as chosen, else as detected.

    Raises ImportRefused when the values do not tell days from months, or are no times at all.
    """
    source = getattr(mapping, field)
    if not isinstance(source, str):
        chosen: TimeFormat | None = getattr(mapping, "time_format", None)
        return chosen or "iso"
    return column_times(table, mapping, source)


def column_times(table: SourceTable, mapping: Mapping, source: str) -> TimeFormat:
    """How the times of a column are written: as chosen, else as detected. Raises ImportRefused as `time_format`."""
    chosen: TimeFormat | None = getattr(mapping, "time_format", None)
    if chosen:
        return chosen
    column = table.column(source)
    if column is None or not column.examples:
        return "iso"
    if column.ambiguous:
        raise ImportRefused(
            f'"{column.examples[0]}" can mean day/month or month/day.',
            file=table.file.name,
            column=source,
            remedy="Say how it is written: day first or month first.",
        )
    if not column.time_formats and column.type in ("integer", "number", "boolean"):
        raise ImportRefused(
            f'"{column.examples[0]}" is no time.',
            file=table.file.name,
            column=source,
            remedy="Choose another column, or say how it is written.",
        )
    missing = lacking(column.examples[0])
    if not column.time_formats and missing and all(lacking(example) for example in column.examples):
        raise ImportRefused(
            f'"{column.examples[0]}" has no {missing}.',
            file=table.file.name,
            column=source,
            remedy="Type a day for the whole file in place of the column, or export the full date.",
        )
    return column.time_formats[0] if column.time_formats else "iso"


def fits(table: SourceTable, mapping: Mapping) -> bool:
    """Whether every column the mapping names is in the table."""
    return all(table.column(name) for name in named(mapping))


def named(mapping: Mapping) -> tuple[str, ...]:
    """Every column the mapping names for one of its fields or moments."""
    columns = [source for source in sources(mapping).values() if isinstance(source, str)]
    moments = mapping.moments if isinstance(mapping, EventMapping) else ()
    columns += [name for moment in moments for name in (moment.column, moment.value) if name is not None]
    return tuple(dict.fromkeys(columns))


WORDS = {
    "person": "Who (a person id)",
    "occurred_at": "When (a time)",
    "touchpoint": "What happened (a touchpoint)",
    "alias": "The other id",
    "day": "The day",
    "spend": "The spend",
}


_CHOOSE_EACH = "Choose a column for each, or type a value."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{name[:40]}"' for name in names[:8])
    return f"{shown} and {len(names) - 8} more" if len(names) > 8 else shown
