"""What is credited, and how much, as it is read on screen."""

from __future__ import annotations

from touchpath.analysis.attribution.result import Credit, CreditKind
from touchpath.journey.attribution import CreditJourneys, CreditTo
from touchpath.journey.credit_words import TO_WORDS
from touchpath.journey.words import NOTHING, count, decimal, interval, money


def credited_name(to: CreditTo, name: str | None, kind: CreditKind) -> str:
    """A name as it is read: what is no value of the data stands in brackets."""
    if kind == "value" and name is not None:
        return name
    return {"no_touch": "(no touch)", "other": "(all others)"}.get(kind, f"(no {TO_WORDS[to][0]})")


def amount(asked: CreditJourneys, number: float, currency: str) -> str:
    """A credit: conversions, to one decimal where they are few or parts; or money."""
    if asked.counting == "value":
        return money(number, currency)
    return count(round(number)) if abs(number) >= 100 else count(round(number, 1))


def amount_range(asked: CreditJourneys, one: Credit, currency: str) -> str:
    """The interval of a credit."""
    return interval(amount(asked, one.low, currency), amount(asked, one.high, currency))


def rank_words(rank: float, low: float, high: float) -> str:
    """ "3", or "2 to 4" where resamples disagree."""
    if rank != rank:
        return NOTHING
    return decimal(rank, 0) if low == high else f"{decimal(low, 0)} to {decimal(high, 0)}"


def ordinal(rank: float) -> str:
    """1 -> "1st", 2 -> "2nd", 11 -> "11th"."""
    whole = int(rank)
    ending = "th" if whole % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"
