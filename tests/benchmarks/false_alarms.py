"""How often pretended changes cry wolf where nothing changed: `python -m tests.benchmarks.false_alarms [worlds]`.

Prints, for each kind of noise, the mean share of pretended changes that would have been called real, and that would
have been credited (probable or solid), over so many simulated worlds of 40 weeks. The nominal rate is 5 %; the mean
share called lies within [.02, .065].
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.analysis.quiet_weeks import false_alarms, quiet_engine
from tests.stats.simulated_weeks import DAY_NOISE, WEEK_NOISE, Scenario

WEEKS = 40
BAR = (0.02, 0.065)
SCENARIOS = (
    Scenario("independent people"),
    Scenario("weekdays differ", weekday=True),
    Scenario("noise between days", day_noise=DAY_NOISE),
    Scenario("days resemble the day before", day_noise=DAY_NOISE, day_autocorrelation=0.7),
    Scenario("noise between weeks", week_noise=WEEK_NOISE),
    Scenario("400 people a day, noise between weeks", people_a_day=400, week_noise=WEEK_NOISE),
)


def main() -> None:
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        engine = quiet_engine(Path(folder), WEEKS)
        print(f"{worlds} worlds of {WEEKS} weeks; share of pretended changes called (bar {BAR}), and credited")
        for control in (False, True):
            shares = [_shown(engine, scenario, worlds, control) for scenario in SCENARIOS]
            named = "with a comparison group" if control else "before and after"
            called, credited = np.mean(shares, axis=0)
            print(f"{named}, mean of all: called {called:.3f}, credited {credited:.3f}", flush=True)
        engine.close()


def _shown(engine: object, scenario: Scenario, worlds: int, control: bool) -> tuple[float, float]:
    began = time.perf_counter()
    found = list(false_alarms(engine, scenario, WEEKS, worlds, 7, control=control))  # type: ignore[arg-type]
    called = float(np.mean([one.called / one.pretended for one in found]))
    credited = float(np.mean([one.credited / one.pretended for one in found]))
    inside = "ok" if BAR[0] <= called <= BAR[1] else "OUTSIDE"
    print(
        f"  {'control, ' if control else ''}{scenario.name:38s} called {called:.3f} {inside:7s} credited "
        f"{credited:.3f}   {found[0].pretended} pretended changes each, {time.perf_counter() - began:.0f} s",
        flush=True,
    )
    return called, credited


if __name__ == "__main__":
    main()
