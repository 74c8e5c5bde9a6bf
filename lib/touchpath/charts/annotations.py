"""Dated changes on charts over time: a thin line with the name, to be layered over any chart with a time axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import altair as alt
import pandas as pd

from touchpath.charts.theme import Palette
from touchpath.journey.words import day_in_words

_LONGEST = 28
_LINE, _LINES = 14, 4
_LATE = 0.6


class DatedMark(Protocol):
    """Something with a name and a day."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def day(self) -> date:
        """When it was."""
        ...


def change_marks(
    changes: Sequence[DatedMark], palette: Palette, first: date | None = None, last: date | None = None
) -> Any | None:
    """A layer that marks each change between `first` and `last` (inclusive; None: open) at its day; None without any.

    Layer it over a chart whose x is temporal: `alt.layer(chart, change_marks(...))`.
    """
    inside = [part for part in changes if (first is None or part.day >= first) and (last is None or part.day <= last)]
    if not inside:
        return None
    rows = pd.DataFrame(
        {
            "day": [pd.Timestamp(part.day) for part in inside],
            "label": [
                part.name if len(part.name) <= _LONGEST else f"{part.name[: _LONGEST - 1]}…" for part in inside
            ],
            "sentence": [f"{part.name}, {day_in_words(part.day)}" for part in inside],
        }
    )
    base = alt.Chart(rows).encode(x=alt.X("day:T"), tooltip=alt.Tooltip("sentence:N", title=" "))
    rule = base.mark_rule(color=palette.muted, strokeDash=[2, 3], strokeWidth=1.2)
    return alt.layer(
        rule,
        *(
            _name(rows.iloc[[place]], place, palette, late=_late(part.day, first, last))
            for place, part in enumerate(inside)
        ),
    )


def _late(day: date, first: date | None, last: date | None) -> bool:
    """Whether a day lies so far right that its name has more room on the left."""
    return first is not None and last is not None and (day - first) > _LATE * (last - first)


def _name(row: pd.DataFrame, place: int, palette: Palette, *, late: bool) -> Any:
    """The name of a mark: each a line lower than the one before, so that names of neighbours do not overlap;
    left of its mark where the picture ends soon after it (`late`)."""
    return (
        alt.Chart(row)
        .mark_text(
            align="right" if late else "left", baseline="top", dx=-4 if late else 4, fontSize=11, color=palette.muted,
            limit=180,
        )
        .encode(x=alt.X("day:T"), y=alt.value(2 + _LINE * (place % _LINES)), text=alt.Text("label:N"))
    )  # fmt: skip


def with_marks(
    chart: Any, changes: Sequence[DatedMark], palette: Palette, first: date | None = None, last: date | None = None
) -> Any:
    """A layered chart with the changes marked (see change_marks)."""
    marks = change_marks(changes, palette, first, last)
    return chart if marks is None else chart + marks
