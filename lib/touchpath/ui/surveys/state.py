"""The question about scores that this session looks at, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from touchpath.journey.definition import build, to_plain
from touchpath.journey.surveys import Scores
from touchpath.ui.looked_at import LookedAt

LOOKED_AT = LookedAt("scores", "question about scores", partial(build, Scores), to_plain)


def current() -> Scores:
    """The question of this session; at first the usual one."""
    found: Scores | None = LOOKED_AT.current(Scores)
    return found or Scores()


def change(**parts: Any) -> None:
    """Change parts of the question (for callbacks); what cannot be measured is refused, and nothing changes."""
    LOOKED_AT.edit(lambda asked: replace(asked, **parts))
