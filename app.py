"""Touchpath: the frame around every page. Start it with `streamlit run app.py`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

LIB = str(Path(__file__).resolve().parent / "lib")
if LIB not in sys.path:  # a clone runs its own code, installed or not
    sys.path.insert(0, LIB)

from touchpath.ui import ahead, failures, frame, pages  # noqa: E402
from touchpath.ui.data import watched  # noqa: E402
from touchpath.ui.security_headers import SecurityHeaders  # noqa: E402


def draw() -> None:
    """The frame and the page that the link asks for."""
    st.set_page_config(page_title="Touchpath", page_icon=str(pages.ICON), layout="wide")
    st.logo(str(pages.LOGO), size="large", icon_image=str(pages.ICON))
    # first: a rerun before it would lose the page that a link asks for
    page = st.navigation(pages.navigation(), expanded=True)
    frame.open_workspace()
    watched.keep_watching()
    frame.sidebar(filtered=pages.filtered(page))
    frame.said_first()
    page.run()
    ahead.begin()


def name_pages() -> None:
    """Name the pages before the first visit, when the server imports this file.

    It keeps Streamlit from taking the folder pages/ for its own, older kind of pages: else the first link to a page,
    on a server that nobody has visited, would meet "Page not found".
    """
    logging.disable(logging.WARNING)  # Streamlit warns that nobody is looking yet
    st.navigation(pages.navigation(), expanded=True)
    logging.disable(logging.NOTSET)


if get_script_run_ctx(suppress_warning=True):
    draw()
else:
    name_pages()
    app = st.App(
        __file__, lifespan=ahead.reading, middleware=[Middleware(SecurityHeaders)], on_script_error=failures.say
    )
