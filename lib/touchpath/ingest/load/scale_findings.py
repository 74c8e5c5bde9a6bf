"""What an import says of scales: another one than the metric is asked on, or one of their own."""

from __future__ import annotations

from typing import Any

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.mapping import ResponseMapping
from touchpath.ingest.metrics import metric_of
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.scale_limits import USUAL
from touchpath.journey.words import count, decimal, listed, rate

_MOST_FINDINGS = 20
_MOST_NAMED = 3
_MOST_BOXES = 10
_LONGEST_NAME = 60


def scale_findings(writer: Writer, mapping: ResponseMapping) -> tuple[ImportFinding, ...]:
    """What the metric of a question has to do with the scale it was answered on, where that is not the usual one.

    Nothing where somebody gave the scale by hand.
    """
    if mapping.scale_low is not None and mapping.scale_high is not None:
        return ()
    found = writer.frame("keep/load/odd_scales")
    said = [_contradiction(row) for row in found.head(_MOST_FINDINGS).to_dict("records")]
    others = writer.frame("keep/load/other_questions")
    return (*said, *_metric_lost(others), *_own_scales(others))


def _contradiction(row: dict[Any, Any]) -> ImportFinding:
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
    return ImportFinding("scale_contradicts_metric", sentence, int(row["answers"]))


def _metric_lost(found: pd.DataFrame) -> tuple[ImportFinding, ...]:
    """Questions that are named like a metric, and whose answers no scale of it holds."""
    lost = [(str(name), metric) for name in found["question"] if (metric := metric_of(str(name)))]
    if not lost:
        return ()
    rows = int(found.loc[found["question"].isin([name for name, _ in lost]), "answers"].sum())
    names = listed([f'"{name}"' for name, _ in lost], 3)
    sentence = f"{names} sound like {listed(sorted({metric.upper() for _, metric in lost}))}, but count as no metric."
    return (ImportFinding("metric_not_taken", sentence, rows, tuple(name for name, _ in lost[:5])),)


def _own_scales(found: pd.DataFrame) -> tuple[ImportFinding, ...]:
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
    return (ImportFinding("own_scale", sentence, int(scaled["answers"].sum()), told),)


def _own_scale(row: dict[Any, Any]) -> str:
    question = str(row["question"])
    name = question if len(question) <= _LONGEST_NAME else f"{question[:_LONGEST_NAME]}..."
    mean, top = decimal(float(row["mean"]), 2), rate(float(row["top_two"]))
    return f'"{name}" on {row["scale_low"]:g} to {row["scale_high"]:g}: mean {mean}, {top} in the top two boxes'
