"""Answers kept in memory: asking the same question of unchanged data costs nothing.

Streamlit hands out copies, so keep aggregates here, never rows by the million.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from touchpath.analysis.small_cells import hidden
from touchpath.engine.base import Engine
from touchpath.ui import session

P = ParamSpec("P")
R = TypeVar("R")
ENTRIES = 600


def answer(function: Callable[Concatenate[Engine, P], R], engine: Engine, *args: P.args, **kwargs: P.kwargs) -> R:
    """`function(engine, *args)`, remembered until the data of the workspace change.

    Where the workspace hides small groups, the answer has no figure about fewer people than that (see
    analysis/small_cells); an answer that is only about them is refused with Withheld, a DefinitionError.
    Arguments must be hashable (frozen definitions, filters, text, numbers); the result must be picklable.
    An exception is not remembered.
    """
    _require_hashable(args, kwargs)
    name = f"{function.__module__}.{function.__qualname__}"
    k = session.least_shown()
    key = (session.token(), engine.version, name, repr(args), repr(sorted(kwargs.items())), k)
    result: R = _kept(key, lambda: hidden(function(engine, *args, **kwargs), k, function.__name__))
    return result


@st.cache_data(max_entries=ENTRIES, show_spinner=False)
def _kept(key: tuple[Any, ...], _ask: Callable[[], Any]) -> Any:
    return _ask()


def _require_hashable(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if not isinstance(value, Hashable):
            raise TypeError(f"A remembered question takes hashable arguments, not {type(value).__name__}.")
        hash(value)
