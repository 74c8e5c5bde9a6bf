"""The settings of the workspace: guessed ones are marked until a person confirms them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

import streamlit as st

from touchpath.journey.definition import DefinitionError
from touchpath.ui import filters, session
from touchpath.ui.explain import plain
from touchpath.ui.touchpoints import shown_touchpoints
from touchpath.workspace.settings import Setting

_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "PLN", "INR", "BRL", "CNY")
_TOUCHPOINTS = {
    "goal": ("Goal", "What counts as success: the conversion rate is about these touchpoints."),
    "purchase": ("Purchase", "Where money is spent: revenue and repeat purchase are about these touchpoints."),
    "entering": (
        "Entry",
        "Where retention begins to count, such as a sign-up. None means the first event of any kind.",
    ),
    "returning": ("Return", "What counts as coming back: retention is about these. None means any touchpoint."),
    "arriving": ("Arriving", "What comes to people, such as a parcel: nobody came back by it."),
    "asking": ("Asking", "What only asks for an answer, such as a survey that is sent: no answer is about these."),
}


def show() -> None:
    """A form with every setting; saving it confirms them."""
    settings = session.workspace().settings
    guessed = [
        name for name in (*_TOUCHPOINTS, "time_zone", "week_start", "currency") if not settings[name].confirmed
    ]
    if guessed:
        st.info("Some settings are guesses. Look them over and confirm them.", icon=":material/lightbulb:")
    with st.form("settings", border=False):
        values = {**_touchpoints(settings), **_clock(settings), **_direct(settings), **_data_end(settings)}
        if st.form_submit_button("Confirm settings", type="primary"):
            _save(values)


def _touchpoints(settings: Mapping[str, Setting]) -> dict[str, tuple[str, ...]]:
    names = shown_touchpoints(session.engine())
    chosen = {}
    for (key, (title, meaning)), column in zip(_TOUCHPOINTS.items(), st.columns(len(_TOUCHPOINTS)), strict=True):
        present = [name for name in settings[key].value if name in names]
        chosen[key] = tuple(
            column.multiselect(
                _marked(title, settings[key]),
                names,
                default=present,
                key=_key(key),
                help=meaning,
            )
        )
    return chosen


def _clock(settings: Mapping[str, Setting]) -> dict[str, str]:
    zones = sorted(available_timezones())
    first, second, third = st.columns(3)
    zone, currency = settings["time_zone"].value, settings["currency"].value
    return {
        "time_zone": first.selectbox(
            _marked("Time zone", settings["time_zone"]), zones, index=zones.index(zone), key=_key("time_zone"),
            help="Days, weeks and months begin by this clock.",
        ),
        "week_start": second.selectbox(
            _marked("Week starts on", settings["week_start"]), ["monday", "sunday"],
            index=["monday", "sunday"].index(settings["week_start"].value), format_func=str.capitalize,
            key=_key("week_start"),
        ),
        "currency": third.selectbox(
            _marked("Currency", settings["currency"]), list(dict.fromkeys([currency, *_CURRENCIES])),
            key=_key("currency"), accept_new_options=True,
        ),
    }  # fmt: skip


def _direct(settings: Mapping[str, Setting]) -> dict[str, tuple[str, ...]]:
    names = [name for name in filters.names(session.engine(), "channel") if name is not None]
    chosen = st.multiselect(
        _marked("Direct channels", settings["direct"]), names, key=_key("direct"),
        default=[name for name in settings["direct"].value if name in names], placeholder="None names no source",
        help="Channels that name no source, such as a typed address: last non-direct touch passes over them.",
    )  # fmt: skip
    return {"direct": tuple(chosen)}


def _data_end(settings: Mapping[str, Setting]) -> dict[str, Any]:
    present = settings["data_end"].value
    chosen = st.date_input(
        "Last day of the data",
        value=date.fromisoformat(present) if present else None,
        key=_key("data_end"),
        format="YYYY-MM-DD",
        help="Empty: they end with the last event. Events after this day are not looked at.",
    )
    return {"data_end": chosen.isoformat() if isinstance(chosen, date) else None}


def _save(values: dict[str, Any]) -> None:
    try:
        session.workspace().settings.save(**values)
    except DefinitionError as refusal:
        st.warning(plain(str(refusal)))
        return
    st.toast("The settings are confirmed.", icon=":material/check:")
    st.rerun()


def _marked(title: str, setting: Setting) -> str:
    return title if setting.confirmed else f"{title} :orange-badge[guessed]"


def _key(name: str) -> str:
    """Keys are of this workspace, so that switching takes nothing along."""
    return f"setting_{session.entry().slug}_{name}"
