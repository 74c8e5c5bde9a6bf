"""Saved definitions of a page: open, save, rename, duplicate, delete (with undo)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from touchpath.engine.base import Store
from touchpath.journey.definition import DefinitionError
from touchpath.ui import cached, session
from touchpath.ui.explain import plain
from touchpath.ui.looked_at import LookedAt
from touchpath.workspace import saved as kept

Definition = TypeVar("Definition")


@dataclass(frozen=True)
class SavedDefinitions(Generic[Definition]):
    """The saved ones of what a page looks at; `example` is a name as somebody might give it."""

    kind: kept.SavedKind
    looked_at: LookedAt[Definition]
    example: str

    def draw(self, engine: Store, definition: Definition) -> None:
        """The field to save under a name, and a row for each that is saved."""
        kind = self.kind
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(f"Save this {self.looked_at.word} as", key=f"{kind}_save_name", placeholder=self.example)
            st.button("Save", key=f"{kind}_save", type="primary", on_click=self._save, args=(definition,))
        if said := st.session_state.pop(self._said, ""):
            st.info(plain(said), icon=":material/info:")
        if st.session_state.get(self._deleted):
            st.button("Undo deleting", icon=":material/undo:", key=f"{kind}_undo", on_click=self._undo)
        for place, part in enumerate(cached.known(kept.saved, engine, kind)):
            self._row(place, part)

    def trying(self, action: Callable[[], Any]) -> Any:
        """Do it, or say why it cannot be done."""
        try:
            return action()
        except DefinitionError as refusal:
            st.session_state[self._said] = str(refusal)
            return None

    @property
    def _said(self) -> str:
        return f"_{self.kind}_saved_said"

    @property
    def _deleted(self) -> str:
        return f"_{self.kind}_deleted"

    def _row(self, place: int, part: kept.SavedDefinition) -> None:
        kind = self.kind
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                plain(part.name), key=f"{kind}_open_{place}", type="tertiary", on_click=self._open, args=(part,)
            )
            for icon, said, action in (
                ("edit", "Rename to the name typed above", self._rename),
                ("content_copy", "Duplicate", self._duplicate),
                ("delete", "Delete", self._delete),
            ):
                key = f"{kind}_{icon}_saved_{place}"
                st.button("", icon=f":material/{icon}:", help=said, key=key, on_click=action, args=(part.name,))

    def _typed(self) -> str:
        return str(st.session_state[f"{self.kind}_save_name"] or "")

    def _save(self, definition: Definition) -> None:
        plain_form, name = self.looked_at.to_plain(definition), self._typed()
        if label := self.trying(lambda: session.workspace().saved.save(self.kind, name, plain_form)):
            st.session_state[self._said] = f'Saved as "{label}".'

    def _open(self, part: kept.SavedDefinition) -> None:
        self.trying(lambda: self.looked_at.show(self.looked_at.from_plain(part.definition)))

    def _rename(self, name: str) -> None:
        new_name = self._typed()
        if label := self.trying(lambda: session.workspace().saved.rename(self.kind, name, new_name)):
            st.session_state[self._said] = f'"{name}" is now called "{label}".'

    def _duplicate(self, name: str) -> None:
        self.trying(lambda: session.workspace().saved.duplicate(self.kind, name))

    def _delete(self, name: str) -> None:
        st.session_state[self._deleted] = self.trying(lambda: session.workspace().saved.delete(self.kind, name))

    def _undo(self) -> None:
        gone: kept.SavedDefinition = st.session_state.pop(self._deleted)
        self.trying(lambda: session.workspace().saved.save(self.kind, gone.name, gone.definition))
