"""The blocks of a board with their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from touchpath.answers.answer import Answer
from touchpath.answers.asking import ask, question_from_plain, question_to_plain
from touchpath.answers.viewer import Viewer
from touchpath.journey.board import Board, BoardBlock, question_text
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.watching import Watch, unwatched
from touchpath.workspace import Workspace

Ask = Callable[[Any, Filters], Answer[Any]]


@dataclass(frozen=True)
class AnsweredBlock:
    """A block and its answer; without one, `refusal` says why there is none."""

    block: BoardBlock
    answer: Answer[Any] | None
    refusal: str = ""


def answered_block(block: BoardBlock, calendar: Calendar, readers: Filters, asking: Ask) -> AnsweredBlock:
    """The block as `asking` answers it now; a question that cannot be answered any more says why."""
    try:
        question = question_from_plain(block.plain_question)
        return AnsweredBlock(block, asking(question, block.filters_at(calendar, readers)))
    except DefinitionError as refusal:
        return AnsweredBlock(block, None, str(refusal))


def answered_board(
    workspace: Workspace,
    board: Board,
    filters: Filters = NO_FILTERS,
    viewer: Viewer | None = None,
    watch: Watch = unwatched,
) -> tuple[AnsweredBlock, ...]:
    """Every block of a board, of one version of the data; `filters` are the reader's, for blocks that follow them."""

    def all_of_it() -> tuple[AnsweredBlock, ...]:
        found = []
        for place, block in enumerate(board.blocks):
            watch(place, len(board.blocks))
            asked = answered_block(block, workspace.engine.calendar, filters, _asking(workspace, viewer))
            found.append(asked)
        watch(len(board.blocks), len(board.blocks))
        return tuple(found)

    return workspace.engine.steady(all_of_it)


def block_of(answer: Answer[Any], *, days: int | None = None, follows: bool = False, note: str = "") -> BoardBlock:
    """The block that asks the question of an answer again, with its filters."""
    filters = answer.filters.without_dates() if days else answer.filters
    return BoardBlock(
        question_text(question_to_plain(answer.question)),
        NO_FILTERS if follows else filters,
        None if follows else days,
        follows,
        note=note,
    )


def _asking(workspace: Workspace, viewer: Viewer | None) -> Ask:
    return lambda question, filters: ask(workspace, question, filters, viewer)
