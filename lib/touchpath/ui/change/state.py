"""The question this session asks about a change, and the edits its widgets make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from touchpath.analysis.change.question import usual_question
from touchpath.engine.base import Engine
from touchpath.journey.change import Change, change_from, change_to_plain
from touchpath.ui import cached
from touchpath.ui.looked_at import LookedAt
from touchpath.workspace.changes import DatedChange, saved_changes

LOOKED_AT = LookedAt("change", "question", change_from, change_to_plain)
show, edit, say, refusal = LOOKED_AT.show, LOOKED_AT.edit, LOOKED_AT.refuse, LOOKED_AT.refusal
NEW = "New change"


def current(engine: Engine) -> Change:
    """The question of this session; at first about the first saved change."""
    return cast(Change, LOOKED_AT.current(lambda: first(engine)))


def first(engine: Engine) -> Change:
    """What is asked when nobody asked anything yet."""
    saved = cached.answer(saved_changes, engine)
    return question_of(engine, saved[0]) if saved else cached.answer(usual_question, engine, NEW)


def question_of(engine: Engine, dated: DatedChange) -> Change:
    """The saved question of a change, or a usual one where it has none."""
    return dated.question or usual_question(engine, dated.name, dated.day, dated.touchpoint, dated.reached)


def change(**parts: Any) -> None:
    """Change parts of the question (for callbacks); what cannot be asked is refused, and nothing changes."""
    edit(lambda asked: replace(asked, **parts))


def outcome(**parts: Any) -> None:
    """Change parts of the outcome (for callbacks)."""
    edit(lambda asked: replace(asked, outcome=replace(asked.outcome, **parts)))
