"""The calibration study of lib/touchpath/stats: what each procedure promises and does, the naive z test beside it.

    python -m tests.benchmarks.statistics_study [--replicates 4000] [--only before/after]

Every world is one in which nothing changed (or, for coverage and power, in which the truth is known). `ours` is
the share measured, `bar` what it should be; the naive column is the usual two-proportion z test (or the plain
interval) in the same world. Noise sizes: day noise sd .10 and week noise sd .08 on the logit scale, AR(1) .7.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import nan, sqrt
from time import perf_counter

import numpy as np
from scipy.special import ndtri

from tests.stats import exact_rates, simulated_people
from tests.stats.simulated_weeks import SCENARIOS, TREND, rule_f_rates, rule_f_rates_with_control
from touchpath.stats.power import people_for_rates
from touchpath.stats.sequential import lan_demets_bounds

SEED = 41


@dataclass(frozen=True)
class Row:
    """One measured share; `low` and `high` are its bar (NaN: reported, no bar), `exact` has no simulation error."""

    world: str
    measure: str
    ours: float
    naive: float = nan
    low: float = 0.0
    high: float = 1.0
    exact: bool = False

    def judge(self, replicates: int) -> str:
        """Whether the bar is met, allowing two standard errors of simulation for simulated shares."""
        if np.isnan(self.low):
            return "reported"
        slack = 0.0 if self.exact else 2 * sqrt(max(self.ours * (1 - self.ours), 0.01) / replicates)
        if self.low <= self.ours <= self.high:
            return "met"
        return "met within noise" if self.low - slack <= self.ours <= self.high + slack else "MISSED"


Study = Callable[[np.random.Generator, int], Iterator[Row]]


def ab_tests(_: np.random.Generator, __: int) -> Iterator[Row]:
    """Randomised yes/no: exact false positives."""
    sizes = ((100, 100), (200, 200), (400, 400), (1000, 1000), (100, 400), (300, 300), (40, 400), (20, 200))
    for n1, n2 in ((25, 25), (50, 50), *sizes):
        for rate in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5):
            weight = min(n1, n2) * min(rate, 1 - rate)
            lumpy = n1 == n2 <= 50
            low = 0.0 if weight < 10 or lumpy else 0.045 if weight >= 20 else 0.040
            yield Row(
                f"{n1} against {n2}, rate {rate}",
                "false positives",
                exact_rates.called_share(n1, rate, n2, rate),
                exact_rates.naive_share(n1, rate, n2, rate),
                low,
                0.065 if lumpy else 0.055,
                exact=True,
            )


def ab_intervals(_: np.random.Generator, __: int) -> Iterator[Row]:
    """Newcombe coverage: the mean and the worst cell of a grid of rates, then the extremes beyond it."""
    rates = (0.05, 0.1, 0.2, 0.3, 0.45, 0.6)
    for n1, n2 in ((20, 20), (50, 50), (200, 200), (20, 200), (200, 20)):
        cells = [exact_rates.difference_coverage(n1, p1, n2, p2) for p1 in rates for p2 in rates]
        yield Row(f"{n1} against {n2}, rates .05-.6", "mean coverage", float(np.mean(cells)), low=0.95, exact=True)
        yield Row(f"{n1} against {n2}, rates .05-.6", "worst coverage", min(cells), low=0.92, exact=True)
    for n1, p1, n2, p2 in (
        (10, 0.3, 10, 0.5),
        (200, 0.01, 200, 0.02),
        (20, 0.02, 200, 0.01),
        (1000, 0.01, 100, 0.01),
    ):
        covered = exact_rates.difference_coverage(n1, p1, n2, p2)
        yield Row(f"{n1} at {p1} against {n2} at {p2}", "coverage, extreme", covered, low=nan, exact=True)


def before_after(rng: np.random.Generator, replicates: int) -> Iterator[Row]:
    """Sign-up cohorts before and after, no control: rule F, and what is credited."""
    for scenario in SCENARIOS.values():
        for people in (60, 400):
            for weeks in (8, 12, 26):
                world = replace(scenario, people_a_day=people, weeks_before=weeks)
                rates = rule_f_rates(rng, world, replicates)
                name = f"{scenario.name}, {people}/day, {weeks}+4 weeks"
                yield Row(name, "rule F false positives", rates.level_shift, rates.naive, 0.03, 0.065)
                yield Row(name, "credited", rates.credited, rates.naive, 0.0, 0.05)
    for drift in (0.01, 0.03):
        for people in (60, 400):
            for weeks in (8, 12):
                world = replace(TREND, people_a_day=people, weeks_before=weeks, drift=drift)
                rates = rule_f_rates(rng, world, replicates)
                name = f"linear trend {drift}/week, {people}/day, {weeks}+4 weeks"
                yield Row(name, "rule F false positives", rates.level_shift, rates.naive, nan)
                yield Row(name, "credited", rates.credited, rates.naive, 0.0, 0.05)


def with_control(rng: np.random.Generator, replicates: int) -> Iterator[Row]:
    """Before and after against a comparison group that shares the shocks and has week noise of its own."""
    for scenario in (*SCENARIOS.values(), TREND):
        for people in (60, 400):
            for weeks in (8, 26):
                world = replace(scenario, people_a_day=people, weeks_before=weeks)
                rates = rule_f_rates_with_control(rng, world, replicates)
                name = f"{scenario.name}, {people}/day a group, {weeks}+4 weeks"
                yield Row(name, "rule F false positives", rates.level_shift, rates.naive, 0.02, 0.065)
                yield Row(name, "coverage", rates.coverage, 1 - rates.naive, 0.935)
                yield Row(name, "solid", rates.credited, rates.naive, 0.0, 0.035)


def few_clusters(rng: np.random.Generator, replicates: int) -> Iterator[Row]:
    """Stores or regions: the pooled t on their changes."""
    for treated, clusters in ((3, 6), (5, 10), (3, 10), (10, 20), (20, 40)):
        found = simulated_people.cluster_false_positives(rng, treated, clusters, replicates)
        yield Row(f"{treated} of {clusters} clusters", "false positives", found, low=0.04, high=0.06)


def paired(_: np.random.Generator, __: int) -> Iterator[Row]:
    """The same people twice: exact sums."""
    for n in (20, 50, 100, 200):
        worst = max(exact_rates.paired_false_positives(n, share) for share in (0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8))
        yield Row(f"{n} pairs, 5-80 % change", "worst false positives", worst, low=0.0, high=0.052, exact=True)
        grid = [(lost, gained) for lost in (0.02, 0.05, 0.1, 0.3) for gained in (0.02, 0.05, 0.1, 0.3, 0.5)]
        covered = min(exact_rates.paired_coverage(n, *pair) for pair in grid)
        yield Row(f"{n} pairs, 2-50 % lost or gained", "worst coverage", covered, low=0.944, exact=True)


def survival(rng: np.random.Generator, replicates: int) -> Iterator[Row]:
    """Log-rank and restricted mean with about 30 % lost from sight."""
    for people in (20, 50, 200, 1000):
        wrong, covered = simulated_people.survival_rates(rng, people, replicates)
        yield Row(f"{people} a group", "log-rank false positives", wrong, low=0.042, high=0.060)
        yield Row(f"{people} a group", "RMST coverage", covered, low=0.94 if people >= 200 else 0.93)


def surveys(rng: np.random.Generator, replicates: int) -> Iterator[Row]:
    """NPS differences; the last shapes are extreme and only reported."""
    for score, shape in simulated_people.NPS_SHAPES.items():
        for n1, n2 in ((20, 20), (20, 200), (100, 100), (100, 1000)):
            covered, wrong = simulated_people.nps_coverage(rng, shape, n1, n2, replicates)
            yield Row(f"NPS {score}, {n1} against {n2}", "interval coverage", covered, low=0.945)
            yield Row(f"NPS {score}, {n1} against {n2}", "z false positives", wrong, low=nan)
    for shape in ((0.01, 0.04, 0.95), (0.5, 0.0, 0.5), (0.9, 0.05, 0.05)):
        covered, _ = simulated_people.nps_coverage(rng, shape, 20, 200, replicates)
        yield Row(f"shares {shape}, 20 against 200", "interval coverage, extreme", covered, low=nan)


def revenue(rng: np.random.Generator, replicates: int) -> Iterator[Row]:
    """Revenue per person with heavy tails and many zeros."""
    for n1, n2 in ((50, 50), (40, 200), (200, 200), (100, 1000)):
        found = simulated_people.revenue_false_positives(rng, n1, n2, min(replicates, 1_000))
        yield Row(f"{n1} against {n2}", "permutation false positives", found, low=0.02, high=0.07)


def many_questions(rng: np.random.Generator, replicates: int) -> Iterator[Row]:
    """48 segments, weekly looks, several attempts a person, drop-off drivers, planned power."""
    for changed in (0, 12):
        family, discovery = simulated_people.segment_errors(rng, 48, changed, replicates)
        any_unadjusted = 1 - 0.95 ** (48 - changed)
        yield Row(f"48 segments, {changed} changed", "family-wise error (Holm)", family, any_unadjusted, 0.0, 0.065)
        yield Row(f"48 segments, {changed} changed", "false discoveries (BH)", discovery, low=0.0, high=0.05)
    for looks in (4, 8, 26):
        bounds = np.array(lan_demets_bounds([(i + 1) / looks for i in range(looks)]))
        ours, naive = simulated_people.peeking(rng, looks, bounds, 10 * replicates)
        yield Row(f"{looks} weekly looks", "ever crossed", ours, naive, 0.044, 0.056)
    for people in (20, 50, 300):
        ours, naive = simulated_people.clustered_coverage(rng, people, replicates)
        yield Row(f"{people} people, 2.5 attempts each", "rate coverage", ours, naive, 0.94)
    for n1, n2, rate in ((30, 30, 0.1), (50, 500, 0.05), (200, 2000, 0.3), (2000, 2000, 0.3)):
        found = simulated_people.odds_ratio_coverage(rng, n1, n2, rate, 10 * replicates)
        yield Row(f"{n1} against {n2}, rate {rate}", "odds ratio holds 1", found, low=0.94)
    yield from planned_power()


def planned_power() -> Iterator[Row]:
    """Power at the people planned for .80, against the simple formula with the variance of the baseline."""
    for p1, p2 in ((0.02, 0.05), (0.01, 0.03), (0.1, 0.15)):
        people = int(np.ceil(people_for_rates(p1, p2)))
        simple = int(np.ceil((ndtri(0.975) + ndtri(0.8)) ** 2 * 2 * p1 * (1 - p1) / (p2 - p1) ** 2))
        ours, naive = (exact_rates.called_share(n, p1, n, p2) for n in (people, simple))
        yield Row(f"{p1} to {p2}, {people} people ({simple} simple)", "power", ours, naive, 0.77, 0.83, exact=True)


STUDIES: dict[str, Study] = {
    "A/B tests": ab_tests,
    "A/B intervals": ab_intervals,
    "before/after": before_after,
    "with control": with_control,
    "few clusters": few_clusters,
    "paired": paired,
    "survival": survival,
    "surveys": surveys,
    "revenue": revenue,
    "many questions": many_questions,
}


def show(name: str, rows: Iterator[Row], replicates: int) -> int:
    """Print one study's table; returns how many bars were missed."""
    print(f"\n{name}\n{'world':<52}{'measure':<28}{'ours':>8}{'naive':>8}  {'bar':<14}")
    missed = 0
    for row in rows:
        verdict = row.judge(replicates)
        missed += verdict == "MISSED"
        bar = "" if np.isnan(row.low) else f"{row.low:.3f}-{row.high:.3f}"
        naive = "" if np.isnan(row.naive) else f"{row.naive:.3f}"
        print(f"{row.world:<52}{row.measure:<28}{row.ours:>8.4f}{naive:>8}  {bar:<14}{verdict}", flush=True)
    return missed


def main() -> None:
    """Run the studies asked for and print a table for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicates", type=int, default=4_000)
    parser.add_argument("--only", choices=list(STUDIES), action="append")
    options = parser.parse_args()
    started, missed = perf_counter(), 0
    for name in options.only or STUDIES:
        missed += show(name, STUDIES[name](np.random.default_rng(SEED), options.replicates), options.replicates)
    seconds = perf_counter() - started
    print(f"\n{options.replicates} replicates, seed {SEED}, {seconds:.0f} s, {missed} bars missed")


if __name__ == "__main__":
    main()
