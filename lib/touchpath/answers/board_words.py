"""What a board says as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from touchpath.answers.boards import AnsweredBlock
from touchpath.journey.board import Board
from touchpath.journey.calendar import Calendar
from touchpath.journey.words import day_in_words, plural


def board_sentence(board: Board, blocks: Sequence[AnsweredBlock], calendar: Calendar) -> str:
    """How many questions a board asks, of data until when, what of them needs a look or has no answer."""
    if not blocks:
        return f'"{board.name}" holds no question yet: choose Keep on a board beside any answer.'
    until = f", on data until {day_in_words(calendar.last_day)}" if calendar.last_day else ""
    said = f'"{board.name}" watches {plural(len(blocks), "question")}{until}.'
    lost = sum(block.answer is None for block in blocks)
    needs = [finding for block in blocks if block.answer for finding in block.answer.told.findings]
    if lost:
        said += f" {plural(lost, 'question')} cannot be answered now."
    return f"{said} Needs a look first: {needs[0]}" if needs else said
