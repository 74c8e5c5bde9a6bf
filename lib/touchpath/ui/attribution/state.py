"""The question about credit that this session looks at, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from touchpath.answers.usual import usual_attribution
from touchpath.engine.base import Store
from touchpath.journey.attribution import Attribution
from touchpath.journey.definition import build, to_plain
from touchpath.ui.looked_at import LookedAt

LOOKED_AT = LookedAt("credit", "question about credit", partial(build, Attribution), to_plain)


def current(engine: Store) -> Attribution | None:
    """The question of this session; at first the usual one. None while the workspace holds no events."""
    if engine.calendar.data_end is None:
        return None
    return LOOKED_AT.current(lambda: usual_attribution(engine))


def change(**parts: Any) -> None:
    """Change parts of the question (for callbacks); what cannot be measured is refused, and nothing changes."""
    LOOKED_AT.edit(lambda asked: replace(asked, **parts))
