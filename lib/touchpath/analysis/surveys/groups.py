"""Scores of groups: each with its interval, shrunken for ranking, and against all the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite, nan
from typing import Any

import numpy as np

from touchpath.analysis.surveys.answers import Numbers, Whole
from touchpath.analysis.surveys.estimate import ScoreSums, sums, sums_and_rests
from touchpath.analysis.surveys.result import ScoreGroup
from touchpath.analysis.surveys.scale import CountedAnswers
from touchpath.analysis.surveys.splits import AnswerGroups
from touchpath.stats.ab_test import rate_difference
from touchpath.stats.means import brunner_munzel, welch
from touchpath.stats.multiplicity import benjamini_hochberg
from touchpath.stats.proportions import normal_quantile
from touchpath.stats.results import Estimate
from touchpath.stats.segments import shrink
from touchpath.stats.survey_scores import NpsCounts, compare_nps

_FEWEST_TO_COMPARE = 2


def group_of(found: ScoreSums, kind: str = "whole", label: str | None = None) -> ScoreGroup:
    """The score of summed answers."""
    low, high = found.interval()
    return ScoreGroup(
        kind, label, found.clusters, found.answers, found.value, low, high, found.unweighted, found.kish,
        found.mean_score, found.good, found.bad, found.plain_good,
    )  # fmt: skip


def score_groups(values: CountedAnswers, split: AnswerGroups, most: int) -> tuple[ScoreGroup, ...]:
    """Groups from the lowest shrunken score up (numbers in their own order), then others and those in none."""
    number, labels, others = _merged(split, most)
    found, rests = sums_and_rests(values, number, len(labels) + others)
    outside = split.group < 0
    missing = sums(values, np.where(outside, 0, -1), 1) if outside.any() else ()
    named = [group_of(part, "value", label) for part, label in zip(found, labels, strict=False) if part.answers]
    places = [place for place in range(len(labels)) if found[place].answers]
    compared = _against_rest(values, number, found, rests, places)
    ranked = _shrunken([_with(group, part) for group, part in zip(named, compared, strict=True)])
    shown = ranked if split.ordered else sorted(ranked, key=_low_first)
    rest = [group_of(found[-1], "other")] if others and found[-1].answers else []
    return (*shown, *rest, *(group_of(part, "missing") for part in missing))


def _merged(split: AnswerGroups, most: int) -> tuple[Whole, tuple[str, ...], int]:
    """The groups with most answers by number, their labels, and 1 where all further ones are put together last."""
    sizes = np.bincount(split.group[split.group >= 0], minlength=len(split.labels))
    if np.count_nonzero(sizes) <= most or split.ordered:
        return split.group, split.labels, 0
    kept = np.sort(np.argsort(-sizes, kind="stable")[:most])
    number = np.full(len(split.labels) + 1, most, dtype=np.int64)
    number[kept], number[-1] = np.arange(most), -1
    return number[split.group], tuple(split.labels[place] for place in kept), 1


def _against_rest(
    values: CountedAnswers,
    number: Whole,
    found: Sequence[ScoreSums],
    rests: Sequence[ScoreSums],
    places: Sequence[int],
) -> list[tuple[float, float, float, float]]:
    """For each group its score minus that of all other answers, the interval, and the adjusted p-value."""
    compared: list[Estimate | None] = []
    for place in places:
        rest = rests[place]
        enough = min(rest.answers, found[place].answers) >= _FEWEST_TO_COMPARE
        compared.append(compare(values, rest, found[place], number != place) if enough else None)
    adjusted = benjamini_hochberg([nan if part is None else part.p_value for part in compared])
    return [
        (nan, nan, nan, nan) if part is None else (part.estimate, part.low, part.high, float(p))
        for part, p in zip(compared, adjusted, strict=True)
    ]


def compare(values: CountedAnswers, first: ScoreSums, second: ScoreSums, in_first: Any) -> Estimate:
    """The second group's score minus the first's: NPS by its z, shares as an A/B test, means by Brunner-Munzel.

    The interval of means is Welch's. On weighted or repeated answers the numbers of effective answers stand in, and
    Welch's test decides means.
    """
    if values.metric == "nps":
        return compare_nps(_nps_counts(first), _nps_counts(second))
    if values.metric == "csat":
        return rate_difference(*_share_counts(first), *_share_counts(second))
    shown = welch(first.moments, second.moments)
    plain = not values.weighted and first.clusters == first.answers and second.clusters == second.answers
    if not plain or not isfinite(shown.p_value):
        return shown
    ranked = brunner_munzel(values.x[in_first], values.x[~in_first])
    return replace(shown, p_value=ranked.p_value) if isfinite(ranked.p_value) else shown


def _nps_counts(found: ScoreSums) -> NpsCounts:
    n = found.effective
    return NpsCounts(found.bad * n, (1 - found.good - found.bad) * n, found.good * n)


def _share_counts(found: ScoreSums) -> tuple[int, int]:
    n = max(round(found.effective), 1)
    return min(round(found.good * n), n), n


def _with(group: ScoreGroup, compared: tuple[float, float, float, float]) -> ScoreGroup:
    versus, low, high, p_value = compared
    return replace(group, versus_rest=versus, versus_low=low, versus_high=high, p_value=p_value)


def _shrunken(groups: Sequence[ScoreGroup]) -> list[ScoreGroup]:
    scores, errors = np.array([part.score for part in groups], dtype=float), _errors(groups)
    pulled = shrink(scores, errors).estimate if len(groups) > 1 else scores
    return [replace(part, shrunken=float(value)) for part, value in zip(groups, pulled, strict=True)]


def _errors(groups: Sequence[ScoreGroup]) -> Numbers:
    """Standard errors by the width of the intervals, which leave no group of few answers without one."""
    return np.array([(part.high - part.low) / (2 * normal_quantile(0.95)) for part in groups], dtype=float)


def _low_first(group: ScoreGroup) -> tuple[bool, float]:
    known = isfinite(group.shrunken)
    return (not known, group.shrunken if known else group.score)
