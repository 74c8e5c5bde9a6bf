"""Open alarms sent to the address that the owner set: setting it, and what was sent after an import."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial

import streamlit as st

from touchpath.answers import ask
from touchpath.answers.alerts.digest import digest
from touchpath.answers.alerts.sending import AlarmsSent, send_alarms
from touchpath.journey.definition import DefinitionError
from touchpath.ui import cached, notices, session
from touchpath.ui.explain import plain
from touchpath.workspace import Workspace
from touchpath.workspace.alerts import saved_alerts
from touchpath.workspace.webhook import host_of

_SETTING = "alarm_webhook"
_ADDRESS = "alerts_webhook"
_SAID, _SENT = "_alerts_webhook_said", "_alerts_sent"
_LOOK_EVERY = 1.0


@dataclass
class SentAlarms:
    """Alarms on their way to an address; `came` says what came of it, None while they are on it."""

    host: str
    came: AlarmsSent | None = None

    def start(self, workspace: Workspace) -> None:
        """Post in a thread of its own: no page waits for another machine."""
        threading.Thread(target=self._run, args=(workspace,), daemon=True).start()

    def _run(self, workspace: Workspace) -> None:
        try:
            found = digest(saved_alerts(workspace.engine), partial(ask, workspace))
            self.came = send_alarms(workspace, found)
        except Exception as failure:  # a thread must not die silently: the page says what happened
            self.came = AlarmsSent(f"The alerts could not be sent to {self.host}: {failure}.", failed=True)


def address() -> None:
    """Set where open alarms are sent, or nowhere; the host is named where everybody of the workspace sees it."""
    now = str(session.workspace().settings[_SETTING].value)
    if now:
        notices.note(f"Open alarms are sent to {host_of(now)} after imports, and by touchpath alerts with --send.")
    with st.popover("Send alarms on", icon=":material/webhook:"):
        st.markdown(
            "Off unless an address is set. Then open alarms are posted to it as JSON after an import, or by "
            "`touchpath alerts --send`: each once, and again when it gets worse or is over. What is sent are the "
            "names of figures, their sentences and days. No persons, no rows, no filters; small groups stay hidden."
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
    """Once for each import: what is new of alarms is sent, where an address is set; what came of it is said."""
    workspace = session.workspace()
    address = str(workspace.settings[_SETTING].value)
    if not address or not cached.known(saved_alerts, session.engine()):
        return
    about = (session.token(), max((part.import_id for part in workspace.imports()), default=0))
    if st.session_state.get(_SENT, (None, None))[0] != about:
        job = SentAlarms(host_of(address))
        st.session_state[_SENT] = (about, job)
        job.start(workspace)
    _result(st.session_state[_SENT][1])


def _result(job: SentAlarms) -> None:
    st.fragment(_say, run_every=_LOOK_EVERY if job.came is None else None)(job)


def _say(job: SentAlarms) -> None:
    if job.came is None:
        notices.note(f"What is new of alarms is being sent to {job.host}.")
    else:
        came(job.came)


def came(sent: AlarmsSent) -> None:
    """What came of sending; nothing where there was nothing new to send."""
    if sent.failed:
        notices.warning(sent.sentence)
    elif not sent.nothing_new:
        notices.note(sent.sentence)


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
