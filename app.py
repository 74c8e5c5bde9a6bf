"""Touchpath: the frame around every page. Start it with `streamlit run app.py`."""

from __future__ import annotations

import streamlit as st

from lib.ui import frame, pages

st.set_page_config(page_title="Touchpath", page_icon=str(pages.ICON), layout="wide")
frame.open_workspace()
page = st.navigation(pages.navigation())
frame.sidebar()
frame.said_first()
page.run()
