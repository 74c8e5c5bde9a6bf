"""Choices for events alone: what an amount is of, and which dated columns are events of their own."""

from __future__ import annotations

from typing import Any

import streamlit as st

from touchpath.ingest.mapping import EventMapping, Moment, ValueOf
from touchpath.ingest.source import SourceTable
from touchpath.ui.explain import plain

_OF: dict[ValueOf, str] = {"row": "its own row", "order": "the whole order, once"}


def event_choices(table: SourceTable, start: EventMapping, key: str, chosen: dict[str, Any]) -> None:
    """Draw what an amount is of (where there are orders), and the dates that become events of their own."""
    if chosen.get("order_id") is not None and chosen.get("value") is not None:
        chosen["value_of"] = st.segmented_control(
            "The value is that of",
            list(_OF),
            default=start.value_of,
            format_func=_OF.__getitem__,
            help="A total that an order repeats on each of its rows counts once.",
            required=True,
            key=f"{key}_value_of",
            persist_state="session",
        )
    chosen["moments"] = _moments(table, start, key, chosen.get("occurred_at"))


def _moments(table: SourceTable, start: EventMapping, key: str, when: Any) -> tuple[Moment, ...]:
    known = {moment.column: moment for moment in start.moments}
    dated = [column.name for column in table.columns if column.type in ("date", "time") or column.name in known]
    others = [name for name in dated if name != when]
    if not others:
        return ()
    columns = st.multiselect(
        "Dates that are events of their own",
        others,
        [name for name in others if name in known],
        format_func=plain,
        help="Each filled cell of these columns becomes an event of the row's person, named as typed below.",
        key=f"{key}_moments",
        persist_state="session",
    )
    return tuple(_moment(table, known.get(name, Moment(name, _named(name))), key) for name in columns)


def _moment(table: SourceTable, start: Moment, key: str) -> Moment:
    """The touchpoint of a dated column and the column of its amount."""
    name, amount = st.columns(2)
    touchpoint = name.text_input(
        f"{plain(start.column)} is",
        start.touchpoint,
        key=f"{key}_moment_{start.column}",
        persist_state="session",
    )
    numbers = [column.name for column in table.columns if column.type in ("integer", "number")]
    options = [None, *dict.fromkeys([*([start.value] if start.value else []), *numbers])]
    value = amount.selectbox(
        "with the value in",
        options,
        index=options.index(start.value),
        format_func=lambda column: "no column" if column is None else plain(column),
        key=f"{key}_moment_value_{start.column}",
        persist_state="session",
    )
    return Moment(start.column, touchpoint.strip() or _named(start.column), value, start.refund)


def _named(column: str) -> str:
    """ "won_date" -> "won date"."""
    return " ".join(column.replace("_", " ").split()).lower()
