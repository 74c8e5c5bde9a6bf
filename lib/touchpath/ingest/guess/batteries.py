"""Questions of a wide file: one column described, and batteries of items that share a scale or words of degree."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from touchpath.ingest.guess.lexicon import COUNTED, QUANTITY
from touchpath.ingest.guess.survey_columns import answers_in, is_count, items_beside_effort
from touchpath.ingest.guess.words import words
from touchpath.ingest.metrics import is_plain_score, metric_in_file, words_of
from touchpath.ingest.question import Question
from touchpath.ingest.scales import describe_question, has_codes, number_of
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.ingest.worded import worded_question, words_told

_ITEM = re.compile(r"^(Q\d+)_?[A-Za-z]+$")
_FEWEST_IN_BATTERY = 5
_FEWEST_WORDED = 3
_MOST_OF_TABLE = 0.6
_NUMBERED = re.compile(r"[A-Za-z](?:[A-Za-z_]{0,20}|[A-Za-z0-9]{0,12}_)\d{1,2}$")
_MOST_BOXES = 10
_USUAL_ENDS = (5, 7, 10)
_COUNTING = COUNTED | QUANTITY | frozenset(["children", "adults", "kids", "rooms", "nights", "household", "family"])
_CODE = re.compile(r"-\d{1,3}")  # -9, -77: why there is no answer
_DEGREE = re.compile(
    r"\b(agree|disagree|satisfied|dissatisfied|likely|unlikely|often|never|always|sometimes|rarely|excellent|poor|"
    r"important|unimportant|stimme|trifft|zufrieden|unzufrieden|accord|acuerdo|concordo|discordo|eens|oneens)\b"
)


def describe_item(table: SourceTable, column: SourceColumn, coded: bool) -> Question:
    """A column as a question; one only called a score measures what the file is called after."""
    if (worded := worded_question(table, column)) is not None:
        return worded
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


def described_in_words(table: SourceTable, column: SourceColumn) -> Question:
    """A question answered in words: on its scale where they are words of degree, else as they are."""
    return worded_question(table, column) or Question(column.name, column.label or column.name)


def battery(table: SourceTable) -> tuple[Question, ...]:
    """Items rated on a scale of a few boxes: numbered (bel_01, bel_02), most of a table, or several on one scale."""
    whole = [column for column in table.columns if column.type == "integer" and not is_count(column)]
    small = [column for column in whole if _is_small(column)]
    items = [column for column in small if _NUMBERED.match(column.name)] or _on_one_scale(small)
    held = [column for column in table.columns if column.type != "empty"]
    rated = small if len(small) >= max(_FEWEST_IN_BATTERY, _MOST_OF_TABLE * len(held)) else items
    beside = items_beside_effort(table)
    rated += [column for column in beside if column not in rated]
    if len(rated) < _FEWEST_WORDED:
        return ()
    coded = has_codes(table.columns)
    described = [describe_item(table, column, coded) for column in rated]
    found = [replace(one, metric="other") if one.column in {c.name for c in beside} else one for one in described]
    return tuple(question for question in found if question.scale_high is not None)


def worded_battery(table: SourceTable) -> tuple[Question, ...]:
    """Columns that share the same few words of degree as answers (strongly disagree ... strongly agree)."""
    texts = [column for column in table.columns if column.type == "text" and 3 <= column.distinct <= 11]
    for column in texts:
        same = [other for other in texts if len(set(other.values) & set(column.values)) >= column.distinct - 1]
        told = sum(bool(_DEGREE.search(words_of(value))) for value in column.values) >= 2
        if len(same) >= _FEWEST_WORDED and (told or column.name in words_told(table)):
            return tuple(described_in_words(table, other) for other in same)
    return ()


def rated_battery(questions: tuple[Question, ...]) -> tuple[Question, ...]:
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


def _on_one_scale(columns: list[SourceColumn]) -> list[SourceColumn]:
    """The most columns, three or more, whose answers end at the same box of a usual scale, and count nothing."""
    rated = [column for column in columns if not set(words(column.name)) & _COUNTING]
    ends = [max(number_of(value) or 0 for value in column.values) for column in rated]
    most = max(_USUAL_ENDS, key=ends.count)
    same = [column for column, end in zip(rated, ends, strict=True) if end == most]
    return same if len(same) >= _FEWEST_WORDED else []


def _is_small(column: SourceColumn) -> bool:
    numbers = {number_of(value) for value in column.values if not _CODE.fullmatch(value)}
    return 3 <= len(numbers) <= _MOST_BOXES and all(n is not None and 1 <= n <= _MOST_BOXES for n in numbers)
