"""Who signs up, when, and with which habits; and who is in which randomised test."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sample_data.generator import settings as s
from sample_data.generator.clock import day_number, day_start, time_of_day

ACQUISITION = ("direct", "search_ads", "social", "reviews", "email", "store")
ACQUISITION_SHARE = (0.22, 0.26, 0.18, 0.12, 0.12, 0.10)
BARGAIN_SHARE = (0.12, 0.20, 0.42, 0.06, 0.14, 0.06)


def _sign_up_days(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """(persona number, day number) of every sign-up, with weekday pattern and the planted mix shift."""
    shift_week = day_number(s.MIX_SHIFT_DAY) // 7
    rates = np.array([[p.weekly_sign_ups] * s.WEEKS for p in s.PERSONAS], dtype=float)
    rates[s.BARGAIN, shift_week:] = s.MIX_SHIFT_SIGN_UPS
    daily = rates[:, :, None] * (s.WEEKDAY_WEIGHT / s.WEEKDAY_WEIGHT.sum())
    counts = rng.poisson(daily).reshape(len(s.PERSONAS), -1)
    persona, day = np.indices(counts.shape)
    return np.repeat(persona.ravel(), counts.ravel()), np.repeat(day.ravel(), counts.ravel())


_LATER_FIRST = (4_182_647, 6_893_903, 17_874_912, 22_874_447, 23_309_731)
"""Moments at which two people joined, of whom the later drawn comes first: the files were first written with an
unstable sort, whose order of ties depends on the processor, and stay as they are."""


def make_people(rng: np.random.Generator) -> pd.DataFrame:
    """One row per person: persona (number), joined (local seconds), channel habits, acquisition channel."""
    persona, day = _sign_up_days(rng)
    joined = day_start(day) + time_of_day(rng, len(day))
    place = np.arange(len(joined)) * np.where(np.isin(joined, _LATER_FIRST), -1, 1)
    people = pd.DataFrame({"persona": persona, "joined": joined, "place": place})
    people = people.sort_values(["joined", "place"], ignore_index=True).drop(columns="place")
    size = len(people)
    by_persona = people["persona"].to_numpy()
    app_share = np.array([p.app_share for p in s.PERSONAS])[by_persona]
    people["primary"] = np.where(rng.random(size) < app_share, "app", "web")
    people["mobile_web"] = rng.random(size) < 0.45
    people["anonymous"] = (people["primary"] == "web") & (rng.random(size) < s.ANONYMOUS_SHARE)
    people["region"] = rng.choice(np.array(s.REGIONS), size=size, p=(0.2, 0.3, 0.18, 0.32))
    usual = rng.choice(np.array(ACQUISITION), size=size, p=ACQUISITION_SHARE)
    bargain = rng.choice(np.array(ACQUISITION), size=size, p=BARGAIN_SHARE)
    people["acquisition"] = np.where(by_persona == s.BARGAIN, bargain, usual)
    return people


def _signed_up_within(people: pd.DataFrame, days: tuple[np.datetime64, np.datetime64]) -> np.ndarray:
    day = people["joined"].to_numpy() // s.DAY
    return np.asarray((day >= day_number(days[0])) & (day <= day_number(days[1])))


def assign_tests(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """Assignments (person number, test, arm, joined): one fair test, and one whose log loses people."""
    frames = []
    plans = ((s.AB_TEST, s.AB_ARMS, s.AB_DAYS), (s.BROKEN_TEST, s.BROKEN_ARMS, s.BROKEN_DAYS))
    for test, arms, days in plans:
        chosen = people.index[_signed_up_within(people, days)].to_numpy()
        arm = rng.choice(np.array(arms), size=len(chosen), p=s.PLANNED_SPLIT)
        frame = pd.DataFrame({"person": chosen, "test": test, "arm": arm})
        if test == s.BROKEN_TEST:
            on_app = people["primary"].to_numpy()[chosen] == "app"
            lost = (arm == arms[1]) & on_app & (rng.random(len(chosen)) < s.BROKEN_LOSS)
            frame = frame[~lost]
        frames.append(frame)
    assigned = pd.concat(frames, ignore_index=True)
    assigned["joined"] = people["joined"].to_numpy()[assigned["person"]]
    return assigned


def return_probability(people: pd.DataFrame, slow_first_contact: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(chance to return within 30 days, the same had the true change never been made), per person."""
    persona = people["persona"].to_numpy()
    day = people["joined"].to_numpy() // s.DAY
    base = np.array([p.retention for p in s.PERSONAS])[persona]
    rise = (s.YOUNG_RETENTION_END - s.PERSONAS[s.YOUNG].retention) * (day // 7) / (s.WEEKS - 1)
    unchanged = base + np.where(persona == s.YOUNG, rise, 0.0)
    reached = (persona == s.FAMILIES) & (day >= day_number(s.TRUE_CHANGE_DAY))
    changed = unchanged + np.where(reached, s.TRUE_CHANGE_EFFECT, 0.0)
    factor = np.where(slow_first_contact, s.SLOW_RETENTION_FACTOR, 1.0)
    return changed * factor, unchanged * factor
