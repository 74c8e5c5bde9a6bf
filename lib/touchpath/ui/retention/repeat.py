"""The tab about repeat purchase."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

import pandas as pd
import streamlit as st

from touchpath.analysis import repeat_purchase
from touchpath.analysis.repeat_purchase import RepeatPoint, RepeatResult
from touchpath.analysis.suggested_funnels import volumes
from touchpath.answers.groups import group_labels
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.time import repeat_alt, repeat_chart
from touchpath.engine.base import Engine
from touchpath.journey.churn import RepeatPurchase
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention
from touchpath.journey.words import count, plural, rate
from touchpath.ui import cached, downloads, explain, notices, session, theme
from touchpath.ui.funnel.picture import group_colours


def repeat(engine: Engine, retention: Retention, filters: Filters) -> None:
    """The share of purchasers who bought again, by days since the first purchase."""
    known = [volume.name for volume in cached.answer(volumes, engine)]
    usual = [name for name in session.workspace().settings["purchase"].value if name in known]
    chosen = st.multiselect(
        "A purchase is", known, default=usual, key="repeat_purchase", bind="query-params",
        placeholder="Choose the touchpoints that are a purchase",
    )  # fmt: skip
    if not chosen:
        notices.note("Choose what a purchase is to see who bought again.")
        return
    asked = RepeatPurchase(tuple(chosen), breakdown=retention.breakdown, channel_of=retention.channel_of)
    found = cached.answer(repeat_purchase.measure, engine, asked, filters)
    if not any(point.size for point in found.points):
        notices.empty("No first purchase in this selection is old enough to say who bought again.")
        return
    st.markdown(f"**{explain.plain(told(found))}**")
    curves = [solid(group.points) for group in found.groups] or [solid(found.points)]
    names = group_labels(found.groups) if found.groups else ["All"]
    colours = [theme.palette().accent]
    if found.groups:
        colours = group_colours(retention.breakdown, found.groups)
    chart = drawing(repeat_chart, curves, names, colours)
    theme.draw(chart, alt=repeat_alt(curves, names), key="repeat_curve")
    notices.note(
        "Each point counts only people whose first purchase is at least so many days old; points that rest on less "
        "than a tenth of them are in the table only."
    )
    frame = _frame([group.points for group in found.groups] or [found.points], names)
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(frame, hide_index=True, width="stretch")
    with st.container(horizontal=True):
        explain.explained(
            asked.sentence(), "people whose first purchase is in the dates and old enough", filters, found.people,
            lambda: engine.sql("ask/churn/orders", filters.without_channels()),
        )  # fmt: skip
        downloads.table(frame, "repeat-purchase")
        downloads.chart(chart, "repeat-purchase")


def told(found: RepeatResult) -> str:
    """The finding in a sentence, for the longest stretch that rests on enough people."""
    point = solid(found.points)[-1]
    middle = ""
    if isfinite(found.median_days):
        middle = f"; half of those who did needed no more than {plural(round(found.median_days), 'day')}"
    return (
        f"{rate(point.rate)} of {count(point.size)} first-time purchasers bought again within {point.days} days"
        f"{middle}."
    )


def solid(points: Sequence[RepeatPoint]) -> list[RepeatPoint]:
    """The points that rest on at least a tenth of the people of the first."""
    return [point for point in points if point.size and point.size >= points[0].size / 10]


def _frame(curves: Sequence[Sequence[RepeatPoint]], names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "group": name, "days": point.days, "people": point.people, "size": point.size, "rate": point.rate,
                "rate_low": point.rate_low, "rate_high": point.rate_high,
            }
            for curve, name in zip(curves, names, strict=True)
            for point in curve
        ]
    )  # fmt: skip
