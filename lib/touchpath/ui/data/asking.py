"""What a guess is not sure of, one question at a time: an answer is one click, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from touchpath.ingest.guess.doubt import Candidate, Doubt
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import listed
from touchpath.ui import notices, session
from touchpath.ui.data.fields import FIELDS, KIND_WORDS, LONG_ANSWERS, TIME_FORMATS
from touchpath.ui.data.upload import Piece, keep, pieces, remove
from touchpath.ui.explain import plain

_IN_SIGHT = 6
_ROWS = 5
_LONGEST = 60


def open_question(piece: Piece) -> Doubt | None:
    """The question to ask next; None where all are answered or the reader chooses the columns alone."""
    if piece.by_hand or piece.guessed is None:
        return None
    return next(iter(piece.guessed.doubts), None)


def question(piece: Piece, doubt: Doubt) -> None:
    """The question, its answers as buttons with examples, and the first rows of the file to look at."""
    key = f"ask_{piece.key}_{doubt.role}"
    with st.container(border=True):
        st.markdown(f"**{plain(doubt.sentence)}**")
        if doubt.multiple:
            _several(piece, doubt, key)
        else:
            _one(piece, doubt, key)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Choose the columns yourself", type="tertiary", key="ask_by_hand", icon=":material/tune:",
                on_click=partial(_change, piece.key, by_hand=True),
            )  # fmt: skip
            st.button("Leave it out", type="tertiary", key="import_skip", on_click=partial(remove, piece.key))
    _rows(piece)


def answered(piece: Piece) -> None:
    """What was answered before, and a button to answer anew."""
    given = _given(piece)
    if not given and not piece.by_hand:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        said = listed(
            [f"{_role(piece, role)}: {_said(role, answers)}" for role, answers in given.items()], len(given)
        )
        st.caption(plain(f"You said {said}." if given else "You choose the columns."), width="content")
        if given or (piece.guessed and piece.guessed.doubts):
            st.button(
                "Ask again", type="tertiary", key="ask_again", icon=":material/undo:",
                on_click=partial(_ask_again, piece.key),
            )  # fmt: skip


def _one(piece: Piece, doubt: Doubt, key: str) -> None:
    for place, candidate in enumerate(doubt.candidates[:_IN_SIGHT]):
        st.button(
            _label(candidate), key=f"{key}_{place}", width="stretch", wrap=True,
            on_click=partial(_answer, piece.key, doubt.role, (candidate.answer,)),
        )  # fmt: skip
    if others := doubt.candidates[_IN_SIGHT:]:
        labels = {candidate.answer: candidate.label for candidate in others}
        picked = st.selectbox(
            "Another one", list(labels), index=None, format_func=labels.__getitem__, key=f"{key}_other",
            placeholder=f"One of {len(labels)} more", label_visibility="collapsed",
        )  # fmt: skip
        if picked is not None:
            _answer(piece.key, doubt.role, (picked,))
            st.rerun()


def _several(piece: Piece, doubt: Doubt, key: str) -> None:
    chosen = [
        candidate.answer
        for place, candidate in enumerate(doubt.candidates)
        if st.checkbox(_label(candidate), value=bool(candidate.answer), key=f"{key}_{place}")
    ]
    with st.container(horizontal=True):
        st.button(
            "Use these" if chosen else "None of them", type="primary", key=f"{key}_go",
            on_click=partial(_answer, piece.key, doubt.role, tuple(chosen) or ("",)),
        )  # fmt: skip


def _label(candidate: Candidate) -> str:
    """The answer in bold, with what stands in the column beside it."""
    examples = ", ".join(_short(example) for example in candidate.examples[:3])
    return f"**{plain(candidate.label)}**" + (f"  :gray[{plain(examples)}]" if examples else "")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _rows(piece: Piece) -> None:
    """The first rows as they stand in the file: what a question about columns is answered by."""
    if piece.table is None or not piece.table.sample:
        return
    names = [f"{name} " * (1 + piece.table.names[:place].count(name)) for place, name in enumerate(piece.table.names)]
    rows = [[cell or "" for cell in row[: len(names)]] for row in piece.table.sample[:_ROWS]]
    notices.note("The first rows of the file.")
    st.dataframe(pd.DataFrame(rows, columns=names), hide_index=True, alt="The first rows of the file")


def _given(piece: Piece) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for role, answer in piece.wishes.answers:
        given.setdefault(role, []).append(answer)
    return given


def _role(piece: Piece, role: str) -> str:
    """A role as the reader knows it: "person" is who."""
    shown = (*LONG_ANSWERS, *FIELDS[piece.guessed.kind]) if piece.guessed else ()
    labels = {field.name: field.label for field in shown}
    known = {"kind": "what it holds", "time_format": "times are written", "moments": "dates that are events"}
    return known.get(role) or labels.get(role, role.replace("_", " ")).lower()


def _said(role: str, answers: Sequence[str]) -> str:
    named = [_answer_words(role, answer) for answer in answers]
    return listed(named, len(named))


def _answer_words(role: str, answer: str) -> str:
    if role == "kind":
        return next((words.title.lower() for kind, words in KIND_WORDS.items() if kind == answer), answer)
    if role == "time_format":
        return TIME_FORMATS.get(answer, answer)
    if not answer:
        return "none of the columns"
    return f'"{answer[1:]}" for every row' if answer.startswith("=") else f'"{answer}"'


def _answer(key: str, role: str, answers: tuple[str, ...]) -> None:
    piece = pieces()[key]
    others = tuple(given for given in piece.wishes.answers if given[0] != role)
    _guess_again(piece, (*others, *((role, answer) for answer in answers)))


def _ask_again(key: str) -> None:
    _guess_again(replace(pieces()[key], by_hand=False), ())


def _guess_again(piece: Piece, answers: tuple[tuple[str, str], ...]) -> None:
    """Guess with these answers; the fields start anew from what is guessed."""
    wishes = replace(piece.wishes, answers=answers)
    assert piece.table is not None
    try:
        guessed = wishes.guess_where_they_fit(piece.table, session.engine())
    except DefinitionError as refusal:
        notices.warning(str(refusal))
        return
    keep(replace(piece, wishes=wishes, guessed=guessed, turn=piece.turn + 1))


def _change(key: str, *, by_hand: bool) -> None:
    piece = pieces()[key]
    keep(replace(piece, by_hand=by_hand, turn=piece.turn + 1))
