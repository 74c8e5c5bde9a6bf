"""Simulated sign-up cohorts in which nothing changed, with the noises that real retention data have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

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
