"""Which of several tables is looked at: the likeliest to import first, the others a click away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from touchpath.ingest.columns import missing
from touchpath.ui.data.standing import rowless, waiting
from touchpath.ui.data.upload import Piece, looked_at
from touchpath.ui.explain import plain

_MOST_PILLS = 6


def chosen_piece(pieces: Sequence[Piece]) -> Piece:
    """The table that is looked at: the one picked, the one just imported, else the likeliest that waits."""
    by_key = {piece.key: piece for piece in pieces}
    last, left = looked_at(), waiting(pieces)
    start = last if last in by_key else (likeliest(left) or pieces[0]).key
    if len(pieces) == 1:
        return pieces[0]
    key = f"piece_{start}_{len(by_key)}_{len(left)}"
    return by_key[_pills(by_key, start, key) if len(pieces) <= _MOST_PILLS else _list(by_key, start, key)]


def likeliest(pieces: Sequence[Piece]) -> Piece | None:
    """Of the tables of the first file, one that needs no more answers, of a known tool, with the most rows."""
    first = [piece for piece in pieces if piece.upload == pieces[0].upload]
    return max(first, key=_likely, default=None)


def short_names(pieces: Sequence[Piece]) -> dict[str, str]:
    """What to call each table, by key: without the name of the file where all are of one file."""
    if len({piece.upload for piece in pieces}) > 1:
        return {piece.key: piece.name for piece in pieces}
    start = f"{pieces[0].file.name}, "
    return {piece.key: piece.name.removeprefix(start) for piece in pieces}


def _likely(piece: Piece) -> tuple[bool, bool, int]:
    if piece.guessed is None or piece.table is None:
        return False, False, 0
    complete = not rowless(piece) and not missing(piece.guessed.mapping) and not piece.guessed.doubts
    return complete, bool(piece.guessed.preset), piece.table.rows or piece.table.rows_sampled


def _pills(by_key: dict[str, Piece], start: str, key: str) -> str:
    names = short_names(list(by_key.values()))
    picked: str = st.pills(
        "Tables",
        list(by_key),
        default=start,
        format_func=lambda key: f"{_mark(by_key[key])} {plain(names[key])}",
        required=True,
        key=key,
        label_visibility="collapsed",
    )
    return picked


def _list(by_key: dict[str, Piece], start: str, key: str) -> str:
    names, keys = short_names(list(by_key.values())), list(by_key)
    picked: str = st.selectbox(
        f"One of {len(keys)} tables",
        keys,
        index=keys.index(start),
        format_func=lambda key: f"{names[key]}{_state(by_key[key])}",
        key=key,
    )
    return picked


def _mark(piece: Piece) -> str:
    if piece.report:
        return ":material/check:"
    return ":material/error:" if piece.refusal else ":material/draft:"


def _state(piece: Piece) -> str:
    if piece.report:
        return " (imported)"
    return " (cannot be read)" if piece.refusal else ""
