"""The tab about the lifecycle: new, returning, back after a break, gone quiet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.analysis import lifecycle as measuring
from touchpath.analysis.lifecycle import LifecyclePeriod
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.time import lifecycle_alt, lifecycle_chart
from touchpath.engine.base import Engine
from touchpath.journey.filters import Filters
from touchpath.journey.lifecycle import Lifecycle
from touchpath.journey.retention import Retention
from touchpath.journey.words import count
from touchpath.ui import cached, downloads, explain, notices, theme

_MOST_PERIODS = 60


def lifecycle(engine: Engine, retention: Retention, filters: Filters) -> None:
    """People of each period by how they came to be active, for what counts as coming back."""
    asked = Lifecycle(retention.back, retention.period)
    found = cached.answer(measuring.measure, engine, asked, filters)
    if not any(period.active for period in found.periods):
        notices.empty("Nobody was active in this selection: choose other dates, filters or touchpoints.")
        return
    st.markdown(f"**{explain.plain(told(found.periods))}**")
    shown = found.periods[-_MOST_PERIODS:]
    chart = drawing(lifecycle_chart, shown, theme.palette())
    theme.draw(chart, alt=lifecycle_alt(shown), key="lifecycle_chart")
    if len(shown) < len(found.periods):
        notices.note(f"The last {_MOST_PERIODS} periods; all are in the table.")
    if not all(period.complete for period in shown):
        notices.note("Pale: not complete, because the dates or the data end before the period does.")
    frame = pd.DataFrame(
        [
            {
                "period": period.start, "new": period.new, "returning": period.returning,
                "resurrected": period.resurrected, "dormant": period.dormant, "complete": period.complete,
            }
            for period in found.periods
        ]
    )  # fmt: skip
    with st.expander("Table", icon=":material/table:"):
        st.dataframe(frame, hide_index=True, width="stretch")
    with st.container(horizontal=True):
        explain.explained(
            asked.sentence(), "people active in the period or the one before", filters,
            sum(period.active for period in found.periods),
            lambda: engine.sql("ask/retention/moments", filters),
        )  # fmt: skip
        downloads.table(frame, "lifecycle")
        downloads.chart(chart, "lifecycle")


def told(periods: tuple[LifecyclePeriod, ...]) -> str:
    """The last complete period in a sentence."""
    period = next((period for period in reversed(periods) if period.complete), periods[-1])
    return (
        f"{period.label}: {count(period.active)} active, of whom {count(period.new)} new, {count(period.returning)} "
        f"returning and {count(period.resurrected)} back after a break; {count(period.dormant)} have gone quiet."
    )
