"""Tables and plain counts of people: rows about too few keep their name and lose their numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from touchpath.analysis.small_cells.rules import blank, to_hide

COUNTS = frozenset({"persona_sizes"})
"""Questions whose answer is a dict of people per name, which together are everybody."""


def hide_counts(counts: dict[Any, Any], k: int) -> dict[Any, Any]:
    """A complete breakdown as a dict: small counts and those that would tell them are NaN."""
    return dict(zip(counts, blank(list(counts.values()), to_hide(list(counts.values()), k)), strict=True))


def hide_rows(frame: pd.DataFrame, k: int) -> pd.DataFrame:
    """A table with a column `people`: numbers and times of rows with too few become missing."""
    if "people" not in frame:
        return frame
    small = (frame["people"] > 0) & (frame["people"] < k)
    if not small.any():
        return frame
    held = {}
    for name, column in frame.items():
        if pd.api.types.is_datetime64_any_dtype(column.dtype):
            held[name] = column.mask(small)
        elif pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype):
            held[name] = column.astype(float).mask(small)
    return frame.assign(**{str(name): column for name, column in held.items()})
