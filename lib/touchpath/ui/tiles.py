"""A headline tile: the figure, what it rests on, how it went, how it changed, how it is computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from touchpath.answers import Answer, Reading
from touchpath.ui.explain import explained, plain

_FEWEST_POINTS = 3


def draw(tile: Reading, answer: Answer[Any]) -> None:
    """Show a tile as wide as its column."""
    with st.container(border=True, gap="xxsmall", height="stretch"):
        shown = len(tile.trend) >= _FEWEST_POINTS
        st.metric(
            tile.title,
            plain(tile.value),
            delta=_with_plain_minus(tile.change) or None,
            delta_arrow="auto" if tile.change.startswith(("+", "−")) else "off",
            delta_color="normal" if tile.surely else "off",
            chart_data=list(tile.trend) if shown else None,
        )
        st.caption(plain(tile.note))
        explained(
            tile.definition, tile.denominator, answer.filters, tile.n, lambda: tile.statement.text(answer.calendar),
            label="How computed?",
        )  # fmt: skip


def _with_plain_minus(change: str) -> str:
    """The arrow of st.metric follows a plain minus sign only."""
    return f"-{change[1:]}" if change.startswith("−") else change


def row(tiles: Sequence[Reading], answer: Answer[Any]) -> None:
    """Tiles side by side, below each other on a narrow screen."""
    for column, tile in zip(st.columns(len(tiles), gap="small"), tiles, strict=True):
        with column:
            draw(tile, answer)


def without_data(tiles: Sequence[Reading]) -> None:
    """Figures that have no value, in one line, each with the reason."""
    st.caption(
        plain("Without a figure here: " + " ".join(f"{tile.title} ({tile.note.rstrip('.')})." for tile in tiles))
    )
