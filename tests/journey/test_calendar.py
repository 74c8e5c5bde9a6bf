"""Days and periods in the workspace zone."""

from __future__ import annotations

from datetime import date, datetime

from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import last_days

BERLIN = Calendar("Europe/Berlin", "monday", datetime(2024, 3, 1), datetime(2024, 3, 31, 22, 30))


def test_a_day_begins_at_local_midnight_also_across_the_clock_change() -> None:
    assert BERLIN.utc_of(date(2024, 3, 31)) == datetime(2024, 3, 30, 23)
    assert BERLIN.utc_of(date(2024, 4, 1)) == datetime(2024, 3, 31, 22)


def test_the_end_of_the_data_is_a_local_day() -> None:
    assert BERLIN.last_day == date(2024, 4, 1)
    assert last_days(BERLIN, 30) == (date(2024, 3, 3), date(2024, 4, 1))
    assert last_days(Calendar(), 30) is None


def test_periods_begin_where_the_workspace_says() -> None:
    sunday = date(2024, 3, 31)
    assert BERLIN.start_of(sunday, "week") == date(2024, 3, 25)
    assert Calendar(week_start="sunday").start_of(sunday, "week") == sunday
    assert BERLIN.start_of(sunday, "month") == date(2024, 3, 1)
    assert BERLIN.start_of(sunday, "day") == sunday
