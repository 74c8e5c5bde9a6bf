"""The mean difference between units and the comparisons drawn for each of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from touchpath.stats.proportions import Floats, normal_quantile
from touchpath.stats.results import Estimate, unavailable

RESAMPLES = 200
_MOST_UNITS = 5_000
_METHOD = "mean difference to matched people; bootstrap over the people of both sides"
PersonNumbers = NDArray[np.int64]


def matched_difference(
    own: Floats,
    people: PersonNumbers,
    others: Floats,
    other_people: PersonNumbers,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Estimate:
    """The mean of `own` minus the mean of each unit's comparisons, in the unit of the outcome.

    `others` has a row per unit, with NaN where a comparison is missing; each row has at least one. `people` and
    `other_people` number who they are of: one person may stand on both sides, and in several rows. The interval is
    +- 1.96 standard errors of a bootstrap that draws people (each counts Poisson(1) times, Hanley and MacGibbon
    2006; beyond 5,000 people random groups of people): ends read off its percentiles come out off-centre here.
    """
    if not len(own):
        return unavailable(_METHOD, "Nobody could be matched.")
    there = np.isfinite(others)
    worth = np.where(there, others, 0.0)
    difference = float((own - worth.sum(axis=1) / there.sum(axis=1)).mean())
    draws = _draws(own, people, worth, there, other_people, resamples, seed)
    error = float(np.std(draws, ddof=1)) if len(draws) > 1 else 0.0
    if not error > 0:
        return unavailable(_METHOD, "Nothing varies, on either side.", estimate=difference, n=len(own))
    half = normal_quantile(0.95) * error
    p_value = float(2 * ndtr(-abs(difference) / error))
    return Estimate(
        difference, difference - half, difference + half, p_value, len(own), _METHOD,
        standard_error=error, statistic=difference / error,
    )  # fmt: skip


def _draws(
    own: Floats,
    people: PersonNumbers,
    worth: Floats,
    there: NDArray[np.bool_],
    other_people: PersonNumbers,
    resamples: int,
    seed: int,
) -> Floats:
    random = np.random.default_rng(seed)
    known, unit = np.unique(np.concatenate([people, other_people[there]]), return_inverse=True)
    if len(known) > _MOST_UNITS:
        unit = random.integers(0, _MOST_UNITS, len(known))[unit]
    mine = unit[: len(people)]
    place = np.full(other_people.shape, min(len(known), _MOST_UNITS))  # past the end: weighs nothing
    place[there] = unit[len(people) :]
    draws = np.full(resamples, np.nan)
    for number in range(resamples):
        weights = np.append(random.poisson(1.0, min(len(known), _MOST_UNITS)), 0).astype(float)
        theirs = weights[place]
        total = theirs.sum(axis=1)
        weight = weights[mine] * (total > 0)
        if (size := weight.sum()) > 0:
            mean = np.einsum("ij,ij->i", theirs, worth) / np.maximum(total, 1.0)
            draws[number] = (weight * (own - mean)).sum() / size
    return np.asarray(draws[np.isfinite(draws)], dtype=np.float64)
