"""Which pictures an office program can draw and edit itself."""

from __future__ import annotations

from typing import Any

from touchpath.answers import Answer
from touchpath.reports import native, native_figures
from touchpath.reports.native import MadeNative, NativeChart

_MADE: dict[tuple[str, str], MadeNative] = {**native.MADE, **native_figures.MADE}


def native_chart(answer: Answer[Any], picture: str) -> NativeChart | None:
    """The chart of an answer's picture as bars or lines; None for pictures that are neither."""
    make = _MADE.get((type(answer.question).__name__, picture))
    found = make(answer) if make else None
    return found if found and found.categories and found.series else None
