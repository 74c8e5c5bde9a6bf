"""Guesses the columns of a survey file: one answer a row (long), one question a column (wide), or a form."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from touchpath.ingest.guess.survey_columns import (
    ANSWER,
    ANSWERED,
    CHANNEL,
    COMMENT,
    METRIC,
    PERSON,
    QUESTION,
    RESPONDENT,
    TOUCHPOINT,
    Roles,
    answers_in,
    asks,
    is_id,
    is_label,
    is_text,
    is_time,
    looks_like_weights,
    numbers_rows,
    ranked,
    time_of_answer,
    weight_column,
)
from touchpath.ingest.mapping import Question, ResponseMapping
from touchpath.ingest.metrics import is_plain_score, metric_in_file, metric_of, words_of
from touchpath.ingest.scales import describe_question, detect_scale, has_codes, is_coded, number_of
from touchpath.ingest.source import SourceColumn, SourceTable

_SCORED = re.compile(r"(score|rating|stars|grade|bewertung|note)$")
_ITEM = re.compile(r"^(Q\d+)_?[A-Za-z]+$")
_MOST_VALUES = 120
_FEWEST_IN_BATTERY = 5
_LONG_NAME = 5
_PERSONAL = re.compile(
    r"\b(age|gender|sex|income|education|occupation|university|college|school|marital|household|expenses|profession|"
    r"nationality|religion|alter|geschlecht|edad|sexo|genero|eta|sesso|leeftijd|geslacht|beruf|ocupacion)\b"
)
_DEGREE = re.compile(
    r"\b(agree|disagree|satisfied|dissatisfied|likely|unlikely|often|never|always|sometimes|rarely|excellent|poor|"
    r"important|unimportant|stimme|trifft|zufrieden|unzufrieden|accord|acuerdo|concordo|discordo|eens|oneens)\b"
)
_FEWEST_WORDED = 3
_MOST_OF_TABLE = 0.6
_NUMBERED = re.compile(r"[A-Za-z][A-Za-z_]{0,20}\d{1,2}$")
_MOST_BOXES = 10
_SECONDS = re.compile(r"\d:\d\d:(?!00)\d\d")


def guess_responses(table: SourceTable) -> ResponseMapping:
    """Who, when and the answers: one column each (wide) or one answer a row (long)."""
    roles = Roles(table)
    chosen = _common(table, roles)
    free = {column.name for column in roles.free}
    asked = (*question_columns(table), *_battery(table))
    found = {question.column: question for question in reversed(asked) if question.column in free}
    questions = tuple(found[name] for name in table.names if name in found)
    if not _is_long(table):
        if is_answer_sheet(table):
            return ResponseMapping(questions=_whole_sheet(table, roles), **chosen)
        if len(questions) > 1:
            beside = _beside(Roles(table, set(table.names) - free | {one.column for one in questions}))
            worded = _in_words(table, free - {one.column for one in questions} - set(beside.values()))
            return ResponseMapping(questions=(*questions, *worded), **chosen, **beside)
    return ResponseMapping(**chosen, **_beside(roles), **_long(table, roles))


def question_columns(table: SourceTable) -> tuple[Question, ...]:
    """The columns that look like questions, described: with a scale, or answered in words of degree."""
    coded = has_codes(table.columns)
    found = [
        described
        for column in table.columns
        if 1 <= len(column.values) <= _MOST_VALUES
        and _is_question_name(column.name)
        and (described := _described(table, column, coded)).scale_high is not None
        and (len(column.values) > 2 or described.metric != "other")
    ]
    told = _rated_battery((*found, *_worded_battery(table)))
    return tuple(sorted(told, key=lambda question: table.names.index(question.column)))


def is_answer_sheet(table: SourceTable) -> bool:
    """Whether each row is a filled-in form: a time to the second of its own, and questions or traits of a person."""
    clocks = [column for column in table.columns if column.type == "time"]
    if len(clocks) != 1 or table.rows_sampled < 3 or clocks[0].distinct < 0.9 * table.rows_sampled:
        return False
    if not any(_SECONDS.search(value) for value in clocks[0].values):
        return False
    others = [column for column in table.columns if column is not clocks[0] and column.type != "empty"]
    told = [column for column in others if _is_form_field(column.name)]
    return len(told) >= 2 and len(told) >= len(others) / 3


def score_column(table: SourceTable) -> SourceColumn | None:
    """The column that holds the score of each row: named like a metric, called a score, or ending in one."""
    tests = (metric_of, is_plain_score, lambda name: bool(_SCORED.search(words_of(name))))
    for test in tests:
        for column in table.columns:
            if test(column.name) and _is_scored(column):
                return column
    return None


def names_a_metric(table: SourceTable) -> bool:
    """Whether a column of single scores (no averages) is called NPS, satisfaction or effort, in a language known."""
    column = score_column(table)
    if column is None or metric_of(column.name) is None:
        return False
    scale = detect_scale(column.values, column.name, answers_in(table, column))
    return scale is not None and scale.high <= _MOST_BOXES


def holds_averages(table: SourceTable) -> bool:
    """Whether scores are figures of a report, not single answers: most are broken, or an NPS lies beyond 0 to 10."""
    column = score_column(table)
    broken = [value for value in column.values if number_of(value) is None] if column else []
    if column is not None and column.type == "number" and len(broken) > len(column.values) / 2:
        return True
    return any(_is_net(column) for column in table.columns)


def _is_net(column: SourceColumn) -> bool:
    """Whether a column called NPS holds the score of a group (-100 to 100) rather than what one person answered."""
    if column.type not in ("integer", "number") or metric_of(column.name) != "nps":
        return False
    beyond = [
        value for value in column.values if (number := number_of(value)) is None or not 0 <= number <= _MOST_BOXES
    ]
    return len(beyond) > len(column.values) / 2


def rank_of_long(table: SourceTable) -> str | None:
    """The column that names the question of each row, if there is one."""
    found = ranked(table, QUESTION, lambda column: is_label(column) and column.distinct < table.rows_sampled)
    return found[0][1].name if found else None


def _is_long(table: SourceTable) -> bool:
    metric = ranked(table, METRIC, lambda column: is_label(column) and any(metric_of(v) for v in column.values))
    return rank_of_long(table) is not None or bool(metric)


def _common(table: SourceTable, roles: Roles) -> dict[str, Any]:
    """When, who, the sheet and the weight: the same in a long and in a wide file."""
    weight = weight_column(table)
    scored = {question.column for question in question_columns(table)}

    def could_be_id(column: SourceColumn) -> bool:
        return is_id(column) and column.name not in scored

    return {
        "answered_at": roles.best(ANSWERED, is_time) or roles.take(time_of_answer(roles.free)),
        "respondent": roles.best(
            RESPONDENT, lambda column: could_be_id(column) and column.distinct > table.rows_sampled / 50
        ),
        "person": roles.best(PERSON, could_be_id),
        "weight": roles.take(weight.name) if weight and looks_like_weights(weight) else None,
    }


def _beside(roles: Roles) -> dict[str, Any]:
    """The comment, and where the answer belongs."""
    return {
        "comment": roles.best(COMMENT, is_text),
        "touchpoint": roles.best(TOUCHPOINT, is_label),
        "channel": roles.best(CHANNEL, is_label),
    }


def _long(table: SourceTable, roles: Roles) -> dict[str, Any]:
    """The question, metric, score and answer of each row."""
    question, metric = roles.take(rank_of_long(table)), roles.best(METRIC, is_label)
    score = score_column(table)
    roles.take(score.name if score else None)
    names = {"question": question, "metric": metric}
    answer = roles.best(ANSWER, lambda column: True)
    if score is not None:
        return {**names, "score": score.name, "answer": answer}
    numeric = answer and any(number_of(value) is not None for value in _values(table, answer))
    return {**names, "score": answer if numeric else None, "answer": None if numeric else answer}


def _values(table: SourceTable, name: str) -> tuple[str, ...]:
    column = table.column(name)
    return column.values if column else ()


def _battery(table: SourceTable) -> tuple[Question, ...]:
    """Items rated on a scale of a few boxes that are only numbered (bel_01, bel_02), or make up most of a table."""
    small = [column for column in table.columns if column.type == "integer" and _is_small(column)]
    items = [column for column in small if _NUMBERED.match(column.name)]
    held = [column for column in table.columns if column.type != "empty"]
    rated = small if len(small) >= max(_FEWEST_IN_BATTERY, _MOST_OF_TABLE * len(held)) else items
    if len(rated) < _FEWEST_WORDED:
        return ()
    coded = has_codes(table.columns)
    found = [_described(table, column, coded) for column in rated]
    return tuple(question for question in found if question.scale_high is not None)


def _is_small(column: SourceColumn) -> bool:
    numbers = {number_of(value) for value in column.values}
    return 3 <= len(numbers) <= _MOST_BOXES and all(n is not None and 1 <= n <= _MOST_BOXES for n in numbers)


def _in_words(table: SourceTable, free: Collection[str]) -> tuple[Question, ...]:
    """The questions that were answered in words: kept as they are, in no score."""
    found = [
        column for column in table.columns if column.name in free and column.type == "text" and asks(column.name)
    ]
    return tuple(Question(column.name, column.label or column.name) for column in found)


def _is_scored(column: SourceColumn) -> bool:
    numbers = sum(number_of(value) is not None for value in column.values)
    return column.type in ("integer", "number") or (column.type == "text" and numbers > len(column.values) / 2)


def _described(table: SourceTable, column: SourceColumn, coded: bool) -> Question:
    text = column.label or ""
    found = describe_question(column.name, column.values, text, answers_in(table, column), coded)
    file = PurePath(table.file.name).stem
    if found.metric != "other" or found.scale_high is None or not is_plain_score(column.name):
        return found
    metric = metric_in_file(column.name, file)
    if metric is None:
        return found
    named = describe_question(column.name, column.values, file, answers_in(table, column), coded)
    return replace(named, text=column.name)


def _is_question_name(name: str) -> bool:
    words = words_of(name)
    return bool(
        metric_of(name)
        or is_coded(name)
        or asks(name)
        or is_plain_score(name)
        or _SCORED.search(words)
        or words.count(" ") >= _LONG_NAME
    )


def _is_form_field(name: str) -> bool:
    words = words_of(name)
    return bool(asks(name) or words.count(" ") >= _LONG_NAME or _PERSONAL.search(words))


def _whole_sheet(table: SourceTable, roles: Roles) -> tuple[Question, ...]:
    coded = has_codes(table.columns)
    told = [column for column in roles.free if column.type != "empty" and not numbers_rows(table, column)]
    return tuple(_described(table, column, coded) for column in told)


def _worded_battery(table: SourceTable) -> tuple[Question, ...]:
    """Columns that share the same few words of degree as answers (strongly disagree ... strongly agree)."""
    texts = [column for column in table.columns if column.type == "text" and 3 <= column.distinct <= 11]
    for column in texts:
        same = [other for other in texts if len(set(other.values) & set(column.values)) >= column.distinct - 1]
        if len(same) >= _FEWEST_WORDED and sum(bool(_DEGREE.search(words_of(value))) for value in column.values) >= 2:
            return tuple(Question(other.name, other.label or other.name) for other in same)
    return ()


def _rated_battery(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Five or more items of one numbered question on 1-5, in a survey that asks for NPS, rate what was met: CSAT.

    Only where the items have no words of their own that would tell what they measure.
    """
    if not any(question.metric == "nps" for question in questions):
        return questions
    items: dict[str, int] = {}
    for question in questions:
        if key := _battery_of(question):
            items[key] = items.get(key, 0) + 1
    return tuple(
        replace(question, metric="csat") if items.get(_battery_of(question), 0) >= _FEWEST_IN_BATTERY else question
        for question in questions
    )


def _battery_of(question: Question) -> str:
    told = _ITEM.match(question.column)
    bare = question.text == question.column and question.metric == "other"
    return told[1] if told and bare and (question.scale_low, question.scale_high) == (1, 5) else ""
