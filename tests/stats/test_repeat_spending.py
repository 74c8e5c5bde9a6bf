"""Gamma-Gamma: its formula, its gradient, people it was simulated from, and what it refuses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from touchpath.stats.likelihood import NoFitError
from touchpath.stats.repeat_spending import (
    MIN_SPENDERS,
    GammaGamma,
    _SpendingLikelihood,
    fit_gamma_gamma,
    spending_follows_buying,
)

CDNOW = GammaGamma(6.25, 3.74, 15.44)


def spenders(model: GammaGamma, size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    count = random.integers(1, 9, size).astype(float)
    scale = random.gamma(model.q, 1 / model.v, size)
    return count, random.gamma(model.p * count, 1 / (scale * count))


def test_the_likelihood_by_its_formula_in_plain_numbers() -> None:
    p, q, v, x, z = 2.0, 3.0, 5.0, 3, 4.0
    density = math.gamma(p * x + q) / (math.gamma(p * x) * math.gamma(q))
    density *= v**q * z ** (p * x - 1) * x ** (p * x) / (v + x * z) ** (p * x + q)
    assert GammaGamma(p, q, v).log_likelihood([x], [z]) == pytest.approx(math.log(density), rel=1e-12)


def test_the_average_lies_between_what_was_seen_and_what_others_spend() -> None:
    """Published: the mean of the population is p v / (q - 1); a customer with nothing known has it."""
    assert CDNOW.average(0, 0) == pytest.approx(CDNOW.mean)
    assert CDNOW.mean == pytest.approx(35.2, abs=0.1)
    shrunken = CDNOW.average([1, 10], [100.0, 100.0])
    assert CDNOW.mean < shrunken[0] < shrunken[1] < 100


def test_the_gradient_is_that_of_the_likelihood() -> None:
    likelihood = _SpendingLikelihood(*spenders(CDNOW, 150, 1))
    for at in ((6.0, 4.0, 15.0), (0.7, 1.3, 2.0)):
        by_steps = approx_fprime(np.array(at), lambda given: likelihood(given)[0], 1e-7)
        assert likelihood(np.array(at))[1] == pytest.approx(by_steps, rel=2e-4, abs=2e-3)


def test_people_of_a_model_give_the_model_back_in_any_unit() -> None:
    count, worth = spenders(CDNOW, 20_000, 3)
    found, fit = fit_gamma_gamma(count, worth)
    errors = np.log([found.p / CDNOW.p, found.q / CDNOW.q, found.v / CDNOW.v]) / np.sqrt(np.diag(fit.covariance))
    assert np.all(np.abs(errors) < 3.5)
    cents, again = fit_gamma_gamma(count, worth * 100)
    assert (cents.p, cents.q, cents.v) == pytest.approx((found.p, found.q, found.v * 100), rel=1e-4)
    assert fit.log_likelihood == pytest.approx(found.log_likelihood(count, worth), abs=1e-5)
    assert again.log_likelihood == pytest.approx(cents.log_likelihood(count, worth * 100), abs=1e-5)


def test_spending_that_goes_with_buying_is_refused_on_one_side_of_the_edge() -> None:
    random = np.random.default_rng(5)
    count = random.integers(1, 6, 400).astype(float)
    noise = random.gamma(4.0, 10.0, 400)
    for weight, passes in ((2.0, True), (9.0, False), (-2.0, True)):
        worth = np.maximum(noise + weight * (count - 3), 0.5)
        together = spending_follows_buying(count, worth)
        assert (abs(together) <= 0.3) is passes
        if passes:
            assert fit_gamma_gamma(count, worth)
        else:
            with pytest.raises(NoFitError, match="goes with how often"):
                fit_gamma_gamma(count, worth)


def test_few_alike_or_boundless_amounts_are_refused() -> None:
    few = np.ones(MIN_SPENDERS - 1)
    with pytest.raises(NoFitError, match="needs 20 people"):
        fit_gamma_gamma(few, few * 3)
    with pytest.raises(NoFitError, match="needs 20 people"):
        fit_gamma_gamma(np.r_[np.zeros(50), np.ones(50)], np.r_[np.ones(50), np.zeros(50)])
    with pytest.raises(NoFitError, match="the same per purchase"):
        fit_gamma_gamma(np.ones(50), np.full(50, 9.99))
    heavy = spenders(GammaGamma(3.0, 0.6, 2.0), 3_000, 2)
    with pytest.raises(NoFitError, match="spend so much more"):
        fit_gamma_gamma(np.ones(3_000), heavy[1])


def test_the_correlation_is_of_those_with_both() -> None:
    assert spending_follows_buying([1, 2, 3, 0], [1, 2, 3, 50]) == pytest.approx(1)
    assert math.isnan(spending_follows_buying([1, 1], [1, 2]))
