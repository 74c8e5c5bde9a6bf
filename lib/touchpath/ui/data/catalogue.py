"""The grid of touchpoints: cells may be edited in any order and are saved together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from touchpath.journey.calendar import Calendar
from touchpath.journey.touchpoints import DIRECTNESS, PHASES, SETTINGS, STAGES, Traits
from touchpath.journey.words import DAY_IN_TABLE

TRAITS = ("stage", "phase", "directness", "setting")
_KEPT = "_touchpoint_edits"
Edits = dict[str, dict[str, Any]]
"""Touchpoint as shown -> column -> new value."""


@dataclass(frozen=True)
class Grid:
    """What the grid shows, and the edits not saved yet."""

    shown: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)
    traits: dict[str, Traits] = field(default_factory=dict)

    @property
    def edited(self) -> int:
        """How many touchpoints have unsaved edits."""
        return len({*self.names, *self.traits})


def grid(catalogue: pd.DataFrame, calendar: Calendar, stamp: str, search: str) -> Grid:
    """Draw the touchpoints whose names hold `search`; edits survive another search and end with another `stamp`."""
    kept: Edits = _kept(stamp)
    table = _table(catalogue, calendar, kept)
    rows = table[_found(catalogue, search)].reset_index(drop=True)
    shown = tuple(rows["touchpoint_key"])
    key = f"touchpoint_grid_{stamp}_{search}"
    st.data_editor(
        rows,
        key=key,
        column_order=_ORDER,
        column_config=_columns(),
        disabled=["uploaded", "known", "events", "people", "channels", "first_seen", "last_seen"],
        hide_index=True,
        height=min(38 + 35 * max(len(rows), 1), 560),
        placeholder="–",
    )
    edited = _merged(kept, shown, st.session_state.get(key, {}))
    st.session_state["_touchpoint_grid"] = (stamp, edited)
    known = {str(row.touchpoint): _traits_of(row) for row in catalogue.itertuples()}
    return Grid(shown, _new_names(edited), _new_traits(edited, known))


def keep() -> None:
    """Callback of the search box: what was edited so far stays although other rows are shown."""
    if "_touchpoint_grid" in st.session_state:
        st.session_state[_KEPT] = st.session_state["_touchpoint_grid"]


def confirmed(catalogue: pd.DataFrame, shown: tuple[str, ...]) -> dict[str, Traits]:
    """The guesses among the rows shown, to be stored as they are."""
    guessed = catalogue[~catalogue["confirmed"].astype(bool) & catalogue["touchpoint"].isin(shown)]
    found = {str(row.touchpoint): _traits_of(row) for row in guessed.itertuples()}
    return {name: traits for name, traits in found.items() if traits.known}


def uploaded_as(catalogue: pd.DataFrame, kind: str) -> list[str]:
    """The names in the files, where they differ from the one shown (column `kind`)."""
    pairs = zip(catalogue[kind], catalogue["raw_names"], strict=True)
    return ["" if list(raw) == [shown] else ", ".join(raw) for shown, raw in pairs]


def _kept(stamp: str) -> Edits:
    made_for, edits = st.session_state.get(_KEPT, ("", {}))
    return edits if made_for == stamp else {}


def _merged(kept: Edits, shown: tuple[str, ...], state: Any) -> Edits:
    edits = {name: dict(changes) for name, changes in kept.items()}
    for position, changes in state.get("edited_rows", {}).items():
        edits.setdefault(shown[int(position)], {}).update(changes)
    return edits


def _new_names(edits: Edits) -> dict[str, str]:
    asked = {
        name: str(changes["touchpoint"] or "").strip() for name, changes in edits.items() if "touchpoint" in changes
    }
    return {name: new for name, new in asked.items() if new and new != name}


def _new_traits(edits: Edits, known: dict[str, Traits]) -> dict[str, Traits]:
    found = {}
    for name, changes in edits.items():
        given = {column: value or None for column, value in changes.items() if column in TRAITS}
        if given and name in known:
            found[name] = replace(known[name], **given)
    return found


def _found(catalogue: pd.DataFrame, search: str) -> pd.Series[bool]:
    wanted = search.strip().casefold()
    return catalogue["touchpoint"].str.casefold().str.contains(wanted, regex=False) | catalogue["raw_names"].map(
        lambda names: any(wanted in str(name).casefold() for name in names)
    )


def _table(catalogue: pd.DataFrame, calendar: Calendar, kept: Edits) -> pd.DataFrame:
    table = catalogue.assign(
        touchpoint_key=catalogue["touchpoint"],
        uploaded=uploaded_as(catalogue, "touchpoint"),
        known=[_known(row) for row in catalogue.itertuples()],
        first_seen=_days(catalogue["first_seen"], calendar),
        last_seen=_days(catalogue["last_seen"], calendar),
    )
    for column in ("touchpoint", *TRAITS):
        changed = {name: changes[column] for name, changes in kept.items() if column in changes}
        values = [
            changed.get(name, value) for name, value in zip(table["touchpoint_key"], table[column], strict=True)
        ]
        table[column] = pd.Series(values, index=table.index, dtype=object)
    return table.drop(columns=["raw_names", "confirmed"])


def _known(row: Any) -> str:
    if row.confirmed:
        return "confirmed"
    return "guessed" if _traits_of(row).known else "not known"


def _traits_of(row: Any) -> Traits:
    return Traits(*(getattr(row, name) for name in TRAITS))


def _days(moments: pd.Series[Any], calendar: Calendar) -> list[Any]:
    day: Callable[[Any], Any] = lambda moment: None if pd.isna(moment) else calendar.day_of(moment.to_pydatetime())  # noqa: E731
    return [day(moment) for moment in moments]


_ORDER = (
    *("touchpoint", "stage", "phase", "directness", "setting", "known"),
    *("events", "people", "channels", "first_seen", "last_seen", "uploaded"),
)


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "touchpoint": column.TextColumn(
            "Touchpoint",
            required=True,
            width=175,
            help="Type another name to rename; type the name of another touchpoint to merge the two.",
        ),
        "stage": column.SelectboxColumn("Stage", options=list(STAGES), width=125),
        "phase": column.SelectboxColumn(
            "Phase", options=list(PHASES), width=85, help="Before, during or after the purchase"
        ),
        "directness": column.SelectboxColumn(
            "Directness",
            options=list(DIRECTNESS),
            width=95,
            help="Direct: with us. Indirect: somebody else hosts or speaks, as on a review site.",
        ),
        "setting": column.SelectboxColumn("Setting", options=list(SETTINGS), width=85),
        "known": column.TextColumn("Known by", width=85, help="Guessed from the name until you change or confirm it"),
        "events": column.NumberColumn("Events", format="localized", width=75),
        "people": column.NumberColumn("People", format="localized", width=75),
        "channels": column.NumberColumn("Channels", width=75),
        "first_seen": column.DateColumn("First seen", format=DAY_IN_TABLE, width=105),
        "last_seen": column.DateColumn("Last seen", format=DAY_IN_TABLE, width=105),
        "uploaded": column.TextColumn("Uploaded as", help="The names in your files, where they differ"),
    }
