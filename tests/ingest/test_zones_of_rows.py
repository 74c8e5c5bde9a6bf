"""Times beside zones or offsets of their rows: when it happened, once it is said whose they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath.ingest.reading.written_days import local_moment
from touchpath.ingest.reading.zone_names import offset_named, offset_of, offset_unit
from touchpath.ingest.source import TimeFormat, twin_name
from touchpath.workspace import Workspace

ZONED = [
    ("2024-03-25 10:00:00", "2024-07-01 10:00:00", ("Europe/Berlin", "America/New_York"), ("09:00", "14:00")),
    ("25/03/2024 10:00", "25/07/2024 10:00", ("Europe/Berlin", "America/New_York"), ("09:00", "14:00")),
    ("03/25/2024 10:00 AM", "07/25/2024 10:00 PM", ("Europe/Berlin", "America/New_York"), ("09:00", "02:00")),
    ("25 Mar 2024 10:00", "25 Jul 2024 10:00", ("Europe/Berlin", "America/New_York"), ("09:00", "14:00")),
    ("2024-03-25 10:00", "2024-07-01 10:00", ("1", "-4"), ("09:00", "14:00")),
    ("2024-03-25 10:00", "2024-07-01 10:00", ("5.5", "-4"), ("04:30", "14:00")),
    ("2024-03-25 10:00", "2024-07-01 10:00", ("60", "-240"), ("09:00", "14:00")),
    ("2024-03-25T10:00:00", "2024-07-01T10:00:00", ("3600", "-14400"), ("09:00", "14:00")),
    ("25/03/2024 10:00", "25/07/2024 10:00", ("60", "-240"), ("09:00", "14:00")),
    ("25/03/2024 10:00", "25/07/2024 10:00", ("+0100", "-0400"), ("09:00", "14:00")),
]


@pytest.mark.parametrize(("first", "second", "zones", "expected"), ZONED)
def test_the_time_of_a_row_is_that_of_its_zone(
    first: str, second: str, zones: tuple[str, str], expected: tuple[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "log.csv"
    times = [first, second] * 4
    rows = [
        f"u{place % 3},{'seen' if place % 2 else 'used'},{text},{zones[place % 2]}"
        for place, text in enumerate(times)
    ]
    file.write_text("\n".join(["user,action,happened,tz_offset", *rows]))
    with Workspace.in_memory() as workspace:
        report = workspace.import_file(file, answers={"occurred_at": twin_name("happened")})[0]
        assert (report.accepted, report.rejected) == (8, 0)
        held = workspace.engine.frame("ask/load/list_events")["occurred_at"]
        assert {f"{moment:%H:%M}" for moment in held} == set(expected)


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (("2", "-5", "0"), "hours"), (("120", "-300"), "minutes"), (("7200", "-18000"), "seconds"),
        (("0",), None), (("17", "3"), None), (("2", "x"), None), (("3600000", "0"), "milliseconds"),
    ],
)  # fmt: skip
def test_numbers_count_offsets_in_one_unit(texts: tuple[str, ...], unit: str | None) -> None:
    assert offset_unit(texts) == unit


def test_three_digits_are_no_hours_and_minutes() -> None:
    assert (offset_named("+120"), offset_named("-0330"), offset_named("UTC+5")) == (None, "-03:30", "+05:00")
    assert (offset_of("-210", "minutes"), offset_of("x", "hours")) == ("-03:30", None)


@pytest.mark.parametrize(
    ("text", "written", "moment"),
    [
        ("2024-03-04T10:00", "iso", "2024-03-04 10:00"), ("03/04/24 12:05 am", "month_first", "2024-03-04 00:05"),
        ("4 Mar 2024, 23:59:59.5", "iso", "2024-03-04 23:59"), ("04.03.2024 10:00", "day_first", "2024-03-04 10:00"),
        ("2024-03-04", "iso", ""), ("2024-03-04 10:00+01:00", "iso", ""), ("2024-03-04 25:00", "iso", ""),
        ("03/04/2024 13:05 pm", "month_first", ""),
    ],
)  # fmt: skip
def test_a_written_time_is_a_moment_in_no_zone(text: str, written: TimeFormat, moment: str) -> None:
    found = local_moment(text, written)
    assert (f"{found:%Y-%m-%d %H:%M}" if found else "") == moment
