"""The answers that a name stands for: a metric (all its questions) or one question, on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from touchpath.analysis.surveys.answers import Chosen, Series, SurveyAnswers
from touchpath.analysis.surveys.scale import USUAL_ENDS
from touchpath.journey.definition import DefinitionError

METRICS = ("nps", "csat", "ces")


@dataclass(frozen=True, eq=False)
class NamedAnswers:
    """Which answers a name stands for (`all_of_them`), and which have a score on its scale and count (`usable`).

    The scale is that of most of them; `low` and `high` are its ends, infinite where none is known.
    """

    name: str
    metric: str
    all_of_them: Chosen
    usable: Chosen
    low: float
    high: float


def answers_named(answers: SurveyAnswers, name: str) -> NamedAnswers:
    """The answers of a metric, else of the question called so. Raises DefinitionError where there are none."""
    by_metric = {place for place, kind in enumerate(answers.kinds) if kind.metric == name}
    series = by_metric or {place for place, kind in enumerate(answers.kinds) if kind.question == name}
    if not answers.kinds:
        raise DefinitionError("There are no survey answers here: add a file of answers, or choose other filters.")
    if not series:
        raise DefinitionError(f'No answers are called "{name}": choose a score that was asked for.')
    chosen = answers.of_series(series)
    scored = chosen & np.isfinite(answers.score) & np.isfinite(answers.weight)
    metric = answers.kinds[min(series)].metric
    ends = _most_used(answers, scored, series)
    same = {place for place in series if _ends(answers.kinds[place]) == ends}
    return NamedAnswers(name, metric, chosen, scored & answers.of_series(same), *ends)


def rated_questions(answers: SurveyAnswers) -> tuple[str, ...]:
    """Questions with a known metric, in the order of their files; where none has one, all with a scale."""
    rated = list(_questions(answers, METRICS))
    return tuple(dict.fromkeys(rated or _questions(answers, ("other",))))


def _questions(answers: SurveyAnswers, metrics: tuple[str, ...]) -> Iterator[str]:
    return (kind.question for kind in answers.kinds if kind.metric in metrics and np.isfinite(kind.scale_high))


def _ends(kind: Series) -> tuple[float, float]:
    """The ends of a scale; where the file has none, the usual ones of the metric. Infinite: not known."""
    low, high = USUAL_ENDS.get(kind.metric, (-np.inf, np.inf))
    return (low, high) if np.isnan(kind.scale_high) or np.isnan(kind.scale_low) else (kind.scale_low, kind.scale_high)


def _most_used(answers: SurveyAnswers, scored: Chosen, series: set[int]) -> tuple[float, float]:
    counts = np.bincount(answers.series[scored], minlength=len(answers.kinds))
    ends: dict[tuple[float, float], int] = {}
    for place in sorted(series):
        key = _ends(answers.kinds[place])
        ends[key] = ends.get(key, 0) + int(counts[place])
    return max(ends, key=ends.__getitem__)
