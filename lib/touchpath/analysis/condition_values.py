"""Conditions tried on values at hand, by the same rules as in a question (see lib/touchpath/queries/clauses.py)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.journey.conditions import NUMERIC_OPS, Condition, Scalar
from touchpath.journey.written import finite_number, readable_pattern, shortest_number

Mask = NDArray[np.bool_]
_COMPARE = {">": np.greater, ">=": np.greater_equal, "<": np.less, "<=": np.less_equal}


def condition_holds(values: pd.Series[Any], condition: Condition) -> Mask:
    """Which of the text values (None: missing) pass the condition; its name and scope are not looked at."""
    texts = values.astype(object)
    texts = texts.where(texts.notna(), None)
    if condition.op in ("is set", "is not set"):
        is_set = texts.map(bool).to_numpy(dtype=bool)
        return is_set if condition.op == "is set" else ~is_set
    if condition.op in NUMERIC_OPS:
        numbers = np.array([_number(text) for text in texts], dtype=float)
        passes: Mask = _COMPARE[condition.op](numbers, float(condition.value))
        return passes
    holds = texts.map(lambda value: _text_holds(value, condition)).to_numpy(dtype=bool)
    return ~holds if condition.op in ("!=", "not contains") else holds


def _text_holds(value: str | None, condition: Condition) -> bool:
    """Whether a text equals, contains or matches; for the opposites, whether it would."""
    if condition.op in ("=", "!="):
        return _shortest(value) in [_shortest(_as_stored(wanted)) for wanted in condition.values]
    if value is None:
        return False
    if condition.op == "regex":
        return readable_pattern(str(condition.value)).search(value) is not None
    return any(str(_as_stored(part)).lower() in value.lower() for part in condition.values if part is not None)


def _number(text: str | None) -> float:
    """The finite number a text says, else NaN (which no comparison holds for)."""
    number = finite_number(text)
    return float("nan") if number is None else number


def _shortest(text: str | None) -> str | None:
    return None if text is None else shortest_number(text)


def _as_stored(value: Scalar) -> str | None:
    """A compared value as the text it is stored as: true, 3, 3.5."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None else str(value)
