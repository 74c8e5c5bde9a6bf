"""A chosen set of items that shares the variance of the overall score between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import Literal

import numpy as np

from touchpath.analysis.surveys.answers import Numbers
from touchpath.analysis.surveys.score_table import ScoreTable
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.stats.person_bootstrap import DrawsDone, brackets, percentile_interval, resampled_sums, untold
from touchpath.stats.relative_importance import lmg, lmg_of_covariances, variance_inflation

FEWEST_ANSWERS = 100
ANSWERS_PER_ITEM = 10
MOST_INFLATED = 10.0
"""An item whose coefficient the others widen more than so many times is joined with the one it resembles most."""

Refusal = Literal["", "few", "few_per_item", "flat"]


@dataclass(frozen=True)
class SharedItem:
    """An item's share of the variance of the overall score (0-1), with its interval over people.

    `parts` are the items it was joined of, one where it was not; `inflation` is the largest of theirs before they
    were joined. `bracket` counts from 1 for the largest share.
    """

    name: Label[str]
    parts: Label[tuple[str, ...]]
    of: Size[int]
    mean: Derived[float]
    inflation: Derived[float]
    share: Derived[float]
    low: Derived[float]
    high: Derived[float]
    bracket: Derived[int]


@dataclass(frozen=True)
class ChosenSet:
    """The items by their share, the largest first: they add up to `r_squared`.

    `people` scored every item of the set and the overall question, of `asked`. `refused` says why there are no
    shares: too few people, too few per item, or scores that do not vary. `chosen` counts the items asked for.
    """

    asked: Size[int]
    people: PartOf[int]
    chosen: Fixed[int]
    refused: Fixed[Refusal]
    r_squared: Derived[float]
    items: tuple[SharedItem, ...]


@dataclass(frozen=True, eq=False)
class _Column:
    """The scores of one item of the set (n), and what it was joined of."""

    parts: tuple[str, ...]
    scores: Numbers
    low: float
    high: float
    inflation: float


def chosen_set(table: ScoreTable, names: Sequence[str], told: DrawsDone = untold) -> ChosenSet:
    """The shares of the items called so, over the people who scored all of them and the overall question."""
    places = [table.items.index(name) for name in names]
    complete = np.isfinite(table.scores[:, places]).all(axis=1)
    people = int(complete.sum())
    without = ChosenSet(table.asked, people, len(names), "", nan, ())
    if people < FEWEST_ANSWERS:
        return replace(without, refused="few")
    if people < ANSWERS_PER_ITEM * len(names):
        return replace(without, refused="few_per_item")
    columns = [
        _Column((table.items[place],), table.scores[complete, place], table.lows[place], table.highs[place], nan)
        for place in places
    ]
    overall = table.overall[complete]
    if not np.ptp(overall) or not any(np.ptp(column.scores) for column in columns):
        return replace(without, refused="flat")
    return _shared(without, _joined(columns), overall, told)


def _shared(found: ChosenSet, columns: list[_Column], overall: Numbers, told: DrawsDone) -> ChosenSet:
    scores = np.column_stack([column.scores for column in columns])
    whole = lmg(scores, overall)
    draws = _draws(scores, overall, told)
    lows, highs = percentile_interval(draws)
    bracket = brackets(whole.shares, draws)
    items = [
        SharedItem(
            name=" + ".join(column.parts),
            parts=column.parts,
            of=found.people,
            mean=float(column.scores.mean()),
            inflation=column.inflation,
            share=float(whole.shares[place]),
            low=float(lows[place]),
            high=float(highs[place]),
            bracket=int(bracket[place]),
        )
        for place, column in enumerate(columns)
    ]
    return replace(found, r_squared=whole.r_squared, items=tuple(sorted(items, key=lambda item: -item.share)))


def _draws(scores: Numbers, overall: Numbers, told: DrawsDone) -> Numbers:
    """The shares in resamples of the people, from the sums of products that a covariance is made of."""
    values = np.column_stack([scores, overall])
    values = values - values.mean(axis=0)
    size = values.shape[1]
    above = np.triu_indices(size)
    products = values[:, above[0]] * values[:, above[1]]
    each = np.column_stack([np.ones(len(values)), values, products])
    sums = resampled_sums(each, np.zeros(len(each), dtype=np.int64), told=told)[:, 0]
    means = sums[:, 1:] / sums[:, :1]
    covariances = np.empty((len(sums), size, size))
    covariances[:, above[0], above[1]] = means[:, size:]
    covariances[:, above[1], above[0]] = means[:, size:]
    return lmg_of_covariances(covariances - means[:, :size, None] * means[:, None, :size])


def _joined(columns: list[_Column]) -> list[_Column]:
    """Items that the others nearly determine, each joined with the one it resembles most, until none is left."""
    while len(columns) > 1:
        scores = np.column_stack([column.scores for column in columns])
        inflation = variance_inflation(scores)
        worst = int(np.nanargmax(inflation))
        columns = [
            replace(column, inflation=float(np.fmax(column.inflation, value)))
            for column, value in zip(columns, inflation, strict=True)
        ]
        if not inflation[worst] > MOST_INFLATED:
            break
        columns = _with_its_like(columns, worst, scores)
    return columns


def _with_its_like(columns: list[_Column], worst: int, scores: Numbers) -> list[_Column]:
    with np.errstate(invalid="ignore", divide="ignore"):
        alike = np.abs(np.atleast_2d(np.corrcoef(scores, rowvar=False))[worst])
    alike[worst] = -1
    other = int(np.nanargmax(alike))
    first, second = sorted((worst, other))
    kept = [column for place, column in enumerate(columns) if place not in (first, second)]
    kept.insert(first, _pair(columns[first], columns[second]))
    return kept


def _pair(first: _Column, second: _Column) -> _Column:
    """The mean of both on the scale of the first; of items that were joined before, each counts once."""
    there, here = second.high - second.low, first.high - first.low
    scaled = np.isfinite(there) and np.isfinite(here) and (first.low, first.high) != (second.low, second.high)
    brought = first.low + (second.scores - second.low) * here / there if scaled else second.scores
    m, n = len(first.parts), len(second.parts)
    mean = (m * first.scores + n * brought) / (m + n)
    inflation = float(np.fmax(first.inflation, second.inflation))
    return _Column((*first.parts, *second.parts), mean, first.low, first.high, inflation)
