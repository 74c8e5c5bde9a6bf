"""The list beside the map: where it hurts, each row with what is at stake and the way to its evidence."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from touchpath.analysis.pain.result import Pain, PainResult
from touchpath.answers import Answer
from touchpath.answers.map.pain import PainEvidence, at_stake, evidence, examples, pain_sentence, pain_title
from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.touchpoint_map import PainPoints
from touchpath.journey.words import count, plural
from touchpath.ui import cached, session, shown
from touchpath.ui.explain import plain
from touchpath.ui.map import evidence as map_evidence
from touchpath.ui.map import state as map_state

_FIRST = 3


def outlined(asked: PainPoints, filters: Filters) -> tuple[Pain, ...]:
    """What is outlined on the map: nothing where the list says below why it cannot be."""
    with suppress(DefinitionError):
        found: PainResult = cached.ask(asked, filters).result
        return found.pains
    return ()


def pains(answer: Answer[PainResult]) -> None:
    """The first rows open, the others folded; an empty list says so."""
    found = answer.result
    st.subheader("Where it hurts most", anchor=False)
    if not found.pains:
        st.markdown(plain(answer.sentence))
    for number, pain in enumerate(found.pains[:_FIRST], 1):
        _row(number, pain, answer)
    if rest := found.pains[_FIRST:]:
        with st.expander(plural(len(rest), "more place")):
            for number, pain in enumerate(rest, _FIRST + 1):
                _row(number, pain, answer)
    shown.notes(answer)
    with st.container(horizontal=True):
        shown.footer(answer)


def _row(number: int, pain: Pain, answer: Answer[PainResult]) -> None:
    found, engine = answer.result, session.engine()
    currency = map_state.currency()
    stake = at_stake(pain, found, currency)
    beside = f" · about {stake} at stake" if stake else ""
    with st.container(border=True, gap="small"):
        st.markdown(
            f"**{number}. {plain(pain_title(pain))}**: at least {count(round(pain.main.excess_low))} people "
            f"more than elsewhere{plain(beside)}"
        )
        st.markdown(plain(pain_sentence(pain, found)))
        with st.container(horizontal=True, vertical_alignment="center"):
            for part in _links(pain, answer, engine):
                map_evidence.to(part)
            st.button(
                "Card", key=f"pain_card_{number}", icon=":material/id_card:", type="tertiary",
                on_click=map_state.show_card, args=(pain.place,),
            )  # fmt: skip


def _links(pain: Pain, answer: Answer[PainResult], engine: Store) -> list[PainEvidence]:
    found = [evidence(pain, answer.result, engine, answer.filters)]
    for other in pain.outcomes[1:]:
        part = evidence(replace(pain, outcomes=(other,)), answer.result, engine, answer.filters)
        if part.page not in {known.page for known in found}:
            found.append(part)
    return [*found, *examples(pain, answer.result, answer.filters)]
