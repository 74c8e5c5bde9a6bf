"""Before a test starts: how long must it run?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.analysis.change.plan import Plan, plan_split, plan_weeks, rounded_people
from touchpath.analysis.change.result import ChangeResult
from touchpath.analysis.change.verdict import level_text, size
from touchpath.journey.words import count, plural
from touchpath.ui.explain import plain

_SPLITS = {0.5: "Half of the people get the change", 0.2: "One in five", 0.1: "One in ten"}


def plan(result: ChangeResult) -> None:
    """How many weeks a test of this question takes, at the pace of these data."""
    with st.expander("How long must the next test run?", icon=":material/schedule:"):
        if result.change.hoped_for is None:
            st.markdown("Say above by how much it should move at least: the smaller the change, the longer the test.")
            return
        share = st.segmented_control(
            "Split", list(_SPLITS), default=0.5, key="change_split", format_func=lambda share: _SPLITS[share]
        )
        split, over_time = plan_split(result, share or 0.5), plan_weeks(result)
        if split is None and over_time is None:
            st.markdown("Too little is known here about people per week and how weeks scatter.")
            return
        if split is not None:
            st.markdown(plain(_split_words(result, split)))
        if over_time is not None:
            st.markdown(plain(_weeks_words(result, over_time)))
        st.dataframe(_table(result, split, over_time), hide_index=True, width="content")
        st.caption(
            "Seen means: in 4 of 5 cases, at the usual level of 5 %. Decide the end before you start, and keep it."
        )


def _split_words(result: ChangeResult, planned: Plan) -> str:
    people = rounded_people(planned)
    base = level_text(planned.baseline, result.unit)
    hoped = size(planned.hoped, result.unit)
    if planned.weeks is None or people is None:
        return f"With arms assigned at random, {hoped} on top of {base} would never be seen at this pace."
    return (
        f"With arms assigned at random: {count(people)} people, which is {plural(planned.weeks, 'week')} at "
        f"{count(round(planned.weekly_people))} people a week, show a change of {hoped} on top of {base}. "
        f"Then wait {planned.wait_days:g} days for the last to be known."
    )


def _weeks_words(result: ChangeResult, planned: Plan) -> str:
    hoped = size(planned.hoped, result.unit)
    if planned.weeks is None:
        return f"Comparing weeks over time, {hoped} would not be seen however long it runs: weeks scatter too much."
    return (
        f"Comparing weeks over time: {plural(planned.weeks, 'week')} after the change show {hoped}, as weeks scatter "
        f"here, and {planned.wait_days:g} days more until they are known."
    )


def _table(result: ChangeResult, split: Plan | None, over_time: Plan | None) -> pd.DataFrame:
    plans = {"Seen with arms": split, "Seen over time": over_time}
    shown = {name: made for name, made in plans.items() if made is not None}
    weeks = [row.weeks for row in next(iter(shown.values())).table]
    columns = {name: [size(row.change, result.unit) for row in made.table] for name, made in shown.items()}
    return pd.DataFrame({"Weeks": weeks, **columns})
