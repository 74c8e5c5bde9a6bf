"""Imports made before the guess learned more: those it would understand otherwise today, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from touchpath.ingest.guess import Guess, guess_anew
from touchpath.ingest.guess.doubt import Doubt
from touchpath.ingest.guess.kind import LABELS
from touchpath.ingest.mapping import Constant, Mapping, ResponseMapping, mapping_from_plain
from touchpath.ingest.reading_version import READING
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportRecord
from touchpath.ingest.spool import Spool
from touchpath.journey.words import listed

if TYPE_CHECKING:
    from touchpath.workspace.workspace import Workspace

MOST_ROWS = 1_000_000
"""Files of more rows are not unpacked for a second look: that would take long, unasked."""
_MEANING = {
    "person": "who",
    "alias": "the other id",
    "respondent": "the respondent",
    "occurred_at": "when",
    "answered_at": "when",
    "day": "the day",
    "touchpoint": "what happened",
    "channel": "the channel",
    "value": "the value",
    "order_id": "the order",
    "quantity": "the quantity",
    "unit_price": "the price of one",
    "score": "the score",
    "metric": "the metric",
    "weight": "the weight",
    "spend": "the spend",
    "last_day": "the last day",
    "whole_days": "the days of the period",
    "period": "the period",
}
_OPTIONAL = frozenset({"channel", "weight", "last_day", "whole_days", "respondent"})
_MOST_SAID = 4


@dataclass(frozen=True)
class ReadDifferently:
    """An import and what its file is taken for today. `mapping` is None where today a question would be asked."""

    import_id: int
    file_name: str
    sentence: str
    mapping: Mapping | None


def read_differently(workspace: Workspace) -> tuple[ReadDifferently, ...]:
    """The imports of an earlier reading whose kept file would be understood otherwise today.

    Files of more than a million rows and files that were not kept are left out. A choice that today's question
    offers too counts as its answer, and raises nothing.
    """
    earlier = set(workspace.engine.frame("ask/load/imports_read_before", {"reading": READING})["import_id"])
    records = [one for one in workspace.imports() if one.import_id in earlier and one.rows_read <= MOST_ROWS]
    found = (_looked_at(workspace, record) for record in records)
    return tuple(one for one in found if one is not None)


def keep_reading(workspace: Workspace, import_id: int) -> None:
    """Leave an import as it is: it is not looked at again until the guess learns more."""
    on = f"import {import_id}, right as it is"
    with workspace.access.act("correct", on), workspace.engine.transaction() as writer:
        writer.run("keep/load/set_reading", {"import_id": import_id, "reading": READING})


def _looked_at(workspace: Workspace, record: ImportRecord) -> ReadDifferently | None:
    try:
        table = workspace.corrections.original_table(record.import_id)
    except ImportRefused:
        return None
    try:
        today = guess_anew(table)
    finally:
        Spool(workspace.spool).discard(table.file)
    said = list(_differing(mapping_from_plain(record.mapping), today))
    if not said:
        return None
    sentence = f"{record.file_name} was imported {listed(said, _MOST_SAID)}."
    return ReadDifferently(record.import_id, record.file_name, sentence, None if today.doubts else today.mapping)


def _differing(was: Mapping, today: Guess) -> Iterator[str]:
    """What is understood otherwise, as ends of "was imported ..."."""
    asked = {doubt.role: doubt for doubt in today.doubts}
    if "kind" in asked or was.kind != today.kind:
        yield from () if _answers(asked.get("kind"), was.kind) else (_other_kind(was, today),)
    elif "moments" in asked:
        yield from (
            () if getattr(was, "moments", ()) else ("with one event a row, though several dates each tell one",)
        )
    else:
        yield from _other_columns(was, today.mapping, asked)
        if _asked_for(was) != _asked_for(today.mapping):
            yield "with its questions measuring other things than they would today"


def _other_kind(was: Mapping, today: Guess) -> str:
    if was.kind == today.kind:
        return f"as {LABELS[was.kind]}, which would be asked today"
    return f"as {LABELS[was.kind]}; today each row would be {LABELS[today.kind]}"


def _other_columns(was: Mapping, now: Mapping, asked: dict[str, Doubt]) -> Iterator[str]:
    for field, words in _MEANING.items():
        before, after = getattr(was, field, None), getattr(now, field, None)
        if before == after or _answers(asked.get(field), before):
            continue
        today = "which would be asked today" if field in asked else f"today it would be {_source(after)}"
        if before is not None or field not in _OPTIONAL:
            yield f"with {_source(before)} as {words}, {today}"


def _asked_for(mapping: Mapping) -> dict[str, str]:
    """The metric of every question column of a survey."""
    questions = mapping.questions if isinstance(mapping, ResponseMapping) else ()
    return {question.column: question.metric for question in questions}


def _answers(doubt: Doubt | None, before: Any) -> bool:
    """Whether the column used is one of the answers to the question that would be asked."""
    given = f"={before.value}" if isinstance(before, Constant) else before or ""
    return doubt is not None and given in {candidate.answer for candidate in doubt.candidates}


def _source(source: Any) -> str:
    if isinstance(source, Constant):
        return f'"{source.value}" for every row'
    return f'"{source}"' if source is not None else "nothing"
