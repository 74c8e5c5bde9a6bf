"""Reads customers and their purchases: who bought first in view, and everything they bought since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import DayCount, Moments, microseconds
from touchpath.analysis.log.groups import EVERYBODY, Group, group, text_of
from touchpath.analysis.log.orders import PURCHASED
from touchpath.analysis.log.reading import read_entries, read_labels, return_filters
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import ValueSplit, first_purchases
from touchpath.journey.words import month_in_words
from touchpath.queries.pieces import UNTIL, piece
from touchpath.stats.repeat_buying import Buyers

DAYS_A_WEEK = 7
_MONTHS, _QUARTERS = 18, 16
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Customers:
    """People by key, ascending, with their first purchase; and their purchases, in no promised order.

    `of` is the place of each purchase's person; `worth` is net of refunds. Not `bought` are negative amounts that
    stand alone: they take from what somebody is worth, and are no purchase. Moments are UTC microseconds, days local
    ones.
    """

    person: NDArray[Any]
    first: Moments
    first_day: Places
    of: Places
    moment: Moments
    day: Places
    worth: NDArray[np.float64]
    gross: NDArray[np.float64]
    bought: NDArray[np.bool_]
    end: int
    end_day: int

    def __len__(self) -> int:
        """How many people."""
        return len(self.person)

    @cached_property
    def net(self) -> NDArray[np.float64]:
        """What each person brought so far."""
        return np.bincount(self.of, weights=self.worth, minlength=len(self)).astype(float)

    def until(self, day: int) -> Customers:
        """Who had bought by the end of a local day, and what they had bought by then."""
        there = self.first_day <= day
        place = np.cumsum(there) - 1
        rows = there[self.of] & (self.day <= day)
        cut = {name: getattr(self, name)[rows] for name in ("moment", "day", "worth", "gross", "bought")}
        people = {name: getattr(self, name)[there] for name in ("person", "first", "first_day")}
        return replace(self, **people, **cut, of=place[self.of[rows]], end_day=day)


@dataclass(frozen=True, eq=False)
class BuyingDays:
    """Each person's days with purchases: `buyers` in weeks, the mean value of a day after the first (0: none), and
    the last local day.
    """

    buyers: Buyers
    worth: NDArray[np.float64]
    last_day: Places


def read_customers(engine: Reader, target: tuple[str, ...], filters: Filters) -> Customers:
    """The people whose first purchase ever lies in the dates, and all they bought to the end of the data.

    A channel filter selects by the first purchase, other filters every event.
    """
    entries = read_entries(engine, first_purchases(target), filters, [PURCHASED])
    order = np.argsort(entries.person, kind="stable")
    person, first = entries.person[order], entries.moment[order]
    ever = return_filters(filters, "entry").without_dates()
    data_end = engine.calendar.data_end
    rows = engine.arrays(
        "ask/lifetime/purchases", {"touchpoints": list(target)}, ever, [piece(UNTIL, data_end=data_end)]
    )
    buyer = np.asarray(rows["person"])
    of = np.searchsorted(person, buyer)
    known = np.flatnonzero(np.append(person, -1)[of] == buyer)
    moment = np.asarray(rows["moment"], dtype=np.int64)[known]
    end = microseconds(data_end) if data_end else 0
    days = DayCount.over(engine.calendar, int(moment.min(initial=end)), end)
    worth, gross = (np.asarray(rows[name], dtype=float)[known] for name in ("worth", "gross"))
    return Customers(
        person, first, days.of(first), of[known], moment, days.of(moment), worth, gross,
        np.asarray(rows["bought"], dtype=bool)[known], end, int(days.of(np.array([end]))[0]),
    )  # fmt: skip


def buying_days(customers: Customers) -> BuyingDays:
    """How often and how lately each person bought, in days with purchases, up to `end_day`.

    A day's purchases are one; the first day is no repeat.
    """
    kept = customers.bought
    rows = pd.DataFrame({"of": customers.of[kept], "day": customers.day[kept], "worth": customers.worth[kept]})
    daily = rows.groupby(["of", "day"], sort=True)["worth"].sum().reset_index()
    of, day = daily["of"].to_numpy(), daily["day"].to_numpy()
    size = len(customers)
    last = customers.first_day.copy()
    np.maximum.at(last, of, day)
    again = day > customers.first_day[of]
    frequency = np.bincount(of[again], minlength=size).astype(float)
    spent = np.bincount(of[again], weights=daily["worth"].to_numpy()[again], minlength=size)
    age = (customers.end_day - customers.first_day) / DAYS_A_WEEK
    buyers = Buyers.of(frequency, (last - customers.first_day) / DAYS_A_WEEK, age)
    return BuyingDays(buyers, np.divide(spent, frequency, out=np.zeros(size), where=frequency > 0), last)


def split_customers(
    engine: Reader, customers: Customers, split: ValueSplit, most: int
) -> tuple[Places, tuple[Group, ...]]:
    """The number of each person's group, and the groups: cohorts in the order of time, others by size."""
    if split == "none":
        return np.zeros(len(customers), dtype=np.int64), (EVERYBODY,)
    if split == "cohort":
        return _cohorts(customers, most)
    if split == "persona":
        labels = read_labels(engine, "persona").reindex(customers.person)
    else:
        rows = engine.frame("ask/log/first_channels")
        labels = pd.Series(rows["channel_name"].to_numpy(object), index=rows["person"].to_numpy())
        labels = labels.reindex(customers.person)
    of, groups = group([text_of(labels)], customers.person, most)
    return np.asarray(of, dtype=np.int64), groups


def _cohorts(customers: Customers, most: int) -> tuple[Places, tuple[Group, ...]]:
    """Months, quarters or years of the first purchase; the earliest together where there are more than `most`."""
    dates = customers.first_day.astype("datetime64[D]")
    months = dates.astype("datetime64[M]").astype(np.int64)
    span = int(months.max() - months.min()) + 1 if len(months) else 0
    period = "month" if span <= min(most, _MONTHS) else "quarter" if span <= 3 * most else "year"
    width = {"month": 1, "quarter": 3, "year": 12}[period]
    found, of = np.unique(months // width, return_inverse=True)
    groups = tuple(Group(name, "value", (name,)) for name in (_cohort_name(int(number), period) for number in found))
    return of.astype(np.int64), groups


def _cohort_name(number: int, period: str) -> str:
    """ "Mar 2025", "2025 Q1" or "2025"."""
    if period == "month":
        return month_in_words(date(1970 + number // 12, number % 12 + 1, 1))
    return f"{1970 + number // 4} Q{number % 4 + 1}" if period == "quarter" else str(1970 + number)
