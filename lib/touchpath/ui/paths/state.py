"""The paths this session looks at, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from touchpath.engine.base import Store
from touchpath.journey.definition import to_plain
from touchpath.journey.paths import Paths, paths_from
from touchpath.ui.looked_at import LookedAt

LOOKED_AT = LookedAt("paths", "path", partial(paths_from, Paths), to_plain)
edit, refuse, refusal = LOOKED_AT.edit, LOOKED_AT.refuse, LOOKED_AT.refusal


def current(engine: Store) -> Paths | None:
    """The paths of this session; at first those of all sessions. None while the workspace holds no events."""
    return LOOKED_AT.current(Paths) if engine.calendar.data_end is not None else None


def change(**parts: Any) -> None:
    """Change parts of the definition (for callbacks); what cannot be measured is refused, and nothing changes."""
    edit(lambda paths: replace(paths, **parts))
