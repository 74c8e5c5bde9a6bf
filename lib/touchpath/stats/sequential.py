"""Looking more than once: group-sequential bounds for a planned end, always-valid ones for none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, log, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from touchpath.stats.proportions import Floats
from touchpath.stats.results import Estimate, unavailable

_NODES = 201  # quadrature points; bounds are then good to four decimals
_WIDEST = 9.0  # beyond this z no chance is left to spend


def obrien_fleming_spent(information: float, alpha: float = 0.05) -> float:
    """The chance of a false alarm spent on one side by a share of the information (0-1).

    2 (1 - Phi(z_(alpha/4) / sqrt(t))) with alpha two-sided. Source: Lan & DeMets 1983, Biometrika 70:659.
    """
    return float(2 * ndtr(ndtri(alpha / 4) / sqrt(min(information, 1.0))))


@lru_cache(maxsize=256)
def _bounds(information: tuple[float, ...], alpha: float) -> tuple[float, ...]:
    """Critical |z| of each look, by recursive integration over the paths that have not stopped."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    critical: list[float] = []
    scores, density = np.zeros(1), np.ones(1)  # where the score process is, and how much chance is there
    before, spent = 0.0, 0.0
    for t in information:
        to_spend = obrien_fleming_spent(t, alpha) - spent
        step = sqrt(t - before)
        critical.append(_boundary(scores, density, step, sqrt(t), to_spend))
        end = critical[-1] * sqrt(t)
        grid = nodes * end
        kernel = np.exp(-0.5 * ((grid[:, None] - scores) / step) ** 2) / (step * sqrt(2 * np.pi))
        density = (kernel @ density) * weights * end
        scores, before, spent = grid, t, spent + to_spend
    return tuple(critical)


def _boundary(scores: Floats, density: Floats, step: float, scale: float, to_spend: float) -> float:
    """The critical z above which exactly `to_spend` of the chance lies."""

    def excess(z: float) -> float:
        return float(density @ ndtr((scores - z * scale) / step)) - to_spend

    if to_spend <= 0 or excess(_WIDEST) > 0:
        return _WIDEST
    return float(brentq(excess, 0.0, _WIDEST, xtol=1e-7))


def lan_demets_bounds(information: Sequence[float], alpha: float = 0.05) -> tuple[float, ...]:
    """Critical |z| at each planned look with O'Brien-Fleming-type spending, alpha two-sided.

    `information` is the rising share (0-1] of the planned total seen at each look, for example weeks / planned
    weeks. A change is called at the first look whose |z| reaches its bound. Raises ValueError unless the shares
    rise strictly within (0, 1]. Source: Lan & DeMets 1983; integration after Armitage, McPherson & Rowe 1969.
    """
    shares = tuple(float(t) for t in information)
    if not shares or shares[0] <= 0 or shares[-1] > 1 or any(b <= a for a, b in pairwise(shares)):
        raise ValueError("The looks take rising shares of the planned information, over 0 and up to 1.")
    return _bounds(shares, alpha)


def planned_look(
    estimate: float, standard_error: float, information: Sequence[float], level: float = 0.95
) -> Estimate:
    """The latest of several planned looks: interval estimate +- bound * SE and the repeated p-value.

    `information` are the shares at all looks so far, this one last. The p-value is the smallest alpha whose
    bound this look would reach. Source: Jennison & Turnbull 2000, ch. 9.
    """
    method = f"look {len(information)}, O'Brien-Fleming spending"
    if not standard_error > 0:
        return unavailable(method, "The estimate has no standard error.", estimate=estimate, level=level)
    z = abs(estimate) / standard_error
    half = lan_demets_bounds(information, 1 - level)[-1] * standard_error

    def distance(log_alpha: float) -> float:
        return _bounds(tuple(float(t) for t in information), exp(log_alpha))[-1] - z

    lowest, highest = log(1e-8), log(0.999)
    if distance(highest) > 0:
        p_value = 1.0
    else:
        p_value = exp(lowest) if distance(lowest) < 0 else exp(brentq(distance, lowest, highest, xtol=1e-4))
    return Estimate(
        estimate,
        estimate - half,
        estimate + half,
        p_value,
        len(information),
        method,
        standard_error=standard_error,
        statistic=estimate / standard_error,
        level=level,
    )


def always_valid(estimate: float, standard_error: float, tau_squared: float, level: float = 0.95) -> Estimate:
    """A normal-mixture look that stays valid however often and whenever one looks.

    Reject when z^2 > ((V + tau^2)/tau^2) (ln((V + tau^2)/V) + 2 ln(1/alpha)), V the squared standard error;
    `tau_squared` (unit squared) is fixed beforehand, for example the change hoped for, squared.
    Source: Robbins 1970, Ann Math Stat 41:1397; Johari, Koomen, Pekelis & Walsh 2022, Oper Res 70:1806.
    Raises ValueError unless tau_squared is positive.
    """
    if not tau_squared > 0:
        raise ValueError("The mixing variance is fixed beforehand and over 0.")
    method = "always-valid normal mixture"
    if not standard_error > 0:
        return unavailable(method, "The estimate has no standard error.", estimate=estimate, level=level)
    variance = standard_error**2
    growth = log((variance + tau_squared) / variance)
    shrink = tau_squared / (variance + tau_squared)
    z = estimate / standard_error
    half = standard_error * sqrt((growth - 2 * log(1 - level)) / shrink)
    log_evidence = (z**2 * shrink - growth) / 2
    return Estimate(
        estimate,
        estimate - half,
        estimate + half,
        min(1.0, exp(-log_evidence)),
        1,
        method,
        standard_error=standard_error,
        statistic=z,
        level=level,
    )
