"""NPS, CSAT and CES in view: the score, its interval and how it went.

NPS is 100 * (share of 9-10 - share of 0-6), from answers on 0-10 only. CSAT is the share of the top two boxes of its
scale. CES is the mean on 1-7 (other scales are rescaled, and that is said). Weighted where the file has weights; an
answer whose weight is not above 0 and finite counts nowhere. Answers of one person are no independent answers:
intervals cluster by person. Answers are in view by their place (surveys/view.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal

import numpy as np

from touchpath.analysis.measures.figure import Difference, Figure, MeasureBuckets, Point, places
from touchpath.analysis.surveys.answers import NO_TIME, SurveyAnswers, survey_answers
from touchpath.analysis.surveys.estimate import ScoreSums, sums, whole
from touchpath.analysis.surveys.scale import CountedAnswers, counted, of_metric, usable
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Size
from touchpath.journey.filters import Filters
from touchpath.journey.words import plural
from touchpath.stats.differences import join_limits

ScoreMetric = Literal["nps", "csat", "ces"]
METRICS: tuple[ScoreMetric, ...] = ("nps", "csat", "ces")


@dataclass(frozen=True)
class Score:
    """A metric in view. `figure.value` is in points (NPS), a share (CSAT) or a mean on 1-7 (CES).

    `figure.n` counts answers, `people` who gave them. `mean` is the mean score, `good` the share of good answers
    (9-10, top two boxes, 5 or more). `unweighted` is the value without weights, `weighted` and `rescaled` say
    whether the file has weights, and whether another scale was brought to 1-7. `effective` is the number of equally
    weighted answers that tell as much, (sum w)^2 / sum w^2 (Kish 1965).
    """

    metric: Fixed[ScoreMetric]
    figure: Figure
    people: Size[int] = 0
    mean: Derived[float] = nan
    good: Derived[float] = nan
    unweighted: Derived[float] = nan
    weighted: Fixed[bool] = False
    rescaled: Fixed[bool] = False
    effective: Derived[float] = nan


def scores(engine: Reader, filters: Filters, buckets: MeasureBuckets) -> dict[ScoreMetric, Score]:
    """Every metric; one without answers has a NaN value and the reason."""
    return {metric: score_in_view(engine, metric, filters, buckets) for metric in METRICS}


def score_in_view(engine: Reader, metric: ScoreMetric, filters: Filters, buckets: MeasureBuckets) -> Score:
    """One metric under the filters of every page; without answers a NaN value and the reason."""
    answers = survey_answers(engine)
    wanted = of_metric(answers, metric) & usable(answers, metric)
    found = answers_in_view(engine, filters, wanted=wanted).placed.answers
    if not len(found):
        return Score(metric, _none(answers, metric, filters))
    values = counted(found, metric)
    overall = whole(values)
    low, high = overall.interval()
    figure = Figure(overall.value, overall.answers, low=low, high=high, trend=_trend(values, found, buckets))
    return Score(
        metric, figure, people=overall.clusters, mean=overall.mean_score, good=overall.good,
        unweighted=overall.unweighted, weighted=values.weighted, rescaled=values.rescaled, effective=overall.kish,
    )  # fmt: skip


def score_difference(before: Figure, now: Figure) -> Difference | None:
    """The difference of two scores in their own unit, its interval from their own limits."""
    if not before.n or not now.n:
        return None
    low, high = join_limits(before.value, before.low, before.high, now.value, now.low, now.high)
    return Difference(now.value - before.value, float(low), float(high))


def _trend(values: CountedAnswers, answers: SurveyAnswers, buckets: MeasureBuckets) -> tuple[Point, ...]:
    if not buckets:
        return ()
    place = np.where(answers.moment == NO_TIME, -1, places(answers.moment, buckets))
    found: tuple[ScoreSums, ...] = sums(values, place, len(buckets))
    return tuple((number, part.value, float(part.answers)) for number, part in enumerate(found) if part.answers)


def _none(answers: SurveyAnswers, metric: ScoreMetric, filters: Filters) -> Figure:
    """No figure, and why: no answers in view, or answers called like it on another scale."""
    where = " with one of these channels" if filters.channels else ""
    reason = f"No {metric.upper()} answers{where} are in view."
    elsewhere = of_metric(answers, metric) & ~usable(answers.reweighed(), metric)
    off = int(np.count_nonzero(elsewhere)) if metric in _SCALES else 0
    if not off:
        return Figure(nan, 0, reason=reason, about=())
    said = f"{plural(off, 'answer is', 'answers are')} on another scale: {_SCALES[metric]}."
    return Figure(nan, 0, reason=f"{reason} {said}", about=(off,))


_SCALES = {"nps": "NPS is only counted on 0 to 10", "csat": "CSAT on at most eleven boxes"}
