"""The mapping of a table, as a few lists: which column says who, when and what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any
from zoneinfo import available_timezones

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from touchpath.ingest.guess import guess_as
from touchpath.ingest.mapping import (
    KINDS,
    Constant,
    CostMapping,
    DailyCountMapping,
    EventMapping,
    FieldSource,
    Mapping,
    ResponseMapping,
    sources,
)
from touchpath.ingest.periods import PERIOD_WORDS
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.ui.data.events import event_choices
from touchpath.ui.data.fields import FIELDS, KIND_WORDS, LONG_ANSWERS, TIME_FORMATS, Field
from touchpath.ui.data.folded import folded
from touchpath.ui.data.presets import recognised
from touchpath.ui.data.questions import questions
from touchpath.ui.data.upload import Piece
from touchpath.ui.explain import plain

EVERY_ROW = "every row: "
NOT_HERE = "not in this file"
_COUNTED, _BY_COLUMNS = "the columns that count", ("measure", "amount")
_WIDE, _LONG = "A column per question", "An answer per row"
_OFFSET = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")
_PER_ROW = 3


def mapping_form(piece: Piece) -> Mapping:
    """Draw the choices for a table and give back the mapping they make; the guess is where they start."""
    table, guessed = piece.table, piece.guessed
    assert table is not None
    assert guessed is not None
    key = f"map_{piece.key}_{table.header_key}_{piece.turn}"
    kind = st.segmented_control(
        "What is in this table?",
        list(KIND_WORDS),
        default=guessed.kind,
        format_func=lambda kind: KIND_WORDS[kind].title,
        required=True,
        key=f"{key}_kind",
        persist_state="session",
    )
    recognised(piece)
    st.caption(KIND_WORDS[kind].meaning + (" Mapped as you did last time." if guessed.remembered else ""))
    start = guessed.mapping if kind == guessed.kind else guess_as(table, kind).mapping
    return _fields(table, start, f"{key}_{kind}")


def _fields(table: SourceTable, start: Mapping, key: str) -> Mapping:
    chosen: dict[str, Any] = {}
    shown = list(FIELDS[start.kind])
    if isinstance(start, ResponseMapping):
        wide = _shape(start, key) == _WIDE
        shown += [] if wide else list(LONG_ANSWERS)
        chosen |= dict.fromkeys(["question", "metric", "score", "answer"]) if wide else {"questions": ()}
    free = _grid(table, start, [field for field in shown if field.main], key, chosen)
    _times(table, start, key, chosen, free)
    if isinstance(start, DailyCountMapping):
        chosen["measures"] = _counted(table, start, key, chosen)
    more = [field for field in shown if not field.main]

    def draw(into: dict[str, Any]) -> None:
        _grid(table, start, more, key, into)
        _numbers(start, key, into)
        _period(start, key, into)
        if isinstance(start, EventMapping):
            event_choices(table, start, key, into)
        _rest(table, start, key, into)

    chosen = folded(start, more, chosen, key, draw)
    if isinstance(start, ResponseMapping):
        used = [source for source in chosen.values() if isinstance(source, str)]
        if chosen.get("questions", None) is None:
            chosen["questions"] = questions(table, start.questions, used, key)
        else:
            chosen["blank"] = _codes(start.blank, key)
    return replace(start, **chosen)


def _shape(start: ResponseMapping, key: str) -> str:
    shape: str = st.segmented_control(
        "Answers are in",
        [_WIDE, _LONG],
        default=_WIDE if start.questions else _LONG,
        required=True,
        key=f"{key}_shape",
        persist_state="session",
    )
    return shape


def _grid(
    table: SourceTable, start: Mapping, shown: Sequence[Field], key: str, chosen: dict[str, Any]
) -> list[DeltaGenerator]:
    """Lists side by side; the places left free in the last row."""
    places: list[DeltaGenerator] = []
    for first in range(0, len(shown), _PER_ROW):
        places = st.columns(_PER_ROW)
        for field in shown[first : first + _PER_ROW]:
            with places.pop(0):
                by_columns = field.name in _BY_COLUMNS and _measures(start, key)
                chosen[field.name] = _source(
                    table, getattr(start, field.name), field, key, _COUNTED if by_columns else NOT_HERE
                )
    return places


def _measures(start: Mapping, key: str) -> Sequence[str]:
    """The columns that each hold a count, as chosen below; in their place one column may name what is counted."""
    columns: Sequence[str] = st.session_state.get(f"{key}_measures", getattr(start, "measures", ()))
    return columns


def _source(table: SourceTable, start: FieldSource, field: Field, key: str, without: str) -> FieldSource:
    """One list: the columns, or a value typed for every row; `without` is what to say where there is neither."""
    options = [NOT_HERE, *table.names]
    at = EVERY_ROW + start.value if isinstance(start, Constant) else start or NOT_HERE
    typed_before = st.session_state.get(f"{key}_{field.name}")
    options += [name for name in dict.fromkeys([at, typed_before]) if name and name not in options]
    picked = st.selectbox(
        field.label,
        options,
        index=options.index(at),
        format_func=lambda name: without if name == NOT_HERE else _with_example(table, name),
        help=field.help or None,
        accept_new_options=True,
        key=f"{key}_{field.name}",
        persist_state="session",
    )
    if picked in table.names:
        return picked
    typed = (picked or "").removeprefix(EVERY_ROW).strip()
    return None if typed in ("", NOT_HERE) else Constant(typed)


def _with_example(table: SourceTable, name: str) -> str:
    column = table.column(name)
    return f"{name} · {column.examples[0][:22]}" if column and column.examples else name


def _times(
    table: SourceTable, start: Mapping, key: str, chosen: dict[str, Any], free: Sequence[DeltaGenerator]
) -> None:
    """Zone and way of writing, in sight where the file does not settle them."""
    has = {field.name for field in fields(KINDS[start.kind])}
    name = next((chosen[part] for part in ("occurred_at", "answered_at", "day") if part in chosen), None)
    column = table.column(name) if isinstance(name, str) else None
    if column is None or "time_format" not in has:
        return
    places = [*free]
    if "timezone" in has and _needs_zone(column):
        zones = sorted(available_timezones() | {"UTC"})
        chosen["timezone"] = _place(places).selectbox(
            "Times are in the zone",
            zones,
            index=zones.index(getattr(start, "timezone", "UTC")),
            help="The times in this column do not say their zone.",
            key=f"{key}_timezone",
            persist_state="session",
        )
    if column.ambiguous or getattr(start, "time_format", None) or not column.time_formats:
        formats = [None, *(column.time_formats or [name for name in TIME_FORMATS if name])]
        known = getattr(start, "time_format", None)
        chosen["time_format"] = _place(places).selectbox(
            f'"{plain(column.examples[0])}" is written' if column.examples else "Times are written",
            formats,
            index=formats.index(known) if known in formats else 0,
            format_func=lambda name: "choose" if name is None and column.ambiguous else TIME_FORMATS[name],
            key=f"{key}_time_format",
            persist_state="session",
        )


def _place(free: list[DeltaGenerator]) -> DeltaGenerator:
    """A free place, else one of a new row."""
    if not free:
        free.extend(st.columns(_PER_ROW))
    return free.pop(0)


def _needs_zone(column: SourceColumn) -> bool:
    epoch = any(name.startswith("epoch") for name in column.time_formats)
    return not epoch and not all(_OFFSET.search(example) for example in column.examples)


def _numbers(start: Mapping, key: str, chosen: dict[str, Any]) -> None:
    if hasattr(start, "decimal"):
        chosen["decimal"] = st.segmented_control(
            "Decimals are written with a",
            [".", ","],
            default=start.decimal,
            format_func={".": "point (1,234.5)", ",": "comma (1.234,5)"}.__getitem__,
            required=True,
            key=f"{key}_decimal",
            persist_state="session",
        )


def _period(start: Mapping, key: str, chosen: dict[str, Any]) -> None:
    if isinstance(start, CostMapping | DailyCountMapping):
        chosen["period"] = st.selectbox(
            "Each row speaks",
            [None, *PERIOD_WORDS],
            index=[None, *PERIOD_WORDS].index(start.period),
            format_func=lambda period: PERIOD_WORDS.get(period, "of the day, or as its column is called"),
            help="The amount of a longer time is spread evenly over its days.",
            key=f"{key}_period",
            persist_state="session",
        )


def _rest(table: SourceTable, start: Mapping, key: str, chosen: dict[str, Any]) -> None:
    """Columns that feed no field: kept as properties or attributes."""
    others = _unused(table, start, chosen)
    name = next((part for part in ("properties", "attributes") if hasattr(start, part)), None)
    if name is None or not others:
        return
    all_kept = st.toggle(
        f"Keep the other {len(others)} columns as {name}",
        value=getattr(start, name) is None,
        help=plain(", ".join(others[:20])),
        key=f"{key}_{name}_all",
        persist_state="session",
    )
    kept = [column for column in getattr(start, name) or () if column in others]
    chosen[name] = None if all_kept else _several("Keep only", others, kept, f"{key}_{name}")


def _counted(table: SourceTable, start: DailyCountMapping, key: str, chosen: dict[str, Any]) -> tuple[str, ...]:
    """Columns that each hold a count."""
    others = _unused(table, start, chosen)
    kept = [column for column in start.measures if column in others]
    return _several("Columns that count", others, kept, f"{key}_measures") if others else ()


def _unused(table: SourceTable, start: Mapping, chosen: dict[str, Any]) -> list[str]:
    used = {source for source in {**sources(start), **chosen}.values() if isinstance(source, str)}
    return [name for name in table.names if name not in used]


def _several(label: str, others: Sequence[str], kept: Sequence[str], key: str) -> tuple[str, ...]:
    """Some of the columns; the choice outlasts a visit to another page."""
    return tuple(st.multiselect(label, others, kept, key=key, persist_state="session"))


def _codes(start: tuple[str, ...], key: str) -> tuple[str, ...]:
    text = st.text_input(
        "Scores that mean no answer",
        value=", ".join(start),
        placeholder="99, not applicable",
        key=f"{key}_blank",
        persist_state="session",
    )
    return tuple(part.strip() for part in text.split(",") if part.strip())
