"""Light or dark, and the colour a persona or channel keeps on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from touchpath.charts.drawing import Drawing, Specification, specification
from touchpath.charts.name_colours import OWNING, NameColours
from touchpath.charts.theme import DARK, LIGHT, Palette, styled
from touchpath.journey.filters import Name
from touchpath.ui import filters, session

DRAWINGS = 200


def palette() -> Palette:
    """The colours of the page as it is shown to this reader."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def name_colours() -> NameColours:
    """The colours of the page, and who of the open workspace owns which."""
    engine = session.engine()
    return NameColours(palette(), {kind: filters.names(engine, kind) for kind in OWNING})


def colours(kind: str, names: Sequence[Name]) -> list[str]:
    """The colour of each persona or channel (kind "persona" or "channel"); see NameColours."""
    return name_colours().of(kind, names)


def draw(chart: Any, *, alt: str, key: str | None = None, **options: Any) -> Any:
    """Show a drawing, or an Altair chart, in the colours of the page; `alt` says what the picture says.

    What a drawing was built as is kept, an Altair chart is turned into Vega-Lite anew. Other options are those of
    st.vega_lite_chart (`on_select`, `selection_mode`, `height`).
    """
    colours = palette()
    if isinstance(chart, Drawing):
        shown = _kept(chart.key, colours.background, lambda: specification(styled(chart, colours)))
    else:
        shown = specification(styled(chart, colours))
    return st.vega_lite_chart(spec=shown.whole(), alt=alt, key=key, theme=None, width="stretch", **options)


@st.cache_resource(max_entries=DRAWINGS, show_spinner=False)
def _kept(key: str, background: str, _build: Callable[[], Specification]) -> Specification:
    return _build()
