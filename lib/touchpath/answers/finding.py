"""Finding the question that somebody means by a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from touchpath.answers.register import REGISTER
from touchpath.answers.usual import USUAL
from touchpath.journey.definition import DefinitionError
from touchpath.journey.pretended import PretendedChanges
from touchpath.journey.words import listed
from touchpath.workspace import Workspace
from touchpath.workspace.changes import saved_changes
from touchpath.workspace.saved import SavedKind, saved

_SAVED: tuple[SavedKind, ...] = ("funnel", "retention")
_PRETENDED = "pretended_changes"


def short_questions() -> tuple[str, ...]:
    """The words that stand for a whole question."""
    return tuple(USUAL)


def find_question(workspace: Workspace, given: str | Mapping[str, Any]) -> Any:
    """The question of a plain dict, of a saved definition's name, or of one of the short words.

    Saved names come first; "funnel:Checkout" says the kind too, "pretended_changes:Faster delivery" asks earlier
    weeks about a saved change. Raises DefinitionError for what is none, and where
    several definitions have the name.
    """
    if isinstance(given, Mapping):
        return REGISTER.read(given)
    if not isinstance(given, str):
        raise DefinitionError("A question is written as its parts: a JSON object.")
    found = {key: make for key, make in _kept(workspace).items() if given in (key, key.partition(":")[2])}
    if len(found) > 1:
        raise DefinitionError(
            f'Several definitions are called "{given}": say {listed(list(found), conjunction="or")}.'
        )
    for make in found.values():
        return make()
    if pretended := _pretended(workspace, given):
        return pretended
    if given in USUAL:
        return USUAL[given](workspace)
    names = listed([*_kept(workspace), *USUAL], 30)
    raise DefinitionError(f'Nothing is saved here as "{given}". There are: {names}.')


def _kept(workspace: Workspace) -> dict[str, Callable[[], Any]]:
    """Everything saved, by kind and name."""
    kept: dict[str, Callable[[], Any]] = {
        f"{kind}:{part.name}": partial(REGISTER.read, {"question": kind, **part.definition})
        for kind in _SAVED
        for part in saved(workspace.engine, kind)
    }
    asked = {part.name: part.question for part in saved_changes(workspace.engine) if part.question is not None}
    changes = {f"change:{name}": partial(replace, question) for name, question in asked.items()}
    return kept | changes


def _pretended(workspace: Workspace, given: str) -> PretendedChanges | None:
    """ "pretended_changes:Faster delivery" asks how often that saved change would have cried wolf."""
    kind, _, name = given.partition(":")
    asked = {part.name: part.question for part in saved_changes(workspace.engine)} if kind == _PRETENDED else {}
    question = asked.get(name)
    return None if question is None else PretendedChanges(question)
