"""Whether predicted purchases may be shown: against what came afterwards, and against rules anybody could apply.

A prediction is accepted where Poisson deviance and squared error are surely below those of every simple rule, and
where its total is at most a fifth off. Which people come back is judged by the area under the curve (AUC).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from touchpath.stats.person_bootstrap import MOST_UNITS, percentile_interval, resampled_sums
from touchpath.stats.proportions import Floats
from touchpath.stats.repeat_buying import Buyers

LEAST_PREDICTED = 0.01
MOST_OFF = 0.2
AUC_ERRORS = 2.0
_RESAMPLES = 500
_AUC_RESAMPLES = 200


@dataclass(frozen=True, slots=True)
class RuleError:
    """How far off a rule was: mean Poisson deviance per person, and the root of the mean squared error.

    `deviance_low`/`high` and `rmse_low`/`high` end the 95 % interval of the rule's error minus the model's; NaN for
    the model itself. `beaten`: both intervals lie above 0.
    """

    rule: str
    deviance: float
    rmse: float
    deviance_low: float = nan
    deviance_high: float = nan
    rmse_low: float = nan
    rmse_high: float = nan

    @property
    def beaten(self) -> bool:
        """Whether the model was surely closer by both."""
        return self.deviance_low > 0 and self.rmse_low > 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """Predicted against actual purchases of `people`: the errors of the model and of each simple rule."""

    people: int
    predicted: float
    actual: float
    model: RuleError
    rules: tuple[RuleError, ...]

    @property
    def off(self) -> float:
        """By how much of the actual total the prediction was off (-0.12: 12 % too few); NaN where nobody bought."""
        return self.predicted / self.actual - 1 if self.actual else nan

    @property
    def accepted(self) -> bool:
        """Whether the prediction may be shown."""
        return abs(self.off) <= MOST_OFF and all(rule.beaten for rule in self.rules)


def simple_rules(buyers: Buyers, ahead: float) -> dict[str, Floats]:
    """What rules without a model expect of each person in the time `ahead`."""
    x, age = buyers.frequency, buyers.age
    rate = np.divide(x, age, out=np.zeros_like(x), where=age > 0)
    whole = age.sum()
    return {
        "each person's own rate goes on": rate * ahead,
        "each person buys as often again": x,
        "everybody buys at the average rate": np.full_like(x, x.sum() / whole * ahead if whole > 0 else 0.0),
    }


def judge(predicted: Floats, rules: dict[str, Floats], actual: Floats, seed: int = 0) -> Judgement:
    """The judgement of `predicted` (one row a person) beside what each of the `rules` predicted."""
    named = {"model": predicted, **rules}
    floored = [np.maximum(part, LEAST_PREDICTED) for part in named.values()]
    losses = np.column_stack(
        [*(_deviance(actual, part) for part in floored), *((actual - part) ** 2 for part in floored)]
    )
    everybody = np.zeros(len(actual), dtype=np.int64)
    sums = resampled_sums(np.column_stack([losses, np.ones(len(actual))]), everybody, _RESAMPLES, seed)[:, 0]
    means = sums[:, :-1] / np.maximum(sums[:, -1:], 1.0)
    size = len(named)
    draws = (means[:, :size], np.sqrt(means[:, size:]))
    deviance, squared = losses.mean(axis=0)[:size], losses.mean(axis=0)[size:]
    found = [
        RuleError(name, float(deviance[place]), sqrt(squared[place]), *_beyond_model(draws, place))
        for place, name in enumerate(named)
    ]
    return Judgement(len(actual), float(predicted.sum()), float(actual.sum()), found[0], tuple(found[1:]))


def _beyond_model(draws: tuple[Floats, Floats], place: int) -> tuple[float, ...]:
    """The intervals of a rule's two errors minus the model's."""
    if place == 0:
        return nan, nan, nan, nan
    ends = [percentile_interval(part[:, place : place + 1] - part[:, :1]) for part in draws]
    return tuple(float(end[0]) for pair in ends for end in pair)


def _deviance(actual: Floats, predicted: Floats) -> Floats:
    return np.asarray(2 * (xlogy(actual, actual / predicted) - (actual - predicted)), dtype=float)


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well two orders of people find those who bought: AUC of each, and the bootstrap error of the difference.

    `rule` is the order without a model: who bought last, or another one.
    """

    model: float
    rule: float
    error: float

    @property
    def by_model(self) -> bool:
        """Whether the model's order is better by at least 2 errors."""
        return self.model - self.rule >= AUC_ERRORS * self.error and self.model > self.rule


def ranking(predicted: Floats, rule: Floats, bought: NDArray[np.bool_], seed: int = 0) -> Ranking:
    """The order by a model against that of a rule ("who bought last comes first"); NaN where all or none bought."""
    scores = (predicted, rule)
    once = np.ones(len(bought))
    whole = [_Order.by(score, bought).auc(once) for score in scores]
    random = np.random.default_rng(seed)
    picked = np.arange(len(bought))
    if len(picked) > MOST_UNITS:
        picked = np.sort(random.permutation(picked)[:MOST_UNITS])
    orders = [_Order.by(score[picked], bought[picked]) for score in scores]
    weights = random.poisson(1.0, (_AUC_RESAMPLES, len(picked))).astype(float)
    draws = np.array([orders[0].auc(part) - orders[1].auc(part) for part in weights])
    error = float(np.nanstd(draws, ddof=1)) if np.isfinite(draws).any() else nan
    return Ranking(whole[0], whole[1], error * sqrt(len(picked) / max(len(bought), 1)))


@dataclass(frozen=True, eq=False)
class _Order:
    """People from the lowest score up; `starts` are where another score begins."""

    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    bought: NDArray[np.bool_]

    @classmethod
    def by(cls, score: Floats, bought: NDArray[np.bool_]) -> _Order:
        order = np.argsort(score, kind="stable")
        ranked = score[order]
        starts = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]])) if len(ranked) else order
        return cls(order, starts, bought[order])

    def auc(self, weights: Floats) -> float:
        """The chance that a buyer stands above somebody who did not buy, ties half; people count by their weight."""
        if not len(self.order):
            return nan
        weight = weights[self.order]
        buyers, others = (
            np.add.reduceat(np.where(kept, weight, 0.0), self.starts) for kept in (self.bought, ~self.bought)
        )
        below = np.cumsum(others) - others
        pairs = buyers.sum() * others.sum()
        return float(buyers @ (below + others / 2) / pairs) if pairs else nan
