"""A headline tile: the figure, what it rests on, how it went, how it changed, how it is computed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from touchpath.analysis.measures.figure import Difference
from touchpath.journey.filters import Filters
from touchpath.journey.words import NOTHING
from touchpath.ui.explain import explained, plain

_FEWEST_POINTS = 3


@dataclass(frozen=True)
class Tile:
    """What one tile says. `note` holds n and interval, or the reason why there is no value.

    `trend` are the values of complete periods. `change` is the difference in words, `surely` whether its interval
    leaves out zero (only then it is coloured).
    """

    title: str
    value: str
    note: str
    definition: str
    denominator: str
    n: float
    sql: Callable[[], str]
    trend: Sequence[float] = ()
    change: str = ""
    surely: bool = False


def draw(tile: Tile, filters: Filters) -> None:
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
        explained(tile.definition, tile.denominator, filters, tile.n, tile.sql, label="How computed?")


def _with_plain_minus(change: str) -> str:
    """The arrow of st.metric follows a plain minus sign only."""
    return f"-{change[1:]}" if change.startswith("−") else change


def row(tiles: Sequence[Tile], filters: Filters) -> None:
    """Tiles side by side, below each other on a narrow screen."""
    for column, tile in zip(st.columns(len(tiles), gap="small"), tiles, strict=True):
        with column:
            draw(tile, filters)


def surely_changed(difference: Difference | None) -> bool:
    """Whether the interval of a difference leaves out zero; false where it has none."""
    return difference is not None and (difference.low > 0 or difference.high < 0)


def in_words(difference: Difference | None, written: Callable[[float], str]) -> str:
    """A difference with its interval: "+1.2 points (−0.3 to +2.7)"."""
    if difference is None:
        return ""
    value = written(difference.value)
    if value == NOTHING or difference.low != difference.low:
        return "" if value == NOTHING else value
    low, high = (written(end).removesuffix(" points") for end in (difference.low, difference.high))
    return f"{value} ({low} to {high})"
