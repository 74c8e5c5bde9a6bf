"""What it would gain to treat people in an order: those with the largest expected effect first, or the likeliest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr

from touchpath.analysis.change.units import Codes
from touchpath.analysis.uplift.effects import counted
from touchpath.analysis.uplift.labels import PeopleLabel
from touchpath.analysis.uplift.result import UpliftOrder
from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.qini import held_out_gains, held_out_scores, qini_area, resampled
from touchpath.stats.results import Estimate, unavailable

FOLDS = 5
SHARES = tuple(round(0.05 * step, 2) for step in range(21))
RESAMPLES = 200
_SEED = 16
_METHOD = "mean over all shares beyond drawing by lot; bootstrap over people, the order held fixed"


def ordered(labels: Sequence[PeopleLabel], person: Codes, treated: Codes, did: Floats) -> UpliftOrder | None:
    """The curves of both orders on people not used to make them; None without labels or people in both arms.

    Who is in which part is drawn by seed over people in their order, so that it is the same on every run.
    """
    if not labels or not len(did):
        return None
    kinds, kind = np.unique(np.column_stack([label.place for label in labels]), axis=0, return_inverse=True)
    fold = np.empty(len(did), dtype=np.int64)
    fold[np.argsort(person, kind="stable")] = np.random.default_rng(_SEED).integers(0, FOLDS, len(did))
    kind = kind.reshape(-1)
    counts = np.stack(
        [counted(kind[fold == i], len(kinds), treated[fold == i], did[fold == i]) for i in range(FOLDS)]
    )
    if counts[..., (0, 2)].sum(axis=1).min() < 1:
        return None
    effect, outcome = held_out_scores(counts, _design(labels, kinds))
    shares = np.array(SHARES)
    by_gain, by_outcome = (held_out_gains(counts, score, shares) for score in (effect, outcome))
    draws = [
        np.stack([held_out_gains(part, score, shares) for score in (effect, outcome)])
        for part in resampled(counts, RESAMPLES, _SEED)
    ]
    areas = np.array([[qini_area(curve, shares) for curve in draw] for draw in draws])
    own = [qini_area(curve, shares) for curve in (by_gain, by_outcome)]
    half = normal_quantile(0.95) * np.std([draw[0] for draw in draws], axis=0, ddof=1)
    return UpliftOrder(
        len(did), SHARES, _told(by_gain), tuple(zip(_told(by_gain - half), _told(by_gain + half), strict=True)),
        _told(by_outcome), _estimate(own[0], areas[:, 0], len(did)), _estimate(own[1], areas[:, 1], len(did)),
        _estimate(own[0] - own[1], areas[:, 0] - areas[:, 1], len(did)),
    )  # fmt: skip


def _design(labels: Sequence[PeopleLabel], kinds: Codes) -> Floats:
    """A column of ones, and one for every group of every label but its first."""
    columns = [np.ones(len(kinds))]
    for i, label in enumerate(labels):
        columns += [(kinds[:, i] == place).astype(np.float64) for place in range(1, len(label.names))]
    return np.column_stack(columns)


def _told(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _estimate(value: float, draws: Floats, n: int) -> Estimate:
    error = float(np.std(draws, ddof=1))
    if not error > 0:
        return unavailable(_METHOD, "Nothing varies.", estimate=value, n=n)
    half = normal_quantile(0.95) * error
    p_value = float(2 * ndtr(-abs(value) / error))
    return Estimate(value, value - half, value + half, p_value, n, _METHOD, standard_error=error)
