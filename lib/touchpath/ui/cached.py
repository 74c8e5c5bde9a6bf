"""Answers kept in memory: asking the same question of unchanged data costs nothing.

Streamlit hands out copies, so keep aggregates here, never rows by the million.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from touchpath.analysis.small_cells import hidden
from touchpath.answers import Answer, Viewer
from touchpath.answers import ask as ask_workspace
from touchpath.engine.base import Store
from touchpath.journey.filters import Filters
from touchpath.ui import session
from touchpath.ui.long_answer import LongAnswer
from touchpath.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")
ENTRIES = 600
_AHEAD = "_asked_ahead"


def ask(question: Any, filters: Filters) -> Answer[Any]:
    """The answer to a question about the open workspace, remembered until its data change.

    Raises DefinitionError for what cannot be measured, and for what is about too few people to be shown.
    """
    workspace, viewer, key = _place(question, filters)
    found: Answer[Any] = _kept(key, lambda: ask_workspace(workspace, question, filters, viewer))
    return found


def at_hand(question: Any, filters: Filters) -> bool:
    """Whether the answer is remembered."""
    try:
        _kept(_place(question, filters)[-1], _nothing_kept)
    except _NotKept:
        return False
    return True


def ask_watched(question: Any, filters: Filters, show: Callable[[int, int], None]) -> Answer[Any]:
    """The same for what takes long: unless it is remembered, `show` is told how much of it is done.

    It is answered in a thread of its own, so that the page can draw meanwhile; a page that is left stops it.
    """
    workspace, viewer, key = _place(question, filters)
    try:
        found: Answer[Any] = _kept(key, _nothing_kept)
    except _NotKept:
        job = LongAnswer()
        job.wait(lambda: ask_workspace(workspace, question, filters, viewer, job.watch), show)
        found = _kept(key, lambda: job.answer)
    return found


def _place(question: Any, filters: Filters) -> tuple[Workspace, Viewer, tuple[Any, ...]]:
    """Who is asked, for whom, and what the answer is remembered by."""
    _require_hashable((question, filters), {})
    workspace, viewer = session.workspace(), Viewer("owner", session.least_shown())
    name = type(question).__qualname__
    return workspace, viewer, (session.token(), workspace.engine.version, name, repr(question), repr(filters), viewer)


class _NotKept(Exception):  # noqa: N818 - no fault: there is nothing yet
    """The answer is not remembered."""


def _nothing_kept() -> Any:
    raise _NotKept


def answer(function: Callable[Concatenate[Store, P], R], engine: Store, *args: P.args, **kwargs: P.kwargs) -> R:
    """`function(engine, *args)`, a declared result (journey/cells.py), remembered until the data change.

    Where the workspace hides small groups, the answer has no figure about fewer people than that (see
    analysis/small_cells); an answer that is only about them is refused with Withheld, one that declares nothing with
    Undeclared (both are DefinitionErrors).
    Arguments must be hashable (frozen definitions, filters, text, numbers); the result must be picklable.
    An exception is not remembered.
    """
    k = session.least_shown()
    key = (*_asked(function, engine, args, kwargs), k)
    result: R = _kept(key, lambda: hidden(engine.steady(lambda: function(engine, *args, **kwargs)), k))
    return result


def known(function: Callable[Concatenate[Store, P], R], engine: Store, *args: P.args, **kwargs: P.kwargs) -> R:
    """The same for what people set, saved or named themselves, and for names of columns: it counts nobody.

    Nothing is hidden of it: a test lists the functions that may be asked so.
    """
    key = _asked(function, engine, args, kwargs)
    asked, job = st.session_state.get(_AHEAD, ((), None))
    if job is not None and asked == key:
        ahead: R = _kept(key, job.result)
        return ahead
    result: R = _kept(key, lambda: engine.steady(lambda: function(engine, *args, **kwargs)))
    return result


def know_ahead(
    function: Callable[Concatenate[Store, P], Any], engine: Store, *args: P.args, **kwargs: P.kwargs
) -> None:
    """Begin what `known` will be asked for further down the page, in a thread, while the page is drawn.

    One at a time: what was begun before and never asked for is forgotten.
    """
    key = _asked(function, engine, args, kwargs)
    try:
        _kept(key, _nothing_kept)
    except _NotKept:
        job = LongAnswer()
        job.begin(lambda: engine.steady(lambda: function(engine, *args, **kwargs)))
        st.session_state[_AHEAD] = (key, job)


def _asked(function: Any, engine: Store, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
    _require_hashable(args, kwargs)
    name = f"{function.__module__}.{function.__qualname__}"
    return (session.token(), engine.version, name, repr(args), repr(sorted(kwargs.items())))


@st.cache_data(max_entries=ENTRIES, show_spinner=False)
def _kept(key: tuple[Any, ...], _ask: Callable[[], Any]) -> Any:
    return _ask()


def _require_hashable(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if not isinstance(value, Hashable):
            raise TypeError(f"A remembered question takes hashable arguments, not {type(value).__name__}.")
        hash(value)
