"""Watching another figure: choose it, see what it would have raised, watch it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from touchpath.analysis.measures import registry
from touchpath.journey.alerts import Alert, AlertReplay
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filter_text import label
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import funnel_from
from touchpath.ui import cached, filters, session, shown
from touchpath.ui.alerts.picture import picture
from touchpath.ui.explain import plain, unbroken
from touchpath.workspace.saved import saved

_SAID = "_alerts_watch_said"
_FIRST = "conversion"


def set_up(*, with_picture: bool) -> None:
    """The form: a figure and whom it is about, then its replay, then the button that watches it."""
    choices = _choices()
    names = list(choices)
    first = next((place for place, name in enumerate(names) if choices[name].measure == _FIRST), 0)
    figure, people = st.columns([3, 2], vertical_alignment="bottom")
    chosen = figure.selectbox("Figure", names, index=first, key="alerts_new", help=_HELP)
    picked = _personas(people)
    if said := st.session_state.pop(_SAID, ""):
        st.info(plain(said), icon=":material/info:")
    asked = choices.get(chosen or names[0], Alert(_FIRST))
    try:
        answer = cached.ask(AlertReplay(asked), picked)
    except DefinitionError as refusal:
        st.info(plain(str(refusal)), icon=":material/info:")
        return
    st.markdown(unbroken(answer.sentence))
    if with_picture:
        picture(answer, "alerts_replay")
    name = _name(chosen or names[0], picked)
    st.button(
        "Watch this", type="primary", icon=":material/notifications:", key="alerts_watch", on_click=_watch,
        args=(name, asked, picked),
    )  # fmt: skip
    if with_picture:
        shown.notes(answer)


_HELP = "A measure of the overview, or a saved funnel that has a window."


def _choices() -> Mapping[str, Alert]:
    """Measures by title, then saved funnels that can be watched."""
    found = {kind.title: Alert(name) for name, kind in registry().items()}
    for part in cached.known(saved, session.engine(), "funnel"):
        try:
            alert = Alert(funnel=funnel_from(part.definition))
        except DefinitionError:
            continue
        found[f"Funnel: {part.name}"] = alert
    return found


def _personas(place: st.delta_generator.DeltaGenerator) -> Filters:
    by_label = {label("persona", name): name for name in filters.names(session.engine(), "persona")}
    if not by_label:
        return Filters()
    chosen = place.multiselect("Personas", list(by_label), key="alerts_persona", placeholder="Every persona")
    return Filters(personas=tuple(by_label[text] for text in chosen if text in by_label))


def _name(title: str, picked: Filters) -> str:
    people = ", ".join(label("persona", name) for name in picked.personas)
    return f"{title}, {people}" if people else title


def _watch(name: str, asked: Alert, picked: Filters) -> None:
    try:
        kept = session.workspace().alerts.watch(name, asked, picked)
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
    else:
        st.session_state[_SAID] = f'"{kept}" is watched from now on.'
