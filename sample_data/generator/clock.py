"""The local clock of the simulated company and its conversion to UTC."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from sample_data.generator.settings import DAY, FIRST_DAY, HOUR_WEIGHT, WEEKDAY_WEIGHT, ZONE

Ints = npt.NDArray[np.int64]


def time_of_day(rng: np.random.Generator, size: int) -> Ints:
    """Seconds after midnight, drawn from the hourly pattern (evening peak)."""
    hours = rng.choice(24, size=size, p=HOUR_WEIGHT / HOUR_WEIGHT.sum())
    return hours.astype(np.int64) * 3600 + rng.integers(0, 3600, size=size)


def favour_weekdays(rng: np.random.Generator, first: Ints, second: Ints) -> Ints:
    """Of two candidate days (counted from `FIRST_DAY`), take one with odds by weekday."""
    weight_first, weight_second = WEEKDAY_WEIGHT[first % 7], WEEKDAY_WEIGHT[second % 7]
    take_first = rng.random(len(first)) < weight_first / (weight_first + weight_second)
    return np.where(take_first, first, second)


def day_number(day: np.datetime64) -> int:
    """Days from `FIRST_DAY` to `day`."""
    return int((day - FIRST_DAY).astype(int))


def to_utc(local_seconds: Ints) -> pd.Series:
    """Local clock to UTC timestamps; the hour skipped in spring moves forward."""
    local = pd.Series(FIRST_DAY.astype("datetime64[s]") + local_seconds.astype("timedelta64[s]"))
    return local.dt.tz_localize(ZONE, nonexistent="shift_forward").dt.tz_convert("UTC")


def day_start(days: Ints) -> Ints:
    """Local seconds at midnight of the given days."""
    return days.astype(np.int64) * DAY
