"""Cells of the files we hand out: a spreadsheet shows them as text, whatever stands in a name or a comment."""

from __future__ import annotations

from typing import Any

import pandas as pd

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with; full-width signs are read as the plain ones where East Asian input is usual."""
_MARK = "'"


def harmless(value: Any) -> Any:
    """A text that would run as a formula gets a leading apostrophe; everything else is as it is."""
    return f"{_MARK}{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def as_written(text: str) -> str:
    """The text before `harmless` put its apostrophe."""
    return text[1:] if text.startswith(_MARK) and text[1:].startswith(FORMULA_SIGNS) else text


def csv_lines(frame: pd.DataFrame, *, header: bool = True) -> str:
    """The frame as CSV with harmless cells.

    Lines end in CR LF: only then is a lone CR inside a cell put in quotes, and begins no line of its own.
    """
    return str(_harmless_frame(frame).to_csv(index=False, header=header, lineterminator="\r\n"))


def _harmless_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy whose column names and texts are harmless; numbers and moments are left alone."""
    safe = frame.copy()
    safe.columns = pd.Index([harmless(str(name)) for name in frame.columns])
    for position, kind in enumerate(frame.dtypes):
        if not pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_datetime64_any_dtype(kind):
            safe.isetitem(position, frame.iloc[:, position].map(harmless).to_numpy())
    return safe
