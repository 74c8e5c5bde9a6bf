"""Daily rates of a company in which nothing happens: what alarms are tried on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.special import expit, logit

from touchpath.stats.proportions import Floats

BEFORE, YEAR = 208, 365
"""Days known before the year that is judged."""
_SHARE, _NOISE = 0.1, 0.1
_WEEKDAYS = np.array([0.0, 0.05, 0.1, 0.05, 0.0, -0.3, -0.2])


@dataclass(frozen=True)
class DayScenario:
    """People a day, how much days resemble the day before (AR 1 on the logit), weekdays, and the yearly trend."""

    people: int
    autocorrelation: float
    weekday: bool
    trend: float

    @property
    def name(self) -> str:
        """In words."""
        weekdays = "weekdays" if self.weekday else "no weekdays"
        return f"{self.people:,} a day, AR {self.autocorrelation:g}, {weekdays}, trend {self.trend:+.1f}"


GRID = tuple(DayScenario(*parts) for parts in product((200, 2_000), (0.0, 0.5, 0.7), (False, True), (0.0, 0.3)))


def quiet_days(scenario: DayScenario, worlds: int, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Hits and people per day of so many worlds: a share of 10 % whose odds also vary by 10 % from day to day."""
    days = np.arange(BEFORE + YEAR)
    keep = scenario.autocorrelation
    noise = random.normal(size=(worlds, len(days))) * _NOISE
    noise[:, 1:] *= np.sqrt(1 - keep**2)
    for day in days[1:]:
        noise[:, day] += keep * noise[:, day - 1]
    weekday = _WEEKDAYS[days % 7] if scenario.weekday else np.zeros(len(days))
    people = random.poisson(scenario.people * np.exp(weekday), size=noise.shape)
    shares = expit(logit(_SHARE) + noise + weekday + scenario.trend * days / YEAR)
    return random.binomial(people, shares).astype(float), people.astype(float)


def with_halved_odds(hits: Floats, people: Floats, first: int, days: int, random: np.random.Generator) -> Floats:
    """The hits, where the odds of `days` days from `first` on are halved."""
    changed = hits.copy()
    for day in range(first, first + days):
        share = hits[:, day] / people[:, day]
        changed[:, day] = random.binomial(people[:, day].astype(int), 0.5 * share / (1 - 0.5 * share))
    return changed
