"""Times as files write them, and the UTC moment they mean."""

from __future__ import annotations

import pytest

from tests.ingest.written import table_of
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.reading.column_types import describe_column, time_formats
from touchpath.workspace import Workspace

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
    ("03.04.2018", "UTC", None, "2018-04-03T00:00:00"),
    ("2018-04-03", "UTC", "day_first", "2018-04-03T00:00:00"),
    ("2018-04-13 10:11", "UTC", "month_first", "2018-04-13T10:11:00"),
    ("13/04/2018 10.11.12", "UTC", None, "2018-04-13T10:11:12"),
    ("2024/03/05 7:34:12 p. m. GMT-5", "UTC", None, "2024-03-06T00:34:12"),
    ("2024/03/05 午後 7:34:12 GMT+9", "UTC", None, "2024-03-05T10:34:12"),
    ("2024/3/5 下午7:34:12", "UTC", None, "2024-03-05T19:34:12"),
    ("2024. 3. 5 오후 7:34:12", "UTC", None, "2024-03-05T19:34:12"),
    ("2024年3月5日", "UTC", None, "2024-03-05T00:00:00"),
    ("2024.03.05.", "UTC", None, "2024-03-05T00:00:00"),
    ("2024 Mar", "UTC", None, "2024-03-01T00:00:00"),
    ("13.04.18", "UTC", None, "2018-04-13T00:00:00"),
    ("03/04/2018", "UTC", "day_first", "2018-04-03T00:00:00"),
    ("03/04/2018", "UTC", "month_first", "2018-03-04T00:00:00"),
    ("1700000000", "Europe/Berlin", None, "2023-11-14T22:13:20"),
    ("1700000000123", "UTC", None, "2023-11-14T22:13:20.123000"),
    ("1700000000123456", "UTC", None, "2023-11-14T22:13:20.123456"),
    ("1700000000123456789", "UTC", None, "2023-11-14T22:13:20.123456"),
    ("12. Mär 2024", "UTC", None, "2024-03-12T00:00:00"),
    ("Mi., 31. Jan. 2024 10:00 Uhr", "Europe/Berlin", None, "2024-01-31T09:00:00"),
    ("12 janv. 2024 à 09:30", "UTC", None, "2024-01-12T09:30:00"),
    ("12 de marzo de 2024", "UTC", None, "2024-03-12T00:00:00"),
    ("1 de out. de 2024, 10:11", "UTC", None, "2024-10-01T10:11:00"),
    ("2024-W05", "UTC", None, "2024-01-29T00:00:00"),
    ("2024-05", "UTC", None, "2024-05-01T00:00:00"),
    ("Jan-24", "UTC", None, "2024-01-01T00:00:00"),
    ("5-Jan-24", "UTC", None, "2024-01-05T00:00:00"),
    ("2024-01-31T10:00:00.000+0000", "Europe/Berlin", None, "2024-01-31T10:00:00"),
    ("2024-01-31 10:00:00 EST", "Europe/Berlin", None, "2024-01-31T15:00:00"),
    ("2024/01/05 10:11:12 AM EST", "UTC", None, "2024-01-05T15:11:12"),
    ("2024/03/05 3:12:45 PM GMT+2", "UTC", None, "2024-03-05T13:12:45"),
    ("Jan 31, 2024 at 10:00 AM", "UTC", None, "2024-01-31T10:00:00"),
    ("Jan 31, 2024, 10:00\u202fAM", "UTC", None, "2024-01-31T10:00:00"),
    ("Oct 11th, 2023", "UTC", None, "2023-10-11T00:00:00"),
    ("Wednesday, January 31, 2024 10:00 PM", "UTC", None, "2024-01-31T22:00:00"),
    ("Thu Jan  4 10:00:00 UTC 2024", "Europe/Berlin", None, "2024-01-04T10:00:00"),
    ("Fri Jan 05 2024 10:00:00 GMT+0100 (Central European Standard Time)", "UTC", None, "2024-01-05T09:00:00"),
    ("05/Feb/2024:10:11:12 +0000", "UTC", None, "2024-02-05T10:11:12"),
    ("1/31/24 10:00 PM EST", "UTC", None, "2024-02-01T03:00:00"),
    ("1/31/2024 10:00:00 p.m.", "UTC", None, "2024-01-31T22:00:00"),
    ("31.01.2024 22:00 MEZ", "UTC", None, "2024-01-31T21:00:00"),
    ("31.01.24 22:00:05", "UTC", None, "2024-01-31T22:00:05"),
    ("1/31/24 10:00:05 PM", "UTC", None, "2024-01-31T22:00:05"),
    ("1/31/24 22:00:05", "UTC", None, "2024-01-31T22:00:05"),
    ("45292.416666667", "Europe/Berlin", None, "2024-01-01T09:00:00"),
    ("45292", "UTC", "excel", "2024-01-01T00:00:00"),
]


@pytest.mark.parametrize("text, zone, time_format, expected", MEANT)
def test_a_time_means_one_moment(text: str, zone: str, time_format: str | None, expected: str) -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "times.csv", f'who,when,what\na,"{text}",x\nb,"{text}",y\n')
        mapping = EventMapping("who", "when", "what", timezone=zone, time_format=time_format)
        assert workspace.import_table(table, mapping).rejected == 0
        assert workspace.engine.frame("ask/load/list_events")["occurred_at"][0].isoformat() == expected


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
        (["Mon 03/06/2023", "Tue 03/07/2023"], ("month_first",)),
        (["Mon 00/05/2023"], ("day_first", "month_first")),
        (["Mon 03/06/0000"], ("day_first", "month_first")),
        (["Sat, Oct 11", "Sun, Oct 12"], ()),
        (["Marketing 2024", "Mayonnaise 12", "Order 5 Mar 2024"], ()),
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
        (["1.234,56 €", "7,00 €"], "number", ","),
        (["(1,234.50)", "7.00"], "number", "."),
        (["12,5 %"], "number", ","),
        (["US$1,234", "US$12.50"], "number", "."),
        (["1'234.50"], "number", "."),
        (["1\u202f234,56\u00a0€"], "number", ","),
        (["1,23,456.78"], "number", "."),
        (["1.5", "--", "-"], "number", "."),
        (["1.2.3", "12 34"], "text", "."),
        (["45292", "45293"], "integer", "."),
        (["yes", "no"], "boolean", "."),
        (["2024-01-01"], "date", "."),
        (["2024-01-01 10:00"], "time", "."),
        ([None, ""], "empty", "."),
    ],
)
def test_types_of_columns(values: list[str | None], kind: str, decimal: str) -> None:
    column = describe_column(0, "x", values)
    assert (column.type, column.decimal) == (kind, decimal)


AMOUNTS = [
    ("1.234,56 €", ",", 1234.56), ("(1,234.50)", ".", -1234.5), ("12,5 %", ",", 12.5), ("US$1,234", ".", 1234),
    ("1'234.50", ".", 1234.5), ("1\u202f234,56", ",", 1234.56), ("\u22125.5", ".", -5.5), ("$-5.20", ".", -5.2),
    ("12 EUR", ".", 12), ("R$ 1.234,50", ",", 1234.5), ("1,23,456.78", ".", 123456.78), ("5 stars", ".", 5),
    ("I bought 3 items", ".", None), ("0:05:23", ".", None), ("1.2K", ".", None), ("3 Mio", ".", None),
    ("1e400", ".", None), ("NaN", ".", None), ("u1", ".", None), ("3/5", ".", None),
]  # fmt: skip


@pytest.mark.parametrize("text, decimal, expected", AMOUNTS)
def test_an_amount_means_one_number(text: str, decimal: str, expected: float | None) -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "amounts.csv", f'who,when,what,worth\na,2024-01-01,x,"{text}"\n')
        workspace.import_table(table, EventMapping("who", "when", "what", value="worth", decimal=decimal))
        value = workspace.engine.frame("ask/load/list_events")["value"][0]
        assert value == expected or (expected is None and value != value)
