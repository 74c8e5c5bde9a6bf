"""Guesses the columns of a survey file, long or wide."""

from __future__ import annotations

import re
from typing import Any

from touchpath.ingest.guess.columns import Chooser
from touchpath.ingest.guess.hints import rank
from touchpath.ingest.mapping import Question, ResponseMapping
from touchpath.ingest.scales import describe_question, detect_scale
from touchpath.ingest.source import SourceTable

_QUESTION_NAME = re.compile(
    r"q\d+|question|.*\?\s*$|netpro|nps|csat|ces\b|.*satisf|.*recommend|.*effort", re.IGNORECASE
)


def question_columns(table: SourceTable) -> tuple[Question, ...]:
    """The columns that look like questions with a scale, described."""
    found = []
    for column in table.columns:
        values = column.values
        if (
            _QUESTION_NAME.match(column.name.strip())
            and 3 <= len(values) <= 120
            and detect_scale(values, column.name)
        ):
            found.append(describe_question(column.name, values))
    return tuple(found)


def guess_responses(table: SourceTable) -> ResponseMapping:
    """Who, when and the answers: one column each (wide) or one answer a row (long)."""
    choose = Chooser(table)
    chosen: dict[str, Any] = {"answered_at": choose.named_time("answered_at"), "respondent": choose.id("respondent")}
    chosen["person"] = choose.id("person")
    for name in ("comment", "weight"):
        chosen[name] = choose.text(name) if name == "comment" else choose.number(name)
    questions = question_columns(table)
    if len(questions) > 1 and rank_of_long(table) is None:
        return ResponseMapping(questions=questions, **chosen)
    chosen |= {
        "question": choose.label("question"),
        "metric": choose.label("metric"),
        "score": choose.number("score") or choose.text("score"),
        "answer": choose.text("answer"),
        "touchpoint": choose.label("touchpoint"),
        "channel": choose.label("channel"),
    }
    return ResponseMapping(**chosen)


def rank_of_long(table: SourceTable) -> str | None:
    """The column that names the question of each row, if there is one."""
    return next((column.name for column in table.columns if rank("question", column.name) == 0), None)
