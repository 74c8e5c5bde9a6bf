"""The definition a page looks at: kept in the session, written to the link, changed by callbacks of widgets.

There is one truth, the definition. Widgets are set from it before they are drawn, and their callbacks change it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from touchpath.journey.definition import DefinitionError
from touchpath.ui import session

Definition = TypeVar("Definition")

_LONGEST = 20_000


@dataclass(frozen=True)
class LookedAt(Generic[Definition]):
    """What one page looks at. `param` names it in the link, `word` in sentences."""

    param: str
    word: str
    from_plain: Callable[[dict[str, Any]], Definition]
    to_plain: Callable[[Definition], dict[str, Any]]

    def current(self, usual: Callable[[], Definition | None]) -> Definition | None:
        """The link's definition, else the one looked at last, else the usual one (None: nothing to look at yet)."""
        self._follow_workspace()
        asked = st.query_params.get(self.param)
        if asked and asked != st.session_state.get(self._written):
            self._read_link(asked)
        if self._state not in st.session_state:
            first = usual()
            if first is None:
                return None
            st.session_state[self._state] = first
        chosen: Definition = st.session_state[self._state]
        self._write_link(chosen)
        return chosen

    def show(self, definition: Definition) -> None:
        """Look at this one (for callbacks)."""
        st.session_state[self._state] = definition

    def edit(self, changed: Callable[[Definition], Definition]) -> None:
        """Change the definition (for callbacks); what cannot be measured is refused, and nothing changes."""
        try:
            st.session_state[self._state] = changed(st.session_state[self._state])
        except DefinitionError as refusal:
            self.refuse(str(refusal))

    def refuse(self, sentence: str) -> None:
        """Say a sentence with the next picture."""
        st.session_state[self._said] = sentence

    def refusal(self) -> str:
        """The sentence of an edit or link that was refused, once."""
        said: str = st.session_state.pop(self._said, "")
        return said

    def as_text(self, definition: Definition) -> str:
        """The definition as it stands in the link."""
        return json.dumps(self.to_plain(definition), separators=(",", ":"), ensure_ascii=False)

    @property
    def _state(self) -> str:
        return f"_{self.param}"

    @property
    def _written(self) -> str:
        return f"_{self.param}_written"

    @property
    def _said(self) -> str:
        return f"_{self.param}_said"

    def _follow_workspace(self) -> None:
        """Forget the definition when another workspace is chosen; the link, which still tells of the old one, too."""
        key, slug = f"_{self.param}_workspace", session.entry().slug
        if st.session_state.get(key) == slug:
            return
        st.session_state.pop(self._state, None)
        if key in st.session_state:
            st.session_state[self._written] = st.query_params.get(self.param)
        st.session_state[key] = slug

    def _read_link(self, text: str) -> None:
        st.session_state[self._written] = text
        try:
            plain = _read(text)
            if not isinstance(plain, dict):
                raise DefinitionError("it is no definition")
            self.show(self.from_plain(plain))
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            reason = str(error) if isinstance(error, DefinitionError) else "it is damaged"
            self.refuse(f"The {self.word} in the link cannot be read ({reason.rstrip('.')}): another one is shown.")

    def _write_link(self, definition: Definition) -> None:
        text = self.as_text(definition)
        st.session_state[self._written] = text
        if st.query_params.get(self.param) != text:
            st.query_params[self.param] = text


def _read(text: str) -> Any:
    """What a link says, if it is of a length that people send and made of signs that can be shown.

    Raises a ValueError otherwise, and a RecursionError for what is nested too deep.
    """
    if len(text) > _LONGEST:
        raise DefinitionError(f"it is longer than {_LONGEST:,} signs")
    plain = json.loads(text)
    json.dumps(plain, ensure_ascii=False).encode()  # half a sign (a lone surrogate) can be neither stored nor shown
    return plain
