"""Simulated sign-up cohorts in which nothing changed, with the noises that real retention data have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, ndtr

from touchpath.stats.differences import n_minus_1_chi_square
from touchpath.stats.standardise import standardised_contrast, standardised_rates
from touchpath.stats.weekly import rule_f, with_drift

WEEKDAY_LOGITS = np.array([0.10, 0.05, 0.0, 0.0, -0.05, -0.20, -0.15])
WEEKDAY_VOLUME = np.array([1.2, 1.1, 1.05, 1.0, 1.0, 0.8, 0.85])
PERSONA_LOGITS = np.array([-0.9, 0.3])
DAY_NOISE = 0.10  # sd on the logit scale
WEEK_NOISE = 0.08


@dataclass(frozen=True)
class Scenario:
    """One world without a change: sizes, noises (logit scale), mix shift (share moved), drift a week."""

    name: str
    people_a_day: int = 60
    weeks_before: int = 8
    weeks_after: int = 4
    weekday: bool = False
    day_noise: float = 0.0
    day_autocorrelation: float = 0.0
    week_noise: float = 0.0
    mix_shift: float = 0.0
    drift: float = 0.0


def day_shocks(rng: np.random.Generator, scenario: Scenario, replicates: int) -> np.ndarray:
    """Shocks of shape (replicates, days), shared by every persona."""
    weeks = scenario.weeks_before + scenario.weeks_after
    days = weeks * 7
    shocks = np.zeros((replicates, days))
    if scenario.day_noise:
        rho = scenario.day_autocorrelation
        noise = rng.normal(0, scenario.day_noise, (replicates, days))
        shocks[:, 0] = noise[:, 0]
        for day in range(1, days):
            shocks[:, day] = rho * shocks[:, day - 1] + np.sqrt(1 - rho**2) * noise[:, day]
    if scenario.week_noise:
        shocks += np.repeat(rng.normal(0, scenario.week_noise, (replicates, weeks)), 7, axis=1)
    return shocks


def weekly_tables(
    rng: np.random.Generator, scenario: Scenario, replicates: int, shocks: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Successes and sizes of shape (replicates, personas, weeks)."""
    weeks = scenario.weeks_before + scenario.weeks_after
    day = np.arange(weeks * 7)
    shift = np.where(day >= scenario.weeks_before * 7, scenario.mix_shift, 0.0)
    shares = np.stack([0.6 - shift, 0.4 + shift])
    volume = WEEKDAY_VOLUME[day % 7] if scenario.weekday else np.ones(len(day))
    base = PERSONA_LOGITS[:, None] + scenario.drift * (day / 7)
    if scenario.weekday:
        base = base + WEEKDAY_LOGITS[day % 7]
    n = rng.poisson(scenario.people_a_day * volume * shares, (replicates, 2, len(day)))
    x = rng.binomial(n, expit(base + shocks[:, None, :]))
    by_week = (replicates, 2, weeks, 7)
    return x.reshape(by_week).sum(-1), n.reshape(by_week).sum(-1)


def with_control(
    rng: np.random.Generator, scenario: Scenario, replicates: int, own_noise: float = WEEK_NOISE
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Tables of a treated and a control group: the scenario's shocks are shared, week noise is each one's own."""
    weeks = scenario.weeks_before + scenario.weeks_after
    shared = day_shocks(rng, scenario, replicates)
    groups = []
    for _ in range(2):
        own = np.repeat(rng.normal(0, own_noise, (replicates, weeks)), 7, axis=1)
        groups.append(weekly_tables(rng, scenario, replicates, shared + own))
    return groups[0], groups[1]


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("iid"),
        Scenario("weekly season", weekday=True),
        Scenario("day noise", day_noise=DAY_NOISE),
        Scenario("AR(1) day noise", day_noise=DAY_NOISE, day_autocorrelation=0.7),
        Scenario("week noise", week_noise=WEEK_NOISE),
        Scenario("mix shift", mix_shift=0.15, day_noise=DAY_NOISE),
    )
}
TREND = Scenario("linear trend", day_noise=DAY_NOISE, drift=0.03)


@dataclass(frozen=True)
class Rates:
    """Shares of simulated comparisons: false positives by rule, coverage of 0, and the usual z test."""

    level_shift: float
    credited: float
    coverage: float
    naive: float


def rule_f_rates(rng: np.random.Generator, scenario: Scenario, replicates: int) -> Rates:
    """Before/after without a control, on persona-standardised rates; naive: all people before against after."""
    tables = weekly_tables(rng, scenario, replicates, day_shocks(rng, scenario, replicates))
    series = standardised_rates(*tables)
    k = scenario.weeks_before
    x1, n1, x2, n2 = (
        part.sum(axis=(1, 2)) for span in (slice(None, k), slice(k, None)) for part in (t[..., span] for t in tables)
    )
    return _rates(series, k, n_minus_1_chi_square(x1, n1, x2, n2)[1])


def rule_f_rates_with_control(rng: np.random.Generator, scenario: Scenario, replicates: int) -> Rates:
    """Before/after against a control on the logit scale; naive: z of the difference of differences."""
    treated, control = with_control(rng, scenario, replicates)
    k = scenario.weeks_before
    logits, _ = standardised_contrast(treated, control)
    effect, variance = np.zeros(replicates), np.zeros(replicates)
    for sign, (x, n) in ((1, treated), (-1, control)):
        for side, span in ((1, slice(k, None)), (-1, slice(None, k))):
            size = n[..., span].sum(axis=(1, 2))
            rate = x[..., span].sum(axis=(1, 2)) / size
            effect += sign * side * rate
            variance += rate * (1 - rate) / size
    return _rates(logits, k, 2 * ndtr(-np.abs(effect) / np.sqrt(variance)))


def _rates(series: np.ndarray, weeks_before: int, naive_p: np.ndarray) -> Rates:
    main = rule_f(series, weeks_before)
    drift_p = with_drift(series, weeks_before)[0].p_value
    return Rates(
        float(np.mean(main.p_value <= 0.05)),
        float(np.mean(np.maximum(main.p_value, drift_p) <= 0.05)),
        float(np.mean(np.abs(main.estimate) <= main.half_width)),
        float(np.mean(naive_p <= 0.05)),
    )
