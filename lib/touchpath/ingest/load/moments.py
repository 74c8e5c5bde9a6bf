"""Rows with several dates: each dated column of a row becomes an event of its own."""

from __future__ import annotations

from collections.abc import Mapping as Dict

from touchpath.engine.base import Writer
from touchpath.ingest.columns import cell_name, column_times, needed
from touchpath.ingest.load.loader import LoadStep
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceTable, TimeFormat

_DAY_OR_MONTH: tuple[tuple[TimeFormat, ...], ...] = (("day_first",), ("month_first",))


def dated_columns(table: SourceTable, mapping: EventMapping, renamed: Dict[int, str]) -> list[str]:
    """The columns of dates and of their amounts, as they are called while the file is read."""
    wanted = [name for moment in mapping.moments for name in (moment.column, moment.value) if name is not None]
    return [_read_as(table, name, renamed) for name in dict.fromkeys(wanted)]


def moment_steps(table: SourceTable, mapping: EventMapping, renamed: Dict[int, str]) -> tuple[LoadStep, ...]:
    """What makes the events of the dated columns out of the rows read (nothing where there are none)."""
    if not mapping.moments:
        return ()
    given = {
        "moment_columns": [_read_as(table, moment.column, renamed) for moment in mapping.moments],
        "moment_touchpoints": [moment.touchpoint for moment in mapping.moments],
        "moment_values": [_read_as(table, moment.value, renamed) for moment in mapping.moments],
        "moment_refunds": [moment.refund for moment in mapping.moments],
        "moment_formats": _formats(table, mapping),
        "zone": mapping.timezone,
        "decimal": mapping.decimal,
        "row_is_event": mapping.occurred_at is not None,
    }
    return LoadStep("keep/load/spread_moments", given), LoadStep("keep/load/stage_spread", {})


def dates_found(writer: Writer, mapping: EventMapping) -> tuple[ImportFinding, ...]:
    """Dates that could not be read, in rows other dates of which were."""
    found = writer.frame("keep/load/unread_dates") if mapping.moments else None
    if found is None or not int(found["rows"][0]):
        return ()
    dates, rows = int(found["dates"][0]), int(found["rows"][0])
    sentence = f"{dates:,} dates in {rows:,} rows could not be read; the other dates of these rows were taken."
    return (ImportFinding("unread_dates", sentence, dates),)


def _formats(table: SourceTable, mapping: EventMapping) -> list[TimeFormat]:
    """How the dates of each column are written; a column that leaves it open is written as another one that does not.

    Raises ImportRefused where none of them tells days from months.
    """
    columns = [needed(table, moment.column) for moment in mapping.moments]
    told = next((one.time_formats[0] for one in columns if one.time_formats[:1] in _DAY_OR_MONTH), None)
    known = told if any(one.ambiguous for one in columns) else None
    return [
        known if known and column.ambiguous and not mapping.time_format else column_times(table, mapping, column.name)
        for column in columns
    ]


def _read_as(table: SourceTable, name: str | None, renamed: Dict[int, str]) -> str:
    """What a column is called while the file is read; nothing is called by no name."""
    if name is None:
        return ""
    position = needed(table, name).position
    return renamed.get(position, cell_name(position))
