"""The tab of suggested personas: the groups that behaviour falls into, named and kept, or why there are none."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.suggested import SuggestedResult, people_of
from touchpath.answers import Answer
from touchpath.answers.suggested import group_words
from touchpath.charts.drawing import drawing
from touchpath.charts.persona_sizes import persona_sizes
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.persona_tests import InGroup
from touchpath.journey.personas import PersonaRule, Personas
from touchpath.journey.suggested_personas import SuggestedPersonas
from touchpath.journey.words import count, day_in_words, listed
from touchpath.ui import cached, downloads, notices, session, shown, theme
from touchpath.ui.data import personas as data_personas
from touchpath.ui.explain import plain
from touchpath.ui.header import Header
from touchpath.workspace import personas as store

_SAID = "_persona_suggested_said"
_ASKED = SuggestedPersonas()


def suggested(top: Header) -> None:
    """The sentence, the sizes, what differs most, a name for each group, and what was tried."""
    with notices.refusing(), st.spinner("Looking for people who behave alike …"):
        answer: Answer[SuggestedResult] = cached.ask(_ASKED, NO_FILTERS)
    top.show(answer)
    found, chart = answer.result, None
    if found.groups:
        sizes: dict[str | None, int] = {
            f"Group {part.number}": part.people for part in found.groups if part.people == part.people
        }
        colours = dict.fromkeys(sizes, theme.palette().accent)
        chart = drawing(persona_sizes, sizes, colours, theme.palette())
        alt = ", ".join(f"{name} {count(people)}" for name, people in sizes.items())
        theme.draw(chart, alt=f"People per suggested group: {alt}.", key="persona_suggested")
        _naming(found)
    if said := st.session_state.pop(_SAID, ""):
        st.info(plain(said), icon=":material/info:")
    shown.notes(answer)
    if found.tried:
        with st.expander("Numbers of groups that were tried", icon=":material/table:", expanded=bool(found.refused)):
            st.dataframe(answer.table("numbers-of-groups-tried").readable, hide_index=True, width="stretch")
    if found.groups:
        downloads.table(answer.table().rows, "suggested-personas")
    shown.footer(answer, chart, table=False)


def _naming(found: SuggestedResult) -> None:
    """What differs, and a name for each group; one without a name is not kept."""
    currency = session.currency()
    with st.form("persona_suggested_names", border=False):
        for part in found.groups:
            st.markdown(f"**Group {part.number}**: {plain(group_words(part, currency))}")
            st.text_input(
                f"Name of group {part.number}", key=f"persona_suggested_{part.number}", max_chars=60,
                label_visibility="collapsed", placeholder=f"Name of group {part.number}",
            )  # fmt: skip
        st.form_submit_button(
            "Keep those with a name", icon=":material/group_add:", type="primary", on_click=_keep, args=(found,),
            key="persona_suggested_keep",
        )  # fmt: skip


def _keep(found: SuggestedResult) -> None:
    """Save each named group with its date, and put rules for them before the others, to be looked at and applied."""
    given = {part.number: " ".join(str(st.session_state.get(f"persona_suggested_{part.number}") or "").split())
             for part in found.groups}  # fmt: skip
    named = {number: name for number, name in given.items() if name}
    try:
        if not named:
            raise DefinitionError("Give at least one group a name first.")
        people = people_of(session.engine(), _ASKED, NO_FILTERS)
        when = f"behaviour up to {day_in_words(found.cut_off)}" if found.cut_off else "behaviour"
        for number, name in named.items():
            keys = [int(key) for key in people[number]]
            session.workspace().saved.save_group(name, keys, f"A suggested persona, from {when}.")
        _draft(found, list(named.values()))
        st.session_state[_SAID] = (
            f"Kept {listed(list(named.values()), 8)} as saved groups. Under Sizes and rules they stand first, as a "
            "preview: nobody's persona changes until you apply it."
        )
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)


def _draft(found: SuggestedResult, names: list[str]) -> None:
    """Rules for the new groups in front of those in force."""
    rules = tuple(PersonaRule(name, (InGroup(name, found.cut_off),)) for name in names)
    present = data_personas.draft(cached.known(store.personas_in_force, session.engine()))
    data_personas.put(Personas((*rules, *present.sources)))
