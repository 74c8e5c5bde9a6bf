"""Beside the figures: whether it is the data or the world, the digest to send on, the budget and the holidays."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from touchpath.answers.alerts.digest import Digest
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.questions import DataQuality
from touchpath.journey.words import day_in_words, listed
from touchpath.ui import cached, pages, session
from touchpath.ui.explain import plain
from touchpath.workspace.changes import saved_changes

_SAID = "_alerts_settings_said"
_NEAR = timedelta(days=28)


def data_or_world(found: Digest) -> str:
    """Findings about the data first, then changes that were made near the alarms; what is said about the data."""
    st.subheader("Data or world?", anchor=False)
    quality = cached.ask(DataQuality(), NO_FILTERS).in_full
    st.markdown(f"**Data.** {plain(quality)}")
    pages.link("pages/data/data_quality.py", "Look at the findings")
    st.markdown(f"**World.** {plain(_changes(found))}")
    return quality


def _changes(found: Digest) -> str:
    began = [part.began for part in found.watched if part.began]
    ends = [part.last_day for part in found.watched if part.last_day]
    if not ends:
        return "Nothing is watched yet."
    first, last = min(began, default=max(ends)) - _NEAR, max(ends)
    near = [part for part in cached.known(saved_changes, session.engine()) if first <= part.day <= last]
    stretch = f"between {day_in_words(first)} and {day_in_words(last)}"
    if not near:
        return f"No change of yours is noted {stretch}."
    named = listed([f"{part.name} ({day_in_words(part.day)})" for part in near], 6)
    return f"Noted {stretch}: {named}. That they are near in time does not say that they are the cause."


def send_on(found: Digest, quality: str) -> None:
    """The digest as text."""
    with st.expander("Digest to send on", icon=":material/forward_to_inbox:"):
        st.code(found.text(quality if found.open else ""), language=None, wrap_lines=True)
        st.caption("The same is printed by `touchpath alerts`, whose exit code says whether an alarm is open.")


def rules() -> None:
    """How often it may be wrong, and when nothing is raised."""
    settings = session.workspace().settings
    with st.popover("Budget and holidays", icon=":material/tune:"):
        budget = st.number_input(
            "False alarms a year, over all watched figures", 0.5, 52.0, float(settings["alarm_budget"].value), 0.5,
            key="alerts_budget",
            help="A smaller budget makes wider bands: fewer false alarms, and larger drops are needed to be found.",
        )  # fmt: skip
        days = st.text_area(
            "Days on which nothing is raised", "\n".join(settings["holidays"].value), key="alerts_holidays",
            placeholder="2025-12-24 to 2025-12-26", help="One a line: a day, or the first and the last day.",
        )  # fmt: skip
        st.button("Save", key="alerts_rules", on_click=_save, args=(budget, days))
        if said := st.session_state.pop(_SAID, ""):
            st.info(plain(said), icon=":material/info:")


def _save(budget: float, days: str) -> None:
    lines = tuple(line.strip() for line in days.splitlines() if line.strip())
    try:
        session.workspace().settings.save(alarm_budget=budget, holidays=lines)
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
    else:
        st.session_state[_SAID] = "Saved."
