"""What is said of a column of personas, for nobody, one person and several."""

from __future__ import annotations

import pytest

from touchpath.analysis.personas import ColumnUse
from touchpath.journey.personas import PersonaColumn


@pytest.mark.parametrize(
    ("people", "several", "said"),
    [
        (0, (), "Nobody has a value of segment."),
        (1, (), "The one person with segment has one value."),
        (2, (), "Each of the 2 people with segment has one value."),
        (1, ((2, 1),), "1 of 1 person has several values of segment: the last counts."),
        (9, ((2, 1), (3, 4)), "5 of 9 people have several values of segment (1 has 2, 4 have 3): the last counts."),
    ],
)
def test_a_column_is_told_in_whole_words(people: int, several: tuple[tuple[int, int], ...], said: str) -> None:
    assert ColumnUse(PersonaColumn("segment", "people file"), people, several).sentence == said
