"""The questions of a table that were answered in words of degree, looked at together: batteries share their scale."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath
from types import MappingProxyType

from touchpath.ingest.answer_words import AnswersInWords, measured_in_words, on_boxes, read_words, shares_a_scale
from touchpath.ingest.metrics import is_plain_score
from touchpath.ingest.question import Question
from touchpath.ingest.source import SourceColumn, SourceTable

_MOST_WORDS = 14


def worded_question(table: SourceTable, column: SourceColumn, boxes: int = 0) -> Question | None:
    """A column answered in words as a question on its scale; None where it is none, or its scale is open.

    `boxes` is how many boxes the scale is said to have, where that was open.
    """
    told = words_told(table).get(column.name)
    if told is None or (told.open_boxes and not boxes):
        return None
    told = told if not boxes else on_boxes(column.values, boxes)
    if told is None:
        return None
    text = column.label or column.name
    metric = measured_in_words(told.of, _wording(table, column))
    return Question(column.name, text, metric, told.low, told.high, told.blank, told.words)


def is_drawn(table: SourceTable, column: SourceColumn) -> bool:
    """Whether a column holds faces or stars: a rating, whatever it is called."""
    told = words_told(table).get(column.name)
    return told is not None and told.of in ("faces", "stars")


@lru_cache(maxsize=64)
def words_told(table: SourceTable) -> Mapping[str, AnswersInWords]:
    """What the answers of each column count as, by its name, for those that are words of degree."""
    few = [column for column in table.columns if column.values and column.distinct <= _MOST_WORDS]
    texts = [column for column in few if column.type == "text"]
    found = {}
    for column in few:
        alike = [other for other in texts if other is not column and shares_a_scale(column.values, other.values)]
        beside = [value for other in alike for value in other.values]
        answers = round(sum(table.rows_sampled * (1 - one.blank_rate) for one in (column, *alike)))
        if (told := read_words(column.values, answers, _wording(table, column), beside)) is not None:
            found[column.name] = told
    return MappingProxyType(found)


def _wording(table: SourceTable, column: SourceColumn) -> str:
    """The words of a question; of a bare score also those of the file."""
    file = PurePath(table.file.name).stem if is_plain_score(column.name) else ""
    return f"{column.name} {column.label or ''} {file}"
