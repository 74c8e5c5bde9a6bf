"""The planted journey truths, found again by plain counting: checkout, cause, support, value, surveys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

TimesOf = Callable[[str], dict[str, list[float]]]
DAY = 86_400
LATER_STEPS = ("add_to_cart", "start_checkout", "purchase")


def _depth(start: float, steps: list[list[float]]) -> int:
    """Steps an attempt begun at `start` reaches: the earliest event at or after the one before, within 7 days."""
    now, depth = start, 1
    for moments in steps:
        candidates = [moment for moment in moments if now <= moment <= start + 7 * DAY]
        if not candidates:
            return depth
        now, depth = min(candidates), depth + 1
    return depth


@pytest.fixture(scope="module")
def funnel(events: pd.DataFrame, people: pd.DataFrame, times_of: TimesOf) -> dict[tuple[str, str], list[int]]:
    """(persona, channel of entry) -> people per step; every product view opens an attempt."""
    persona = people.set_index("person")["persona"].to_dict()
    views = events[events["event"] == "view_product"]
    deepest: Counter[tuple[str, str]] = Counter()
    later = {step: times_of(step) for step in LATER_STEPS}
    for person, channel, start in zip(views["person"], views["channel"], views["seconds"], strict=True):
        depth = _depth(start, [later[step].get(person, []) for step in LATER_STEPS])
        deepest[person, channel] = max(deepest[person, channel], depth)
    cells: dict[tuple[str, str], list[int]] = {}
    for (person, channel), depth in deepest.items():
        counts = cells.setdefault((persona[person], channel), [0, 0, 0, 0])
        for step in range(depth):
            counts[step] += 1
    return cells


def test_every_cell_of_the_funnel(funnel: dict[tuple[str, str], list[int]], truth: dict[str, Any]) -> None:
    expected = truth["checkout_problem"]["cells"]
    assert funnel == {(cell["persona"], cell["channel"]): cell["people"] for cell in expected}


def test_families_on_the_app_have_the_lowest_step_rate(
    funnel: dict[tuple[str, str], list[int]], truth: dict[str, Any]
) -> None:
    rates = sorted(
        (counts[step] / counts[step - 1], persona, channel, step)
        for (persona, channel), counts in funnel.items()
        for step in (1, 2, 3)
    )
    expected = truth["checkout_problem"]
    assert rates[0][1:] == ("Families", "app", 3)
    assert (expected["persona"], expected["channel"], expected["step"]) == ("Families", "app", "purchase")
    assert rates[0][0] == pytest.approx(expected["rate_from_previous"])
    assert rates[1][0] - rates[0][0] > 0.1


def test_payment_errors_are_the_cause(times_of: TimesOf, events: pd.DataFrame, truth: dict[str, Any]) -> None:
    expected = truth["drop_off_driver"]
    end, hour = events["seconds"].max(), expected["landmark_seconds"]
    orders = times_of("purchase")
    waiting = {}
    for person, moments in times_of("start_checkout").items():
        start, bought = moments[0], orders.get(person, [])
        if start + 7 * DAY <= end and not any(start < moment <= start + hour for moment in bought):
            waiting[person] = (start, any(start < moment <= start + 7 * DAY for moment in bought))
    assert len(waiting) == expected["people_at_landmark"]
    assert sum(bought for _, bought in waiting.values()) == expected["converted_after_landmark"]
    strength = {}
    for name, found in expected["touchpoints"].items():
        seen = times_of(name)
        table = Counter(
            (any(start < moment <= start + hour for moment in seen.get(person, ())), bought)
            for person, (start, bought) in waiting.items()
        )
        assert (table[True, True] + table[True, False], table[True, True]) == (
            found["exposed"],
            found["exposed_converted"],
        )
        ratio = table[True, True] * table[False, False] / (table[True, False] * table[False, True])
        assert ratio == pytest.approx(found["odds_ratio"])
        strength[name] = abs(np.log(ratio))
    assert strength[expected["cause"]] > np.log(4)
    assert all(strength[name] < np.log(1.15) for name in expected["without_effect"])


def test_slow_support_lowers_return_and_effort_score(
    times_of: TimesOf, events: pd.DataFrame, answers: pd.DataFrame, truth: dict[str, Any]
) -> None:
    expected = truth["slow_support"]
    end, visits = events["seconds"].max(), times_of("visit")
    contacts = events[events["event"] == "support_contact"]
    returned: dict[str, list[bool]] = {"quick": [], "slow": []}
    waits: dict[str, list[tuple[float, float]]] = {}
    for person, moment, minutes in zip(
        contacts["person"], contacts["seconds"], contacts["wait_minutes"], strict=True
    ):
        waits.setdefault(person, []).append((moment, minutes))
        if moment + 30 * DAY <= end:
            kind = "slow" if minutes >= expected["slow_from_minutes"] else "quick"
            returned[kind].append(any(moment < visit <= moment + 30 * DAY for visit in visits.get(person, ())))
    effort = answers[answers["metric"] == "ces"]
    asked = pd.to_datetime(effort["answered_at"], utc=True).astype("datetime64[s, UTC]").astype("int64")
    scores: dict[str, list[int]] = {"quick": [], "slow": []}
    for person, moment, score in zip(effort["person"], asked, effort["score"], strict=True):
        minutes = max(entry for entry in waits[person] if entry[0] <= moment)[1]
        scores["slow" if minutes >= expected["slow_from_minutes"] else "quick"].append(score)
    for kind in ("quick", "slow"):
        assert len(returned[kind]) == expected[kind]["mature_contacts"]
        assert sum(returned[kind]) == expected[kind]["returned"]
        assert len(scores[kind]) == expected[kind]["ces_answers"]
        assert np.mean(scores[kind]) == pytest.approx(expected[kind]["ces_mean"])
    assert expected["slow"]["return_rate"] < expected["quick"]["return_rate"] - 0.15
    assert expected["slow"]["ces_mean"] < expected["quick"]["ces_mean"] - 1.5
    assert expected["ces_mean_answered"] > expected["ces_mean_if_all_answered"] + 0.1


def _by_persona(
    touchpoint: str, times_of: TimesOf, people: pd.DataFrame, end: float
) -> dict[str, Counter[tuple[bool, bool]]]:
    tables: dict[str, Counter[tuple[bool, bool]]] = {}
    entry, seen, orders = times_of("sign_up"), times_of(touchpoint), times_of("purchase")
    for person, persona in zip(people["person"], people["persona"], strict=True):
        start = entry[person][0]
        if start + 30 * DAY <= end:
            touched = any(start < moment <= start + 30 * DAY for moment in seen.get(person, ()))
            bought = any(start < moment <= start + 30 * DAY for moment in orders.get(person, ()))
            tables.setdefault(persona, Counter())[touched, bought] += 1
    return tables


@pytest.mark.parametrize("key", ["valuable_touchpoint", "loyal_touchpoint"])
def test_value_counts(
    key: str, times_of: TimesOf, people: pd.DataFrame, events: pd.DataFrame, truth: dict[str, Any]
) -> None:
    expected = truth[key]
    tables = _by_persona(expected["touchpoint"], times_of, people, events["seconds"].max())
    total = sum(tables.values(), Counter())
    assert total[True, True] == expected["bought_with"]
    assert total[True, True] + total[True, False] == expected["people_with"]
    assert total[False, True] == expected["bought_without"]
    crude = total[True, True] * total[False, False] / (total[True, False] * total[False, True])
    assert crude == pytest.approx(expected["odds_ratio"])
    above = sum(t[True, True] * t[False, False] / t.total() for t in tables.values())
    below = sum(t[True, False] * t[False, True] / t.total() for t in tables.values())
    assert above / below == pytest.approx(expected["odds_ratio_within_persona"])


def test_one_touchpoint_sells_and_the_other_only_looks_like_it(truth: dict[str, Any]) -> None:
    sells, looks = truth["valuable_touchpoint"], truth["loyal_touchpoint"]
    assert sells["odds_ratio"] > 1.8
    assert sells["odds_ratio_within_persona"] > 1.8
    assert looks["odds_ratio"] > 1.5
    assert looks["odds_ratio_within_persona"] == pytest.approx(1, abs=0.06)


def test_weekday_pattern(people: pd.DataFrame, truth: dict[str, Any]) -> None:
    expected = truth["weekday_pattern"]
    local = people["joined_at"].dt.tz_convert(truth["time_zone"]).dt.day_name()
    assert expected["sign_ups"] == local.value_counts().to_dict()
    share = pd.Series(expected["sign_ups"]) / len(people)
    weight = pd.Series(expected["planted_weight"])
    assert (share - weight / weight.sum()).abs().max() < 0.01


def test_survey_counts_and_silence(events: pd.DataFrame, answers: pd.DataFrame, truth: dict[str, Any]) -> None:
    sent = Counter(events.loc[events["event"] == "survey_sent", "campaign"])
    for metric, expected in truth["survey_silence"].items():
        scores = answers.loc[answers["metric"] == metric, "score"].tolist()
        assert sent[f"{metric}_survey"] == expected["asked"]
        assert len(scores) == expected["answered"] < expected["asked"] / 2
        seen = sum(scores) / len(scores)
        if metric == "nps":
            seen = 100 * (sum(x >= 9 for x in scores) - sum(x <= 6 for x in scores)) / len(scores)
        assert seen == pytest.approx(expected["score_answered"])
        flattery = {"nps": 5, "csat": 0.05, "ces": 0.1}[metric]
        assert expected["score_answered"] > expected["score_if_all_answered"] + flattery
