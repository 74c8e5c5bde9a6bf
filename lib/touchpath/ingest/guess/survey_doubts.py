"""What a survey file leaves open: on which scale it was asked, what a bare score measures, what weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from touchpath.ingest.guess.doubt import NONE_OF_THEM, Answers, Candidate, Doubt
from touchpath.ingest.guess.survey import guess_responses, question_columns, score_column
from touchpath.ingest.guess.survey_columns import (
    ANSWERED,
    answers_in,
    asks,
    is_time,
    looks_like_weights,
    possible_times,
    ranked,
    tells_of_giving,
    weight_column,
)
from touchpath.ingest.mapping import Constant, Mapping, ResponseMapping
from touchpath.ingest.metrics import is_plain_score, metric_in_file, metric_of, words_of
from touchpath.ingest.question import Metric, Question
from touchpath.ingest.scale_limits import USUAL, ScaleLimits
from touchpath.ingest.scales import ScaleReading, detect_scale, is_coded, read_question
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.ingest.worded import worded_question, words_told
from touchpath.journey.words import in_few_words

_CASE = re.compile(
    r"\b(agent|assignee|assigned|resource|operator|technician|ticket|call|case|incident|resolved|solved|closed|priority|"
    r"resolution|queue|department|duration|opened)\b"
)
_SURVEYED = re.compile(
    r"survey|umfrage|befragung|encuesta|enquete|sondag|sondeo|pesquisa|feedback|answers|responses|nps|csat"
)
_WHEN = "Which column says when the answer was given?"
_A_BATTERY = 5
_OF_A_CASE = 2
_FEW_QUESTIONS = 3
_MANY_TRAITS = 6
_UNSURE = 2  # the place in ANSWERED from which on a name does not say that it is the answer's time


def survey_doubts(table: SourceTable, mapping: ResponseMapping) -> tuple[Doubt, ...]:
    """The questions a survey file raises under this mapping; none that the mapping answers."""
    return tuple(_doubts(table, mapping))


def kind_doubts(table: SourceTable) -> tuple[Doubt, ...]:
    """Whether a table with scores is a survey, where it also speaks of cases, or tells much else of people."""
    if case := _case_columns(table):
        return (_kind_doubt(f'"{case[0]}" and "{case[1]}"', Candidate("events", "Things that happened")),)
    asked = {question.column for question in (*question_columns(table), *guess_responses(table).questions)}
    others = [column.name for column in table.columns if column.type != "empty" and column.name not in asked]
    dated = ranked(table, ANSWERED, is_time) or any(tells_of_giving(column) for column in table.columns)
    if len(asked) <= _FEW_QUESTIONS and len(others) >= _MANY_TRAITS and not dated:
        traits = f"{len(others)} columns that are no question"
        return (_kind_doubt(traits, Candidate("people", "People and what is known of them")),)
    return _nobodys_scores(table)


def _nobodys_scores(table: SourceTable) -> tuple[Doubt, ...]:
    """Whether bare scores are answers, where a table tells neither who gave them nor when nor in which survey."""
    mapping = guess_responses(table)
    columns = [one.column for one in mapping.questions] or ([mapping.score] if isinstance(mapping.score, str) else [])
    told = mapping.person or mapping.respondent or mapping.answered_at or mapping.metric or mapping.question
    named = _SURVEYED.search(words_of(_stem(table))) or any(
        metric_of(name) or asks(name) or is_coded(name) for name in columns
    )
    if told or named or not columns or len(columns) >= _A_BATTERY:
        return ()
    other = Candidate("people", "Things or people that were rated, and what is known of them")
    said = (
        f'"{columns[0]}" looks like a score, but nothing says who gave it or when: is each row an answer to a survey?'
    )
    return (Doubt("kind", said, (Candidate("responses", "Answers to a survey"), other)),)


def with_scale_answered(mapping: Mapping, table: SourceTable, answers: Answers) -> Mapping:
    """The mapping on the scale that was answered ("1-7"); as it is where none was."""
    told = re.fullmatch(r"(\d+)-(\d+)", str(answers.get("scale", "")))
    if told is None or not isinstance(mapping, ResponseMapping):
        return mapping
    if mapping.questions and (worded := _open_words(table, mapping)):
        boxes = int(told[2]) - int(told[1]) + 1
        columns = {question.column: table.column(question.column) for question in worded}
        known = {name: worded_question(table, column, boxes) for name, column in columns.items() if column}
        return replace(mapping, questions=tuple(known.get(one.column) or one for one in mapping.questions))
    if not mapping.questions:
        return replace(mapping, scale_low=Constant(told[1]), scale_high=Constant(told[2]))
    low, high = float(told[1]), float(told[2])
    open_ones = {question.column for question in _open_questions(table, mapping)}
    return replace(
        mapping,
        questions=tuple(
            replace(question, scale_low=low, scale_high=high, blank=()) if question.column in open_ones else question
            for question in mapping.questions
        ),
    )


def _doubts(table: SourceTable, mapping: ResponseMapping) -> Iterator[Doubt]:
    yield from _scale_doubts(table, mapping)
    yield from _metric_doubts(table, mapping)
    yield from _weight_doubts(table, mapping)
    yield from _time_doubts(table, mapping)


def _scale_doubts(table: SourceTable, mapping: ResponseMapping) -> Iterator[Doubt]:
    if mapping.scale_low is not None or mapping.scale_high is not None:
        return
    if mapping.questions and (worded := _open_words(table, mapping)):
        yield _boxes_doubt(table, worded)
    elif mapping.questions:
        found = _open_questions(table, mapping)
        alike = {(question.metric, question.scale_low, question.scale_high) for question in found}
        if len(alike) == 1 and found[0].scale_low is not None and found[0].scale_high is not None:
            limits = (found[0].scale_low, found[0].scale_high)
            yield _scale_doubt(table, found[0].column, found[0].metric, limits)
        return
    column = table.column(mapping.score) if isinstance(mapping.score, str) else None
    read = _reading(table, mapping, column) if column else None
    if column and read and read.scale and read.is_open:
        yield _scale_doubt(table, column.name, read.metric, (read.scale.low, read.scale.high))


def _scale_doubt(table: SourceTable, name: str, metric: Metric, limits: ScaleLimits) -> Doubt:
    column = table.column(name)
    examples = column.examples[:3] if column else ()
    usual = USUAL[metric]
    said = (
        f'On which scale was "{in_few_words(name)}" asked? {metric.upper()} is usually asked on {_words(usual)}, '
        f"but the answers only show {_words(limits)}."
    )
    return Doubt("scale", said, tuple(Candidate(_written(one), _words(one), examples) for one in (limits, usual)))


def _open_words(table: SourceTable, mapping: ResponseMapping) -> list[Question]:
    """The questions answered in words whose answers do not tell how many boxes there were."""
    told = words_told(table)
    return [one for one in mapping.questions if not one.words and one.column in told and told[one.column].open_boxes]


def _boxes_doubt(table: SourceTable, questions: list[Question]) -> Doubt:
    first = questions[0]
    told, column = words_told(table)[first.column], table.column(first.column)
    examples = column.examples[:3] if column else ()
    said = (
        f'How many answers could be chosen at "{in_few_words(first.text)}"? Those that were chosen are of a scale '
        f"of {len(told.words)} boxes, or of one of {told.open_boxes}."
    )
    offered = sorted((len(told.words), told.open_boxes))
    return Doubt("scale", said, tuple(Candidate(f"1-{high}", f"{high} boxes", examples) for high in offered))


def _open_questions(table: SourceTable, mapping: ResponseMapping) -> list[Question]:
    """The questions of a wide file whose metric is usually asked on a scale that holds their answers too."""
    return [
        question
        for question in mapping.questions
        if question.metric in USUAL
        and not question.words
        and (column := table.column(question.column))
        and read_question(
            column.values, f"{question.column} {question.text}", answers_in(table, column), question.metric
        ).is_open
    ]


def _reading(table: SourceTable, mapping: ResponseMapping, column: SourceColumn) -> ScaleReading | None:
    """How the score is read; None where the rows are of several metrics or questions, each with its own scale."""
    stated = None
    if isinstance(mapping.metric, str):
        metrics = table.column(mapping.metric)
        if metrics is None or metrics.distinct != 1:
            return None
        stated = metric_of(metrics.values[0])
    elif isinstance(mapping.metric, Constant):
        stated = metric_of(mapping.metric.value)
    elif isinstance(mapping.question, str):
        return None
    metric = stated or metric_in_file(column.name, _stem(table))
    return read_question(column.values, column.name, answers_in(table, column), metric) if metric else None


def _metric_doubts(table: SourceTable, mapping: ResponseMapping) -> Iterator[Doubt]:
    """A bare score on 0-10 may be NPS or not."""
    column = score_column(table)
    if column is None or mapping.score != column.name or mapping.metric or mapping.question or mapping.questions:
        return
    if not is_plain_score(column.name) or metric_in_file(column.name, _stem(table)):
        return
    scale = detect_scale(column.values, column.name, answers_in(table, column))
    if scale is not None and (scale.low, scale.high) == (0, 10):
        said = f'What does "{column.name}" measure? Its answers are on 0 to 10.'
        told = (("=nps", "NPS: how likely somebody is to recommend"), ("=other", "something else"))
        yield Doubt("metric", said, tuple(Candidate(*one, column.examples[:3]) for one in told))


def _weight_doubts(table: SourceTable, mapping: ResponseMapping) -> Iterator[Doubt]:
    column = weight_column(table)
    if column is None or mapping.weight is not None or looks_like_weights(column):
        return
    said = f'Does "{column.name}" say how much each answer counts?'
    used = Candidate(column.name, "Yes, it is the weight of the answer", column.examples[:3])
    yield Doubt("weight", said, (used, Candidate(NONE_OF_THEM, "No, every answer counts the same")))


def _time_doubts(table: SourceTable, mapping: ResponseMapping) -> Iterator[Doubt]:
    """Several times, none of which is called that of the answer."""
    several = possible_times(table.columns) if mapping.answered_at is None else []
    if len(several) > 1:
        offered = [Candidate(column.name, column.name, column.examples[:3]) for column in several]
        none = Candidate(NONE_OF_THEM, "none: each is of some of the answers, or of something else")
        yield Doubt("answered_at", _WHEN, (*offered, none))
    found = ranked(table, ANSWERED, is_time)
    best = [column for place, column in found if place == found[0][0]]
    if not found or found[0][0] < _UNSURE or len(best) < 2 or mapping.answered_at != best[0].name:
        return
    told = tuple(Candidate(column.name, column.name, column.examples[:3]) for column in best)
    yield Doubt("answered_at", _WHEN, told)


def _case_columns(table: SourceTable) -> tuple[str, ...]:
    """The columns that speak of a case somebody works on, where there are some; their table may be a log of cases."""
    found = tuple(
        column.name for column in table.columns if column.type != "empty" and _CASE.search(words_of(column.name))
    )
    return found if len(found) >= _OF_A_CASE else ()


def _kind_doubt(beside: str, other: Candidate) -> Doubt:
    said = f"Each row has a score, but also {beside}: is it an answer to a survey?"
    return Doubt("kind", said, (Candidate("responses", "Answers to a survey"), other))


def _stem(table: SourceTable) -> str:
    return PurePath(table.file.name).stem


def _words(limits: ScaleLimits) -> str:
    return f"{limits[0]:g} to {limits[1]:g}"


def _written(limits: ScaleLimits) -> str:
    return f"{limits[0]:g}-{limits[1]:g}"
