"""Times as files write them, and the UTC moment they mean."""

from __future__ import annotations

import pytest

from lib.ingest.mapping import EventMapping
from lib.ingest.reading.column_types import describe_column, time_formats
from lib.workspace import Workspace
from tests.ingest.written import table_of

MEANT = [
    ("2024-07-01 10:00:00", "UTC", None, "2024-07-01T10:00:00"),
    ("2024-07-01 10:00:00", "Europe/Berlin", None, "2024-07-01T08:00:00"),
    ("2024-07-01 10:00:00.123456", "Europe/Berlin", None, "2024-07-01T08:00:00.123456"),
    ("2024-07-01T10:00:00Z", "Europe/Berlin", None, "2024-07-01T10:00:00"),
    ("2024-07-01T10:00:00+02:00", "America/New_York", None, "2024-07-01T08:00:00"),
    ("2026-04-10 11:11:26 +0530", "UTC", None, "2026-04-10T05:41:26"),
    ("2023-03-23 04:19:24 UTC", "Europe/Berlin", None, "2023-03-23T04:19:24"),
    ("2024-07-01", "Europe/Berlin", None, "2024-06-30T22:00:00"),
    ("20240701", "UTC", None, "2024-07-01T00:00:00"),
    ("Jun 09, 2018 09:30 pm", "UTC", None, "2018-06-09T21:30:00"),
    ("13/04/2018 10:11", "UTC", None, "2018-04-13T10:11:00"),
    ("4/13/2018 5:30 PM", "UTC", None, "2018-04-13T17:30:00"),
    ("13.04.18", "UTC", None, "2018-04-13T00:00:00"),
    ("03/04/2018", "UTC", "day_first", "2018-04-03T00:00:00"),
    ("03/04/2018", "UTC", "month_first", "2018-03-04T00:00:00"),
    ("1700000000", "Europe/Berlin", None, "2023-11-14T22:13:20"),
    ("1700000000123", "UTC", None, "2023-11-14T22:13:20.123000"),
    ("1700000000123456", "UTC", None, "2023-11-14T22:13:20.123456"),
    ("1700000000123456789", "UTC", None, "2023-11-14T22:13:20.123456"),
]


@pytest.mark.parametrize("text, zone, time_format, expected", MEANT)
def test_a_time_means_one_moment(text: str, zone: str, time_format: str | None, expected: str) -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "times.csv", f'who,when,what\na,"{text}",x\nb,"{text}",y\n')
        mapping = EventMapping("who", "when", "what", timezone=zone, time_format=time_format)
        assert workspace.import_table(table, mapping).rejected == 0
        assert workspace.engine.frame("load/list_events")["occurred_at"][0].isoformat() == expected


@pytest.mark.parametrize(
    "values, expected",
    [
        (["2024-01-01", "2024-01-02 10:00"], ("iso",)),
        (["1/2/2024", "10/20/2024"], ("month_first",)),
        (["20.1.2024", "1.2.2024"], ("day_first",)),
        (["1/2/2024", "3/4/2024"], ("day_first", "month_first")),
        (["1700000000"], ("epoch_s",)),
        (["apple"], ()),
        (["12", "13"], ()),
    ],
)
def test_readings_of_times(values: list[str], expected: tuple[str, ...]) -> None:
    assert time_formats(values) == expected


@pytest.mark.parametrize(
    "values, kind, decimal",
    [
        (["1", "2"], "integer", "."),
        (["1.5", "2"], "number", "."),
        (["1.234,50", "7,00"], "number", ","),
        (["1,234.50", "7.00"], "number", "."),
        (["€ 12.50"], "number", "."),
        (["6.48%"], "number", "."),
        (["u1", "u2"], "text", "."),
        (["yes", "no"], "boolean", "."),
        (["2024-01-01"], "date", "."),
        (["2024-01-01 10:00"], "time", "."),
        ([None, ""], "empty", "."),
    ],
)
def test_types_of_columns(values: list[str | None], kind: str, decimal: str) -> None:
    column = describe_column(0, "x", values)
    assert (column.type, column.decimal) == (kind, decimal)
