"""A board: an ordered, named list of questions that people come back to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError, Plain, as_tuple, build, to_plain
from touchpath.journey.filters import NO_FILTERS, Filters, filters_from, last_days

MOST_BLOCKS = 60
PICTURE, TABLE = "", "table"
"""What a block shows below its sentence: the picture the answer has first, one by name, or its table."""
_LONGEST_NOTE = 2_000
_LONGEST_NAME = 80
_MOST_DAYS = 3_660


@dataclass(frozen=True)
class BoardBlock:
    """One question on a board.

    `question` is the JSON text of its plain dict. It is asked with `filters`; `days` makes their dates relative: the
    last so many days of the data, whenever the board is read. `follows`: instead of `filters`, those of the reader
    narrow it. `picture` is TABLE, the name of a picture, or PICTURE for the first; `note` is the reader's own text.
    """

    question: str
    filters: Filters = NO_FILTERS
    days: int | None = None
    follows: bool = False
    picture: str = PICTURE
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be asked again."""
        if not isinstance(self.question, str) or not isinstance(_parsed(self.question), dict):
            raise DefinitionError("A block of a board holds a question as JSON text.")
        if self.days is not None and not 1 <= self.days <= _MOST_DAYS:
            raise DefinitionError(f"A block can look at the last 1 to {_MOST_DAYS:,} days.")
        if len(self.note) > _LONGEST_NOTE:
            raise DefinitionError(f"A note has at most {_LONGEST_NOTE:,} characters.")

    @property
    def plain_question(self) -> Plain:
        """The plain dict of the question."""
        parsed: Plain = _parsed(self.question)
        return parsed

    def filters_at(self, calendar: Calendar, readers: Filters) -> Filters:
        """The filters it is asked with on these data, by a reader whose own filters are `readers`."""
        if self.follows:
            return readers
        if self.days is None:
            return self.filters
        first, last = last_days(calendar, self.days) or (None, None)
        return replace(self.filters, date_from=first, date_to=last)


@dataclass(frozen=True)
class Board:
    """Blocks in their order under a name; `note` says what the board is for."""

    name: str
    blocks: tuple[BoardBlock, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """A name, and not more blocks than a reader can take in."""
        object.__setattr__(self, "name", " ".join(self.name.split())[:_LONGEST_NAME])
        object.__setattr__(self, "blocks", as_tuple(self.blocks))
        if not self.name:
            raise DefinitionError("Give the board a name first.")
        if len(self.blocks) > MOST_BLOCKS:
            raise DefinitionError(f"A board holds at most {MOST_BLOCKS} questions: begin another one.")
        if len(self.note) > _LONGEST_NOTE:
            raise DefinitionError(f"A note has at most {_LONGEST_NOTE:,} characters.")

    def kept(self, block: BoardBlock) -> Board:
        """With one more block at its end."""
        return replace(self, blocks=(*self.blocks, block))

    def without(self, place: int) -> Board:
        """Without the block at a place."""
        return replace(self, blocks=self.blocks[:place] + self.blocks[place + 1 :])

    def moved(self, place: int, by: int) -> Board:
        """With the block at a place moved up (negative) or down, no further than the ends."""
        rest = list(self.blocks)
        block = rest.pop(place)
        rest.insert(max(0, place + by), block)
        return replace(self, blocks=tuple(rest))

    def changed(self, place: int, block: BoardBlock) -> Board:
        """With another block at a place."""
        return replace(self, blocks=(*self.blocks[:place], block, *self.blocks[place + 1 :]))


def board_to_plain(board: Board) -> Plain:
    """The plain dict of a board: questions and filters, none of the data."""
    plain: Plain = to_plain(board)
    for block in plain.get("blocks", ()):
        block["question"] = _parsed(block["question"])
        filters = block.get("filters", {})
        filters.update({name: day.isoformat() for name, day in filters.items() if name.startswith("date_")})
    return plain


def board_from(plain: Mapping[str, Any]) -> Board:
    """A board from its plain dict. Raises DefinitionError for what is none."""
    blocks = plain.get("blocks", ())
    if not isinstance(blocks, list | tuple) or not all(isinstance(block, Mapping) for block in blocks):
        raise DefinitionError("The blocks of a board are a list of questions.")
    return build(Board, {**plain, "blocks": tuple(_block_from(block) for block in blocks)})


def question_text(plain: Mapping[str, Any]) -> str:
    """The text under which a block keeps a question."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _block_from(plain: Mapping[str, Any]) -> BoardBlock:
    filters = plain.get("filters", {})
    if not isinstance(filters, Mapping):
        raise DefinitionError("The filters of a block are their parts: a JSON object.")
    question = plain.get("question")
    if not isinstance(question, Mapping):
        raise DefinitionError("A block of a board holds a question: a JSON object.")
    return build(BoardBlock, {**plain, "question": question_text(question), "filters": filters_from(filters)})


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
