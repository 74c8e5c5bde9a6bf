"""Who asks: what may be shown depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace

Role = Literal["owner", "viewer"]


@dataclass(frozen=True)
class Viewer:
    """`small_cell`: figures about fewer people are hidden; 0 hides none."""

    role: Role = "owner"
    small_cell: int = 0

    def __post_init__(self) -> None:
        """Refuse a size that hides nothing and does not say so."""
        if self.small_cell < 0 or self.small_cell == 1:
            raise DefinitionError("Small groups are hidden below a number of people from 2 on; 0 hides none.")


def usual_viewer(workspace: Workspace) -> Viewer:
    """Who opens a workspace without saying more: small groups are hidden as its settings say."""
    return Viewer("owner", int(workspace.settings["small_cell"].value))
