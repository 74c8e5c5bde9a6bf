"""The draft of the personas of a workspace: changed freely on the page, in force only when applied."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchpath.analysis.personas import Sizes
from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.journey.persona_tests import Test
from touchpath.journey.personas import PersonaColumn, PersonaRule, Personas, Source
from touchpath.journey.words import plural
from touchpath.ui import session
from touchpath.ui.data.persona_test import build_test
from touchpath.ui.explain import plain

_DRAFT, _REFUSED = "_persona_draft", "_persona_refused"


def draft(in_force: Personas) -> Personas:
    """The rules as edited in this session; those in force where nothing was edited."""
    token, kept = st.session_state.get(_DRAFT, ("", in_force))
    return kept if token == session.token() else in_force


def put(personas: Personas) -> None:
    """Make these the draft."""
    st.session_state[_DRAFT] = (session.token(), personas)


def discard() -> None:
    """Go back to what is in force."""
    st.session_state.pop(_DRAFT, None)
    st.session_state.pop("persona_column", None)


def rules(engine: Store, personas: Personas, sizes: Sizes | None) -> None:
    """Every rule in the order they are tried, with what it takes and buttons to change it; then a form for more."""
    for place, source in enumerate(personas.sources):
        with st.container(border=True):
            _row(engine, personas, place, source, sizes)
    _new_rule(engine, personas)
    if refused := st.session_state.pop(_REFUSED, ""):
        st.warning(plain(refused), icon=":material/info:")


def _row(engine: Store, personas: Personas, place: int, source: Source, sizes: Sizes | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            title = source.persona if isinstance(source, PersonaRule) else f"Column {source.name}"
            st.markdown(f"**{place + 1}. {plain(title)}**{_taken(source, sizes)}")
            st.caption(plain(source.sentence()))
        last = len(personas.sources) - 1
        _button(":material/arrow_upward:", "Try earlier", f"persona_up_{place}", place == 0, personas, place, -1)
        _button(":material/arrow_downward:", "Try later", f"persona_down_{place}", place == last, personas, place, 1)
        if isinstance(source, PersonaRule):
            with st.popover("Change", width="content"):
                _change(engine, personas, place, source)
        st.button(
            "",
            icon=":material/delete:",
            help="Remove",
            key=f"persona_remove_{place}",
            type="tertiary",
            on_click=_set,
            args=(personas, place, None),
        )


def _taken(source: Source, sizes: Sizes | None) -> str:
    if sizes is None or not isinstance(source, PersonaRule):
        return ""
    size = next((part for part in sizes.personas if part.persona == source.persona), None)
    if size is None:
        return ""
    fitting = "" if size.fitting == size.people else f" ({size.fitting:,} fit; earlier rules take the others)"
    return f" · {plural(size.people, 'person', 'people')}{fitting}"


def _button(icon: str, hint: str, key: str, disabled: bool, personas: Personas, place: int, step: int) -> None:
    st.button(
        "",
        icon=icon,
        help=hint,
        key=key,
        type="tertiary",
        disabled=disabled,
        on_click=_move,
        args=(personas, place, step),
    )


def _change(engine: Store, personas: Personas, place: int, rule: PersonaRule) -> None:
    stamp = f"persona_{place}_{rule.persona}"
    name = st.text_input("Name", value=rule.persona, key=f"{stamp}_name", max_chars=60)
    match = st.selectbox(
        "People who pass",
        ["all", "any"],
        index=["all", "any"].index(rule.match),
        format_func=lambda match: f"{match} of the conditions",
        key=f"{stamp}_match",
    )
    kept = st.multiselect(
        "Conditions",
        rule.tests,
        default=list(rule.tests),
        format_func=lambda test: test.sentence(),
        key=f"{stamp}_tests_{len(rule.tests)}",
    )
    st.button("Change", key=f"{stamp}_go", on_click=_edit, args=(personas, place, name, tuple(kept), match))
    st.divider()
    test = build_test(engine, stamp)
    missing = isinstance(test, DefinitionError)
    st.button(
        "Add condition",
        key=f"{stamp}_add",
        disabled=missing,
        help=plain(str(test)) if missing else None,
        on_click=_edit,
        args=(personas, place, name, (*kept, test), match),
    )


def _new_rule(engine: Store, personas: Personas) -> None:
    with st.popover("New persona", icon=":material/add:", width="content"):
        key = f"persona_new_{len(personas.sources)}"
        name = st.text_input("Name", key=f"{key}_name", max_chars=60, placeholder="Loyal customers")
        test = build_test(engine, key)
        missing = isinstance(test, DefinitionError)
        st.button(
            "Add persona",
            key="persona_add",
            disabled=missing or not name.strip(),
            help=plain(str(test)) if missing else None,
            on_click=_add,
            args=(personas, name, test),
        )


def _add(personas: Personas, name: str, test: Test) -> None:
    put(Personas((*personas.sources, PersonaRule(" ".join(name.split()), (test,)))))


def _edit(personas: Personas, place: int, name: str, tests: tuple[Test, ...], match: str) -> None:
    rule = personas.sources[place]
    try:
        if isinstance(rule, PersonaRule):
            changed = replace(rule, persona=" ".join(name.split()), tests=tests, match=match)  # type: ignore[arg-type]
            _set(personas, place, changed)
    except DefinitionError as refusal:
        st.session_state[_REFUSED] = str(refusal)


def _set(personas: Personas, place: int, source: Source | None) -> None:
    sources = list(personas.sources)
    sources[place : place + 1] = [] if source is None else [source]
    put(Personas(tuple(sources)))


def _move(personas: Personas, place: int, step: int) -> None:
    sources = list(personas.sources)
    sources[place], sources[place + step] = sources[place + step], sources[place]
    put(Personas(tuple(sources)))


def column_label(column: PersonaColumn, values: int) -> str:
    """How a column reads in a list: user_lifecycle (of events, 3 values)."""
    owner = {"event": "of events", "person": "of people", "people file": "persona column of people files"}[column.of]
    return f"{column.name} ({owner}, {plural(values, 'value')})"
