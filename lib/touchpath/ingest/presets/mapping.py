"""The mapping a preset gives a table that was recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from touchpath.ingest.guess.survey_columns import is_count
from touchpath.ingest.mapping import KINDS, REQUIRED, Constant, FieldSource, Mapping
from touchpath.ingest.personal.values import EMAIL
from touchpath.ingest.presets.json_steps import ANSWER
from touchpath.ingest.presets.preset import Preset, View, find_column, preset
from touchpath.ingest.presets.views import moments_of
from touchpath.ingest.question import Question
from touchpath.ingest.reading.column_types import holds_numbers
from touchpath.ingest.scales import describe_question, has_codes
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.ingest.worded import worded_question
from touchpath.journey.calendar import zone_names
from touchpath.journey.definition import build

_ZONE = re.compile(r"\(([A-Za-z_]+/[A-Za-z_/+-]+|UTC|GMT)\)")
_CLOCKS = ("occurred_at", "answered_at", "day")


def recognised(table: SourceTable) -> tuple[Preset, View] | None:
    """The preset the table was recognised by, and which of its tables it is."""
    known = preset(table.preset) if table.preset else None
    return (known, known.views[table.view]) if known and table.view < len(known.views) else None


def preset_mapping(table: SourceTable, view: View, guessed: Mapping) -> Mapping:
    """The mapping of a view; what it does not name, and the file cannot do without, is as `guessed`."""
    chosen: dict[str, Any] = {name: _source(table, wanted) for name, wanted in view.fields.items()}
    moments = moments_of(table.names, view)
    if moments:
        chosen["moments"] = moments
    chosen |= _settings(table, view, chosen)
    known = {field.name for field in fields_of(KINDS[view.kind])}
    for name in REQUIRED[view.kind] if not moments else ("person",):
        if chosen.get(name) is None and guessed.kind == view.kind:
            chosen[name] = _unless_used(getattr(guessed, name), chosen)
    if view.kind == "responses" and chosen.get("person") is None:
        chosen["person"] = _address(table, getattr(guessed, "person", None), chosen)
    chosen |= _zone(table, chosen, known)
    if view.kind == "daily_counts" and chosen.get("amount") is None:
        chosen |= _counted(table, view, chosen)
    elif view.kind == "responses" and view.questions:
        chosen["questions"] = _questions(table, view, chosen)
    elif view.kind == "events":
        amounts = [chosen.get(name) for name in ("value", "unit_price", "quantity")]
        amounts += [moment.value for moment in moments]
        chosen["decimal"] = (
            "," if any(c and c.decimal == "," for c in (_column(table, one) for one in amounts)) else "."
        )
    return build(KINDS[view.kind], chosen)


def _source(table: SourceTable, wanted: Constant | Sequence[str]) -> FieldSource:
    """The first wanted column that holds anything, else the first that is there, else what stands behind "="."""
    if isinstance(wanted, Constant):
        return wanted
    found = [name for one in wanted if one != "~." and (name := find_column(table.names, one))]
    filled = [name for name in found if (column := table.column(name)) and column.type != "empty"]
    usual = next((one for one in wanted if one.startswith("=")), None)
    chosen = next(iter([*filled, *found]), None)
    return Constant(usual[1:]) if chosen is None and usual else chosen


def _settings(table: SourceTable, view: View, chosen: dict[str, Any]) -> dict[str, Any]:
    """The settings of the view; its way of writing times only where the times of this file can be read that way."""
    clocks = [chosen.get(name) for name in _CLOCKS] + [moment.column for moment in chosen.get("moments", ())]
    column = next((found for source in clocks if (found := _column(table, source))), None)
    if column is None or not column.time_formats or view.settings.get("time_format") in column.time_formats:
        return view.settings
    return {name: value for name, value in view.settings.items() if name != "time_format"}


def _unless_used(source: FieldSource, chosen: dict[str, Any]) -> FieldSource:
    return None if isinstance(source, str) and source in chosen.values() else source


def _address(table: SourceTable, source: FieldSource, chosen: dict[str, Any]) -> FieldSource:
    """Who answered as guessed, where the tool calls it otherwise: only addresses, which are the answer to nothing."""
    column = _column(table, _unless_used(source, chosen))
    return column.name if column and column.values and all(map(EMAIL.fullmatch, column.values)) else None


def _column(table: SourceTable, source: FieldSource) -> SourceColumn | None:
    return table.column(source) if isinstance(source, str) else None


def _zone(table: SourceTable, chosen: dict[str, Any], known: set[str]) -> dict[str, Any]:
    """The zone the file names: in the header of its time column, or among its facts."""
    if "timezone" not in known:
        return {}
    source = next((chosen[name] for name in _CLOCKS if isinstance(chosen.get(name), str)), "")
    told = _ZONE.search(source)
    zone = told[1] if told else dict(table.facts).get("time zone", "")
    return {"timezone": zone} if zone in zone_names() else {}


def _counted(table: SourceTable, view: View, chosen: dict[str, Any]) -> dict[str, Any]:
    used = {source for source in chosen.values() if isinstance(source, str)}
    left_out = {find_column([column.name], one) for column in table.columns for one in view.not_measures}
    free = [column for column in table.columns if column.name not in used | left_out]
    detail = chosen.get("detail")
    if detail is None and "~." in tuple(view.fields.get("detail", ())):
        texts = [column.name for column in free if _is_detail(column)]
        detail = texts[0] if texts else None
    numbers = [column for column in free if column.type in ("number", "integer") and column.name != detail]
    measures = numbers or [column for column in free if column.name != detail and column.type == "empty"]
    comma = any(column.decimal == "," for column in numbers)
    told: dict[str, Any] = {"measures": tuple(column.name for column in measures), "decimal": "," if comma else "."}
    return told | ({"detail": detail} if detail else {})


def _is_detail(column: SourceColumn) -> bool:
    """Whether a column tells of what the row counts: terms or days, no numbers of which some cells were damaged."""
    return column.type in ("text", "date") and bool(column.distinct) and not holds_numbers(column)


def _questions(table: SourceTable, view: View, chosen: dict[str, Any]) -> tuple[Question, ...]:
    """The columns that are questions, described: text from the second header row, scale from their values."""
    used = {source for source in chosen.values() if isinstance(source, str)}
    codes = has_codes(table.columns)
    return tuple(
        _described(table, column, view, codes)
        for column in table.columns
        if column.name not in used and _is_question(table, column, view)
    )


def _described(table: SourceTable, column: SourceColumn, view: View, codes: bool) -> Question:
    text = "" if column.label == ANSWER else column.label
    for scale in view.scales:
        if find_column([column.name], scale["like"]):
            low, high = scale["scale"]
            return Question(column.name, text or column.name, scale["metric"], float(low), float(high))
    if (worded := worded_question(table, column)) is not None:
        return replace(worded, text=text or column.name)
    answers = round(table.rows_sampled * (1 - column.blank_rate))
    return describe_question(column.name, column.values, text, answers, codes)


def _is_question(table: SourceTable, column: SourceColumn, view: View) -> bool:
    if any(find_column([column.name], one) for one in view.not_questions):
        return False
    if "*answers*" in view.questions:
        return column.label == ANSWER
    if "labelled" in view.questions and any(other.label for other in table.columns):
        return bool(column.label)
    if "*" in view.questions:
        return (column.type != "empty" or bool(column.label) or not table.rows) and not is_count(column)
    return any(find_column([column.name], one) for one in view.questions)
