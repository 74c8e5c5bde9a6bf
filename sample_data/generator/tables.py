"""The company as the tables people would export: named persons, UTC times, separate files."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data.generator import settings as s
from sample_data.generator.clock import day_number, to_utc
from sample_data.generator.company import Company

EVENT_COLUMNS = [
    "event_id",
    "person",
    "occurred_at",
    "event",
    "channel",
    "amount",
    "order_id",
    "session_id",
    "device",
    "campaign",
    "category",
    "wait_minutes",
]
BEFORE_LOGIN = ("web", "search_ads", "social", "reviews")

TOUCHPOINTS = (
    # touchpoint, stage, phase, directness, setting
    ("social_post_view", "awareness", "before", "indirect", "online"),
    ("social_ad_click", "awareness", "before", "direct", "online"),
    ("search_ad_click", "awareness", "before", "direct", "online"),
    ("flyer_received", "awareness", "before", "direct", "offline"),
    ("recommendation_mail_open", "awareness", "before", "indirect", "online"),
    ("review_read", "consideration", "before", "indirect", "online"),
    ("visit", "consideration", "before", "direct", "online"),
    ("view_product", "consideration", "before", "direct", "online"),
    ("store_visit", "consideration", "before", "direct", "offline"),
    ("store_consultation", "consideration", "before", "direct", "offline"),
    ("add_to_cart", "purchase", "during", "direct", "online"),
    ("start_checkout", "purchase", "during", "direct", "online"),
    ("delivery_fee_shown", "purchase", "during", "direct", "online"),
    ("help_article_view", "purchase", "during", "direct", "online"),
    ("payment_error", "purchase", "during", "direct", "online"),
    ("purchase", "purchase", "during", "direct", "online"),
    ("sign_up", "onboarding", "before", "direct", "online"),
    ("welcome_mail_open", "onboarding", "after", "direct", "online"),
    ("account_setup", "onboarding", "after", "direct", "online"),
    ("delivery_received", "onboarding", "after", "direct", "offline"),
    ("support_contact", "retention", "after", "direct", "offline"),
    ("return_request", "retention", "after", "direct", "online"),
    ("newsletter_open", "retention", "after", "direct", "online"),
    ("club_mail_open", "retention", "after", "direct", "online"),
    ("survey_sent", "retention", "after", "direct", "online"),
    ("review_written", "advocacy", "after", "indirect", "online"),
    ("recommendation_sent", "advocacy", "after", "indirect", "online"),
)

CHANGES = (
    {
        "name": "Guided account setup",
        "touchpoint": "account_setup",
        "day": str(s.TRUE_CHANGE_DAY),
        "who": {"persona": "Families"},
        "note": "Families who sign up are led through the first steps.",
    },
    {
        "name": "New welcome mail",
        "touchpoint": "welcome_mail_open",
        "day": str(s.EMPTY_CHANGE_DAY),
        "who": {"persona": "Young professionals"},
        "note": "New texts and pictures in the first mail.",
    },
    {
        "name": "Summer deals campaign",
        "touchpoint": "social_ad_click",
        "day": str(s.MIX_SHIFT_DAY),
        "who": {},
        "note": "Discount advertising on social media, for everybody.",
    },
)


def person_names(numbers: np.ndarray) -> np.ndarray:
    """P00001 ... in order of sign-up."""
    return np.char.add("P", np.char.zfill((np.asarray(numbers) + 1).astype(str), 5))


def _separate_ties(person: np.ndarray, when: np.ndarray) -> np.ndarray:
    """Push equal times of one person one second apart; `person`, `when` sorted by both."""
    when = when.copy()
    while True:
        late = np.flatnonzero((person[1:] == person[:-1]) & (when[1:] <= when[:-1])) + 1
        if not len(late):
            return when
        when[late] = when[late - 1] + 1


def _iso(seconds: np.ndarray) -> np.ndarray:
    return np.char.add(np.datetime_as_string(seconds.astype("datetime64[s]")), "+00:00")


def _utc_seconds(local_seconds: np.ndarray) -> np.ndarray:
    naive = to_utc(local_seconds).dt.tz_localize(None)
    seconds: np.ndarray = naive.to_numpy().astype("datetime64[s]").astype(np.int64)
    return seconds


def aliases_table(company: Company) -> pd.DataFrame:
    """anonymous_id -> known_id of everyone whose first web events carry no login."""
    chosen = company.people.index[company.people["anonymous"]].to_numpy()
    # An invertible scramble keeps the ids unique without looking like a running number.
    scrambled = (chosen.astype(np.int64) * 2_654_435_761 + 97) % 2**32
    ids = np.array([f"anon-{number:08x}" for number in scrambled])
    return pd.DataFrame({"anonymous_id": ids, "known_id": person_names(chosen)}, index=chosen)


def events_table(company: Company) -> pd.DataFrame:
    """One row per event, sorted by time, as written to events.csv.gz."""
    events = company.events.assign(utc=_utc_seconds(company.events["at"].to_numpy()))
    events = events.sort_values(["person", "utc"], kind="stable")
    events["utc"] = _separate_ties(events["person"].to_numpy(), events["utc"].to_numpy())
    events = events.sort_values(["utc", "person"], kind="stable", ignore_index=True)
    number = events["person"].to_numpy()
    joined = company.people["joined"].to_numpy()[number]
    nameless = company.people["anonymous"].to_numpy()[number] & events["channel"].isin(BEFORE_LOGIN).to_numpy()
    nameless &= events["at"].to_numpy() < joined
    alias = aliases_table(company)["anonymous_id"].reindex(number).to_numpy(dtype=object)
    visit = events["visit"].fillna(-1).to_numpy(dtype=np.int64)
    table = pd.DataFrame(
        {
            "event_id": np.char.add("E", np.char.zfill(np.arange(1, len(events) + 1).astype(str), 6)),
            "person": np.where(nameless, alias, person_names(number)),
            "occurred_at": _iso(events["utc"].to_numpy()),
            "event": events["event"],
            "channel": events["channel"],
            "amount": events["amount"],
            "order_id": [f"O{order:05d}" if order else "" for order in events["order"]],
            "session_id": np.where(visit >= 0, np.char.add("S", visit.astype(str)), ""),
            "device": events["device"],
            "campaign": events["campaign"].fillna(""),
            "category": events["category"].fillna("").where(events["event"] != "visit", ""),
            "wait_minutes": events["wait_minutes"],
        }
    )
    return table[EVENT_COLUMNS]


def people_table(company: Company) -> pd.DataFrame:
    """One row per person who signed up."""
    who = company.people
    return pd.DataFrame(
        {
            "person": person_names(who.index.to_numpy()),
            "persona": np.array([p.name for p in s.PERSONAS])[who["persona"]],
            "region": who["region"],
            "joined_at": _iso(_utc_seconds(who["joined"].to_numpy())),
            "acquisition_channel": who["acquisition"],
        }
    )


def answers_table(company: Company) -> pd.DataFrame:
    """One row per answer; relationship NPS names no touchpoint."""
    answers = company.answers
    return pd.DataFrame(
        {
            "answer_id": [f"A{number:05d}" for number in range(1, len(answers) + 1)],
            "person": person_names(answers["person"].to_numpy()),
            "answered_at": _iso(_utc_seconds(answers["at"].to_numpy())),
            "metric": answers["metric"],
            "score": answers["score"],
            "touchpoint": answers["touchpoint"],
            "channel": answers["channel"],
            "comment": answers["comment"],
        }
    )


def assignments_table(company: Company) -> pd.DataFrame:
    """One row per person and randomised test."""
    log = company.assignments
    names = person_names(log["person"].to_numpy())
    at = _iso(_utc_seconds(log["joined"].to_numpy()))
    return pd.DataFrame({"test": log["test"], "person": names, "arm": log["arm"], "assigned_at": at})


def costs_table(rng: np.random.Generator) -> pd.DataFrame:
    """Spend in EUR per day, channel and campaign."""
    change, end = day_number(s.MIX_SHIFT_DAY), s.WEEKS * 7
    plans = (
        ("search_ads", "brand_words", 0, end, 60.0),
        ("search_ads", "home_words", 0, end, 140.0),
        ("social", "spring_colours", 0, 120, 90.0),
        ("social", "summer_deals", 120, change, 90.0),
        ("social", "summer_deals", change, end, 210.0),
        ("email", "friends_letter", 0, end, 12.0),
        ("email", "newsletter", 0, end, 9.0),
        ("store", "flyer", 0, end, 45.0),
    )
    frames = []
    for channel, campaign, first, last, mean in plans:
        days = np.arange(first, last)
        spend = np.round(mean * s.WEEKDAY_WEIGHT[days % 7] * rng.uniform(0.85, 1.15, len(days)), 2)
        frames.append(
            pd.DataFrame({"day": s.FIRST_DAY + days, "channel": channel, "campaign": campaign, "spend": spend})
        )
    costs = pd.concat(frames, ignore_index=True).sort_values(["day", "channel", "campaign"], ignore_index=True)
    return costs.assign(day=costs["day"].dt.strftime("%Y-%m-%d"))
