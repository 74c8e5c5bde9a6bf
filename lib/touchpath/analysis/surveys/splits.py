"""Groups of answers: by touchpoint, channel, persona, stage, survey, question, a property, or another answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from touchpath.analysis.log.arrays import packed
from touchpath.analysis.surveys.answers import Numbers, Whole
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.engine.base import Reader
from touchpath.journey.surveys import Scores
from touchpath.journey.words import decimal
from touchpath.journey.written import finite_number

_FEWEST_NUMBERS = 7
"""Fewer different numbers are groups of their own."""


@dataclass(frozen=True, eq=False)
class AnswerGroups:
    """The group of each answer by number (-1: none), and what the groups are called, in their own order if they have
    one (`ordered`: numbers from small to large).
    """

    group: Whole
    labels: tuple[str, ...]
    ordered: bool = False


def split_answers(engine: Reader, placed: PlacedAnswers, asked: Scores, split: str) -> AnswerGroups:
    """The answers in groups; who belongs to none has -1."""
    if asked.property_name is not None:
        return by_texts(property_of_answers(engine, placed, asked.property_name), asked.cut)
    if asked.other_question is not None:
        return by_texts(_other_answers(engine, placed, asked.other_question), asked.cut)
    if split in ("survey", "question"):
        return _named(placed.answers.series, [getattr(kind, split) for kind in placed.answers.kinds])
    if split == "stage":
        return _named(placed.touchpoint, placed.stages)
    places = {"touchpoint": placed.touchpoint, "channel": placed.channel, "persona": placed.persona}
    names = {"touchpoint": placed.touchpoints, "channel": placed.channels, "persona": placed.personas}
    return AnswerGroups(places[split], tuple(names[split]))


def by_texts(texts: Sequence[str | None], cut: float | None = None) -> AnswerGroups:
    """Groups of texts; texts that are (nearly all) numbers of many sizes fall into thirds, or two about `cut`."""
    numbers = np.array([np.nan if (n := finite_number(text)) is None else n for text in texts], dtype=float)
    known = np.array([text is not None for text in texts], dtype=bool)
    numeric = np.isfinite(numbers)
    many = len(np.unique(numbers[numeric])) >= _FEWEST_NUMBERS
    if numeric.any() and np.count_nonzero(numeric) >= 0.9 * np.count_nonzero(known) and (many or cut is not None):
        return by_numbers(numbers, (cut,) if cut is not None else ())
    codes, labels = pd.factorize(np.array(texts, dtype=object))
    return AnswerGroups(np.asarray(codes, dtype=np.int64), tuple(str(label) for label in labels))


def by_numbers(numbers: Numbers, cuts: Sequence[float] = ()) -> AnswerGroups:
    """Numbers parted at `cuts` (each belongs to what lies above it), by default into thirds; NaN is in no group."""
    numeric = np.isfinite(numbers)
    edges = tuple(cuts) or tuple(float(edge) for edge in np.quantile(numbers[numeric], (1 / 3, 2 / 3)))
    return by_edges(numbers, tuple(dict.fromkeys(edges)))


def by_edges(numbers: Numbers, edges: Sequence[float]) -> AnswerGroups:
    """Numbers parted at edges that ascend; NaN is in no group."""
    group = np.where(np.isfinite(numbers), np.searchsorted(edges, numbers, side="right"), -1)
    return AnswerGroups(group, _number_labels(edges), ordered=True)


def _number_labels(edges: Sequence[float]) -> tuple[str, ...]:
    said = [_short(edge) for edge in edges]
    between = [f"{low} to under {high}" for low, high in pairwise(said)]
    return (f"under {said[0]}", *between, f"{said[-1]} and more")


def _short(edge: float) -> str:
    return f"{edge:g}" if float(edge).is_integer() else decimal(edge, 1 if abs(edge) >= 1 else 3)


def property_of_answers(engine: Reader, placed: PlacedAnswers, name: str) -> list[str | None]:
    """The property of the event that each answer is about; None without one."""
    rows = engine.arrays("ask/surveys/event_properties", {"name": name})
    values = pd.Series(np.asarray(rows["value"], dtype=object), index=packed(rows))
    values = values[~values.index.duplicated()]
    found = values.reindex(placed.source)
    return [None if isinstance(value, float) else str(value) for value in found.to_numpy(object)]


def _other_answers(engine: Reader, placed: PlacedAnswers, question: str) -> list[str | None]:
    """What the same row of the file says to another question."""
    rows = engine.frame("ask/surveys/said_to", {"question": question})
    said: dict[tuple[Any, Any], str] = dict(
        zip(zip(rows["import_id"], rows["source_row"], strict=True), rows["said"], strict=True)
    )
    own = zip(placed.answers.import_id.tolist(), placed.answers.source_row.tolist(), strict=True)
    return [said.get(key) for key in own]


def _named(places: Whole, names: Sequence[str | None]) -> AnswerGroups:
    """Groups by the name of a place, which several may share; no name is no group."""
    known = tuple(dict.fromkeys(name for name in names if name))
    numbers = np.array([known.index(name) if name else -1 for name in names] + [-1], dtype=np.int64)
    return AnswerGroups(numbers[places], known)
