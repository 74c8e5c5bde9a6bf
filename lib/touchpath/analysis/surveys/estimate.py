"""Scores of groups of answers with intervals: sums that add, clustered by person, weighted where the file says so.

Answers of one person are no independent answers, and weights that differ leave fewer that tell as much: both widen
the interval. Sources: Rocks 2016 (NPS), Wilson 1927 (shares), Kish 1965 (effective answers).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from scipy.special import stdtrit

from touchpath.analysis.surveys.answers import Chosen, Numbers, Whole
from touchpath.analysis.surveys.scale import CountedAnswers
from touchpath.stats.means import MeanMoments
from touchpath.stats.proportions import wilson
from touchpath.stats.survey_scores import nps_interval

_ROUNDING = 1e-12
_MOST_CELLS = 4_000_000


@dataclass(frozen=True)
class ScoreSums:
    """Sums over the answers of a group: w weights, x what is averaged; wx_wx and the like over sums by person."""

    metric: str
    answers: int
    clusters: int
    w: float
    squares: float
    wx: float
    wscore: float
    wscore2: float
    wgood: float
    wbad: float
    plain: float
    goods: float
    wx_wx: float
    wx_w: float
    w_w: float

    @property
    def mean(self) -> float:
        """The mean of x, NPS on -1 to 1; NaN without answers."""
        return self.wx / self.w if self.w else nan

    @property
    def value(self) -> float:
        """The score in its own unit: points, a share, or a mean."""
        if self.metric == "nps":
            return 100 * (self.good - self.bad)
        return self.good if self.metric == "csat" else self.mean

    @property
    def unweighted(self) -> float:
        """The score without weights."""
        return (100 if self.metric == "nps" else 1) * self.plain / self.answers if self.answers else nan

    @property
    def good(self) -> float:
        """The share of good answers."""
        return _share(self.wgood, self.w)

    @property
    def plain_good(self) -> float:
        """The share of good answers without weights."""
        return self.goods / self.answers if self.answers else nan

    @property
    def bad(self) -> float:
        """The share of detractors."""
        return _share(self.wbad, self.w)

    @property
    def mean_score(self) -> float:
        """The mean of the number as shown."""
        return self.wscore / self.w if self.w else nan

    @property
    def kish(self) -> float:
        """How many answers of equal weight tell as much: (sum w)^2 / sum w^2."""
        return self.w**2 / self.squares if self.squares else nan

    @property
    def variance(self) -> float:
        """The variance of the mean of x over persons, linearised: sum (wx - m w)^2 / W^2."""
        mean = self.mean
        return max(self.wx_wx - 2 * mean * self.wx_w + mean**2 * self.w_w, 0.0) / self.w**2 if self.w else nan

    @property
    def effective(self) -> float:
        """How many independent answers would vary as much, at most Kish's."""
        most = min(self.kish, float(self.answers))
        of_one = self.variance_of_one
        variance = self.variance
        return min(of_one / variance, most) if variance > _ROUNDING and of_one > _ROUNDING else most

    @property
    def variance_of_one(self) -> float:
        """The variance of x from answer to answer."""
        if self.metric in ("nps", "csat"):
            return self.good + self.bad - (self.good - self.bad) ** 2
        return max(self.wscore2 / self.w - self.mean_score**2, 0.0) if self.w else nan

    @property
    def moments(self) -> MeanMoments:
        """What tests of means need, on the effective number of answers."""
        n = self.effective
        return MeanMoments(n, self.mean, self.variance_of_one * n / (n - 1) if n > 1 else nan)

    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the score; NaN where there are too few answers for one."""
        if not self.w:
            return nan, nan
        n = self.effective
        if self.metric == "nps":
            low, high = nps_interval(self.bad * n, (1 - self.good - self.bad) * n, self.good * n)
        elif self.metric == "csat":
            low, high = wilson(self.good * n, n)
        else:
            return _mean_interval(self.mean, self.variance, self.clusters)
        return float(low), float(high)


def sums(values: CountedAnswers, group: Whole, groups: int) -> tuple[ScoreSums, ...]:
    """The sums of each group; `group` numbers the group of each answer from 0, -1 leaves it out."""
    inside = group >= 0
    of, person, w = group[inside], values.cluster[inside], values.weight[inside]
    added = [np.bincount(of, part, groups) for part in _per_answer(values, inside)]
    cell, of_cell, _ = _cells(of, person, groups)
    wx, ws = np.bincount(cell, w * values.x[inside]), np.bincount(cell, w)
    by_person = [np.bincount(of_cell, part, groups) for part in (np.ones(len(ws)), wx * wx, wx * ws, ws * ws)]
    return tuple(_group(values.metric, *(part[i] for part in (*added, *by_person))) for i in range(groups))


def sums_and_rests(
    values: CountedAnswers, group: Whole, groups: int
) -> tuple[tuple[ScoreSums, ...], tuple[ScoreSums, ...]]:
    """The sums of each group, and of all answers that are not in it (those in no group are among them).

    The rest of a group is the whole less the group: of sums over squares by person, (T - c)^2 is T^2 - c (2T - c).
    """
    found, total = sums(values, group, groups), whole(values)
    inside = group >= 0
    w, person = values.weight, values.cluster
    cell, of_cell, person_of_cell = _cells(group[inside], person[inside], groups)
    own = [np.bincount(cell, part[inside]) for part in (np.ones(len(w)), w * values.x, w)]
    n, wx, ws = (np.bincount(person, part)[person_of_cell] for part in (np.ones(len(w)), w * values.x, w))
    gone = (own[0] == n, own[1] * (2 * wx - own[1]), own[1] * ws + own[2] * wx - own[1] * own[2],
            own[2] * (2 * ws - own[2]))  # fmt: skip
    less = [np.bincount(of_cell, part.astype(float), groups) for part in gone]
    return found, tuple(_less(total, part, *(column[i] for column in less)) for i, part in enumerate(found))


def _less(total: ScoreSums, part: ScoreSums, clusters: float, wx_wx: float, wx_w: float, w_w: float) -> ScoreSums:
    """All but one group; `clusters` are the humans with no answer outside it."""
    added = ("w", "squares", "wx", "wscore", "wscore2", "wgood", "wbad", "plain", "goods")
    left = [getattr(total, name) - getattr(part, name) for name in added]
    by_person = (total.clusters - clusters, total.wx_wx - wx_wx, total.wx_w - wx_w, total.w_w - w_w)
    return _group(total.metric, total.answers - part.answers, *left, *by_person)


def _per_answer(values: CountedAnswers, inside: Chosen) -> tuple[Numbers, ...]:
    """What is added up over answers."""
    w, x, score = values.weight[inside], values.x[inside], values.score[inside]
    good, bad = values.good[inside], values.bad[inside]
    return (np.ones(len(w)), w, w * w, w * x, w * score, w * score**2, w * good, w * bad, x, good)


def _group(metric: str, answers: float, *added: float) -> ScoreSums:
    w, squares, wx, wscore, wscore2, wgood, wbad, plain, goods, clusters, wx_wx, wx_w, w_w = map(float, added)
    return ScoreSums(
        metric,
        int(answers),
        int(clusters),
        w,
        squares,
        wx,
        wscore,
        wscore2,
        wgood,
        wbad,
        plain,
        goods,
        wx_wx,
        wx_w,
        w_w,
    )


def whole(values: CountedAnswers) -> ScoreSums:
    """The sums of all answers."""
    (found,) = sums(values, np.zeros(len(values), dtype=np.int64), 1)
    return found


def _cells(of: Whole, person: Whole, groups: int) -> tuple[Whole, Whole, Whole]:
    """The (group, person) of each answer by number, and the group and the person of each number."""
    people = int(person.max(initial=-1)) + 1
    key = of * people + person
    if groups * people <= _MOST_CELLS:
        seen = np.zeros(groups * people, dtype=bool)
        seen[key] = True
        cells = np.flatnonzero(seen)
        number = np.cumsum(seen) - 1
        return number[key], cells // max(people, 1), cells % max(people, 1)
    cells, number = np.unique(key, return_inverse=True)
    return number, cells // max(people, 1), cells % max(people, 1)


def _share(part: float, whole: float) -> float:
    """A share of the weights; rounding takes none of it below 0 or above 1."""
    return min(max(float(part / whole), 0.0), 1.0) if whole else nan


def _mean_interval(mean: float, variance: float, clusters: int) -> tuple[float, float]:
    if clusters < 2:
        return nan, nan
    half = float(stdtrit(clusters - 1, 0.975)) * sqrt(variance * clusters / (clusters - 1))
    return mean - half, mean + half
