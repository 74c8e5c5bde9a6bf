"""What must still be asked about a mapping, however it came about: fields without a column, unreadable times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from touchpath.ingest.columns import missing
from touchpath.ingest.guess.doubt import Candidate, Doubt
from touchpath.ingest.guess.zones import zone_doubts, zones_unused
from touchpath.ingest.mapping import KINDS, Mapping, ResponseMapping
from touchpath.ingest.reading.column_types import time_formats
from touchpath.ingest.reading.written_times import lacking
from touchpath.ingest.source import SourceColumn, SourceTable

_CLOCKS = ("occurred_at", "answered_at", "day")
_WRITTEN = {"day_first": "day/month", "month_first": "month/day"}
_QUESTIONS = {
    "person": "Which column says who it was?",
    "occurred_at": "Which column says when it happened?",
    "touchpoint": "Which column says what happened?",
    "alias": "Which column holds the other id?",
    "day": "Which column holds the day?",
    "spend": "Which column holds the spend?",
    "answer": "Which column holds the answers?",
}


def unsettled(
    table: SourceTable, mapping: Mapping, doubts: Sequence[Doubt], *, recognised: bool = False
) -> tuple[Doubt, ...]:
    """The doubts of the guess, and what no guess can settle: needed fields, days or months first, broken times."""
    asked = {doubt.role for doubt in doubts}
    more = [
        Doubt(name, _QUESTIONS[name], _columns(table), table=table.name)
        for name in (*missing(mapping), *_without_answers(mapping))
        if name not in asked and "moments" not in asked
    ]
    return (*doubts, *more, *_about_times(table, mapping, recognised=recognised))


def _without_answers(mapping: Mapping) -> tuple[str, ...]:
    """The role of the answers, where a survey has no column that holds any."""
    if not isinstance(mapping, ResponseMapping) or mapping.questions or mapping.score or mapping.answer:
        return ()
    return ("answer",)


def _about_times(table: SourceTable, mapping: Mapping, *, recognised: bool) -> list[Doubt]:
    found: list[Doubt] = []
    settled = "time_format" not in {field.name for field in fields(KINDS[mapping.kind])} or getattr(
        mapping, "time_format", None
    )
    for name in _CLOCKS:
        source = getattr(mapping, name, None)
        column = table.column(source) if isinstance(source, str) else None
        if column and getattr(mapping, "timezone", "") == "UTC":
            found += zone_doubts(table, column) or (() if recognised else zones_unused(table, mapping, column))
        if column is None or settled:
            continue
        if column.ambiguous:
            said = f'Is "{column.examples[0]}" in "{column.name}" day/month or month/day?'
            offered = tuple(Candidate(one, _WRITTEN[one], column.examples[:3]) for one in column.time_formats)
            found.append(Doubt("time_format", said, offered, table=table.name))
        if name == "occurred_at" and column.examples and not column.time_formats and (said := _unreadable(column)):
            found.append(Doubt(name, said, _columns(table), table=table.name))
    return found


def _columns(table: SourceTable) -> tuple[Candidate, ...]:
    return tuple(Candidate(column.name, column.name, column.examples[:3]) for column in table.columns)


def _unreadable(column: SourceColumn) -> str:
    """What to ask about a column that is called like a time and holds none."""
    if any(time_formats([value]) for value in column.values):
        return ""
    told = lacking(column.examples[0])
    said = f"has no {told}" if told else "is no time"
    return f'"{column.examples[0]}" in "{column.name}" {said}: choose another column, or type a day for the file.'
