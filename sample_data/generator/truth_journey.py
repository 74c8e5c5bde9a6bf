"""Truth about the journey: the checkout problem, its cause, slow support, what sells, weekdays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sample_data.generator import measures
from sample_data.generator import settings as s
from sample_data.generator.observed import Observed

LANDMARK_SECONDS = 3600


def _cell_counts(seen: Observed, entry_channel: str) -> pd.DataFrame:
    """People per persona and step of the main funnel, attempts entered on one channel."""
    window = measures.days_to_seconds(s.FUNNEL_WINDOW_DAYS)
    entries = seen.events[(seen.events["event"] == s.FUNNEL[0]) & (seen.events["channel"] == entry_channel)]
    later = [measures.times_by_person(seen.times(step)) for step in s.FUNNEL[1:]]
    rows = []
    for person, starts in measures.times_by_person(entries[["person", "utc"]]).items():
        depth = measures.deepest_step([times.get(person, []) for times in later], starts, window)
        rows.append((person, depth))
    depths = pd.DataFrame(rows, columns=["person", "depth"]).set_index("person")["depth"]
    persona = seen.people["persona"].reindex(depths.index)
    steps = {step: (depths >= place).groupby(persona).sum() for place, step in enumerate(s.FUNNEL, start=1)}
    return pd.DataFrame(steps)


def checkout_problem(seen: Observed) -> dict[str, Any]:
    """Every persona x channel cell of the funnel, and the lowest step-to-step rate of all of them."""
    cells: list[dict[str, Any]] = []
    for channel in ("app", "web"):
        for persona, row in _cell_counts(seen, channel).iterrows():
            people = [int(count) for count in row]
            cells.append({"persona": persona, "channel": channel, "people": people})
    rates = [
        (cell["people"][step] / cell["people"][step - 1], cell["persona"], cell["channel"], s.FUNNEL[step])
        for cell in cells
        for step in range(1, len(s.FUNNEL))
    ]
    rates.sort()
    rate, persona, channel, step = rates[0]
    return {
        "funnel": list(s.FUNNEL),
        "window_days": s.FUNNEL_WINDOW_DAYS,
        "counting": "people, any entry, ordered; channel and persona of the entry event",
        "persona": persona,
        "channel": channel,
        "step": step,
        "rate_from_previous": rate,
        "next_lowest_rate": rates[1][0],
        "cells": cells,
    }


def drop_off_driver(seen: Observed) -> dict[str, Any]:
    """What happened in the first hour after a person's first checkout, and who bought between then and day 7."""
    checkout = seen.times("start_checkout").groupby("person")["utc"].min()
    checkout = checkout[checkout + measures.days_to_seconds(s.FUNNEL_WINDOW_DAYS) <= seen.data_end]
    orders = seen.times("purchase")
    early = measures.touched_within(checkout, orders, LANDMARK_SECONDS)
    waiting = checkout[~early]
    bought = measures.touched_within(waiting, orders, measures.days_to_seconds(s.FUNNEL_WINDOW_DAYS))
    found = {}
    for name in ("payment_error", *(name for name, _ in s.UNRELATED_AFTER_CHECKOUT)):
        exposed = measures.touched_within(waiting, seen.times(name), LANDMARK_SECONDS)
        found[name] = {
            "exposed": int(exposed.sum()),
            "exposed_converted": int((exposed & bought).sum()),
            "odds_ratio": measures.odds_ratio(exposed, bought),
        }
    return {
        "from_step": "start_checkout",
        "to_step": "purchase",
        "cause": "payment_error",
        "landmark_seconds": LANDMARK_SECONDS,
        "people_at_landmark": len(waiting),
        "converted_after_landmark": int(bought.sum()),
        "touchpoints": found,
        "without_effect": [name for name, _ in s.UNRELATED_AFTER_CHECKOUT],
    }


def slow_support(seen: Observed, planted: dict[str, float]) -> dict[str, Any]:
    """Effort scores and 30-day return after support contacts, quick against slow."""
    contacts = seen.events[seen.events["event"] == "support_contact"]
    visits = measures.times_by_person(seen.times(s.RETURN_TOUCHPOINT))
    span = measures.days_to_seconds(s.RETENTION_DAYS)
    contacts = contacts.assign(
        slow=contacts["wait_minutes"] >= s.SLOW_MINUTES,
        mature=contacts["utc"] + span <= seen.data_end,
        back=[
            measures.after(visits.get(p, []), t, span)
            for p, t in zip(contacts["person"], contacts["utc"], strict=True)
        ],
    )
    answers = seen.answers[seen.answers["metric"] == "ces"].sort_values("utc")
    last = pd.merge_asof(
        answers, contacts.sort_values("utc")[["person", "utc", "slow"]], on="utc", by="person", direction="backward"
    )
    result: dict[str, Any] = {"slow_from_minutes": s.SLOW_MINUTES, "return_days": s.RETENTION_DAYS}
    for name, slow in (("quick", False), ("slow", True)):
        group = contacts[(contacts["slow"] == slow) & contacts["mature"]]
        scores = last.loc[last["slow"] == slow, "score"]
        result[name] = {
            "contacts": int((contacts["slow"] == slow).sum()),
            "mature_contacts": len(group),
            "returned": int(group["back"].sum()),
            "return_rate": float(group["back"].mean()),
            "ces_answers": len(scores),
            "ces_mean": float(scores.mean()),
        }
    result["ces_mean_answered"] = float(answers["score"].mean())
    result["ces_mean_if_all_answered"] = planted["ces_mean_if_all_answered"]
    return result


def value_of(seen: Observed, touchpoint: str, causal: bool) -> dict[str, Any]:
    """Purchase within 30 days after sign-up by contact with the touchpoint in those days; mature people."""
    span = measures.days_to_seconds(30)
    people = seen.people[seen.people["utc"] + span <= seen.data_end]
    touched = measures.touched_within(people["utc"], seen.times(touchpoint), span)
    bought = measures.touched_within(people["utc"], seen.times("purchase"), span)
    return {
        "touchpoint": touchpoint,
        "causes_purchases": causal,
        "outcome": "purchase within 30 days after sign_up",
        "people_with": int(touched.sum()),
        "bought_with": int((touched & bought).sum()),
        "people_without": int((~touched).sum()),
        "bought_without": int((~touched & bought).sum()),
        "odds_ratio": measures.odds_ratio(touched, bought),
        "odds_ratio_within_persona": measures.odds_ratio(touched, bought, people["persona"]),
    }


def weekday_pattern(seen: Observed) -> dict[str, Any]:
    """Sign-ups per local weekday beside the planted weights."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    counts = np.bincount(seen.people["day"] % 7, minlength=7)
    return {
        "sign_ups": dict(zip(names, counts.tolist(), strict=True)),
        "planted_weight": dict(zip(names, s.WEEKDAY_WEIGHT.tolist(), strict=True)),
    }


def survey_silence(seen: Observed, planted: dict[str, float]) -> dict[str, Any]:
    """Scores of those who answered beside what everybody asked would have said."""
    scores = {metric: group["score"] for metric, group in seen.answers.groupby("metric")}
    sent = seen.events.loc[seen.events["event"] == "survey_sent", "campaign"].value_counts()
    nps = scores["nps"]
    observed = {
        "ces": float(scores["ces"].mean()),
        "csat": float(scores["csat"].mean()),
        "nps": float(100 * ((nps >= 9).mean() - (nps <= 6).mean())),
    }
    everyone = {
        "ces": planted["ces_mean_if_all_answered"],
        "csat": planted["csat_mean_if_all_answered"],
        "nps": planted["nps_if_all_answered"],
    }
    return {
        metric: {
            "asked": int(sent[f"{metric}_survey"]),
            "answered": len(scores[metric]),
            "score_answered": observed[metric],
            "score_if_all_answered": everyone[metric],
        }
        for metric in ("nps", "csat", "ces")
    }
