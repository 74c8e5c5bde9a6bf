"""Who people are: personas from a column or by rules, with live sizes before anything changes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.analysis.personas import PersonaCounts, Sizes
from touchpath.charts.drawing import drawing
from touchpath.charts.persona_sizes import persona_sizes
from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.journey.personas import PersonaColumn, Personas
from touchpath.journey.words import count, listed
from touchpath.ui import cached, downloads, notices, session, theme
from touchpath.ui.data import personas as data_personas
from touchpath.ui.paths.instead import persona_links
from touchpath.workspace import personas as store

BY_COLUMN, BY_RULES = "From a column", "By rules"


def editing(engine: Store, counts: PersonaCounts) -> None:
    """Sizes, rules and the button that gives everybody their persona."""
    in_force = cached.known(store.personas_in_force, engine)
    if refused := st.session_state.pop("_persona_apply_refused", ""):
        notices.warning(refused)
    wanted, mode = _chosen(engine, in_force, counts)
    sizes = _measured(engine, wanted)
    if mode == BY_RULES:
        data_personas.rules(engine, wanted, sizes)
    if sizes is not None and wanted.sources:
        _picture(sizes)
    _buttons(wanted, in_force, sizes)
    persona_links([part.persona for part in counts.personas])
    after = [size.persona for size in sizes.personas if wanted.after_entry(size.persona)] if sizes else []
    if after:
        notices.note(
            f"{listed(after)}: depends on what people do after their first event, so the change lab cannot use it as "
            "something known beforehand."
        )


def applied() -> None:
    """Say that the button has been pressed, once."""
    if st.session_state.pop("_persona_applied", False):
        st.toast("Personas applied", icon=":material/check:")


def _chosen(engine: Store, in_force: Personas, counts: PersonaCounts) -> tuple[Personas, str]:
    """The personas as they are being edited, and whether by a column or by rules."""
    wanted = data_personas.draft(in_force)
    only_column = len(wanted.sources) == 1 and isinstance(wanted.sources[0], PersonaColumn)
    mode = st.segmented_control(
        "Personas come",
        [BY_COLUMN, BY_RULES],
        default=BY_COLUMN if only_column and cached.known(store.persona_columns, engine) else BY_RULES,
        key="persona_mode",
        required=True,
        persist_state="session",
    )
    if mode == BY_COLUMN:
        return _choose_column(engine, wanted), BY_COLUMN
    if wanted == store.FROM_FILES and [part.persona for part in counts.personas] == [None]:
        return Personas(), BY_RULES
    return wanted, BY_RULES


def _buttons(wanted: Personas, in_force: Personas, sizes: Sizes | None) -> None:
    changed = store.plain_of(wanted) != store.plain_of(in_force)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Apply to everybody",
            type="primary",
            key="persona_apply",
            disabled=sizes is None or not changed,
            on_click=_apply,
            args=(wanted,),
        )
        if changed:
            st.button("Discard changes", key="persona_discard", on_click=data_personas.discard)
        if sizes is not None:
            downloads.table(_table(sizes), "personas")
    if changed and wanted.sources:
        notices.note("A preview: nothing changes until you apply it.")


def _measured(engine: Store, wanted: Personas) -> Sizes | None:
    """Live sizes of what is being edited, or the reason why there are none."""
    try:
        return cached.answer(store.preview_sizes, engine, wanted)
    except DefinitionError as refusal:
        notices.warning(str(refusal))
        return None


def _choose_column(engine: Store, wanted: Personas) -> Personas:
    """Personas from one column."""
    columns = cached.known(store.persona_columns, engine)
    if not columns:
        notices.note("No column of your files has few enough values to name personas: use rules.")
        return wanted
    present = wanted.sources[0] if len(wanted.sources) == 1 else None
    options = list(columns)
    at = next((place for place, column in enumerate(options) if _same(column, present)), None)
    chosen = st.selectbox(
        "Column",
        options,
        index=at,
        format_func=lambda column: data_personas.column_label(column, columns[column]),
        placeholder="Choose a column that names the persona",
        key="persona_column",
    )
    return Personas((chosen,)) if chosen else wanted


def _same(column: PersonaColumn, other: object) -> bool:
    return isinstance(other, PersonaColumn) and (column.name, column.of) == (other.name, other.of)


def _picture(sizes: Sizes) -> None:
    """What the personas would be."""
    people: dict[str | None, int] = {size.persona: size.people for size in sizes.personas}
    if sizes.without:
        people[None] = sizes.without
    colours = dict(zip(people, theme.colours("persona", list(people)), strict=True))
    said = ", ".join(f"{name or 'no persona'} {count(number)}" for name, number in people.items())
    theme.draw(
        drawing(persona_sizes, people, colours, theme.palette()),
        alt=f"People per persona: {said}.",
        key="persona_picture",
    )
    for use in sizes.columns:
        notices.note(use.sentence)


def _apply(wanted: Personas) -> None:
    """Give everybody their persona."""
    try:
        session.workspace().catalogue.apply_personas(wanted)
    except DefinitionError as refusal:
        st.session_state["_persona_apply_refused"] = str(refusal)
        return
    data_personas.discard()
    st.session_state["_persona_applied"] = True


def _table(sizes: Sizes) -> pd.DataFrame:
    """The sizes as a table."""
    rows = [{"persona": size.persona, "people": size.people, "fitting": size.fitting} for size in sizes.personas]
    return pd.DataFrame([*rows, {"persona": "(no persona)", "people": sizes.without, "fitting": sizes.without}])
