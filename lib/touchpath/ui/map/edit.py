"""The catalogue edited where it is seen: stage and phase of a touchpoint, its name, and whether it is on the map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchpath.analysis.map.result import TouchpointMapResult
from touchpath.answers.map.marks import unplaced
from touchpath.journey.definition import DefinitionError
from touchpath.journey.touchpoints import PHASES, STAGES, Traits
from touchpath.journey.words import plural
from touchpath.ui import session
from touchpath.ui.data import names as data_names
from touchpath.ui.explain import plain
from touchpath.ui.map import state as map_state

_REFUSED = "_map_refused"
_MOST = 8


def edit(touchpoint: str, traits: Traits, hidden: tuple[str, ...]) -> None:
    """A popover with what the page of touchpoints knows of this one."""
    with st.popover("Edit", icon=":material/edit:", type="tertiary"):
        key = f"map_edit_{touchpoint}"
        st.text_input("Name", value=touchpoint, key=f"{key}_name", help="The name of another one merges the two.")
        _choice("Stage", STAGES, traits.stage, f"{key}_stage")
        _choice("Phase", PHASES, traits.phase, f"{key}_phase", "Before, during or after the purchase")
        st.toggle("On the map", value=touchpoint not in hidden, key=f"{key}_shown",
                  help="Off for what is not the customer's, such as steps inside the company.")  # fmt: skip
        st.button("Save", type="primary", key=f"{key}_save", on_click=_save, args=(touchpoint, traits, hidden, key))


def place(found: TouchpointMapResult) -> None:
    """The touchpoints without a stage, with the way to place them."""
    without = unplaced(found)
    if refused := st.session_state.pop(_REFUSED, ""):
        st.warning(plain(refused), icon=":material/info:")
    data_names.undo_offer()
    if not without:
        return
    have = "has" if len(without) == 1 else "have"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{plural(len(without), 'touchpoint')} {have} no stage yet.", width="content")
        with st.popover("Place them", icon=":material/label:"):
            for name in without[:_MOST]:
                _choice(plain(name), STAGES, None, f"map_place_{name}")
            st.button(
                "Save",
                type="primary",
                key="map_place_save",
                on_click=_place,
                args=({name: found.traits(name) for name in without[:_MOST]},),
            )
            if len(without) > _MOST:
                st.caption("The others are placed on the page Touchpoints.")


def _choice(label: str, options: tuple[str, ...], chosen: str | None, key: str, meaning: str | None = None) -> None:
    index = options.index(chosen) if chosen in options else None
    st.selectbox(label, options, index=index, key=key, placeholder="Not known", help=meaning)


def _place(known: dict[str, Traits]) -> None:
    stages = {name: st.session_state.get(f"map_place_{name}") for name in known}
    _store({}, {name: replace(known[name], stage=stage) for name, stage in stages.items() if stage}, None)


def _save(touchpoint: str, traits: Traits, hidden: tuple[str, ...], key: str) -> None:
    name = str(st.session_state[f"{key}_name"] or "").strip()
    now = replace(traits, stage=st.session_state[f"{key}_stage"], phase=st.session_state[f"{key}_phase"])
    on_map = bool(st.session_state[f"{key}_shown"])
    called = name or touchpoint
    left_out = tuple(dict.fromkeys([*(part for part in hidden if part != touchpoint), *([] if on_map else [called])]))
    _store(
        {touchpoint: called} if called != touchpoint else {}, {touchpoint: now} if now != traits else {},
        left_out if set(left_out) != set(hidden) else None,
    )  # fmt: skip
    if called != touchpoint and _REFUSED not in st.session_state:
        map_state.show_card(called)


def _store(names: dict[str, str], traits: dict[str, Traits], hidden: tuple[str, ...] | None) -> None:
    """Through the one door of the catalogue, as its own page does; a refusal is said with the next picture."""
    try:
        if names or traits:
            before = session.workspace().catalogue.save(names, traits)
            data_names.remember(before, f"Saved: {', '.join(dict.fromkeys([*names, *traits]))}.")
        if hidden is not None:
            session.workspace().settings.save(off_map=hidden)
    except DefinitionError as refusal:
        st.session_state[_REFUSED] = str(refusal)
