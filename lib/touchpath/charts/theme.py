"""Colours of the charts, after Okabe and Ito, for light and dark pages; the values of .streamlit/config.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import altair as alt

from touchpath.charts.drawing import Drawing

FONT = "Source Sans, Source Sans 3, sans-serif"


@dataclass(frozen=True)
class Palette:
    """What each colour says. `slots` belong to personas and channels; `other` is everything beyond them.

    `accent` is what is being looked at, `context` what stands beside it, `loss` drop-off and detractors,
    `gain` its opposite; `sequential` runs from little to much (scores, rates).
    """

    accent: str
    context: str
    loss: str
    gain: str
    text: str
    muted: str
    grid: str
    background: str
    other: str
    slots: tuple[str, ...]
    sequential: tuple[str, ...]


LIGHT = Palette(
    accent="#0072B2",
    context="#B4BCC8",
    loss="#D55E00",
    gain="#009E73",
    text="#1B2430",
    muted="#5E6875",
    grid="#E6EAF0",
    background="#FFFFFF",
    other="#9AA3AF",
    slots=("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B87500", "#3D9BD1", "#7A5AA6", "#8A7F00"),
    sequential=("#EAF2F8", "#B3D2E7", "#63A2CB", "#1C6FA6", "#033A60"),
)
DARK = Palette(
    accent="#5AB0EC",
    context="#4A5563",
    loss="#F08A4B",
    gain="#3CC49B",
    text="#E8ECF1",
    muted="#9AA5B3",
    grid="#262E39",
    background="#04060A",
    other="#6B7684",
    slots=("#5AB0EC", "#F08A4B", "#3CC49B", "#E39BC4", "#E6B035", "#8FD0F5", "#B79BE0", "#D6CB4A"),
    sequential=("#122331", "#17425F", "#226894", "#4796C8", "#C3E0F4"),
)


def styled(chart: Any, palette: Palette) -> Any:
    """The chart (or drawing) with the fonts, axes and colours every chart of the app shares."""
    built = chart.chart() if isinstance(chart, Drawing) else chart
    dressed = built.copy(deep=False)  # configure_axis and the like copy every part of the chart, each anew
    dressed.config = _config(palette)
    return dressed


def _config(palette: Palette) -> alt.Config:
    return alt.Config(
        font=FONT,
        background="transparent",
        view=alt.ViewConfig(strokeWidth=0),
        axis=alt.AxisConfig(
            titleColor=palette.muted,
            labelColor=palette.muted,
            gridColor=palette.grid,
            domainColor=palette.grid,
            tickColor=palette.grid,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelLimit=220,
            labelOverlap=True,
        ),
        axisX=alt.AxisConfig(labelAngle=0),
        legend=alt.LegendConfig(
            labelColor=palette.text, titleColor=palette.muted, labelFontSize=12, orient="top", title=None
        ),
        text=alt.MarkConfig(color=palette.text, fontSize=12),
        header=alt.HeaderConfig(labelColor=palette.text, titleColor=palette.muted),
    )


def colour_scale(names: list[str], colours: list[str]) -> alt.Scale:
    """A scale that gives each name its own colour, in the order given."""
    return alt.Scale(domain=names, range=colours)
