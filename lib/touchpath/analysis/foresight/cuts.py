"""The moments of a prediction: what is learned from, what it is tested on, and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.journey.prediction import Prediction

LEAST_BEFORE_DAYS = 28


@dataclass(frozen=True)
class Cuts:
    """Cut-offs (UTC): people are as known before them, and what came is looked at in the days after them.

    `test` + the days <= the end of the data, `learn` + the days <= `test`. `enough`: whether there is a past to know
    people from before `learn`.
    """

    learn: datetime
    test: datetime
    now: datetime
    enough: bool


def cuts_of(calendar: Calendar, asked: Prediction, filters: Filters) -> Cuts | None:
    """The cut-offs: starts of local days, and the end of the data (or of the dates); None without data."""
    if calendar.data_end is None or calendar.data_start is None:
        return None
    end = calendar.data_end
    if filters.date_to:
        end = min(end, calendar.utc_of(filters.date_to + timedelta(days=1)) - timedelta(microseconds=1))
    ahead = timedelta(days=asked.days)
    test = calendar.utc_of(calendar.day_of(end - ahead))
    learn = calendar.utc_of(calendar.day_of(test - ahead))
    before = timedelta(days=min(asked.days, LEAST_BEFORE_DAYS))
    return Cuts(learn, test, end + timedelta(microseconds=1), calendar.data_start + before <= learn)
