"""How the text of a file is read: detected, shown in a few words, and changed where it is wrong."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from touchpath.ingest.source import ReadingOptions
from touchpath.journey.words import count, plural
from touchpath.ui.data.fields import DELIMITERS, ENCODINGS
from touchpath.ui.data.upload import Piece, read_again
from touchpath.ui.explain import plain


def reading(piece: Piece) -> None:
    """A line that says how the table was read, and a popover to read it differently."""
    table = piece.table
    assert table is not None
    rows = f"{count(table.rows)} rows, " if table.rows is not None else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        said = f"{rows}{plural(len(table.columns), 'column')}, {_words(table.options)}"
        st.caption(plain(" ".join([said + ".", *table.notes])), width="content")
        if table.options.format == "csv":
            with st.popover("Read differently", type="tertiary", width="content"):
                _choices(piece, table.options)


def _words(options: ReadingOptions) -> str:
    if options.format != "csv":
        return {"json": "JSON", "parquet": "Parquet", "xlsx": "Excel"}[options.format]
    header = plural(options.header_rows, "header row") if options.header_rows else "no header"
    sign = DELIMITERS.get(options.delimiter, options.delimiter)
    return f"separated by {sign}, {options.encoding}, {header}"


def _choices(piece: Piece, options: ReadingOptions) -> None:
    key = f"read_{piece.key}"
    delimiters = list(dict.fromkeys([options.delimiter, *DELIMITERS]))
    encodings = list(dict.fromkeys([options.encoding, *ENCODINGS]))
    delimiter = st.selectbox(
        "Columns are separated by",
        delimiters,
        format_func=lambda sign: DELIMITERS.get(sign, sign),
        key=f"{key}_delimiter",
    )
    encoding = st.selectbox("Text is encoded as", encodings, key=f"{key}_encoding")
    header = st.number_input("Header rows", 0, 5, options.header_rows, key=f"{key}_header")
    skip = st.number_input("Lines before the header", 0, 100_000, options.skip_rows, key=f"{key}_skip")
    names = options.names
    if not header:
        typed = st.text_input(
            "Names of the columns", ", ".join(names), placeholder="id, day, amount", key=f"{key}_names"
        )
        names = tuple(name.strip() for name in typed.split(",") if name.strip())
    wanted = replace(
        options, delimiter=delimiter, encoding=encoding, header_rows=int(header), skip_rows=int(skip), names=names
    )
    st.button("Read again", key=f"{key}_go", disabled=wanted == options, on_click=read_again, args=(piece, wanted))
