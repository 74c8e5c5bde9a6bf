"""What a board refuses, how it turns to and from a plain dict, and which filters its blocks are asked with."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from touchpath.journey.board import MOST_BLOCKS, Board, BoardBlock, board_from, board_to_plain
from touchpath.journey.calendar import Calendar
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters

BLOCK = BoardBlock('{"question": "overview"}')
FILTERS = Filters(
    date(2025, 1, 1), date(2025, 2, 1), ("Family", None), ("web",), (Condition("value", ">", 10),), "best"
)
CALENDAR = Calendar(data_start=datetime(2025, 1, 1, tzinfo=UTC), data_end=datetime(2025, 3, 10, 12, tzinfo=UTC))


def test_a_board_comes_back_from_json() -> None:
    board = Board("Week", (BLOCK, replace(BLOCK, filters=FILTERS, days=30, picture="table", note="n")), "why")
    assert board_from(json.loads(json.dumps(board_to_plain(board)))) == board


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ({"name": " "}, "Give the board a name first"),
        ({"name": "x", "blocks": "y"}, "a list of questions"),
        ({"name": "x", "blocks": [{"question": "funnel"}]}, "holds a question: a JSON object"),
        ({"name": "x", "blocks": [{"question": {}, "filters": 3}]}, "their parts"),
        ({"name": "x", "blocks": [{"question": {}, "days": 0}]}, "the last 1 to 3,660 days"),
        ({"name": "x", "blocks": [{"question": {}, "days": 3661}]}, "the last 1 to 3,660 days"),
        ({"name": "x", "blocks": [{"question": {}, "note": "n" * 2001}]}, "at most 2,000"),
        ({"name": "x", "blocks": [{"question": {}}] * (MOST_BLOCKS + 1)}, "at most 60 questions"),
        ({"name": "x", "shape": "round"}, "no field called shape"),
    ],
)
def test_what_is_no_board_is_refused(plain: dict[str, object], said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        board_from(plain)


def test_as_many_blocks_as_a_board_may_hold_are_held() -> None:
    assert (
        len(board_from({"name": "x", "blocks": [{"question": {}, "days": 3660}] * MOST_BLOCKS}).blocks) == MOST_BLOCKS
    )


def test_a_block_is_asked_with_its_own_filters_those_of_the_reader_or_relative_dates() -> None:
    readers = Filters(personas=("Senior",))
    assert replace(BLOCK, filters=FILTERS).filters_at(CALENDAR, readers) == FILTERS
    assert replace(BLOCK, filters=FILTERS, follows=True).filters_at(CALENDAR, readers) == readers
    relative = replace(BLOCK, filters=FILTERS.without_dates(), days=7).filters_at(CALENDAR, readers)
    last = CALENDAR.last_day
    assert last is not None
    assert (relative.date_to, (last - relative.date_from).days if relative.date_from else None) == (last, 6)
    assert relative.personas == FILTERS.personas


@pytest.mark.parametrize(("place", "by", "order"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 1, "abc")])
def test_a_block_moves_no_further_than_the_ends(place: int, by: int, order: str) -> None:
    blocks = tuple(replace(BLOCK, note=note) for note in "abc")
    assert "".join(block.note for block in Board("x", blocks).moved(place, by).blocks) == order
