"""The "How is this computed" popover beside a figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from touchpath.answers import Answer
from touchpath.journey.filters import Filters
from touchpath.journey.words import count

TITLE = "How is this computed?"
_EMOJI = re.compile(r":([A-Za-z])")
_MARKS = re.compile(r"[\\`*_{}\[\]<>#$|~!&]")
_LINE_MARKS = re.compile(r"^([ \t]{0,9}\d{0,9})([-+=.)])(?=\s|$)", re.MULTILINE)
"""What begins a list or underlines a heading at the start of a line: "- ", "1. ", "==="."""
_UNIT = re.compile(r"(?<=\d) (?=%)")
"""The blank between a number and its percent sign."""
_ADDRESS = re.compile(r"\b(https?|ftp|www)(://|\.)", re.IGNORECASE)


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
    """The popover of a whole answer."""
    explained(answer.definition, answer.denominator, answer.filters, answer.n, answer.sql, label=label)


def unbroken(text: str) -> str:
    """The same, where a number and its percent sign stay on one line."""
    return _UNIT.sub("\u00a0", plain(text))


def plain(text: str) -> str:
    """Text that may hold uploaded names, so that Markdown shows it as written: no picture, formula, link or heading.

    A bare address becomes no link either: an invisible sign (word joiner) parts its scheme from the rest.
    """
    text = _MARKS.sub(r"\\\g<0>", text.replace("\r", " "))
    text = _LINE_MARKS.sub(r"\1\\\2", text)
    return _EMOJI.sub(r"\\:\1", _ADDRESS.sub("\\1\u2060\\2", text))
