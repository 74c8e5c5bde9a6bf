"""Questions and filters in the names of today: a link or a script may name a spelling that was merged since."""

from __future__ import annotations

from typing import Any

from touchpath.answers.register import REGISTER
from touchpath.journey.definition import to_plain
from touchpath.journey.filters import Filters, filters_from
from touchpath.journey.renaming import Named, renamed
from touchpath.workspace import Workspace
from touchpath.workspace.called import now_called

_KINDS: tuple[Named, ...] = ("touchpoint", "channel")


def in_names_of_today(workspace: Workspace, question: Any, filters: Filters) -> tuple[Any, Filters]:
    """The question and the filters with every touchpoint and channel called as it is shown now."""
    for kind in _KINDS:
        names = now_called(workspace.engine, kind)
        if not names:
            continue
        asked, looked_at = REGISTER.write(question), to_plain(filters)
        if (now := renamed(asked, kind, names)) != asked:
            question = REGISTER.read(now)
        if (now := renamed(looked_at, kind, names)) != looked_at:
            filters = filters_from(now)
    return question, filters
