"""NPS, CSAT and CES in view: the score, its interval and how it went.

NPS is 100 * (share of 9-10 - share of 0-6), from answers on 0-10 only. CSAT is the share of the top two boxes of its
scale. CES is the mean on 1-7 (other scales are rescaled, and that is said). Weighted where the file has weights; an
answer whose weight is not above 0 and finite counts nowhere. Answers of one person are no independent answers:
intervals cluster by person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from math import nan, sqrt
from typing import Any, Literal

from scipy.special import stdtrit

from touchpath.analysis.measures.figure import Difference, Figure, cells
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.cells import Derived, Fixed, Size
from touchpath.journey.filters import Filters
from touchpath.journey.trends import Bucket
from touchpath.journey.words import plural
from touchpath.stats.differences import join_limits
from touchpath.stats.proportions import wilson
from touchpath.stats.survey_scores import nps_interval

ScoreMetric = Literal["nps", "csat", "ces"]
METRICS: tuple[ScoreMetric, ...] = ("nps", "csat", "ces")
_ALL = -2
_ROUNDING = 1e-12


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


def scores(engine: Reader, filters: Filters, buckets: tuple[Bucket, ...]) -> dict[ScoreMetric, Score]:
    """Every metric; one without answers has a NaN value and the reason.

    Dates select answers by when they were given, personas by who gave them, channels by the channel of the answer.
    Conditions on event properties do not apply to answers.
    """
    parameters = {**_choice(engine.calendar, filters), **cells(buckets)}
    rows: dict[str, list[Any]] = {metric: [] for metric in METRICS}
    for row in engine.frame("ask/scores/answers", parameters).itertuples():
        rows[str(row.metric)].append(row)
    where = " with one of these channels" if filters.channels else ""
    found = {metric: _score(metric, rows[metric], where) for metric in METRICS}
    return found if all(score.figure.n for score in found.values()) else _with_reasons(engine, found)


def score_difference(before: Figure, now: Figure) -> Difference | None:
    """The difference of two scores in their own unit, its interval from their own limits."""
    if not before.n or not now.n:
        return None
    low, high = join_limits(before.value, before.low, before.high, now.value, now.low, now.high)
    return Difference(now.value - before.value, float(low), float(high))


def _with_reasons(engine: Reader, found: dict[ScoreMetric, Score]) -> dict[ScoreMetric, Score]:
    """Metrics without a figure say why, where answers are called like them but are on another scale."""
    off = engine.frame("ask/scores/off_scale").set_index("metric")["answers"].to_dict()
    return {
        metric: _because(score, metric, int(off[metric])) if metric in off and not score.figure.n else score
        for metric, score in found.items()
    }


def _because(score: Score, metric: ScoreMetric, answers: int) -> Score:
    reason = f"{score.figure.reason} {_off(metric, answers)}"
    return replace(score, figure=replace(score.figure, reason=reason, about=(answers,)))


def _off(metric: ScoreMetric, answers: int) -> str:
    usual = {"nps": "NPS is only counted on 0 to 10", "csat": "CSAT on at most eleven boxes"}[metric]
    return f"{plural(answers, 'answer is', 'answers are')} on another scale: {usual}."


def _score(metric: ScoreMetric, rows: list[Any], where: str) -> Score:
    overall = next((row for row in rows if row.period == _ALL), None)
    if overall is None or not overall.w:
        return Score(metric, Figure(nan, 0, reason=f"No {metric.upper()} answers{where} are in view.", about=()))
    low, high = _interval(metric, overall)
    trend = tuple((int(row.period), _value(metric, row), float(row.answers)) for row in rows if row.period >= 0)
    figure = Figure(_value(metric, overall), int(overall.answers), low=low, high=high, trend=trend)
    factor = 100 if metric == "nps" else 1
    return Score(
        metric,
        figure,
        people=int(overall.clusters),
        mean=overall.wscore / overall.w,
        good=_share(overall.wgood, overall.w),
        unweighted=factor * overall.plain / overall.answers,
        weighted=bool(overall.weighted),
        rescaled=bool(overall.rescaled),
        effective=_kish(overall),
    )


def _value(metric: ScoreMetric, row: Any) -> float:
    if metric == "nps":
        return 100 * (_share(row.wgood, row.w) - _share(row.wbad, row.w))
    return float(row.wx / row.w) if metric == "ces" else _share(row.wx, row.w)


def _share(part: float, whole: float) -> float:
    """A share of the weights; rounding takes none of it below 0 or above 1."""
    return min(max(float(part / whole), 0.0), 1.0)


def _interval(metric: ScoreMetric, row: Any) -> tuple[float, float]:
    """The 95 % interval with the variance of a ratio mean over clusters (linearised): sum_p (wx - m w)^2 / W^2.

    For shares it becomes the number of independent answers that would vary as much (Kish 1965), at most Kish's.
    """
    mean = row.wx / row.w
    variance = max(row.wx_wx - 2 * mean * row.wx_w + mean**2 * row.w_w, 0.0) / row.w**2
    if metric == "ces":
        return _mean_interval(mean, variance, int(row.clusters))
    good, bad = _share(row.wgood, row.w), _share(row.wbad, row.w)
    effective = _effective(good + bad - (good - bad) ** 2, variance, min(_kish(row), float(row.answers)))
    if metric == "csat":
        low, high = wilson(good * effective, effective)
    else:
        low, high = nps_interval(bad * effective, (1 - good - bad) * effective, good * effective)
    return float(low), float(high)


def _kish(row: Any) -> float:
    return float(row.w**2 / row.squares)


def _effective(of_one: float, variance: float, answers: float) -> float:
    return min(of_one / variance, answers) if variance > _ROUNDING and of_one > _ROUNDING else answers


def _mean_interval(mean: float, variance: float, clusters: int) -> tuple[float, float]:
    if clusters < 2:
        return nan, nan
    half = float(stdtrit(clusters - 1, 0.975)) * sqrt(variance * clusters / (clusters - 1))
    return mean - half, mean + half


def _choice(calendar: Calendar, filters: Filters) -> dict[str, Any]:
    last = filters.date_to
    return {
        "begins": calendar.utc_of(filters.date_from) if filters.date_from else None,
        "ends": calendar.utc_of(last + timedelta(days=1)) if last else None,
        "by_persona": bool(filters.personas),
        "personas": [name for name in filters.personas if name is not None],
        "without_persona": None in filters.personas,
        "by_channel": bool(filters.channels),
        "channels": [name for name in filters.channels if name is not None],
        "without_channel": None in filters.channels,
        "group": filters.group,
    }
