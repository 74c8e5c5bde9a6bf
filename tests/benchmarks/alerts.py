"""How often alerts cry wolf, and what they find: `python -m tests.benchmarks.alerts [worlds]` (2,000 as a rule).

A grid of quiet companies (people a day, how much days resemble the day before, weekdays, trend) is judged for a year:
false alarms per figure and year lie within .3 to 1.8 at a budget of 1, and 2 to 4.6 at one of 4. Beside them stand
four usual rules on the same series, whose alarms are counted as days called: joined like ours, a rule that never
rests would look like one alarm. Then what is found: odds halved for 3 days.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from numpy.typing import NDArray

from tests.stats.simulated_days import BEFORE, GRID, YEAR, DayScenario, quiet_days, with_halved_odds
from touchpath.stats import alarms
from touchpath.stats.daily_series import WEEK, daily
from touchpath.stats.proportions import Floats

BARS = {1: (0.3, 1.8), 4: (2.0, 4.6)}
BLOCK = 250
"""Worlds judged at once: so many stay within the caches of a small machine."""


def usual_rules(rate: Floats) -> dict[str, NDArray[np.bool_]]:
    """Four rules as tools and tables have them: on the plain rate of a day."""
    windows = np.lib.stride_tricks.sliding_window_view(rate, 28, axis=1)[:, :-1]
    mean, sd = np.full_like(rate, np.nan), np.full_like(rate, np.nan)
    mean[:, 28:], sd[:, 28:] = windows.mean(axis=2), windows.std(axis=2, ddof=1)
    week = np.ones_like(rate)
    week[:, WEEK:] = rate[:, WEEK:] / rate[:, :-WEEK]
    middle, spread = rate[:, :BEFORE].mean(axis=1), rate[:, :BEFORE].std(axis=1)
    level, chart = middle.copy(), np.zeros(rate.shape, dtype=bool)
    for day in range(rate.shape[1]):
        level = 0.8 * level + 0.2 * rate[:, day]
        chart[:, day] = np.abs(level - middle) > 3 * spread * np.sqrt(0.2 / 1.8)
    return {
        "2 sd of 28 days": np.abs(rate - mean) > 2 * sd,
        "week over week 10 %": np.abs(week - 1) > 0.1,
        "3 sigma of the start": np.abs(rate - middle[:, None]) > 3 * spread[:, None],
        "EWMA chart": chart,
    }


def false_alarms(scenario: DayScenario, worlds: int, seed: int) -> dict[str, float]:
    """Alarms per series and year, by rule; the budget rule under its budgets."""
    random, found = np.random.default_rng(seed), dict[str, float]()
    for first in range(0, worlds, BLOCK):
        hits, people = quiet_days(scenario, min(BLOCK, worlds - first), random)
        series = daily("rate", hits, people)
        p = np.fmin(alarms.by_day(series).p, alarms.by_week(series).p)
        rules = {f"budget {budget}": p < alarms.chance_a_day(budget) for budget in BARS}
        called = {name: alarms.begun(crossed) for name, crossed in rules.items()} | usual_rules(hits / people)
        for name, days in called.items():
            found[name] = found.get(name, 0.0) + float(days[:, -YEAR:].sum()) / worlds
    return found


def power(worlds: int, budget: float, autocorrelation: float) -> float:
    """The share of worlds (2,000 people a day) in which odds halved for 3 days are found within a week."""
    random, first = np.random.default_rng(8), BEFORE + 100
    hits, people = quiet_days(DayScenario(2_000, autocorrelation, True, 0.3), worlds, random)
    broken = with_halved_odds(hits, people, first, 3, random)
    return float(alarms.crossings(daily("rate", broken, people), budget)[:, first : first + WEEK].any(axis=1).mean())


def main() -> None:
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    print(f"false alarms per series and year, {worlds:,} worlds; bars {BARS}")
    began = time.perf_counter()
    for place, scenario in enumerate(GRID):
        found = false_alarms(scenario, worlds, place)
        inside = all(low <= found[f"budget {budget}"] <= high for budget, (low, high) in BARS.items())
        said = ", ".join(f"{name} {value:.2f}" for name, value in found.items())
        print(f"  {scenario.name:48s} {'ok' if inside else 'OUTSIDE'}: {said}", flush=True)
    for autocorrelation in (0.0, 0.5, 0.7):
        print(
            f"  odds halved for 3 days, AR {autocorrelation}: found {power(min(worlds, 500), 4, autocorrelation):.3f}"
        )
    print(f"  {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
