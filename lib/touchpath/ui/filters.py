"""The filters every page shares: in the sidebar, in the link, and in a sentence.

Their widgets are drawn by the frame on every run, so that switching pages never loses them; Streamlit keeps them in
the link. What a link asks for and the data do not have is remembered and said.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from touchpath.analysis.names_in_order import names_in_order
from touchpath.analysis.people_by_value import people_by_value
from touchpath.engine.base import Store
from touchpath.journey import condition_text
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filter_text import CUSTOM, MISSING, label
from touchpath.journey.filters import NO_FILTERS, Filters, Name, last_days
from touchpath.journey.renaming import Names
from touchpath.journey.words import day_in_words, listed
from touchpath.ui import cached, session
from touchpath.ui.conditions.builder import ConditionPlace, builder
from touchpath.ui.explain import plain
from touchpath.workspace.called import now_called
from touchpath.workspace.saved import saved_groups

ALL = "All dates"
DAYS = {"Last 7 days": 7, "Last 30 days": 30, "Last 90 days": 90}
PERIODS = (ALL, *DAYS, CUSTOM)
_FILTERS, _LOST, _PERIOD, _ASIDE = "_filters", "_lost", "_period_words", "_filters_aside"
_KEYS = ("period", "dates", "persona", "channel", "group", "where")


def current() -> Filters:
    """The filters of this session, as the frame read them in this run."""
    chosen: Filters = st.session_state.get(_FILTERS, NO_FILTERS)
    return chosen


def describe() -> str:
    """The filters in words: "Last 30 days (9 Feb 2026 to 10 Mar 2026), personas Family"."""
    words: str = st.session_state.get(_PERIOD, "")
    sentence = current().sentence()
    dates, *rest = sentence.split(", ", 1)
    said = f"{words} ({dates})" if words else dates
    return ", ".join([said[:1].upper() + said[1:], *rest])


def lost() -> tuple[str, ...]:
    """Sentences about values that the link asked for and the data do not have."""
    return tuple(st.session_state.get(_LOST, ()))


def names(engine: Store, kind: str) -> tuple[Name, ...]:
    """The personas or channels of the workspace (kind "persona" or "channel"), in the order
    that gives them their colours: it does not change when more data come. Where small groups are hidden, those that
    few people have are not named."""
    found = [name for found, name in cached.known(names_in_order, engine) if found == kind]
    if not session.least_shown():
        return tuple(found)
    shown = {part.name for part in cached.answer(people_by_value, engine, kind)}
    return tuple(name for name in found if name in shown)


def set_aside() -> None:
    """On a page where filters do nothing they are not drawn; what they said is kept for the next page."""
    said = {key: st.session_state[key] for key in _KEYS if key in st.session_state}
    st.session_state[_ASIDE] = st.session_state.get(_ASIDE, {}) | said
    st.session_state[_FILTERS], st.session_state[_PERIOD], st.session_state[_LOST] = NO_FILTERS, "", ()


def _take_up() -> None:
    """What was set aside, unless the link says otherwise."""
    for key, said in st.session_state.pop(_ASIDE, {}).items():
        if key not in st.session_state and not st.query_params.get_all(key):
            st.session_state[key] = said


def sidebar(engine: Store) -> None:
    """Draw the filters and remember what they say; called by the frame, before the page runs."""
    _take_up()
    _notice_lost(engine)
    first, last = _dates(engine.calendar)
    personas = _names_filter(engine, "persona", "Personas", "Every persona")
    channels = _names_filter(engine, "channel", "Channels", "Every channel")
    group = _group(engine)
    where = _conditions()
    try:
        st.session_state[_FILTERS] = Filters(first, last, personas, channels, where, group)
    except DefinitionError as refusal:
        st.warning(plain(str(refusal)))
        st.session_state[_FILTERS] = NO_FILTERS
    builder(engine, ConditionPlace("new", "where", _forget_lost), current())


def _dates(calendar: Calendar) -> tuple[date | None, date | None]:
    period = st.selectbox(
        "Dates", PERIODS, key="period", bind="query-params", on_change=_forget_lost, help=_dates_help(calendar)
    )
    st.session_state[_PERIOD] = period if period in DAYS else ""
    if period in DAYS:
        return last_days(calendar, DAYS[period]) or (None, None)
    if period == ALL:
        return None, None
    return _chosen_dates(calendar)


def _chosen_dates(calendar: Calendar) -> tuple[date | None, date | None]:
    whole: Any = (calendar.first_day, calendar.last_day) if calendar.first_day and calendar.last_day else ()
    chosen: Any = st.date_input(
        "From and to",
        value=whole,
        min_value=date(1970, 1, 1),
        max_value=date(2100, 1, 1),
        key="dates",
        bind="query-params",
        format="YYYY-MM-DD",
        label_visibility="collapsed",
        on_change=_forget_lost,
    )
    days = tuple(chosen) if isinstance(chosen, (tuple, list)) else (chosen,)
    return (days[0] if days else None), (days[1] if len(days) > 1 else None)


def _dates_help(calendar: Calendar) -> str:
    if not calendar.first_day or not calendar.last_day:
        return "There are no events yet."
    first, last = day_in_words(calendar.first_day), day_in_words(calendar.last_day)
    run = f"The data run from {first} to {last} ({calendar.zone})"
    return f"{run}; the last days are counted back from the end of the data."


def _names_filter(engine: Store, kind: str, title: str, everything: str) -> tuple[Name, ...]:
    by_label = {label(kind, name): name for name in names(engine, kind)}
    chosen = st.multiselect(
        title, list(by_label), key=kind, bind="query-params", placeholder=everything, on_change=_forget_lost
    )
    return tuple(by_label[text] for text in chosen if text in by_label)


def _group(engine: Store) -> str | None:
    """Saved groups, once there are any."""
    known = _group_names(engine)
    if not known:
        return None
    chosen = st.selectbox(
        "Saved group",
        known,
        index=None,
        key="group",
        bind="query-params",
        placeholder="Everybody",
        on_change=_forget_lost,
    )
    return str(chosen) if chosen in known else None


def _conditions() -> tuple[Any, ...]:
    lines = st.multiselect(
        "Properties",
        [],
        key="where",
        bind="query-params",
        accept_new_options=True,
        placeholder="No condition",
        help="Type a condition such as amount > 10 or product = shoes or boots, or put one together below.",
        on_change=_forget_lost,
    )
    conditions = []
    for line in lines:
        try:
            conditions.append(condition_text.from_text(str(line)))
        except DefinitionError as refusal:
            st.warning(plain(str(refusal)), icon=":material/info:")
    return tuple(conditions)


def _notice_lost(engine: Store) -> None:
    """Compare the link with what there is, before the widgets drop what they do not know."""
    _call_as_now(engine)
    found = list(lost())
    for kind in (*MISSING, "group"):
        known = _known(engine, kind)
        gone = [text for text in st.query_params.get_all(kind) if text and text not in known]
        found += [_gone(kind, gone)] if gone else []
    period = st.query_params.get("period")
    if period and period not in PERIODS:
        found.append(f'The link asks for the dates "{period}", which is no choice here: all dates are shown.')
    st.session_state[_LOST] = tuple(dict.fromkeys(found))


def _call_as_now(engine: Store) -> None:
    """Channels that a link names by a spelling merged since are called as they are shown now."""
    asked = st.query_params.get_all("channel")
    if set(asked) <= _known(engine, "channel"):
        return
    names = cached.known(_channels_now, engine)
    now = list(dict.fromkeys(names.get(text, (text,))[0] for text in asked))
    if now != asked:
        st.query_params["channel"] = now


def _channels_now(engine: Store) -> Names:
    return now_called(engine, "channel")


def _known(engine: Store, kind: str) -> set[str]:
    """What a link may ask for."""
    if kind == "group":
        return set(_group_names(engine))
    return {label(kind, name) for name in names(engine, kind)}


def _gone(kind: str, values: list[str]) -> str:
    quoted = listed([f'"{value}"' for value in values])
    return f"The link asks for the {kind} {quoted}, which this workspace does not have: it is not filtered by it."


def _forget_lost() -> None:
    st.session_state[_LOST] = ()


def _group_names(engine: Store) -> tuple[str, ...]:
    return tuple(group.name for group in cached.answer(saved_groups, engine))
