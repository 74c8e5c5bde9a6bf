"""What surrounds the visits: first contacts, onboarding, store, mail, delivery, support, advocacy."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data.generator import settings as s
from sample_data.generator.clock import time_of_day

CAMPAIGNS = {
    "search_ads": ("brand_words", "home_words"),
    "social": ("spring_colours", "summer_deals"),
    "email": ("friends_letter", "friends_letter"),
}


def _at_day(rng: np.random.Generator, joined: np.ndarray, low: int, high: int) -> np.ndarray:
    """A moment `low` to `high` days (inclusive) after the day of joining, by the daily pattern."""
    return (joined // s.DAY + rng.integers(low, high + 1, len(joined))) * s.DAY + time_of_day(rng, len(joined))


def _events(person: np.ndarray, at: np.ndarray, event: str, channel: str | np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"person": person, "at": at, "event": event, "channel": channel})


def first_contacts(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """Awareness and research before the sign-up, on the channel that brought the person."""
    names = {
        "search_ads": "search_ad_click",
        "social": "social_ad_click",
        "reviews": "review_read",
        "email": "recommendation_mail_open",
        "store": "flyer_received",
    }
    frames = []
    for channel, event in names.items():
        chosen = people.index[people["acquisition"] == channel].to_numpy()
        joined = people["joined"].to_numpy()[chosen]
        frame = _events(
            chosen, joined - 90 - rng.exponential(0.8 * s.DAY, len(chosen)).astype(np.int64), event, channel
        )
        if channel in CAMPAIGNS:
            late = joined // s.DAY >= 120
            pick = np.where(rng.random(len(chosen)) < 0.5, late, rng.random(len(chosen)) < 0.5)
            frame["campaign"] = np.array(CAMPAIGNS[channel])[pick.astype(int)]
        frames.append(frame)
    seen = people.index[rng.random(len(people)) < 0.2].to_numpy()
    before = rng.integers(600, 5 * s.DAY, len(seen))
    frames.append(_events(seen, people["joined"].to_numpy()[seen] - before, "social_post_view", "social"))
    return pd.concat(frames, ignore_index=True)


def onboarding(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """The sign-up itself, the welcome mail and the account setup."""
    person, joined = people.index.to_numpy(), people["joined"].to_numpy()
    frames = [_events(person, joined, "sign_up", people["primary"].to_numpy())]
    opened = rng.random(len(people)) < 0.5
    lag = rng.integers(900, 20 * 3600, len(people))
    frames.append(_events(person[opened], (joined + lag)[opened], "welcome_mail_open", "email"))
    sets_up = rng.random(len(people)) < 0.38
    lag = rng.integers(1300, 2600, len(people))
    primary = people["primary"].to_numpy()[sets_up]
    frames.append(_events(person[sets_up], (joined + lag)[sets_up], "account_setup", primary))
    # The sign-up and the setup belong to the first visit, which carries the person's number.
    events = pd.concat(frames, ignore_index=True)
    return events.assign(visit=events["person"].where(events["event"] != "welcome_mail_open"))


def store_and_mail(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """A consultation that sells, a club mail that does not, a newsletter, and plain store visits."""
    person, joined = people.index.to_numpy(), people["joined"].to_numpy()
    size = len(people)
    advised = rng.random(size) < s.CONSULTATION_RATE
    at = _at_day(rng, joined, 1, 20)
    consultation = _events(person[advised], at[advised], "store_consultation", "store")
    buys = advised & (rng.random(size) < s.CONSULTATION_EXTRA_PURCHASE)
    order = _events(person[buys], (at + rng.integers(600, 36 * 3600, size))[buys], "purchase", "store")
    basket = np.array([p.median_basket for p in s.PERSONAS])[people["persona"].to_numpy()[buys]]
    order["amount"] = np.round(rng.lognormal(np.log(basket * 1.2), 0.5), 2)
    order["error"] = False
    member = rng.random(size) < np.array([p.club_mail_rate for p in s.PERSONAS])[people["persona"]]
    club = _events(person[member], _at_day(rng, joined, 1, 10)[member], "club_mail_open", "email")
    club["campaign"] = "club"
    reader = np.repeat(person, rng.poisson(0.6, size))
    newsletter = _events(reader, _at_day(rng, joined[reader], 2, 120), "newsletter_open", "email")
    newsletter["campaign"] = "newsletter"
    shopper = np.repeat(person, rng.poisson(0.25, size))
    store = _events(shopper, _at_day(rng, joined[shopper], 1, 150), "store_visit", "store")
    return pd.concat([consultation, order, club, newsletter, store], ignore_index=True)


def deliveries_and_advocacy(rng: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """Parcels, returns, written reviews and recommendations that follow an order."""
    person, at = orders["person"].to_numpy(), orders["at"].to_numpy()
    sent = (orders["channel"] != "store").to_numpy()
    frames = [_events(person[sent], _at_day(rng, at[sent], 2, 5), "delivery_received", "delivery")]
    for event, channel, rate, low, high in (
        ("return_request", "web", 0.06, 6, 14),
        ("review_written", "reviews", 0.07, 6, 20),
        ("recommendation_sent", "social", 0.05, 6, 30),
    ):
        chosen = rng.random(len(orders)) < rate
        frames.append(_events(person[chosen], _at_day(rng, at[chosen], low, high), event, channel))
    return pd.concat(frames, ignore_index=True)


def support_contacts(rng: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """Support contacts one to six days after an order, with the minutes the person waited."""
    chosen = orders[rng.random(len(orders)) < s.SUPPORT_RATE]
    at = _at_day(rng, chosen["at"].to_numpy(), 1, 6)
    channel = rng.choice(np.array(["phone", "chat", "email"]), size=len(chosen), p=(0.55, 0.3, 0.15))
    contacts = _events(chosen["person"].to_numpy(), at, "support_contact", channel)
    contacts["wait_minutes"] = np.round(rng.lognormal(np.log(12), 0.9, len(chosen)), 1)
    contacts["start"] = chosen["start"].to_numpy() if "start" in chosen else at
    return contacts
