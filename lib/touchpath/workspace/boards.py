"""The boards of a workspace: kept for everybody who opens it, and carried to another one as a file without data."""

from __future__ import annotations

import json
from dataclasses import dataclass

from touchpath.engine.base import Reader
from touchpath.journey.board import Board, board_from, board_to_plain
from touchpath.journey.definition import DefinitionError
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.saved import Saved, SavedKind, saved

_KIND: SavedKind = "board"
_LARGEST_FILE = 2_000_000


def boards(reader: Reader) -> tuple[Board, ...]:
    """Every board, by name."""
    return tuple(board_from({**part.definition, "name": part.name}) for part in saved(reader, "board"))


def board_text(board: Board) -> str:
    """A board as the text of a file: what it asks, and nothing of the data."""
    return json.dumps({"touchpath": _KIND, **board_to_plain(board)}, ensure_ascii=False, indent=2) + "\n"


def board_of_text(text: str) -> Board:
    """The board of such a file. Raises DefinitionError for what is none."""
    try:
        plain = json.loads(text) if len(text) <= _LARGEST_FILE else None
    except (ValueError, RecursionError):
        plain = None
    if not isinstance(plain, dict) or plain.pop("touchpath", None) != _KIND:
        raise DefinitionError("This file is no board: take one that Boards made with Export.")
    return board_from(plain)


@dataclass(frozen=True)
class Boards:
    """The part of a workspace that keeps boards."""

    core: WorkspaceCore

    def __call__(self) -> tuple[Board, ...]:
        """Every board, by name."""
        return boards(self.core.engine)

    def named(self, name: str) -> Board:
        """The board of a name. Raises DefinitionError, with the names there are, where there is none."""
        found = {board.name: board for board in self()}
        if name not in found:
            known = ", ".join(f'"{other}"' for other in found) or "none yet"
            raise DefinitionError(f'There is no board called "{name}" here. There are: {known}.')
        return found[name]

    def keep(self, board: Board, *, replace: bool = False) -> str:
        """Keep a board; its name as stored. Raises DefinitionError where the name is taken and not to be replaced."""
        return Saved(self.core).save(_KIND, board.name, board_to_plain(board), replace=replace)

    def rename(self, name: str, new_name: str) -> str:
        """Give a board another name; the name as stored. Raises DefinitionError when it is taken."""
        return Saved(self.core).rename(_KIND, name, new_name)

    def delete(self, name: str) -> Board:
        """Delete a board; what it was, so that `keep` can bring it back."""
        gone = Saved(self.core).delete(_KIND, name)
        return board_from({**gone.definition, "name": gone.name})
