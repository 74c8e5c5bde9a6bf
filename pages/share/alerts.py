"""What changed that should not?"""

import streamlit as st

from touchpath.answers.alerts.digest import digest
from touchpath.answers.change.rereading import read_due
from touchpath.ui import cached, downloads, header, notices, session
from touchpath.ui.alerts.looking import look
from touchpath.ui.alerts.more import data_or_world, rules, send_on
from touchpath.ui.alerts.rereading import changes_read
from touchpath.ui.alerts.sending import address
from touchpath.ui.alerts.setting_up import set_up
from touchpath.workspace.alerts import saved_alerts

top = header.header("What changed that should not?", filtered=False)
engine = session.engine()
if engine.calendar.data_end is None:
    notices.empty("There are no events in this workspace yet.", "Add data", "pages/data/add_data.py")
    st.stop()
with notices.refusing():
    read_due(session.workspace(), cached.ask)
    found = digest(cached.known(saved_alerts, engine), cached.ask)
top.answer(found.sentence)
if found.watched:
    look(found)
changes_read(found)
if found.watched or found.changes.changes:
    st.subheader("Everything that is watched", anchor=False)
    listed = found.table()
    st.dataframe(listed.readable, hide_index=True, width="stretch")
    downloads.table(listed.rows, listed.name)
    send_on(found, data_or_world(found))
st.subheader("Watch a figure", anchor=False)
set_up(with_picture=not found.watched)
rules()
address()
