"""Gamma-Gamma: what a person's purchases are worth on average, from those seen.

Amounts scatter around a person's own average (gamma: p), averages scatter over people (inverse gamma: q, v); how much
a person spends has nothing to do with how often they buy, which is checked (`spending_follows_buying`).
Source: Fader, Hardie and Lee 2005, RFM and CLV, J Marketing Research 42:415; Fader and Hardie 2013, The Gamma-Gamma
Model of Monetary Value.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import digamma, gammaln

from touchpath.stats.likelihood import Fit, NoFitError, maximise
from touchpath.stats.proportions import Floats

MOST_CORRELATION = 0.3
MIN_SPENDERS = 20
_STARTS = ((6.0, 4.0, 0.5), (1.0, 2.0, 1.0), (0.5, 5.0, 5.0))


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The Gamma-Gamma model by its three parameters; `v` is in the unit of the amounts."""

    p: float
    q: float
    v: float

    @property
    def mean(self) -> float:
        """The average of somebody nothing is known of."""
        return self.p * self.v / (self.q - 1)

    def average(self, frequency: ArrayLike, worth: ArrayLike) -> Floats:
        """The expected average of each, given the mean `worth` of `frequency` purchases (0: nothing is known)."""
        x, z = np.asarray(frequency, dtype=float), np.asarray(worth, dtype=float)
        return np.asarray(self.p * (self.v + x * z) / (self.p * x + self.q - 1), dtype=float)

    def log_likelihood(self, frequency: ArrayLike, worth: ArrayLike) -> float:
        """The log-likelihood of the mean `worth` of each person's `frequency` purchases (both above 0)."""
        x, z = np.asarray(frequency, dtype=float), np.asarray(worth, dtype=float)
        return _SpendingLikelihood(x, z)(np.array([self.p, self.q, self.v]))[0]


def spending_follows_buying(frequency: ArrayLike, worth: ArrayLike) -> float:
    """The correlation of how often with how much, of people with both; NaN where either does not vary."""
    x, z = _spenders(frequency, worth)
    return float(np.corrcoef(x, z)[0, 1]) if len(x) > 1 and np.ptp(x) > 0 and np.ptp(z) > 0 else nan


def fit_gamma_gamma(frequency: ArrayLike, worth: ArrayLike) -> tuple[GammaGamma, Fit]:
    """The model under which the mean `worth` of `frequency` purchases of each person is most likely; people without
    either are left aside.

    Raises NoFitError where fewer than MIN_SPENDERS people are left, where spending goes with buying (correlation
    beyond MOST_CORRELATION either way), where amounts do not differ, or where the average of people has no mean.
    """
    x, z = _spenders(frequency, worth)
    if len(x) < MIN_SPENDERS:
        raise NoFitError(f"A model of spending needs {MIN_SPENDERS} people who spent something on a second day.")
    if np.ptp(z) <= 1e-9 * z.max():
        raise NoFitError("Everybody spends the same per purchase: there is nothing to model.")
    if abs(spending_follows_buying(x, z)) > MOST_CORRELATION:
        raise NoFitError("How much people spend goes with how often they buy, which the model of spending rules out.")
    unit = float(z.mean())
    found = maximise(_SpendingLikelihood(x, z / unit), _STARTS, len(x), "Gamma-Gamma")
    p, q, v = (float(part) for part in found.parameters)
    if q <= 1:
        raise NoFitError("A few people spend so much more than all others that their average cannot be expected.")
    parameters = np.array([p, q, v * unit])
    likelihood = found.log_likelihood - len(x) * float(np.log(unit))
    return GammaGamma(p, q, v * unit), Fit(parameters, likelihood, found.covariance)


def _spenders(frequency: ArrayLike, worth: ArrayLike) -> tuple[Floats, Floats]:
    x, z = np.asarray(frequency, dtype=float), np.asarray(worth, dtype=float)
    kept = (x > 0) & (z > 0)
    return x[kept], z[kept]


class _SpendingLikelihood:
    """The log-likelihood and its gradient by p, q and v; what depends on the count alone is kept per count."""

    def __init__(self, x: Floats, z: Floats) -> None:
        self.x, self.spent = x, x * z
        self.log_z = float(np.log(z).sum())
        self.counts, of = np.unique(x, return_inverse=True)
        self.people = np.bincount(of, minlength=len(self.counts)).astype(float)
        self.x_log_spent = float((x * np.log(self.spent)).sum())

    def __call__(self, parameters: Floats) -> tuple[float, Floats]:
        p, q, v = parameters
        x, n, size = self.counts, self.people, len(self.x)
        log_all, shape = np.log(v + self.spent), p * self.x + q
        value = (n * (gammaln(p * x + q) - gammaln(p * x))).sum() + size * (q * np.log(v) - gammaln(q))
        value += p * self.x_log_spent - self.log_z - (shape * log_all).sum()
        by_p = (n * x * (digamma(p * x + q) - digamma(p * x))).sum() + self.x_log_spent - (self.x * log_all).sum()
        by_q = (n * digamma(p * x + q)).sum() + size * (np.log(v) - digamma(q)) - log_all.sum()
        by_v = size * q / v - (shape / (v + self.spent)).sum()
        return float(value), np.array([by_p, by_q, by_v])
