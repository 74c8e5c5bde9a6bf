"""The retention this session looks at, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.answers.usual import usual_retention
from touchpath.engine.base import Store
from touchpath.journey.definition import to_plain
from touchpath.journey.retention import Retention, retention_from
from touchpath.ui import cached
from touchpath.ui.looked_at import LookedAt

LOOKED_AT = LookedAt("retention", "retention", retention_from, to_plain)
show, edit, refuse, refusal = LOOKED_AT.show, LOOKED_AT.edit, LOOKED_AT.refuse, LOOKED_AT.refusal


def current(engine: Store) -> Retention | None:
    """The retention of this session; at first the usual one. None while the workspace holds no events."""
    if engine.calendar.data_end is None:
        return None
    return LOOKED_AT.current(lambda: cached.known(usual_retention, engine))


def change(**parts: Any) -> None:
    """Change parts of the definition (for callbacks); what cannot be measured is refused, and nothing changes."""
    edit(lambda retention: replace(retention, **parts))
