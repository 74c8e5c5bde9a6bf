"""Open alarms sent to the address that the owner set: setting it, and what was sent after an import."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import streamlit as st

from touchpath.answers.alerts.digest import digest
from touchpath.journey.definition import DefinitionError
from touchpath.ui import cached, notices, session
from touchpath.ui.explain import plain
from touchpath.workspace.alerts import saved_alerts
from touchpath.workspace.webhook import host_of, post

_SETTING = "alarm_webhook"
_ADDRESS = "alerts_webhook"
_SAID, _SENT = "_alerts_webhook_said", "_alerts_sent"
_LOOK_EVERY = 1.0


@dataclass
class SentAlarms:
    """Open alarms on their way to an address; `failure` says why they did not arrive."""

    host: str
    failure: str = ""
    over: bool = False

    def start(self, address: str, message: dict[str, Any]) -> None:
        """Post in a thread of its own: no page waits for another machine."""
        threading.Thread(target=self._run, args=(address, message), daemon=True).start()

    def _run(self, address: str, message: dict[str, Any]) -> None:
        try:
            self.failure = post(address, message)
        except Exception as failure:  # a thread must not die silently: the page says what happened
            self.failure = f"The alerts could not be sent to {self.host}: {failure}."
        self.over = True


def address() -> None:
    """Set where open alarms are sent, or nowhere; the host is named where everybody of the workspace sees it."""
    now = str(session.workspace().settings[_SETTING].value)
    if now:
        notices.note(f"Open alarms are sent to {host_of(now)} after imports, and by touchpath alerts with --send.")
    with st.popover("Send alarms on", icon=":material/webhook:"):
        st.markdown(
            "Off unless an address is set. Then open alarms are posted to it as JSON after an import, or by "
            "`touchpath alerts --send`: the names of figures, their sentences and days. No persons, no rows, no "
            "filters; small groups stay hidden."
        )
        st.text_input(
            "Address", now, key=_ADDRESS, placeholder="https://hooks.example.com/alerts",
            help="Whoever runs it gets the sentences of this page. Leave it empty to send nothing.",
        )  # fmt: skip
        with st.container(horizontal=True):
            st.button("Save the address", key="alerts_webhook_save", on_click=_save)
            if now:
                st.button("Send nothing any more", key="alerts_webhook_off", on_click=_off)
        if said := st.session_state.pop(_SAID, ""):
            st.info(plain(said), icon=":material/info:")


def after_import() -> None:
    """Once for each version of the data: open alarms are sent, where an address is set; what came of it is said."""
    address, engine = str(session.workspace().settings[_SETTING].value), session.engine()
    if not address:
        return
    found = digest(cached.known(saved_alerts, engine), cached.ask)
    if not found.open:
        return
    about = (session.token(), engine.version)
    if st.session_state.get(_SENT, (None, None))[0] != about:
        job = SentAlarms(host_of(address))
        st.session_state[_SENT] = (about, job)
        job.start(address, found.message())
    _result(st.session_state[_SENT][1])


def _result(job: SentAlarms) -> None:
    st.fragment(_say, run_every=None if job.over else _LOOK_EVERY)(job)


def _say(job: SentAlarms) -> None:
    if not job.over:
        notices.note(f"Open alarms are being sent to {job.host}.")
    elif job.failure:
        notices.warning(job.failure)
    else:
        notices.note(f"Open alarms were sent to {job.host}.")


def _save() -> None:
    """As it stands in the field now, whether or not it was left before the click."""
    given = str(st.session_state.get(_ADDRESS) or "").strip()
    try:
        session.workspace().settings.save(**{_SETTING: given})
    except DefinitionError as refusal:
        st.session_state[_SAID] = str(refusal)
    else:
        st.session_state[_SAID] = "Saved." if given else "Nothing is sent any more."


def _off() -> None:
    st.session_state[_ADDRESS] = ""
    _save()
