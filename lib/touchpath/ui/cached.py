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
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.ui import session

P = ParamSpec("P")
R = TypeVar("R")
ENTRIES = 600


def ask(question: Any, filters: Filters) -> Answer[Any]:
    """The answer to a question about the open workspace, remembered until its data change.

    Raises DefinitionError for what cannot be measured, and for what is about too few people to be shown.
    """
    _require_hashable((question, filters), {})
    workspace, viewer = session.workspace(), Viewer("owner", session.least_shown())
    name = type(question).__qualname__
    key = (session.token(), workspace.engine.version, name, repr(question), repr(filters), viewer)
    found: Answer[Any] = _kept(key, lambda: ask_workspace(workspace, question, filters, viewer))
    return found


def answer(function: Callable[Concatenate[Engine, P], R], engine: Engine, *args: P.args, **kwargs: P.kwargs) -> R:
    """`function(engine, *args)`, remembered until the data of the workspace change: for what controls choose from.

    Where the workspace hides small groups, the answer has no figure about fewer people than that (see
    analysis/small_cells); an answer that is only about them is refused with Withheld, a DefinitionError.
    Arguments must be hashable (frozen definitions, filters, text, numbers); the result must be picklable.
    An exception is not remembered.
    """
    _require_hashable(args, kwargs)
    name = f"{function.__module__}.{function.__qualname__}"
    k = session.least_shown()
    key = (session.token(), engine.version, name, repr(args), repr(sorted(kwargs.items())), k)

    def read() -> R:
        found = engine.steady(lambda: function(engine, *args, **kwargs))
        return hidden(found, k, function.__name__)

    result: R = _kept(key, read)
    return result


@st.cache_data(max_entries=ENTRIES, show_spinner=False)
def _kept(key: tuple[Any, ...], _ask: Callable[[], Any]) -> Any:
    return _ask()


def _require_hashable(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if not isinstance(value, Hashable):
            raise TypeError(f"A remembered question takes hashable arguments, not {type(value).__name__}.")
        hash(value)
