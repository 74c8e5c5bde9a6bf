"""What the questions of a survey measure and on which scale they were answered, by all answers of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.mapping import METRICS, Metric, Question, ResponseMapping
from touchpath.ingest.metrics import metric_in_file, metric_of
from touchpath.ingest.report import Finding
from touchpath.ingest.scale_limits import USUAL
from touchpath.ingest.scales import Reading, read_question
from touchpath.ingest.source import SourceTable
from touchpath.journey.words import count, decimal, listed, rate

_MOST_FINDINGS = 20
_MOST_NAMED = 3
_MOST_BOXES = 10
_LONGEST_NAME = 60


def readings_of(writer: Writer, table: SourceTable, mapping: ResponseMapping) -> pd.DataFrame:
    """One row per metric and question as the staged rows of a long file name them: what it is read as.

    Columns metric_text, question, metric, scale_low, scale_high, codes (numbers that mean "no answer").
    """
    given = writer.frame("keep/load/score_groups", {"decimal": mapping.decimal, "blank": list(mapping.blank)})
    rows = [
        {"metric_text": _text(key[0]), "question": _text(key[1]), **_read(_text(key[0]), _text(key[1]), part, words)}
        for words in (_words_of_file(table, mapping),)
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


def scale_findings(writer: Writer, mapping: ResponseMapping) -> tuple[Finding, ...]:
    """What the metric of a question has to do with the scale it was answered on, where that is not the usual one.

    Nothing where somebody gave the scale by hand.
    """
    if mapping.scale_low is not None and mapping.scale_high is not None:
        return ()
    found = writer.frame("keep/load/odd_scales")
    said = [_contradiction(row) for row in found.head(_MOST_FINDINGS).to_dict("records")]
    others = writer.frame("keep/load/other_questions")
    return (*said, *_metric_lost(others), *_own_scales(others))


def _contradiction(row: dict[Any, Any]) -> Finding:
    low, high, metric = float(row["scale_low"]), float(row["scale_high"]), str(row["metric"])
    usual = USUAL[metric]
    told = {
        "nps": "NPS is only counted on 0 to 10, so they are in no NPS",
        "csat": f"its top two boxes are {high - 1:g} and {high:g}",
        "ces": "they were brought to 1 to 7",
    }[metric]
    sentence = (
        f'"{row["question"]}" is {metric.upper()}, usually asked on {usual[0]:g} to {usual[1]:g}, but its '
        f"{count(int(row['answers']))} answers are on {low:g} to {high:g}: {told}. If it was asked on another scale, "
        "say its lowest and highest score."
    )
    return Finding("scale_contradicts_metric", sentence, int(row["answers"]))


def _metric_lost(found: pd.DataFrame) -> tuple[Finding, ...]:
    """Questions that are named like a metric, and whose answers no scale of it holds."""
    lost = [(str(name), metric) for name in found["question"] if (metric := metric_of(str(name)))]
    if not lost:
        return ()
    rows = int(found.loc[found["question"].isin([name for name, _ in lost]), "answers"].sum())
    names = listed([f'"{name}"' for name, _ in lost], 3)
    sentence = f"{names} sound like {listed(sorted({metric.upper() for _, metric in lost}))}, but count as no metric."
    return (Finding("metric_not_taken", sentence, rows, tuple(name for name, _ in lost[:5])),)


def _own_scales(found: pd.DataFrame) -> tuple[Finding, ...]:
    """Questions on a scale that are no metric: their mean and top two boxes stand for themselves."""
    scaled = found[found["scale_high"].notna() & (found["scale_high"] - found["scale_low"] <= _MOST_BOXES)]
    if scaled.empty:
        return ()
    told = tuple(_own_scale(row) for row in scaled.head(_MOST_FINDINGS).to_dict("records"))
    number = len(scaled)
    verbs = ("question is", "keeps its") if number == 1 else ("questions are", "keep their")
    named = "; ".join(told[:_MOST_NAMED])
    more = f"; and {number - _MOST_NAMED} more" if number > _MOST_NAMED else ""
    sentence = f"{number} {verbs[0]} none of NPS, CSAT and CES and {verbs[1]} own scale. {named}{more}."
    return (Finding("own_scale", sentence, int(scaled["answers"].sum()), told),)


def _own_scale(row: dict[Any, Any]) -> str:
    question = str(row["question"])
    name = question if len(question) <= _LONGEST_NAME else f"{question[:_LONGEST_NAME]}..."
    mean, top = decimal(float(row["mean"]), 2), rate(float(row["top_two"]))
    return f'"{name}" on {row["scale_low"]:g} to {row["scale_high"]:g}: mean {mean}, {top} in the top two boxes'


def _words_of_file(table: SourceTable, mapping: ResponseMapping) -> tuple[str, str]:
    column = mapping.score if isinstance(mapping.score, str) else ""
    return column, PurePath(table.file.name).stem


def _read(stated: str | None, question: str | None, part: pd.DataFrame, words: tuple[str, str]) -> dict[str, Any]:
    """The reading of one metric and question; its metric is said, else told by its words or those of the file."""
    column, file = words
    metric = _stated(stated) or metric_of(question or "") or (None if question else metric_in_file(column, file))
    numbers = part["number"].dropna()
    answers = int(part.loc[numbers.index, "answers"].sum())
    read = _reading(numbers.tolist(), question or column, answers, metric or "other")
    low, high = (read.scale.low, read.scale.high) if read.scale else USUAL.get(read.metric, (None, None))
    codes = [float(code) for code in read.scale.blank] if read.scale else []
    return {"metric": read.metric, "scale_low": low, "scale_high": high, "codes": codes or [-1e9]}


def _reading(numbers: Sequence[float], wording: str, answers: int, metric: Metric) -> Reading:
    """Halves and the like fit no scale of boxes; they count on the usual scale of the metric."""
    whole = [f"{number:g}" for number in numbers if float(number).is_integer()]
    if len(whole) < len(numbers):
        return Reading(metric)
    return read_question(whole, wording, answers, metric)


def _stated(text: str | None) -> Metric | None:
    """The metric that the file or the mapping states; None where what it states is no metric we know."""
    plain = (text or "").strip().casefold()
    return next((known for known in METRICS if known == plain), None) or metric_of(text or "")


def _text(value: Any) -> str | None:
    return None if value is None or value is pd.NA or value != value else str(value)
