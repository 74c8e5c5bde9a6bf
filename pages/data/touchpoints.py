"""Which touchpoints people meet, and where in the journey: the catalogue."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.answers import catalogue as shown
from touchpath.charts.drawing import drawing
from touchpath.charts.stage_by_channel import MOST_CHANNELS, stage_by_channel
from touchpath.journey.definition import DefinitionError
from touchpath.journey.touchpoints import Traits
from touchpath.journey.words import MOMENT_IN_TABLE, count, listed, plural
from touchpath.ui import cached, downloads, explain, filters, header, notices, session, theme
from touchpath.ui.data import catalogue as data_catalogue
from touchpath.ui.data import channel_rules as data_channel_rules
from touchpath.ui.data import names as data_names
from touchpath.ui.data import off_map as data_off_map

top = header.header("Where in the journey do we meet people?")
engine, chosen = session.engine(), filters.current()
catalogue = cached.answer(shown.touchpoint_catalogue, engine, chosen).rows


def answer(catalogue: pd.DataFrame, met: pd.DataFrame) -> str:
    """Touchpoints, the busiest stage, and what still has to be said about them."""
    known = catalogue[catalogue["stage"].notna()]
    unknown = len(catalogue) - len(known)
    guessed = int((~known["confirmed"].astype(bool)).sum())
    busiest = known.groupby("stage")["events"].sum()
    channels = met["channel"].nunique()
    parts = [f"{plural(len(catalogue), 'touchpoint')} on {plural(channels, 'channel')}"]
    if busiest.sum():
        parts.append(
            f"most events ({count(busiest.max())} of {count(catalogue['events'].sum())}) are {busiest.idxmax()}"
        )
    if unknown:
        parts.append(f"{count(unknown)} {'has' if unknown == 1 else 'have'} no stage yet")
    if guessed:
        parts.append(f"{count(guessed)} {'stage is a guess' if guessed == 1 else 'stages are guesses'} to confirm")
    return "; ".join(parts) + "."


def picture(met: pd.DataFrame) -> None:
    """People by stage and channel, busiest channels first."""
    if met.empty:
        notices.note("No event passes the filters: there is nothing to draw.")
        return
    most = met.nlargest(1, "people").iloc[0]
    cell = f"{most['stage'] or 'no stage'} through {most['channel'] or 'no channel'}"
    theme.draw(
        drawing(stage_by_channel, met, theme.palette()),
        alt=f"People by stage and channel; most, {count(most['people'])}, are met at {cell}.",
        key="touchpoint_picture",
    )
    left_out = met["channel"].nunique() - MOST_CHANNELS
    notices.note(
        "People who met a stage through a channel; one person can count in several cells."
        + (f" The {MOST_CHANNELS} busiest channels are drawn, {left_out} are not." if left_out > 0 else "")
    )


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows whose names are shown: a small group has none to merge or split."""
    return rows[rows["raw_names"].map(len) > 0]


def save(names: dict[str, str], traits: dict[str, Traits]) -> None:
    """Store what was edited, or say why not."""
    try:
        before = session.workspace().catalogue.save(names, traits)
    except DefinitionError as refusal:
        st.session_state["_catalogue_refused"] = str(refusal)
        return
    changed = list(dict.fromkeys([*names, *traits]))
    data_names.remember(before, f"Saved: {listed(changed)}.")


def touchpoint_tab() -> None:
    """The grid, and what can be done with it."""
    stamp = f"{session.token()}_{engine.version}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            "Search",
            key="touchpoint_search",
            bind="query-params",
            placeholder="Part of a name",
            on_change=data_catalogue.keep,
            icon=":material/search:",
        )
        data_names.popover(named(catalogue), "touchpoint")
    grid = data_catalogue.grid(catalogue, engine.calendar, stamp, search or "")
    guesses = data_catalogue.confirmed(catalogue, grid.shown)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = f"Save {plural(grid.edited, 'touchpoint')}" if grid.edited else "Save"
        st.button(label, type="primary", disabled=not grid.edited, on_click=save, args=(grid.names, grid.traits))
        if guesses and not grid.edited:
            confirm = f"Confirm {plural(len(guesses), 'guess', 'guesses')}"
            st.button(confirm, key="touchpoint_confirm", on_click=save, args=({}, guesses))
        downloads.table(catalogue.assign(raw_names=catalogue["raw_names"].map(", ".join)), "touchpoints")
    data_off_map.choice(list(named(catalogue)["touchpoint"]))
    for name, new in grid.names.items():
        if new in set(catalogue["touchpoint"]):
            notices.note(f'Saving merges "{name}" into "{new}"; you can split them again.')


def channel_tab() -> None:
    """Channels, with the same renaming."""
    channels = cached.answer(shown.channel_catalogue, engine, chosen).rows
    if channels.empty:
        notices.note("No event names a channel.")
        return
    data_names.popover(named(channels), "channel")
    st.dataframe(
        channels.assign(uploaded=data_catalogue.uploaded_as(channels, "channel")).drop(columns="raw_names"),
        hide_index=True,
        column_config={
            "channel": "Channel",
            "events": st.column_config.NumberColumn("Events", format="localized"),
            "people": st.column_config.NumberColumn("People", format="localized"),
            "first_seen": st.column_config.DatetimeColumn("First seen (UTC)", format=MOMENT_IN_TABLE),
            "last_seen": st.column_config.DatetimeColumn("Last seen (UTC)", format=MOMENT_IN_TABLE),
            "uploaded": "Uploaded as",
        },
    )
    downloads.table(channels.assign(raw_names=channels["raw_names"].map(", ".join)), "channels")
    data_channel_rules.rules()


if catalogue.empty:
    notices.empty("There are no touchpoints yet: add a file of events.", "Add data", "pages/data/add_data.py")
    st.stop()
met = cached.answer(shown.stage_by_channel, engine, chosen).rows
top.answer(answer(catalogue, met))
data_names.undo_offer()
if refused := st.session_state.pop("_catalogue_refused", ""):
    notices.warning(refused)
picture(met)
first, second = st.tabs(["Touchpoints", "Channels"])
with first:
    touchpoint_tab()
with second:
    channel_tab()
explain.explained(
    "A touchpoint's stage, phase, directness and setting are guessed from the words of its name (and the channel it "
    "happens on most) until somebody changes or confirms them. Renaming and merging change the name shown, never the "
    "uploaded data. People are counted once per row, or per cell of the picture.",
    "everybody with an event that passes the filters",
    chosen,
    float(catalogue["events"].sum()),
    lambda: engine.sql("ask/touchpoints/catalogue", chosen),
)
