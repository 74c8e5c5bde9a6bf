"""Maximum likelihood of models whose parameters are all above 0: with gradients, and with a check that it arrived.

Parameters are searched on the log scale, where they cannot leave their range and a step means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from touchpath.stats.proportions import Floats

Likelihood = Callable[[Floats], tuple[float, Floats]]
"""Parameters to the log-likelihood and its gradient by them (not by their logs)."""
_EDGE = 12.0
_ARRIVED = 1e-5
_SETTLED = 1e-9
_MOST_STEPS = 12
_STEP = 1e-4


class NoFitError(ValueError):
    """A model that cannot be fitted to these data; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The most likely parameters, the log-likelihood at them, and the covariance of the logs of the parameters.

    A parameter that ran to the edge of what is searched has no variance: its value says "as large (or small) as can
    be".
    """

    parameters: Floats
    log_likelihood: float
    covariance: Floats


def maximise(likelihood: Likelihood, starts: Sequence[Sequence[float]], n: float, model: str) -> Fit:
    """The parameters under which `n` people are most likely: where the first search that arrives ends.

    Raises NoFitError where none arrives at a point at which the slope is 0 (or points out at the edge).
    """
    for start in starts:
        if (found := _search(likelihood, start, n)) is not None:
            logs, best = found
            return Fit(np.exp(logs), best, _covariance(likelihood, logs))
    raise NoFitError(f"No parameters of the {model} model fit these data: the search for them did not settle.")


def polish(likelihood: Likelihood, coarse: Fit, share: float, n: float) -> Fit | None:
    """The most likely parameters for `n` people, from a fit to a random `share` of them; None if it does not settle.

    Steps of Newton with the curvature of the share: a few evaluations instead of dozens.
    """
    logs, curve = np.log(coarse.parameters), coarse.covariance * share * n
    for _ in range(_MOST_STEPS):
        value, slope = _descending(likelihood, logs, n)
        if np.all(np.abs(slope) < _SETTLED):
            return Fit(np.exp(logs), -value * n, _covariance(likelihood, logs))
        logs = np.clip(logs - curve @ slope, -_EDGE, _EDGE)
    return None


def _search(likelihood: Likelihood, start: Sequence[float], n: float) -> tuple[Floats, float] | None:
    """The logs of the parameters and the log-likelihood where a search from `start` ends; None if it got nowhere."""
    found = minimize(
        lambda logs: _descending(likelihood, logs, n),
        np.log(start),
        jac=True,
        method="L-BFGS-B",
        bounds=[(-_EDGE, _EDGE)] * len(start),
        options={"maxiter": 500, "ftol": 1e-14, "gtol": 1e-8, "maxls": 50},
    )
    logs, slope = found.x, _descending(likelihood, found.x, n)[1]
    free = _free(logs)
    outwards = np.where(logs > 0, slope <= 0, slope >= 0)
    settled = np.all(np.where(free, np.abs(slope) < _ARRIVED, outwards))
    return (logs, -float(found.fun) * n) if settled and np.isfinite(found.fun) else None


def _descending(likelihood: Likelihood, logs: Floats, n: float) -> tuple[float, Floats]:
    """What is minimised: the mean of minus the log-likelihood, and its slope by the logs."""
    parameters = np.exp(logs)
    value, gradient = likelihood(parameters)
    return -value / n, -gradient * parameters / n


def _free(logs: Floats) -> np.ndarray:
    return np.asarray(np.abs(logs) < _EDGE - 1e-6)


def _covariance(likelihood: Likelihood, logs: Floats) -> Floats:
    """The inverse of the observed information in the logs, by central differences of the gradient."""
    size = len(logs)
    slopes = np.zeros((size, size))
    for place in range(size):
        step = np.zeros(size)
        step[place] = _STEP
        up, down = (_descending(likelihood, logs + side * step, 1.0)[1] for side in (1, -1))
        slopes[place] = (up - down) / (2 * _STEP)
    information, free = (slopes + slopes.T) / 2, _free(logs)
    covariance = np.zeros((size, size))
    covariance[np.ix_(free, free)] = np.linalg.pinv(information[np.ix_(free, free)], hermitian=True)
    return covariance
