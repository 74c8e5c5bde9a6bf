"""The "How is this computed" popover beside a figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from touchpath.answers import Answer
from touchpath.journey.filters import Filters
from touchpath.journey.words import count
from touchpath.ui.boards.keep import keep
from touchpath.ui.plain_text import plain, unbroken

TITLE = "How is this computed?"
__all__ = ["TITLE", "answered", "explained", "plain", "unbroken"]


def explained(
    definition: str,
    denominator: str,
    filters: Filters,
    n: float | None,
    sql: str | Callable[[], str] = "",
    *,
    label: str = TITLE,
) -> None:
    """A popover with a figure's definition, denominator, filters, number of cases and SQL.

    `sql` may be a function, for text that takes work to make. Pass "" where no query is behind the figure.
    """
    with st.popover(label, icon=":material/help:", type="tertiary"):
        st.markdown(f"**Definition.** {plain(definition)}")
        st.markdown(f"**Counted among.** {plain(denominator)}")
        st.markdown(f"**Filters.** {plain(filters.sentence())}")
        st.markdown(f"**n** = {count(n)}")
        text = sql() if callable(sql) else sql
        if text:
            st.code(text, language="sql", wrap_lines=True)


def answered(answer: Answer[Any], *, label: str = TITLE) -> None:
    """The popover of a whole answer, and beside it the way to keep the question on a board."""
    explained(answer.definition, answer.denominator, answer.filters, answer.n, answer.sql, label=label)
    keep(answer)
