"""The tab of the customers to look after: a list, a download, and saving them as a group."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.lifetime.valued import ValuedResult, valued_people
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import VALUED_AS, ValuedCustomers
from touchpath.journey.words import plural
from touchpath.ui import cached, downloads, notices, session, shown
from touchpath.ui.explain import plain
from touchpath.ui.filters import current
from touchpath.ui.header import Header
from touchpath.ui.lifetime.controls import CustomersAsked
from touchpath.ui.person_timeline import show_timeline

_SAID = "_lifetime_group_said"
_NAMES = {"top": "Will bring most", "at_risk": "Good, and may be lost"}


def who(top: Header, picture: st.delta_generator.DeltaGenerator, asked: CustomersAsked) -> None:
    """Whom to look after first; a selected row opens the person's journey."""
    with picture:
        chosen, many = st.columns([3, 1], vertical_alignment="bottom")
        listed = chosen.segmented_control(
            "Customers who", VALUED_AS, default="top", required=True, key="lifetime_who", bind="query-params",
            format_func=lambda name: _NAMES[name],
        )  # fmt: skip
        most = many.number_input("At most", 1, 100_000, value=100, step=10, key="lifetime_most")
        question = ValuedCustomers(asked.target, listed, int(most), asked.calibrated_until, asked.ahead_days)
        answer = cached.ask(question, current())
        top.show(answer)
        found: ValuedResult = answer.result
        if not found.people:
            notices.empty(answer.sentence)
            return
        shown.notes(answer)
        table = answer.table()
        picked: list[int] = []
        if found.listed:
            frame = st.dataframe(
                table.readable, hide_index=True, width="stretch", height=320, on_select="rerun",
                selection_mode="single-row", key="lifetime_people_rows",
            )  # fmt: skip
            picked = frame["selection"]["rows"]
        with st.container(horizontal=True, vertical_alignment="center"):
            shown.footer(answer, table=False)
            if found.listed:
                downloads.table(table.rows, table.name)
            with st.popover("Save as a group", icon=":material/group_add:", type="tertiary"):
                st.text_input("Name of the group", key="lifetime_group_name", placeholder=_NAMES[question.who])
                st.button(
                    "Save", type="primary", key="lifetime_group_save", on_click=_keep, args=(question, current())
                )
        if said := st.session_state.pop(_SAID, ""):
            st.info(plain(said), icon=":material/info:")
    if picked and picked[0] < len(found.listed):
        show_timeline(session.engine(), found.listed[picked[0]].person_id)


def _keep(question: ValuedCustomers, filters: Filters) -> None:
    """Save everybody on the list, if the list may be shown at all."""
    name = str(st.session_state["lifetime_group_name"] or "")
    try:
        told = cached.ask(question, filters).sentence
        people = [int(key) for key in valued_people(session.engine(), question, filters)]
        label = session.workspace().saved.save_group(name, people, f"{told} {filters.sentence()}.")
        st.session_state[_SAID] = f'Saved "{label}": {plural(len(people), "person", "people")}.'
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
