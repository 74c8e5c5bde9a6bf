"""Whether a model may be used to say to whom something will happen: against what came, and the best simple rule.

The gate: at least 100 people to whom it happened, a Brier score better than the base rate's, an area under the curve
above the rule's by a standard error of the difference, and a calibration slope of .8 to 1.25. Else the rule is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from touchpath.stats.hold_out import ranking
from touchpath.stats.proportions import Floats, wilson

YesNo = NDArray[np.bool_]
GateName = Literal["few", "brier", "auc", "slope"]
LEAST_HAPPENED, LOWEST_SLOPE, HIGHEST_SLOPE = 100, 0.8, 1.25
SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
TOP_SHARE = 0.1
_BINS, _NEWTON_STEPS = 10, 50


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """A tenth of the people by the chance they were given: what was foretold, and to how many it happened."""

    people: int
    foretold: float
    happened: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class GainPoint:
    """Of those to whom it happened, the share that the riskiest `share` of the people holds, by model and by rule."""

    share: float
    people: int
    model: float
    rule: float


@dataclass(frozen=True, slots=True)
class ForetoldTest:
    """A model beside a rule on `people` they have not seen; it `happened` to some.

    `error` is the bootstrap standard error of the difference of the two AUCs. Precision is the average precision (the
    area under the precision-recall curve); `rule_precision` that of the rule.
    """

    people: int
    happened: int
    model_auc: float
    rule_auc: float
    error: float
    model_precision: float
    rule_precision: float
    brier_skill: float
    slope: float
    bins: tuple[CalibrationBin, ...]
    gains: tuple[GainPoint, ...]

    def failed(self, learned_happened: int) -> tuple[GateName, ...]:
        """What stands against the model; nothing where it is accepted. `learned_happened`: of those learned from."""
        checks: dict[GateName, bool] = {
            "few": min(self.happened, learned_happened) >= LEAST_HAPPENED,
            "brier": self.brier_skill > 0,
            "auc": self.model_auc - self.rule_auc >= self.error and self.model_auc > self.rule_auc,
            "slope": LOWEST_SLOPE <= self.slope <= HIGHEST_SLOPE,
        }
        return tuple(name for name, passed in checks.items() if not passed)


def foretold_test(chance: Floats, rule: Floats, label: YesNo, seed: int = 0) -> ForetoldTest:
    """`chance` of a model and the order of a `rule` (any number, more is riskier) against what came."""
    ranks = ranking(chance, rule, label, seed)
    happened = int(np.count_nonzero(label))
    return ForetoldTest(
        len(label), happened, ranks.model, ranks.rule, ranks.error, average_precision(chance, label),
        average_precision(rule, label), brier_skill(chance, label), calibration_slope(chance, label),
        calibration_bins(chance, label), gains(chance, rule, label),
    )  # fmt: skip


def brier_skill(chance: Floats, label: YesNo) -> float:
    """1 - mean squared error / that of foretelling the base rate of these very people for everybody."""
    if not len(label):
        return nan
    rate = float(label.mean())
    base = rate * (1 - rate)
    return 1 - float(np.mean((chance - label) ** 2)) / base if base else nan


def calibration_slope(chance: Floats, label: YesNo) -> float:
    """The slope of a logistic regression of what came on the log odds foretold (Cox 1958); 1 is right, 0 is noise."""
    x = logit(np.clip(chance, 1e-6, 1 - 1e-6))
    if not label.any() or label.all() or np.ptp(x) < 1e-9:
        return nan
    design = np.column_stack([np.ones(len(x)), x])
    found = np.array([0.0, 1.0])
    for _ in range(_NEWTON_STEPS):
        fitted = expit(design @ found)
        weight = np.maximum(fitted * (1 - fitted), 1e-12)
        step = np.linalg.lstsq(design.T * weight @ design, design.T @ (label - fitted), rcond=None)[0]
        found = found + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            return float(found[1])
    return nan


def calibration_bins(chance: Floats, label: YesNo, bins: int = _BINS) -> tuple[CalibrationBin, ...]:
    """People in parts as large as each other by what they were foretold, lowest first."""
    order = np.argsort(chance, kind="stable")
    found = []
    for part in np.array_split(order, min(bins, len(order)) or 1):
        if len(part):
            happened = int(np.count_nonzero(label[part]))
            low, high = (float(end) for end in wilson(happened, len(part)))
            found.append(
                CalibrationBin(
                    len(part), float(chance[part].mean()), happened, happened / len(part), low, high
                )
            )  # fmt: skip
    return tuple(found)


def gains(model: Floats, rule: Floats, label: YesNo) -> tuple[GainPoint, ...]:
    """How much of what happened the riskiest people hold; people alike in risk are taken in no order."""
    held = [_held(score, label) for score in (model, rule)]
    return tuple(
        GainPoint(share, round(share * len(label)), held[0][place], held[1][place])
        for place, share in enumerate(SHARES)
    )


def average_precision(score: Floats, label: YesNo) -> float:
    """The area under the precision-recall curve, by steps; people alike in score enter together."""
    if not label.any():
        return nan
    people, caught = _steps(score, label)
    recall = caught / caught[-1]
    return float(np.sum(np.diff(recall, prepend=0.0) * caught / people))


def _held(score: Floats, label: YesNo) -> Floats:
    if not label.any():
        return np.full(len(SHARES), nan)
    people, caught = _steps(score, label)
    at = np.concatenate([[0], people]), np.concatenate([[0], caught / caught[-1]])
    return np.asarray(np.interp(np.array(SHARES) * len(label), *at), dtype=float)


def _steps(score: Floats, label: YesNo) -> tuple[Floats, Floats]:
    """From the riskiest down, after each group of people alike: how many people, and to how many it happened."""
    order = np.argsort(-score, kind="stable")
    ranked = score[order]
    ends = np.append(np.flatnonzero(ranked[1:] != ranked[:-1]), len(ranked) - 1)
    return (ends + 1).astype(float), np.cumsum(label[order])[ends].astype(float)
