"""Holidays against calendars anybody can look up."""

from __future__ import annotations

from datetime import date

import pytest

from touchpath.analysis.change.holidays import black_friday, easter_sunday, holidays_between


@pytest.mark.parametrize("day", [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25), (2008, 3, 23)])
def test_easter(day: tuple[int, int, int]) -> None:
    assert easter_sunday(day[0]) == date(*day)


@pytest.mark.parametrize("day", [(2024, 11, 29), (2025, 11, 28), (2026, 11, 27), (2030, 11, 29)])
def test_black_friday(day: tuple[int, int, int]) -> None:
    assert black_friday(day[0]) == date(*day)


def test_a_stretch_names_what_it_touches() -> None:
    assert holidays_between(date(2025, 1, 6), date(2025, 4, 17)) == ("Christmas to New Year",)
    assert holidays_between(date(2025, 1, 7), date(2025, 4, 17)) == ()
    assert holidays_between(date(2025, 11, 1), date(2025, 12, 31)) == ("Black Friday week", "Christmas to New Year")
