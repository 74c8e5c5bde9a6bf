"""Small seeded grid: every procedure keeps its promises in worlds where nothing changed.

Simulated bars allow .015 of simulation error at 2,000 replicates; bars on exact sums allow nothing. The full
study, with the naive test beside ours, is tests/benchmarks/statistics_study.py.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.stats import exact_rates, simulated_people
from tests.stats.simulated_weeks import SCENARIOS, TREND, rule_f_rates, rule_f_rates_with_control
from touchpath.stats.power import people_for_rates
from touchpath.stats.sequential import lan_demets_bounds

pytestmark = pytest.mark.calibration
REPLICATES = 2_000
TOLERANCE = 0.015
SEED = 20_250_512


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(SEED)


@pytest.mark.parametrize(
    ("n1", "n2", "rate", "low", "high"),
    [
        (100, 100, 0.2, 0.045, 0.055),
        (400, 400, 0.05, 0.045, 0.055),
        (100, 400, 0.3, 0.045, 0.055),
        (300, 300, 0.5, 0.045, 0.055),
        (50, 50, 0.2, 0.040, 0.055),
        (200, 200, 0.05, 0.040, 0.055),
        (100, 100, 0.1, 0.040, 0.055),
        (25, 25, 0.5, 0.0, 0.065),
        (50, 50, 0.5, 0.0, 0.065),
        (25, 25, 0.1, 0.0, 0.065),
    ],
)
def test_ab_false_positives_summed_exactly(n1: int, n2: int, rate: float, low: float, high: float) -> None:
    assert low <= exact_rates.called_share(n1, rate, n2, rate) <= high


def test_ab_interval_coverage_summed_exactly() -> None:
    rates = (0.05, 0.2, 0.45, 0.6)
    cells = [
        exact_rates.difference_coverage(n1, p1, n2, p2)
        for n1, n2 in ((20, 20), (20, 200), (200, 20), (100, 100))
        for p1 in rates
        for p2 in rates
    ]
    assert np.mean(cells) >= 0.95
    assert min(cells) >= 0.92


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize(("people_a_day", "weeks_before"), [(60, 8), (400, 12)])
def test_before_after_false_positives(
    rng: np.random.Generator, name: str, people_a_day: int, weeks_before: int
) -> None:
    world = replace(SCENARIOS[name], people_a_day=people_a_day, weeks_before=weeks_before)
    rates = rule_f_rates(rng, world, REPLICATES)
    assert 0.03 - TOLERANCE <= rates.level_shift <= 0.065 + TOLERANCE
    assert rates.credited <= 0.05 + TOLERANCE
    assert rates.coverage >= 0.935 - TOLERANCE


def test_the_naive_test_cries_wolf_where_rule_f_does_not(rng: np.random.Generator) -> None:
    rates = rule_f_rates(rng, replace(SCENARIOS["week noise"], people_a_day=400), REPLICATES)
    assert rates.naive > 0.25
    assert rates.level_shift <= 0.065 + TOLERANCE


@pytest.mark.parametrize("weeks_before", [8, 12])
def test_a_trend_is_not_credited(rng: np.random.Generator, weeks_before: int) -> None:
    rates = rule_f_rates(rng, replace(TREND, people_a_day=400, weeks_before=weeks_before), REPLICATES)
    assert rates.credited <= 0.05 + TOLERANCE
    assert rates.naive > 0.9


@pytest.mark.parametrize("name", ["iid", "AR(1) day noise", "mix shift"])
@pytest.mark.parametrize("people_a_day", [60, 400])
def test_with_control(rng: np.random.Generator, name: str, people_a_day: int) -> None:
    rates = rule_f_rates_with_control(rng, replace(SCENARIOS[name], people_a_day=people_a_day), REPLICATES)
    assert 0.02 - TOLERANCE <= rates.level_shift <= 0.065 + TOLERANCE
    assert rates.coverage >= 0.935 - TOLERANCE
    assert rates.credited <= 0.035 + TOLERANCE


@pytest.mark.parametrize(("treated", "clusters"), [(3, 6), (3, 10), (20, 40)])
def test_few_clusters(rng: np.random.Generator, treated: int, clusters: int) -> None:
    found = simulated_people.cluster_false_positives(rng, treated, clusters, REPLICATES)
    assert 0.04 - TOLERANCE <= found <= 0.06 + TOLERANCE


@pytest.mark.parametrize("n", [20, 100, 200])
def test_paired_summed_exactly(n: int) -> None:
    assert max(exact_rates.paired_false_positives(n, changing) for changing in (0.1, 0.2, 0.4, 0.6)) <= 0.052
    changes = ((0.02, 0.02), (0.05, 0.1), (0.1, 0.2), (0.05, 0.3), (0.3, 0.3))
    assert min(exact_rates.paired_coverage(n, lost, gained) for lost, gained in changes) >= 0.944


@pytest.mark.parametrize(("people", "least"), [(20, 0.93), (200, 0.94)])
def test_log_rank_and_restricted_mean(rng: np.random.Generator, people: int, least: float) -> None:
    wrong, covered = simulated_people.survival_rates(rng, people, REPLICATES)
    assert 0.042 - TOLERANCE <= wrong <= 0.060 + TOLERANCE
    assert covered >= least - TOLERANCE


@pytest.mark.parametrize("score", simulated_people.NPS_SHAPES)
@pytest.mark.parametrize(("n1", "n2"), [(20, 20), (20, 200)])
def test_nps_interval(rng: np.random.Generator, score: int, n1: int, n2: int) -> None:
    shape = simulated_people.NPS_SHAPES[score]
    covered, wrong = simulated_people.nps_coverage(rng, shape, n1, n2, REPLICATES)
    assert covered >= 0.945 - TOLERANCE
    assert wrong <= 0.06 + TOLERANCE


@pytest.mark.parametrize(("n1", "n2"), [(50, 50), (40, 200)])
def test_revenue_permutation(rng: np.random.Generator, n1: int, n2: int) -> None:
    # 1,000 replicates of 1,999 permutations each, for time
    found = simulated_people.revenue_false_positives(rng, n1, n2, 1_000)
    assert 0.02 - TOLERANCE <= found <= 0.07 + TOLERANCE


def test_48_segments(rng: np.random.Generator) -> None:
    family, _ = simulated_people.segment_errors(rng, 48, 0, REPLICATES)
    assert family <= 0.065 + TOLERANCE
    family, discovery = simulated_people.segment_errors(rng, 48, 12, REPLICATES)
    assert family <= 0.065 + TOLERANCE
    assert discovery <= 0.05 + TOLERANCE


@pytest.mark.parametrize("people", [20, 300])
def test_several_attempts_of_the_same_people(rng: np.random.Generator, people: int) -> None:
    ours, ignoring_people = simulated_people.clustered_coverage(rng, people, REPLICATES)
    assert ours >= 0.945 - TOLERANCE
    assert ignoring_people < 0.92


@pytest.mark.parametrize(("n1", "n2", "rate"), [(30, 30, 0.1), (50, 500, 0.05), (200, 2000, 0.3)])
def test_odds_ratio_of_something_unrelated(rng: np.random.Generator, n1: int, n2: int, rate: float) -> None:
    assert simulated_people.odds_ratio_coverage(rng, n1, n2, rate, 5_000) >= 0.94


def test_weekly_looks(rng: np.random.Generator) -> None:
    bounds = np.array(lan_demets_bounds([look / 8 for look in range(1, 9)]))
    ours, naive = simulated_people.peeking(rng, 8, bounds, 10 * REPLICATES)
    assert abs(ours - 0.05) <= 0.006
    assert naive > 0.15


def test_any_number_of_looks_with_the_mixture(rng: np.random.Generator) -> None:
    looks, tau2 = 500, 0.01  # each look adds one observation of variance 1
    variance = 1 / np.arange(1, looks + 1)
    bounds = np.sqrt((variance + tau2) / tau2 * (np.log((variance + tau2) / variance) + 2 * np.log(20)))
    ours, naive = simulated_people.peeking(rng, looks, bounds, REPLICATES)
    assert ours <= 0.05
    assert naive > 0.3


def test_the_planned_power_is_there_at_small_rates() -> None:
    people = int(np.ceil(people_for_rates(0.02, 0.05)))
    assert exact_rates.called_share(people, 0.02, people, 0.05) == pytest.approx(0.8, abs=0.03)
