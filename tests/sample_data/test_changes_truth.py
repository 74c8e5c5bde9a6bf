"""The planted changes, tests and mix shift, found again by plain counting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

TimesOf = Callable[[str], dict[str, list[float]]]
DAY = 86_400


@pytest.fixture(scope="module")
def retention(people: pd.DataFrame, times_of: TimesOf, events: pd.DataFrame) -> pd.DataFrame:
    """People with retained, mature and week, counted person by person."""
    entry = {person: moments[0] for person, moments in times_of("sign_up").items()}
    visits, end = times_of("visit"), events["seconds"].max()
    rows = [
        {
            "person": person,
            "retained": any(start < moment <= start + 30 * DAY for moment in visits.get(person, ())),
            "mature": start + 30 * DAY <= end,
        }
        for person, start in entry.items()
    ]
    counted = pd.DataFrame(rows).merge(people, on="person")
    return counted.assign(week=counted["day"] // 7)


def _weekly(retention: pd.DataFrame, persona: str) -> pd.DataFrame:
    group = retention[retention["persona"] == persona]
    weeks = [week for week, part in retention.groupby("week") if part["mature"].all()]
    assert weeks == list(range(len(weeks)))
    return group[group["week"].isin(weeks)].groupby("week")["retained"].agg(["sum", "size"])


def _pooled_z_p(x1: int, n1: int, x2: int, n2: int) -> float:
    return float(stats.chi2_contingency([[x1, n1 - x1], [x2, n2 - x2]], correction=False).pvalue)


def _level_test(rates: np.ndarray, before: int) -> tuple[float, float, float, float]:
    """(effect, low, high, p) of the weekly level test, written out longhand."""
    pre, post, total = rates[:before], rates[before:], len(rates)
    rest = np.concatenate([pre - pre.mean(), post - post.mean()])
    rho = min(max(sum(rest[i] * rest[i - 1] for i in range(1, total)) / sum(rest**2) + 1 / total, 0), 0.8)
    factor = (1 + rho) / (1 - rho)
    error = np.sqrt(sum(rest**2) / (total - 2) * (1 / len(pre) + 1 / len(post)) * factor)
    freedom, effect = max((total - 2) / factor, 3), post.mean() - pre.mean()
    half = stats.t.ppf(0.975, freedom) * error
    return effect, effect - half, effect + half, 2 * stats.t.sf(abs(effect) / error, freedom)


def _drift_test(rates: np.ndarray, before: int) -> tuple[float, float]:
    week = np.arange(len(rates))
    fit = sm.OLS(rates, np.column_stack([np.ones(len(rates)), week >= before, week]).astype(float)).fit()
    return float(fit.params[1]), float(fit.pvalues[1])


@pytest.mark.parametrize("key", ["true_change", "empty_change"])
def test_weekly_counts_and_tests_agree_with_the_truth_file(
    key: str, retention: pd.DataFrame, truth: dict[str, Any]
) -> None:
    expected = truth[key]
    weekly = _weekly(retention, expected["persona"])
    assert weekly["size"].tolist() == expected["weekly_people"]
    assert weekly["sum"].tolist() == expected["weekly_retained"]
    before = (pd.Timestamp(expected["day"]) - pd.Timestamp(truth["first_day"])).days // 7
    assert before == expected["weeks_before"]
    rates = (weekly["sum"] / weekly["size"]).to_numpy()
    effect, low, high, p_level = _level_test(rates, before)
    assert (effect, low, high) == pytest.approx(
        (expected["effect"], expected["effect_low"], expected["effect_high"]), abs=1e-9
    )
    assert p_level == pytest.approx(expected["p_level"], rel=1e-6)
    drift_effect, p_drift = _drift_test(rates, before)
    assert (drift_effect, p_drift) == pytest.approx((expected["drift_effect"], expected["p_drift"]), rel=1e-6)
    sums = [weekly["sum"][:before].sum(), weekly["size"][:before].sum()]
    sums += [weekly["sum"][before:].sum(), weekly["size"][before:].sum()]
    assert _pooled_z_p(*sums) == pytest.approx(expected["naive_z_p"], rel=1e-6)


def test_the_true_change_is_found_and_its_range_covers_what_was_planted(truth: dict[str, Any]) -> None:
    change = truth["true_change"]
    assert change["planted_effect"] >= 0.12
    assert change["p_level"] < 0.001
    assert change["p_drift"] < 0.01
    assert change["effect_low"] <= change["planted_effect"] <= change["effect_high"]
    assert 120 < np.mean(change["weekly_people"]) < 140


def test_the_empty_change_fools_the_naive_test_but_not_the_drift_version(truth: dict[str, Any]) -> None:
    change = truth["empty_change"]
    assert change["naive_z_p"] < 1e-6
    assert change["p_level"] < 0.05
    assert change["p_drift"] > 0.2


def test_mix_shift_is_composition_not_rates(retention: pd.DataFrame, truth: dict[str, Any]) -> None:
    expected = truth["mix_shift"]
    split = (pd.Timestamp(expected["day"]) - pd.Timestamp(truth["first_day"])).days // 7
    weeks = retention["week"]
    early = retention[(weeks >= split - expected["weeks_before"]) & (weeks < split)]
    late = retention[(weeks >= split) & (weeks < split + expected["weeks_after"])]
    assert late["mature"].all()
    composition = rate = 0.0
    for persona in retention["persona"].unique():
        a, b = early[early["persona"] == persona], late[late["persona"] == persona]
        share_a, share_b = len(a) / len(early), len(b) / len(late)
        rate_a, rate_b = a["retained"].mean(), b["retained"].mean()
        composition += 100 * (share_b - share_a) * (rate_a + rate_b) / 2
        rate += 100 * (rate_b - rate_a) * (share_a + share_b) / 2
    assert composition == pytest.approx(expected["composition_points"], abs=1e-6)
    assert rate == pytest.approx(expected["rate_points"], abs=1e-6)
    drop = 100 * (late["retained"].mean() - early["retained"].mean())
    assert composition + rate == pytest.approx(drop)
    counts = (early["retained"].sum(), len(early), late["retained"].sum(), len(late))
    assert _pooled_z_p(*counts) == pytest.approx(expected["naive_z_p"], rel=1e-6)
    assert expected["naive_z_p"] < 0.01
    assert composition < -4
    assert abs(rate) < 2


def _arms(folder: Path, times_of: TimesOf, test: str) -> dict[str, tuple[int, int]]:
    log = pd.read_csv(folder / "ab_tests.csv.gz")
    orders, counts = times_of("purchase"), {}
    for arm, part in log[log["test"] == test].groupby("arm"):
        starts = pd.to_datetime(part["assigned_at"], utc=True).astype("datetime64[s, UTC]").astype("int64")
        bought = [
            any(start < moment <= start + 14 * DAY for moment in orders.get(person, ()))
            for person, start in zip(part["person"], starts, strict=True)
        ]
        counts[str(arm)] = (len(bought), sum(bought))
    return counts


@pytest.mark.parametrize("key", ["ab_test", "broken_split"])
def test_arms_are_counted_right(key: str, folder: Path, times_of: TimesOf, truth: dict[str, Any]) -> None:
    expected = truth[key]
    counts = _arms(folder, times_of, expected["test"])
    assert [counts[arm][0] for arm in expected["arms"]] == expected["people"]
    assert [counts[arm][1] for arm in expected["arms"]] == expected["converted"]
    assert stats.chisquare(expected["people"]).pvalue == pytest.approx(expected["split_p"], rel=1e-6)


def test_fair_test_has_an_effect_and_the_other_a_broken_split(truth: dict[str, Any]) -> None:
    fair, broken = truth["ab_test"], truth["broken_split"]
    assert fair["split_p"] > 0.01
    assert fair["naive_z_p"] < 0.001
    assert fair["difference"] == pytest.approx(fair["planted_effect"], abs=0.025)
    assert broken["split_p"] < 0.001


def test_immature_people_would_fake_a_drop(retention: pd.DataFrame, truth: dict[str, Any]) -> None:
    expected = truth["immature"]
    late = retention[~retention["mature"]]
    assert (len(late), int(late["retained"].sum())) == (expected["people"], expected["retained_so_far"])
    mature_rate = retention.loc[retention["mature"], "retained"].mean()
    assert mature_rate == pytest.approx(expected["retention_mature_people"])
    assert retention["retained"].mean() == pytest.approx(expected["retention_if_counted_as_lost"])
    assert late["retained"].mean() < mature_rate - 0.1
