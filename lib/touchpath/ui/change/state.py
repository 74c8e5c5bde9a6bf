"""The question this session asks about a change, and the edits its widgets make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from touchpath.analysis.change.question import usual_outcome, usual_question
from touchpath.engine.base import Store
from touchpath.journey.change import Change
from touchpath.journey.change_draft import PARTS, ChangeDraft, Part, draft_from, draft_to_plain
from touchpath.ui import cached
from touchpath.ui.looked_at import LookedAt
from touchpath.workspace.changes import DatedChange

LOOKED_AT = LookedAt("change", "question", draft_from, draft_to_plain)
say, refusal = LOOKED_AT.refuse, LOOKED_AT.refusal
_UNNAMED = "Change"
"""Stands in for a name that nobody gave yet; it is never shown."""


def current(engine: Store) -> ChangeDraft:
    """The question of this session; at first an empty one."""
    return cast(ChangeDraft, LOOKED_AT.current(lambda: empty(engine)))


def empty(engine: Store) -> ChangeDraft:
    """A question of which nothing is said yet."""
    asked = replace(cached.known(usual_question, engine, _UNNAMED), hoped_for=None)
    return ChangeDraft(asked, frozenset(PARTS))


def start(draft: ChangeDraft) -> None:
    """Ask this from now on (for callbacks)."""
    LOOKED_AT.show(draft)


def draft_of(engine: Store, dated: DatedChange) -> ChangeDraft:
    """The saved question of a change; of one declared without a question, what was declared."""
    if dated.question is not None:
        return ChangeDraft(dated.question)
    outcome = cached.known(usual_outcome, engine)
    asked = Change(dated.name, dated.day, outcome, dated.touchpoint, dated.reached, note=dated.note)
    return ChangeDraft(asked, frozenset({"outcome"}))


def edit(changed: Callable[[Change], Change], *said: Part) -> None:
    """Change the question (for callbacks), which says these parts; what cannot be asked is refused."""
    LOOKED_AT.edit(lambda draft: draft.saying(changed(draft.asked), *said))


def edit_draft(changed: Callable[[ChangeDraft], ChangeDraft]) -> None:
    """Change the draft itself (for callbacks)."""
    LOOKED_AT.edit(changed)


def change(*said: Part, **parts: Any) -> None:
    """Change parts of the question (for callbacks); what cannot be asked is refused, and nothing changes."""
    edit(lambda asked: replace(asked, **parts), *said)


def outcome(**parts: Any) -> None:
    """Change parts of the outcome (for callbacks)."""
    edit(lambda asked: replace(asked, outcome=replace(asked.outcome, **parts)))
