"""Before an import: the columns that look personal, why, and what is done with each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from touchpath.engine.base import Store
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.personal import PersonalColumn, personal_columns
from touchpath.ingest.privacy import id_columns, planned
from touchpath.ingest.source import SourceTable
from touchpath.ingest.treatment import TREATMENTS, Protect, Treatment
from touchpath.journey.words import listed, plural
from touchpath.ui import cached, notices, session
from touchpath.ui.data.upload import Piece
from touchpath.ui.explain import plain
from touchpath.workspace.protecting import ids_so_far, usual_protection

_IN_SIGHT = 4
_WORDS: dict[Treatment, str] = {
    "keep": "Keep as it is",
    "hash": "Replace by keyed hash",
    "mask": "Mask",
    "drop": "Leave out",
}
_NOTHING = Protect()


def personal(piece: Piece, mapping: Mapping) -> Mapping:
    """Draw the choices for the personal columns of a table, if it has any; the mapping with what was chosen."""
    table = piece.table
    assert table is not None
    ids = id_columns(mapping)
    seen = cached.known(_look, session.engine(), table)
    found = tuple(part for part in seen if part.kind != "id" or part.column not in ids)
    usual = usual_protection(session.engine())
    if not found and not mapping.protect and not usual:
        return mapping
    start, key = mapping.protect or usual or _NOTHING, f"personal_{piece.key}_{table.header_key}"
    asked = [part for part in found if part.column not in ids]
    with st.container(border=True):
        _title(found, ids, asked, key)
        hashed = _switch(ids, start, key)
        chosen = _choices(asked, planned(table, mapping, start, found), key) if asked else {}
        _kept_how()
    wanted = Protect(ids=hashed, columns=tuple(chosen.items()))
    same = planned(table, mapping, usual or _NOTHING, found) == planned(table, mapping, wanted, found)
    untouched = same and hashed == (usual or _NOTHING).ids
    return replace(mapping, protect=None if untouched else wanted)


def _look(engine: Store, table: SourceTable) -> tuple[PersonalColumn, ...]:
    return personal_columns(table)


def _title(found: Sequence[PersonalColumn], ids: Sequence[str], asked: Sequence[PersonalColumn], key: str) -> None:
    """How many, and one button that does what is suggested."""
    words = plural(len(found), "column looks personal", "columns look personal") if found else "People in this file"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"**{words}**", width="content")
        if found:
            st.button(
                "Protect as suggested",
                icon=":material/shield:",
                key=f"{key}_suggested",
                on_click=partial(_suggest, asked, key, bool(ids)),
            )


def _suggest(asked: Sequence[PersonalColumn], key: str, ids: bool) -> None:
    for part in asked:
        st.session_state[_field(key, part)] = part.suggested
    if ids:
        st.session_state[f"{key}_ids"] = True


def _switch(ids: Sequence[str], start: Protect, key: str) -> bool:
    """Whether ids of people become hashes, and a word where those before were kept otherwise."""
    if not ids:
        return start.ids
    named = ", ".join(f'"{name}"' for name in ids)
    hashed = st.toggle(
        plain(f"Replace the ids of people in {named} by keyed hashes"),
        value=start.ids,
        key=f"{key}_ids",
        persist_state="session",
        help="The same id gives the same hash in every file of this workspace, so files still join; an e-mail counts "
        "as one id in any capitals. E-mails and phone numbers elsewhere in the file are replaced as well. "
        "The key stays beside the data file. A person can still be found and erased by their plain id.",
    )
    before = ids_so_far(session.workspace().imports())
    if hashed and "plain" in before:
        notices.note("Ids of earlier imports were kept plain: people of this file will not meet themselves there.")
    if not hashed and "hashed" in before:
        notices.note("Ids of earlier imports were hashed: people of this file will not meet themselves there.")
    return hashed


def _choices(asked: Sequence[PersonalColumn], plan: dict[str, Treatment], key: str) -> dict[str, Treatment]:
    """One row per column: its name, why it looks personal, and what to do with it; many are folded."""
    place = st.container() if len(asked) <= _IN_SIGHT else st.expander(_folded(asked))
    with place:
        return {part.column: _row(part, plan.get(part.column, "keep"), key) for part in asked}


def _folded(asked: Sequence[PersonalColumn]) -> str:
    return plain(f"Choose for each: {listed([part.column for part in asked], 6)}")


def _row(part: PersonalColumn, start: Treatment, key: str) -> Treatment:
    said, choice = st.columns([3, 2], vertical_alignment="center")
    reason = part.reason[0].upper() + part.reason[1:]
    said.markdown(f"{plain(part.column)}  \n:gray[:small[{plain(reason)}]]")
    treatment: Treatment = choice.selectbox(
        f"What to do with {plain(part.column)}",
        TREATMENTS,
        index=TREATMENTS.index(start),
        format_func=partial(_spoken, part),
        key=_field(key, part),
        label_visibility="collapsed",
        persist_state="session",
    )
    return treatment


def _spoken(part: PersonalColumn, treatment: Treatment) -> str:
    words = "Replace what was found" if part.kind == "text" and treatment == "hash" else _WORDS[treatment]
    return f"{words} (suggested)" if treatment == part.suggested else words


def _kept_how() -> None:
    if session.workspace().settings["keep_originals"].value:
        notices.note(
            "This is done before anything is stored: the original file and rejected rows are kept this way too."
        )
    else:
        notices.note("This is done before anything is stored; the original file is not kept.")


def _field(key: str, part: PersonalColumn) -> str:
    return f"{key}_{part.column}"
