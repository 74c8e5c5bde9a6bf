"""Visits and what happens in them: views, cart, checkout, its hurdles, and the order."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data.generator import settings as s
from sample_data.generator.clock import Ints, favour_weekdays, time_of_day

SIGN_UP_AFTER_START = 60  # seconds into the first visit


def first_visits(people: pd.DataFrame) -> pd.DataFrame:
    """The visit in which each person signs up: person, start, channel."""
    return pd.DataFrame(
        {
            "person": people.index.to_numpy(),
            "start": people["joined"].to_numpy() - SIGN_UP_AFTER_START,
            "channel": people["primary"].to_numpy(),
        }
    )


def return_visits(rng: np.random.Generator, people: pd.DataFrame, returns: np.ndarray) -> pd.DataFrame:
    """Later visits: `returns` people come back within 30 days, some stay for months, a few others wake up late."""
    persona = people["persona"].to_numpy()
    monthly = np.array([p.visits_per_month for p in s.PERSONAS])[persona]
    lifetime = np.array([p.mean_lifetime_days for p in s.PERSONAS])[persona]
    first_month = np.where(returns, 1 + rng.poisson(0.55 * monthly), 0)
    alive = rng.exponential(lifetime) * returns
    woken = ~returns & (rng.random(len(people)) < 0.05)
    later = rng.poisson(monthly * alive / 30) + woken
    early_person = np.repeat(people.index.to_numpy(), first_month)
    early = favour_weekdays(rng, *_two_days(rng, people, early_person, np.full(len(early_person), 29.0), 1))
    late_person = np.repeat(people.index.to_numpy(), later)
    span = np.where(woken, 80.0, alive)[late_person]
    late = favour_weekdays(rng, *_two_days(rng, people, late_person, np.maximum(span, 1.0), 31))
    person = np.concatenate([early_person, late_person])
    day = np.concatenate([early, late])
    visits = pd.DataFrame({"person": person, "start": day * s.DAY + time_of_day(rng, len(day))})
    primary = people["primary"].to_numpy()[person]
    other = np.where(primary == "app", "web", "app")
    visits["channel"] = np.where(rng.random(len(person)) < 0.9, primary, other)
    return visits


def _two_days(
    rng: np.random.Generator, people: pd.DataFrame, person: np.ndarray, span: np.ndarray, first: int
) -> tuple[Ints, Ints]:
    """Two candidate days, `first` to `first + span` days after sign-up."""
    joined_day = people["joined"].to_numpy()[person] // s.DAY
    drawn = [joined_day + first + (rng.random(len(person)) * span).astype(np.int64) for _ in range(2)]
    return drawn[0], drawn[1]


def _moments(visits: pd.DataFrame, rows: np.ndarray, offset: np.ndarray, event: str) -> pd.DataFrame:
    """Events named `event`, `offset` seconds into the chosen visits."""
    picked = visits.iloc[np.flatnonzero(rows)]
    frame = picked[["person", "channel", "visit", "category", "start"]].copy()
    frame["at"] = picked["start"].to_numpy() + offset[rows]
    frame["event"] = event
    return frame


def walk(rng: np.random.Generator, people: pd.DataFrame, visits: pd.DataFrame, pay_lift: np.ndarray) -> pd.DataFrame:
    """All events of the visits; `pay_lift` (per visit) adds to the chance to pay after a smooth checkout."""
    size = len(visits)
    persona = people["persona"].to_numpy()[visits["person"]]
    visits = visits.assign(category=rng.choice(np.array(s.CATEGORIES), size=size, p=(0.3, 0.25, 0.15, 0.12, 0.18)))
    everyone = np.ones(size, dtype=bool)
    offset = rng.integers(15, 41, size)
    events = [_moments(visits, everyone, np.zeros(size, dtype=np.int64), "visit")]
    events.append(_moments(visits, everyone, offset, "view_product"))
    for share in (0.30, 0.15):
        again = rng.random(size) < share
        offset = offset + np.where(again, rng.integers(25, 180, size), 0)
        events.append(_moments(visits, again, offset, "view_product"))
    cart = rng.random(size) < np.array([p.cart_rate for p in s.PERSONAS])[persona]
    offset = offset + rng.integers(20, 120, size)
    events.append(_moments(visits, cart, offset, "add_to_cart"))
    checkout = cart & (rng.random(size) < s.CHECKOUT_RATE)
    offset = offset + rng.integers(40, 300, size)
    events.append(_moments(visits, checkout, offset, "start_checkout"))
    return pd.concat([*events, *_pay(rng, visits, persona, checkout, offset, pay_lift)], ignore_index=True)


def _pay(
    rng: np.random.Generator,
    visits: pd.DataFrame,
    persona: np.ndarray,
    checkout: np.ndarray,
    offset: np.ndarray,
    pay_lift: np.ndarray,
) -> list[pd.DataFrame]:
    """What happens after the checkout began: unrelated sights, payment errors, the order."""
    size = len(visits)
    problem = (persona == s.FAMILIES) & (visits["channel"].to_numpy() == "app")
    error_rate = np.where(problem, s.PAYMENT_ERROR_RATE_PROBLEM, s.PAYMENT_ERROR_RATE)
    error = checkout & (rng.random(size) < error_rate)
    pay_rate = np.where(error, s.PAY_RATE_AFTER_ERROR, s.PAY_RATE + pay_lift)
    pays = checkout & (rng.random(size) < pay_rate)
    fast = rng.random(size) < s.FAST_PAYMENT_SHARE
    slow_delay = np.clip(rng.lognormal(np.log(11 * 3600), 0.9, size), 5400, 5 * s.DAY).astype(np.int64)
    delay = np.where(fast, rng.integers(400, 1200, size), slow_delay)
    events = [_moments(visits, error, offset + rng.integers(120, 380, size), "payment_error")]
    for name, rate in s.UNRELATED_AFTER_CHECKOUT:
        sees = checkout & (rng.random(size) < rate)
        events.append(_moments(visits, sees, offset + rng.integers(10, 380, size), name))
    orders = _moments(visits, pays, offset + delay, "purchase")
    basket = np.array([p.median_basket for p in s.PERSONAS])[persona[pays]]
    orders["amount"] = np.round(rng.lognormal(np.log(basket), 0.55), 2)
    orders["error"] = error[pays]
    # An order placed hours later is not part of the visit any more.
    orders.loc[~fast[pays], "visit"] = -1
    events.append(orders)
    return events
