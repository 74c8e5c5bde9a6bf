"""What a model's chances go along with: over all people by shuffling, for one person by the usual value instead."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from scipy.stats import rankdata

from touchpath.analysis.foresight.columns import Topic, Variable
from touchpath.analysis.foresight.fitted import FittedPrediction
from touchpath.analysis.foresight.result import PersonReason, TopicWeight
from touchpath.stats.proportions import Floats

Places = NDArray[np.int64]
_MOST_SHUFFLED, _SHUFFLES = 3_000, 3
_MOST_REASONS, _LEAST_LOG_ODDS = 3, 0.05


def topic_weights(found: FittedPrediction) -> tuple[TopicWeight, ...]:
    """How much each topic does for the order of the people tested (permutation importance), most first.

    The columns of a topic are shuffled together, so that none stands in for another (Breiman 2001).
    """
    random, label = np.random.default_rng(0), found.test.label
    some = np.sort(random.permutation(len(label))[:_MOST_SHUFFLED])
    values, came, variables = found.test.known.values[some], label[some], found.test.known.variables
    whole = found.model.chances(values)
    before = _auc(whole, came)
    weights = []
    for topic, columns in _by_topic(variables).items():
        lost = []
        for _ in range(_SHUFFLES):
            shuffled = values.copy()
            shuffled[:, columns] = values[random.permutation(len(values))][:, columns]
            lost.append(before - _auc(found.model.chances(shuffled), came))
        what, direction = _direction(values, whole, variables, columns)
        known = int(np.count_nonzero(_told(values[:, columns])))
        error = float(np.std(lost, ddof=1))
        weights.append(TopicWeight((topic.kind, topic.of), known, float(np.mean(lost)), error, what, direction))
    return tuple(sorted(weights, key=lambda weight: -weight.lost))


def reasons_of(found: FittedPrediction, places: Places) -> list[tuple[PersonReason, ...]]:
    """For people of `now`: the topics that raise the chance most beside the usual value, each by one variable."""
    known, chances = found.now.known, found.latest.chances
    usual = usual_values(known.values, known.named)
    own = known.values[places]
    whole = logit(chances(own))
    topics = list(_by_topic(known.variables).items())
    raised = np.column_stack([whole - logit(chances(_with(own, columns, usual))) for _, columns in topics])
    single = np.column_stack(
        [whole - logit(chances(_with(own, [column], usual))) for column in range(len(known.variables))]
    )
    found_reasons = []
    for row in range(len(places)):
        best = [place for place in np.argsort(-raised[row], kind="stable") if raised[row, place] >= _LEAST_LOG_ODDS]
        told = []
        for place in best[:_MOST_REASONS]:
            columns = topics[place][1]
            column = columns[int(np.argmax(single[row, columns]))]
            told.append(PersonReason(known.variables[column], float(own[row, column]), float(usual[column])))
        found_reasons.append(tuple(told))
    return found_reasons


def usual_values(values: NDArray[Any], named: NDArray[np.bool_]) -> Floats:
    """The median of each column, of names the commonest; NaN where most people have none."""
    found = np.full(values.shape[1], nan)
    for column in range(values.shape[1]):
        known = values[np.isfinite(values[:, column]), column]
        if 2 * len(known) >= len(values) and len(known):
            found[column] = np.bincount(known.astype(np.int64)).argmax() if named[column] else np.median(known)
    return found


def _with(values: NDArray[Any], columns: Sequence[int], usual: Floats) -> NDArray[Any]:
    changed = values.copy()
    changed[:, columns] = usual[list(columns)]
    return changed


def _by_topic(variables: Sequence[Variable]) -> dict[Topic, list[int]]:
    topics: dict[Topic, list[int]] = {}
    for column, variable in enumerate(variables):
        topics.setdefault(variable.topic, []).append(column)
    return topics


def _told(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Of whom anything but nothing is known."""
    return np.asarray((np.isfinite(values) & (values != 0)).any(axis=1))


def _direction(
    values: NDArray[Any], chance: Floats, variables: Sequence[Variable], columns: Sequence[int]
) -> tuple[str, int]:
    """The variable of a topic that goes along with the chance most, and whether with more or less of it."""
    found = [
        (abs(r), variables[column].what, r)
        for column in columns
        if (r := _rank_correlation(values[:, column], chance)) == r
    ]
    if not found:
        return variables[columns[0]].what, 0
    strength, what, r = max(found, key=lambda part: part[0])
    return what, 0 if what == "name" or strength < 0.02 else (1 if r > 0 else -1)


def _rank_correlation(column: NDArray[Any], chance: Floats) -> float:
    known = np.isfinite(column)
    if np.count_nonzero(known) < 3 or np.ptp(column[known]) == 0:
        return nan
    return float(np.corrcoef(rankdata(column[known]), rankdata(chance[known]))[0, 1])


def _auc(chance: Floats, label: NDArray[np.bool_]) -> float:
    happened = int(label.sum())
    others = len(label) - happened
    if not happened or not others:
        return nan
    return float((rankdata(chance)[label].sum() - happened * (happened + 1) / 2) / (happened * others))
