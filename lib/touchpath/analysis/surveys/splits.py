"""Groups of answers: by touchpoint, channel, persona, stage, survey, question, a property, or another answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from touchpath.analysis.surveys.answers import Numbers, Whole
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.analysis.surveys.texts import KnownTexts, property_texts, said_texts
from touchpath.engine.base import Reader
from touchpath.journey.surveys import Scores
from touchpath.journey.words import decimal

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
        return by_texts(property_texts(engine, asked.property_name).of(placed.source), asked.cut)
    if asked.other_question is not None:
        return by_texts(said_texts(engine, asked.other_question).of(placed.answers.row_key), asked.cut)
    if split in ("survey", "question"):
        return _named(placed.answers.series, [getattr(kind, split) for kind in placed.answers.kinds])
    if split == "stage":
        return _named(placed.touchpoint, placed.stages)
    places = {"touchpoint": placed.touchpoint, "channel": placed.channel, "persona": placed.persona}
    names = {"touchpoint": placed.touchpoints, "channel": placed.channels, "persona": placed.personas}
    return AnswerGroups(places[split], tuple(names[split]))


def by_texts(texts: KnownTexts, cut: float | None = None) -> AnswerGroups:
    """Groups of texts; texts that are (nearly all) numbers of many sizes fall into thirds, or two about `cut`."""
    numbers = texts.number_of_each
    numeric, known = np.count_nonzero(np.isfinite(numbers)), np.count_nonzero(texts.code >= 0)
    many = len(np.unique(texts.numbers[np.isfinite(texts.numbers)])) >= _FEWEST_NUMBERS
    if numeric and numeric >= 0.9 * known and (many or cut is not None):
        return by_numbers(numbers, (cut,) if cut is not None else ())
    return AnswerGroups(texts.code, texts.labels)


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


def _named(places: Whole, names: Sequence[str | None]) -> AnswerGroups:
    """Groups by the name of a place, which several may share; no name is no group."""
    known = tuple(dict.fromkeys(name for name in names if name))
    numbers = np.array([known.index(name) if name else -1 for name in names] + [-1], dtype=np.int64)
    return AnswerGroups(numbers[places], known)
