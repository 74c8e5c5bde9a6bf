"""Truth about changes: retention before and after, the two tests, the mix shift, immature people."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from sample_data.generator import measures
from sample_data.generator import settings as s
from sample_data.generator.clock import day_number
from sample_data.generator.observed import Observed


def retained(seen: Observed) -> pd.DataFrame:
    """People with `retained` (a visit in (sign-up, sign-up + 30 x 24 h]) and `mature`."""
    span = s.RETENTION_DAYS * s.DAY
    back = measures.touched_within(seen.people["utc"], seen.times(s.RETURN_TOUCHPOINT), span)
    return seen.people.assign(retained=back, mature=seen.people["utc"] + span <= seen.data_end)


def _mature_weeks(people: pd.DataFrame) -> int:
    """Number of weeks, from the first, in which everybody is mature."""
    complete = people.groupby("week")["mature"].all()
    return int(complete.index[~complete].min())


def _change(people: pd.DataFrame, persona: str, day: np.datetime64) -> dict[str, Any]:
    group = people[(people["persona"] == persona) & (people["week"] < _mature_weeks(people))]
    weekly = group.groupby("week")["retained"].agg(["sum", "size"])
    before = day_number(day) // 7
    early, late = weekly.iloc[:before].sum(), weekly.iloc[before:].sum()
    return {
        "persona": persona,
        "day": str(day),
        "outcome": f"{s.RETURN_TOUCHPOINT} within {s.RETENTION_DAYS} days after sign_up",
        "weeks_before": before,
        "weeks_after": len(weekly) - before,
        "people_before": int(early["size"]),
        "retained_before": int(early["sum"]),
        "people_after": int(late["size"]),
        "retained_after": int(late["sum"]),
        "weekly_people": weekly["size"].tolist(),
        "weekly_retained": weekly["sum"].tolist(),
        "naive_z_p": measures.z_test(early["sum"], early["size"], late["sum"], late["size"]),
        **measures.weekly_shift((weekly["sum"] / weekly["size"]).to_numpy(), before),
    }


def true_change(people: pd.DataFrame, planted_effect: float) -> dict[str, Any]:
    """The change that works, with the effect the generator really applied."""
    found = _change(people, s.PERSONAS[s.FAMILIES].name, s.TRUE_CHANGE_DAY)
    return {"name": "Guided account setup", "planted_effect": planted_effect, **found}


def empty_change(people: pd.DataFrame) -> dict[str, Any]:
    """The change without effect during a rise: the level test cries wolf, the drift version does not."""
    found = _change(people, s.PERSONAS[s.YOUNG].name, s.EMPTY_CHANGE_DAY)
    return {"name": "New welcome mail", "planted_effect": 0.0, **found}


def mix_shift(people: pd.DataFrame) -> dict[str, Any]:
    """Retention of all people in the weeks before and after the shift, split into composition and rates."""
    split, last = day_number(s.MIX_SHIFT_DAY) // 7, _mature_weeks(people)
    width = last - split
    window = people[(people["week"] >= split - 6) & (people["week"] < last)]
    late = window["week"] >= split
    early_people, late_people = window.loc[~late, "retained"], window.loc[late, "retained"]
    counts = (early_people.sum(), len(early_people), late_people.sum(), len(late_people))
    rate = window.groupby([late, "persona"])["retained"].mean().unstack()
    share = window.groupby(late)["persona"].value_counts(normalize=True).unstack()
    composition = ((share.loc[True] - share.loc[False]) * (rate.loc[True] + rate.loc[False]) / 2).to_numpy().sum()
    within = ((rate.loc[True] - rate.loc[False]) * (share.loc[True] + share.loc[False]) / 2).to_numpy().sum()
    return {
        "name": "Summer deals campaign",
        "day": str(s.MIX_SHIFT_DAY),
        "persona": s.PERSONAS[s.BARGAIN].name,
        "planted_effect": 0.0,
        "weeks_before": 6,
        "weeks_after": width,
        "naive_z_p": measures.z_test(*(int(count) for count in counts)),
        "retention_before": float(early_people.mean()),
        "retention_after": float(late_people.mean()),
        "composition_points": 100 * float(composition),
        "rate_points": 100 * float(within),
        "shares_before": share.loc[False].to_dict(),
        "shares_after": share.loc[True].to_dict(),
    }


def _arms(seen: Observed, test: str) -> pd.DataFrame:
    chosen = seen.assignments[seen.assignments["test"] == test].set_index("person")
    span = s.AB_OUTCOME_DAYS * s.DAY
    bought = measures.touched_within(chosen["utc"], seen.times("purchase"), span)
    chosen = chosen.assign(bought=bought)[chosen["utc"] + span <= seen.data_end]
    return chosen.groupby("arm")["bought"].agg(["sum", "size"])


def _test_counts(seen: Observed, test: str, arms: tuple[str, str]) -> dict[str, Any]:
    counts = _arms(seen, test)
    people: list[int] = counts["size"].reindex(list(arms)).tolist()
    bought: list[int] = counts["sum"].reindex(list(arms)).tolist()
    return {
        "test": test,
        "arms": list(arms),
        "planned_split": list(s.PLANNED_SPLIT),
        "outcome": f"purchase within {s.AB_OUTCOME_DAYS} days after assigned_at",
        "people": people,
        "converted": bought,
        "difference": bought[1] / people[1] - bought[0] / people[0],
        "naive_z_p": measures.z_test(bought[0], people[0], bought[1], people[1]),
        "split_p": float(stats.chisquare(people).pvalue),
    }


def ab_test(seen: Observed, planted_effect: float) -> dict[str, Any]:
    """The fair randomised test with a real effect."""
    return {"planted_effect": planted_effect, **_test_counts(seen, s.AB_TEST, s.AB_ARMS)}


def broken_split(seen: Observed) -> dict[str, Any]:
    """The test whose log lost people of one arm: nothing can be concluded from it."""
    counts = _test_counts(seen, s.BROKEN_TEST, s.BROKEN_ARMS)
    return {"planted_effect": 0.0, "lost_share_of_app_people": s.BROKEN_LOSS, **counts}


def immature(people: pd.DataFrame, data_end: int) -> dict[str, Any]:
    """How many signed up too late to be judged, and what counting them as lost would fake (all personas)."""
    late = people[~people["mature"]]
    return {
        "days": s.RETENTION_DAYS,
        "mature_until": str(np.datetime64(data_end - s.RETENTION_DAYS * s.DAY, "s")) + "+00:00",
        "people": len(late),
        "retained_so_far": int(late["retained"].sum()),
        "retention_mature_people": float(people.loc[people["mature"], "retained"].mean()),
        "retention_if_counted_as_lost": float(people["retained"].mean()),
    }
