"""Days and moments have one style, and its home is `touchpath.journey.words`."""

from __future__ import annotations

import re
from datetime import date, datetime

from touchpath.home import HOME
from touchpath.journey.words import day_in_words, moment_in_words, month_in_words

OWN = re.compile(r"(?<!-)%-?d[ ./]|%b\b|%B\b|\bD{1,2} MMM|\bMMM\b|YYYY")
TYPED = 'format="YYYY-MM-DD"'
"""How a day is typed into a field: Streamlit offers no month in letters there."""


def test_a_day_a_month_and_a_moment_are_written_without_a_zero_and_with_the_year() -> None:
    assert day_in_words(date(2025, 2, 9)) == "9 Feb 2025"
    assert month_in_words(date(2025, 2, 9)) == "Feb 2025"
    assert moment_in_words(datetime(2025, 2, 9, 4, 5)) == "9 Feb 2025, 04:05"


def test_no_other_place_has_a_style_of_its_own() -> None:
    shown = [
        path
        for folder in ("lib/touchpath/analysis", "lib/touchpath/answers", "lib/touchpath/charts", "lib/touchpath/ui",
                       "lib/touchpath/workspace", "lib/touchpath/command", "lib/touchpath/journey", "pages")
        for path in (HOME / folder).rglob("*.py")
        if path.name != "words.py"
    ]  # fmt: skip
    found = [
        f"{path.relative_to(HOME)}: {line.strip()}"
        for path in shown
        for line in path.read_text(encoding="utf-8").splitlines()
        if OWN.search(line.replace(TYPED, ""))
    ]
    assert not found
