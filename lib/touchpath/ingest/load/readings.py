"""What the questions of a survey measure and on which scale they were answered, by all answers of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Any

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.mapping import ResponseMapping
from touchpath.ingest.metrics import is_lone_effort, metric_in_file, metric_of
from touchpath.ingest.question import METRICS, Metric, Question
from touchpath.ingest.scale_limits import USUAL
from touchpath.ingest.scales import ScaleReading, read_question
from touchpath.ingest.source import SourceTable

_SLIPS = 0.1
_SIBLINGS = 2


def readings_of(writer: Writer, table: SourceTable, mapping: ResponseMapping) -> pd.DataFrame:
    """One row per metric and question as the staged rows of a long file name them: what it is read as.

    Columns metric_text, question, metric, scale_low, scale_high, codes (numbers that mean "no answer").
    """
    given = writer.frame("keep/load/score_groups", {"decimal": mapping.decimal, "blank": list(mapping.blank)})
    words = _words_of_file(table, mapping)
    others = sum(metric_of(str(question)) is None for question in given["question"].dropna().unique())
    rows = [
        {
            "metric_text": _text(key[0]),
            "question": _text(key[1]),
            **_read(_stated_of(_text(key[0]), _text(key[1]), others), _text(key[1]), part, words),
        }
        for key, part in given.groupby(["metric_text", "question"], dropna=False, sort=False)
    ]
    frame = pd.DataFrame(rows, columns=["metric_text", "question", "metric", "scale_low", "scale_high", "codes"])
    texts, numbers = ["metric_text", "question", "metric"], ["scale_low", "scale_high"]
    return frame.astype(dict.fromkeys(texts, "string") | dict.fromkeys(numbers, "Float64"))


def with_scale(table: SourceTable, question: Question) -> Question:
    """A question of a wide file whose metric is said and whose scale is not: the scale its values show."""
    column = table.column(question.column)
    if question.metric == "other" or question.scale_low is not None or question.scale_high is not None or not column:
        return question
    values = [value for value in column.values if value not in question.blank]
    answers = round(table.rows_sampled * (1 - column.blank_rate))
    read = read_question(values, f"{question.column} {question.text}", answers, question.metric)
    low, high = (read.scale.low, read.scale.high) if read.scale else USUAL[question.metric]
    blank = read.scale.blank if read.scale else ()
    return replace(question, metric=read.metric, scale_low=low, scale_high=high, blank=(*question.blank, *blank))


def _words_of_file(table: SourceTable, mapping: ResponseMapping) -> tuple[str, str]:
    column = mapping.score if isinstance(mapping.score, str) else ""
    return column, PurePath(table.file.name).stem


def _stated_of(stated: str | None, question: str | None, others: int) -> str | None:
    """What a file states of a question; one called effort alone among other questions is one of these."""
    lone = stated is None and others >= _SIBLINGS and question is not None and is_lone_effort(question)
    return "other" if lone else stated


def _read(stated: str | None, question: str | None, part: pd.DataFrame, words: tuple[str, str]) -> dict[str, Any]:
    """The reading of one metric and question; its metric is said, else told by its words or those of the file."""
    column, file = words
    metric = _stated(stated) or metric_of(question or "") or (None if question else metric_in_file(column, file))
    given = part.dropna(subset=["number"])
    read = _reading(_without_slips(given, metric), question or column, metric or "other")
    low, high = (read.scale.low, read.scale.high) if read.scale else USUAL.get(read.metric, (None, None))
    codes = [float(code) for code in read.scale.blank] if read.scale else []
    return {"metric": read.metric, "scale_low": low, "scale_high": high, "codes": codes or [-1e9]}


def _without_slips(given: pd.DataFrame, metric: Metric | None) -> pd.DataFrame:
    """The numbers without those that the usual scale of the metric lacks, where these are few enough to be slips."""
    if metric not in USUAL:
        return given
    inside = given["number"].between(*USUAL[metric])
    few = given.loc[~inside, "answers"].sum() <= _SLIPS * given["answers"].sum()
    return given[inside] if few else given


def _reading(given: pd.DataFrame, wording: str, metric: Metric) -> ScaleReading:
    """Halves and the like fit no scale of boxes; they count on the usual scale of the metric."""
    numbers = given["number"].tolist()
    whole = [f"{number:g}" for number in numbers if float(number).is_integer()]
    if len(whole) < len(numbers):
        return ScaleReading(metric)
    return read_question(whole, wording, int(given["answers"].sum()), metric)


def _stated(text: str | None) -> Metric | None:
    """The metric that the file or the mapping states; None where what it states is no metric we know."""
    plain = (text or "").strip().casefold()
    return next((known for known in METRICS if known == plain), None) or metric_of(text or "")


def _text(value: Any) -> str | None:
    return None if value is None or value is pd.NA or value != value else str(value)
