"""The rule behind alerts: its budget holds, what is large is found, and every part by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import logit
from scipy.stats import t as student

from tests.stats.simulated_days import BEFORE, GRID, YEAR, DayScenario, quiet_days, with_halved_odds
from touchpath.stats import alarms
from touchpath.stats.daily_series import NEEDED, daily, natural, on_scale

WORLDS = 120
QUIET_DAYS = DayScenario(2_000, 0.5, True, 0.3)


@pytest.mark.parametrize("scenario", [GRID[6], GRID[12], GRID[23]], ids=lambda scenario: scenario.name)
def test_the_budget_holds(scenario: DayScenario) -> None:
    series = daily("rate", *quiet_days(scenario, WORLDS, np.random.default_rng(17)))
    p = np.fmin(alarms.by_day(series).p, alarms.by_week(series).p)
    for budget, (low, high) in {1: (0.3, 1.8), 4: (1.8, 4.6)}.items():
        crossed = p < alarms.chance_a_day(budget)
        assert low <= alarms.begun(crossed)[:, -YEAR:].sum() / WORLDS <= high


def test_halved_odds_are_found_within_the_week() -> None:
    random = np.random.default_rng(18)
    hits, people = quiet_days(QUIET_DAYS, WORLDS, random)
    broken = daily("rate", with_halved_odds(hits, people, 300, 3, random), people)
    assert alarms.crossings(broken, 4)[:, 300:307].any(axis=1).mean() >= 0.95


def by_hand(hits: np.ndarray, people: np.ndarray, day: int) -> tuple[float, float, float]:
    """The same rule for one day, in plain Python: expected, standard error, p."""
    y = [float(np.log((h + 0.5) / (n - h + 0.5))) for h, n in zip(hits, people, strict=True)]

    def factor(at: int) -> float:
        starts = [at - 7 * week for week in range(1, min(at // 7, 12) + 1)] if at >= 28 else []
        return float(np.median([y[s] - np.mean(y[s : s + 7]) for s in starts])) if starts else 0.0

    factors = [factor(at) for at in range(day + 1)]
    level = float(np.mean([y[at] - factors[at] for at in range(28)]))
    expected, noise = [], []
    for at in range(day + 1):
        expected.append(level + factors[at] if at else float("nan"))
        share = 1 / (1 + np.exp(-(y[at] + expected[at]) / 2))
        noise.append(1 / (people[at] * share * (1 - share)))
        level = 0.9 * level + 0.1 * (y[at] - factors[at])
    window = range(max(28, day - 180), day)
    robust = float(np.median([(y[at] - expected[at]) ** 2 for at in window])) / student.ppf(0.75, 1e9) ** 2
    error = float(np.sqrt(max(robust - np.mean([noise[at] for at in window]), 0) + noise[day]))
    return expected[day], error, float(2 * student.sf(abs(y[day] - expected[day]) / error, max(8, day / 4)))


@pytest.mark.parametrize("day", [NEEDED, 200, 300])
def test_a_day_is_judged_as_by_hand(day: int) -> None:
    hits, people = quiet_days(QUIET_DAYS, 1, np.random.default_rng(19))
    found = alarms.by_day(daily("rate", hits[0], people[0]))
    expected, error, p = by_hand(hits[0], people[0], day)
    assert found.expected[day] == pytest.approx(expected, abs=1e-6)
    assert found.error[day] == pytest.approx(error, abs=1e-6)
    assert found.p[day] == pytest.approx(p, rel=1e-5)


def test_nothing_is_judged_before_120_days() -> None:
    found = alarms.by_day(daily("rate", *quiet_days(QUIET_DAYS, 1, np.random.default_rng(20))))
    assert np.isnan(found.p[0, :NEEDED]).all()
    assert np.isfinite(found.p[0, NEEDED:]).all()


def test_the_future_changes_nothing() -> None:
    hits, people = quiet_days(QUIET_DAYS, 1, np.random.default_rng(21))
    whole, cut = (alarms.by_day(daily("rate", hits[0, :end], people[0, :end])).p for end in (400, 250))
    assert np.allclose(whole[:250], cut, equal_nan=True)


def test_crossings_with_seven_quiet_days_between_are_two_alarms() -> None:
    crossed = np.zeros(60, dtype=bool)
    crossed[[10, 17, 26, 35]] = True  # 6 quiet days join; 8 do not
    p = np.where(crossed, 0.001, 0.5)
    p[17] = 0.0001
    found = alarms.episodes(crossed, p)
    assert [(part.first, part.last, part.worst) for part in found] == [(10, 17, 17), (26, 26, 26), (35, 35, 35)]
    assert np.flatnonzero(alarms.begun(crossed)).tolist() == [10, 26, 35]


@pytest.mark.parametrize(("gap", "number"), [(7, 1), (8, 2)])
def test_the_eighth_day_begins_anew(gap: int, number: int) -> None:
    crossed = np.zeros(40, dtype=bool)
    crossed[[10, 10 + gap]] = True
    assert len(alarms.episodes(crossed, np.where(crossed, 0.01, 1.0))) == number
    assert alarms.begun(crossed).sum() == number


def test_a_day_left_out_is_not_judged_nor_its_weeks_and_moves_no_level() -> None:
    hits, people = quiet_days(QUIET_DAYS, 1, np.random.default_rng(22))
    hits, people = hits[0], people[0]
    out = np.zeros(len(hits), dtype=bool)
    out[300] = True
    broken = hits.copy()
    broken[300] = 0
    found, plain = daily("rate", broken, people, out), daily("rate", hits, people, out)
    assert np.isnan(alarms.by_day(found).p[300])
    assert np.isnan(alarms.by_week(found).p[300:307]).all()
    assert np.isfinite(alarms.by_week(found).p[[299, 307]]).all()
    assert np.array_equal(alarms.by_day(found).p, alarms.by_day(plain).p, equal_nan=True)


def test_the_band_is_left_exactly_where_the_day_crosses() -> None:
    for scale, values, sizes in _series():
        series = daily(scale, values, sizes)
        found, chance = alarms.by_day(series), alarms.chance_a_day(40)
        low, high = alarms.limits(series, found, chance)
        outside = (found.seen < low) | (found.seen > high)
        assert (found.p < chance).sum() > 2
        assert np.array_equal(outside, found.p < chance)


def _series() -> list[tuple]:
    random = np.random.default_rng(23)
    hits, people = quiet_days(QUIET_DAYS, 1, random)
    answers = random.poisson(40, 500).astype(float)
    return [
        ("rate", hits[0], people[0]),
        ("count", random.poisson(50, 500).astype(float), None),
        ("amount", np.exp(random.normal(6, 0.3, 500)), None),
        ("score", random.normal(20, 80 / np.sqrt(answers)), answers),
    ]


def test_a_series_comes_back_from_its_scale() -> None:
    for scale, values, sizes in _series():
        series = daily(scale, values, sizes)
        assert natural(series, on_scale(series)) == pytest.approx(
            series.values / (sizes if scale == "rate" else 1), rel=0.05
        )
    assert on_scale(daily("rate", np.array([10.0]), np.array([100.0])))[0] == pytest.approx(logit(10.5 / 101))


def test_the_smallest_drop_is_found_about_four_times_in_five() -> None:
    random = np.random.default_rng(24)
    hits, people = quiet_days(QUIET_DAYS, 1, random)
    drop = alarms.smallest_drop(daily("rate", hits[0], people[0]), 4)
    seen = found = 0
    for first in range(400, 560, 8):
        changed = hits[0].copy()
        odds = hits[0] / (people[0] - hits[0]) * np.exp(-drop)
        changed[first : first + 3] = (people[0] * odds / (1 + odds))[first : first + 3]
        seen += 1
        found += alarms.crossings(daily("rate", changed, people[0]), 4)[first : first + 7].any()
    assert 0.55 <= found / seen <= 0.98
    assert 0.1 < drop < 0.6
    assert np.isnan(alarms.smallest_drop(daily("rate", hits[0, :100], people[0, :100]), 4))


def test_a_short_series_has_a_fixed_rule() -> None:
    values = np.full(40, 100.0)
    values[20], values[30], values[35] = 49, 51, 205
    assert np.flatnonzero(alarms.learning_crossings(daily("count", values))).tolist() == [20, 35]
    few = np.full(40, 4.0)
    few[20] = 1
    assert not alarms.learning_crossings(daily("count", few)).any(), "chance alone explains 1 instead of 4"
    score = 20 + np.random.default_rng(25).normal(size=40)
    score[30] = 60
    assert np.flatnonzero(alarms.learning_crossings(daily("score", score, np.full(40, 30.0)))).tolist() == [30]


def test_what_has_no_denominator_is_left_out() -> None:
    series = daily("rate", np.array([1.0, 0.0, 2.0]), np.array([10.0, 0.0, 10.0]))
    assert series.judged.tolist() == [True, False, True]
    assert BEFORE > NEEDED
