"""Downloads: a table as CSV, a chart as PNG or SVG; made when asked for."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from touchpath.answers.files import csv_text
from touchpath.charts.paper import png, svg
from touchpath.ui import session


def table(frame: pd.DataFrame, name: str, *, label: str = "Download the table (CSV)", key: str | None = None) -> None:
    """A button that downloads `frame` as `<name>.csv`; the file is made on click."""
    st.download_button(
        label,
        data=lambda: csv_text(frame).encode("utf-8"),
        file_name=f"{file_name(name)}{_hidden_below()}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key=key or f"csv_{name}",
    )


def chart(picture: Any, name: str, *, key: str | None = None) -> None:
    """Buttons that download a chart as PNG and SVG, drawn on white; made on click.

    `picture` is an Altair chart that has not been given the page's style yet, or already has it.
    """
    for kind, mime in (("PNG", "image/png"), ("SVG", "image/svg+xml")):
        st.download_button(
            f"Download the picture ({kind})",
            data=_drawing(picture, kind),
            file_name=f"{file_name(name)}.{kind.lower()}",
            mime=mime,
            icon=":material/image:",
            type="tertiary",
            on_click="ignore",
            key=f"{key or name}_{kind}",
        )


def file_name(name: str) -> str:
    """A file name of letters, digits, dashes and underscores."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")[:80] or "touchpath"


def _hidden_below() -> str:
    """The name of a table says that it has cells left empty."""
    k = session.least_shown()
    return f"-hidden-below-{k}-people" if k else ""


def _drawing(picture: Any, kind: str) -> Any:
    return (lambda: png(picture)) if kind == "PNG" else (lambda: svg(picture))
