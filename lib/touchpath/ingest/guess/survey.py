"""Guesses the columns of a survey file: one answer a row (long), one question a column (wide), or a form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import PurePath
from typing import Any

from touchpath.ingest.guess.batteries import battery, describe_item, described_in_words, rated_battery, worded_battery
from touchpath.ingest.guess.lexicon import ID, WORKER
from touchpath.ingest.guess.person import is_human, score_person
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
    is_count,
    is_id,
    is_label,
    is_text,
    is_time,
    items_beside_effort,
    looks_like_weights,
    numbers_rows,
    ranked,
    time_of_answer,
    weight_column,
)
from touchpath.ingest.guess.traits import cells_of, traits_of
from touchpath.ingest.mapping import ResponseMapping
from touchpath.ingest.metrics import is_plain_score, metric_in_file, metric_of, words_of
from touchpath.ingest.question import Question
from touchpath.ingest.scales import detect_scale, has_codes, is_coded, number_of
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.ingest.worded import is_drawn, words_told

_SCORED = re.compile(r"(score|rating|stars|grade|bewertung|note)$")
_MOST_VALUES = 120
_OPINIONS = ("agreement", "satisfaction", "likelihood", "ease")
"""What words of degree tell of that nothing but a question brings forth, whatever the column is called."""
_AVERAGE = re.compile(
    r"\b(avg|average|mean|durchschn\w*|moyenne?|promedio|(voto|nota) (media|medio)|gemiddeld\w*)\b|"
    r"\b(pct|percent\w*|prozent|rate)$|平均"
)
_OF_A_SCALE = re.compile(
    r"\(\s?[01]\s?(?:-|\u2013|to|bis|a|à|al|t/m)\s?(?:[4-79]|1[01])\s?\)$|_[01]_(?:[4-79]|1[01])$"
)
_WRITTEN = frozenset(["review", "comment", "comments", "feedback", "text", "verbatim", "reviews", "kommentar"])
_SURELY = 0.9
_LONG_NAME = 5
_SEVERAL = 3
_PERSONAL = re.compile(
    r"\b(age|gender|sex|income|education|occupation|university|college|school|marital|household|expenses|profession|"
    r"nationality|religion|alter|geschlecht|edad|sexo|genero|eta|sesso|leeftijd|geslacht|beruf|ocupacion)\b"
)
_MOST_BOXES = 10
_SECONDS = re.compile(r"\d:\d\d:(?!00)\d\d")


def guess_responses(table: SourceTable) -> ResponseMapping:
    """Who, when and the answers: one column each (wide) or one answer a row (long)."""
    roles = Roles(table)
    chosen = _common(table, roles)
    free = {column.name for column in roles.free}
    asked = (*question_columns(table), *battery(table))
    found = {question.column: question for question in reversed(asked) if question.column in free}
    questions = tuple(found[name] for name in table.names if name in found)
    if not _is_long(table):
        if is_answer_sheet(table):
            return ResponseMapping(questions=_whole_sheet(table, roles), **chosen)
        if len(questions) > 1 or any(question.column in words_told(table) for question in questions):
            beside = _beside(Roles(table, set(table.names) - free | {one.column for one in questions}))
            worded = _in_words(table, free - {one.column for one in questions} - set(beside.values()))
            return ResponseMapping(questions=(*questions, *worded), **chosen, **beside)
    return ResponseMapping(**chosen, **_beside(roles), **_long(table, roles))


def question_columns(table: SourceTable) -> tuple[Question, ...]:
    """The columns that look like questions, described: with a scale, or answered in words of degree."""
    coded, effort, worded = has_codes(table.columns), items_beside_effort(table)[:1], words_told(table)
    found = [
        described
        for column in table.columns
        if column not in effort
        and not is_count(column)
        and 1 <= len(column.values) <= _MOST_VALUES
        and (_is_question_name(column.name, worded=column.name in worded) or is_drawn(table, column))
        and ((described := describe_item(table, column, coded)).scale_high is not None or column.name in worded)
        and (len(column.values) > 2 or described.metric != "other")
    ]
    told = rated_battery((*found, *worded_battery(table)))
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
    """The column that holds the score of each row: named like a metric, called a score, or ending in one.

    One that is called an average only where there is no other: it is of a group the row belongs to.
    """
    tests = (metric_of, is_plain_score, lambda name: bool(_SCORED.search(words_of(name))))
    found = [column for test in tests for column in table.columns if test(column.name) and _is_scored(column)]
    own = [column for column in found if not _AVERAGE.search(words_of(column.name))]
    return next(iter([*own, *found]), None)


def names_a_metric(table: SourceTable) -> bool:
    """Whether a column of single scores (no averages) is called NPS, satisfaction or effort, in a language known."""
    column = score_column(table)
    if column is None or metric_in_file(column.name, PurePath(table.file.name).stem) is None:
        return False
    scale = detect_scale(column.values, column.name, answers_in(table, column))
    return scale is not None and scale.high <= _MOST_BOXES


def holds_averages(table: SourceTable) -> bool:
    """Whether scores are figures of a report, not single answers: most are broken, or an NPS lies beyond 0 to 10.

    Beside texts that people wrote, broken ones are marks of theirs.
    """
    column = score_column(table)
    if column is not None and _AVERAGE.search(words_of(column.name)):
        return True
    broken = [value for value in column.values if number_of(value) is None] if column else []
    written = any(_is_written(table, one) for one in table.columns)
    if column is not None and column.type == "number" and len(broken) > len(column.values) / 2 and not written:
        return True
    return any(_is_net(column) for column in table.columns)


def _is_written(table: SourceTable, column: SourceColumn) -> bool:
    """Whether a column holds what people wrote about it, each in their own words."""
    said = set(words_of(column.name).split())
    return column.type == "text" and bool(said & _WRITTEN) and column.distinct > table.rows_sampled / 2


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

    answered_at = roles.best(ANSWERED, is_time) or roles.take(time_of_answer(roles.free))
    respondent = roles.best(
        RESPONDENT, lambda column: could_be_id(column) and column.distinct > table.rows_sampled / 50
    )
    person = roles.best(PERSON, could_be_id) or roles.take(_human_id(table, roles) or _addresses(table, roles))
    if person is None and respondent and _asked_again(table, respondent, answered_at):
        person, respondent = respondent, None
    return {
        "answered_at": answered_at,
        "respondent": respondent,
        "person": person,
        "weight": roles.take(weight.name) if weight and looks_like_weights(weight) else None,
    }


def _addresses(table: SourceTable, roles: Roles) -> str | None:
    """The one free column of e-mail addresses, however it is called, unless it is that of whoever works on it."""
    free = {column.name for column in roles.free}
    found = [t.name for t in traits_of(table) if t.name in free and t.mail and not set(t.words) & WORKER]
    return found[0] if len(found) == 1 else None


def _asked_again(table: SourceTable, respondent: str, answered_at: str | None) -> bool:
    """Whether each row is a sheet of its own, and those of one id were filled in on different days: a panel."""
    who, when = table.column(respondent), table.column(answered_at or "")
    if who is None or when is None or _is_long(table) or who.distinct == table.rows_sampled:
        return False
    sheets = list(zip(cells_of(table, who), cells_of(table, when), strict=True))
    again = {one for one, times in Counter(one for one, _ in sheets if one).items() if times > 1}
    told = [sheet for sheet in sheets if sheet[0] in again]
    return len(again) >= _SEVERAL and len(set(told)) == len(told)


def _human_id(table: SourceTable, roles: Roles) -> str | None:
    """The one free column that is called the id of a person in any language known."""
    free = {column.name for column in roles.free}
    found = [
        scored.traits.name
        for traits in traits_of(table)
        if traits.name in free
        and is_human(traits)
        and is_id(traits.column)
        and (traits.named_id or traits.words[0] in ID)
        if (scored := score_person(traits, comes_back=False)) and scored.score >= _SURELY
    ]
    return found[0] if len(found) == 1 else None


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


def _in_words(table: SourceTable, free: Collection[str]) -> tuple[Question, ...]:
    """The questions that were answered in words: kept as they are, in no score."""
    told = words_told(table)
    found = [
        column
        for column in table.columns
        if column.name in free
        and column.type == "text"
        and (asks(column.name) or (column.name in told and told[column.name].of in _OPINIONS))
    ]
    return tuple(described_in_words(table, column) for column in found)


def _is_scored(column: SourceColumn) -> bool:
    if set(column.values) == {"0", "1"}:  # whether, not how much
        return False
    numbers = sum(number_of(value) is not None for value in column.values)
    return column.type in ("integer", "number") or (column.type == "text" and numbers > len(column.values) / 2)


def _is_question_name(name: str, *, worded: bool) -> bool:
    """Whether a column is called like a question; one answered in words not by a name that ends in rating alone."""
    words = words_of(name)
    told = metric_of(name) or is_coded(name) or asks(name) or words.count(" ") >= _LONG_NAME
    scored = is_plain_score(name) or _SCORED.search(words) or _OF_A_SCALE.search(name)
    return bool(told or (scored and not worded))


def _is_form_field(name: str) -> bool:
    words = words_of(name)
    return bool(asks(name) or words.count(" ") >= _LONG_NAME or _PERSONAL.search(words))


def _whole_sheet(table: SourceTable, roles: Roles) -> tuple[Question, ...]:
    coded = has_codes(table.columns)
    free = [column for column in roles.free if column.type != "empty" and not numbers_rows(table, column)]
    told = [column for column in free if not is_count(column)]
    return tuple(describe_item(table, column, coded) for column in told)
