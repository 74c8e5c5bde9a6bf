"""Puts the company together: people, visits, support, surveys; removes what follows a goodbye."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sample_data.generator import around, people, surveys, visits
from sample_data.generator import settings as s


@dataclass(frozen=True)
class Company:
    """Everything generated, on the local clock, persons as numbers."""

    people: pd.DataFrame
    events: pd.DataFrame
    answers: pd.DataFrame
    assignments: pd.DataFrame
    planted: dict[str, float]


def _pay_lift(assignments: pd.DataFrame, size: int) -> np.ndarray:
    lift = np.zeros(size)
    express = (assignments["test"] == s.AB_TEST) & (assignments["arm"] == s.AB_ARMS[1])
    lift[assignments.loc[express, "person"].to_numpy()] = s.AB_PAY_LIFT
    return lift


def _numbered(frame: pd.DataFrame, first: int) -> pd.DataFrame:
    return frame.assign(visit=np.arange(first, first + len(frame)))


def _farewells(rng: np.random.Generator, contacts: pd.DataFrame, size: int) -> np.ndarray:
    """Local second after which a person, let down by slow support, does nothing more."""
    slow = contacts[contacts["wait_minutes"] >= s.SLOW_MINUTES]
    leaving = slow[rng.random(len(slow)) < s.SLOW_LEAVE_RATE]
    last = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(last, leaving["person"].to_numpy(), leaving["at"].to_numpy())
    return last


def _kept(frame: pd.DataFrame, last: np.ndarray) -> pd.DataFrame:
    kept: pd.DataFrame = frame[frame["start"].to_numpy() <= last[frame["person"].to_numpy()]]
    return kept


def _later_life(
    rng: np.random.Generator, who: pd.DataFrame, returns: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """(events of return visits, their support contacts, farewell second per person)."""
    come_back = _numbered(visits.return_visits(rng, who, returns), len(who))
    walked = visits.walk(rng, who, come_back, np.zeros(len(come_back)))
    contacts = around.support_contacts(rng, walked[walked["event"] == "purchase"])
    last = _farewells(rng, contacts, len(who))
    return _kept(walked, last), _kept(contacts, last), last


def make_company(seed: int = s.SEED) -> Company:
    """Generate the whole company from one seed."""
    rng = np.random.default_rng(seed)
    who = people.make_people(rng)
    assignments = people.assign_tests(rng, who)
    lift = _pay_lift(assignments, len(who))
    first = visits.walk(rng, who, _numbered(visits.first_visits(who), 0), lift)
    first_contacts = around.support_contacts(rng, first[first["event"] == "purchase"])
    slow = np.zeros(len(who), dtype=bool)
    slow[first_contacts.loc[first_contacts["wait_minutes"] >= s.SLOW_MINUTES, "person"].to_numpy()] = True
    chance, unchanged = people.return_probability(who, slow)
    returns = rng.random(len(who)) < chance
    later, later_contacts, last = _later_life(rng, who, returns)
    extra = around.store_and_mail(rng, who)
    events = pd.concat([first, later, first_contacts, later_contacts, extra], ignore_index=True)
    orders = events[events["event"] == "purchase"]
    follow_up = around.deliveries_and_advocacy(rng, orders)
    events = pd.concat(
        [events, around.first_contacts(rng, who), around.onboarding(rng, who), follow_up], ignore_index=True
    )
    invitations, answers, planted = surveys.ask(rng, who, events, last)
    events = pd.concat([events, invitations], ignore_index=True)
    reached = (who["persona"] == s.FAMILIES) & (chance > unchanged)
    planted["true_change_effect"] = float((chance - unchanged)[reached].mean())
    planted["ab_effect"] = _ab_effect(who, assignments, first, pd.concat([later, extra]))
    return Company(who, _tidy(rng, who, events), answers, assignments, planted)


def _ab_effect(who: pd.DataFrame, assignments: pd.DataFrame, first: pd.DataFrame, others: pd.DataFrame) -> float:
    """Average true effect of the express arm on "purchase within 14 days", over everyone assigned.

    The arm adds to the chance to pay where the first checkout went smoothly; it changes the outcome of
    those who buy nothing else within the 14 days.
    """
    assigned = assignments.loc[assignments["test"] == s.AB_TEST, "person"].to_numpy()
    smooth = np.zeros(len(who), dtype=bool)
    smooth[first.loc[first["event"] == "start_checkout", "person"].to_numpy()] = True
    smooth[first.loc[first["event"] == "payment_error", "person"].to_numpy()] = False
    bought = others[others["event"] == "purchase"]
    early = bought["at"].to_numpy() <= who["joined"].to_numpy()[bought["person"]] + s.AB_OUTCOME_DAYS * s.DAY
    buys_anyway = np.zeros(len(who), dtype=bool)
    buys_anyway[bought.loc[early, "person"].to_numpy()] = True
    return float((smooth & ~buys_anyway)[assigned].mean() * s.AB_PAY_LIFT)


def _tidy(rng: np.random.Generator, who: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Cut at both ends of the recorded time, sort, number the orders, add device."""
    inside = (events["at"] >= 0) & (events["at"] < s.HORIZON)
    events = events[inside].sort_values(["at", "person", "event"], kind="stable", ignore_index=True)
    bought = (events["event"] == "purchase").to_numpy()
    events["order"] = np.where(bought, np.cumsum(bought), 0)
    mobile = who["mobile_web"].to_numpy()[events["person"]]
    web_device = np.where(mobile, "mobile", "desktop")
    channel = events["channel"].to_numpy()
    events["device"] = np.where(channel == "app", "mobile", np.where(channel == "web", web_device, ""))
    return events
