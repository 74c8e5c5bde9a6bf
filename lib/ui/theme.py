"""Light or dark, and the colour a persona or channel keeps on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.charts.theme import DARK, LIGHT, Palette, styled
from lib.journey.filters import Name
from lib.ui import filters, session


def palette() -> Palette:
    """The colours of the page as it is shown to this reader."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def colours(kind: str, names: Sequence[Name]) -> list[str]:
    """The colour of each persona or channel (kind "persona" or "channel").

    The eight largest channels of the first import, and the first eight personas, own a colour; later ones, missing
    and names not in the workspace are grey.
    """
    chosen = palette()
    owners = [name for name in filters.names(session.engine(), kind) if name is not None]
    owned = dict(zip(owners, chosen.slots, strict=False))
    return [chosen.other if name is None else owned.get(name, chosen.other) for name in names]


def draw(chart: Any, *, alt: str, key: str | None = None, **options: Any) -> Any:
    """Show an Altair chart in the colours of the page; `alt` says what the picture says.

    Other options are those of st.altair_chart (`on_select`, `selection_mode`, `height`).
    """
    return st.altair_chart(styled(chart, palette()), alt=alt, key=key, theme=None, width="stretch", **options)
