"""Days that stand out: without events, or with far more or fewer than their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.quality.look import CELLS_PER_DAY, CheckOutcome, Draft, Look, days_of, examples_of
from touchpath.journey.quality import Finding, Sound
from touchpath.journey.words import count, day_in_words, plural

_FEWEST_DAYS = 14
_WEEKS_AROUND = 4
_EXPECTED = 20
"""A day is only called empty where twenty events or more were to be expected: chance alone does not empty it."""
_DEVIATIONS = 6.0
_RATIO = 2.5
_WORTH = 50
_STEP_DAYS = 14
_DAYS_BESIDE = 3


@dataclass(frozen=True)
class Daily:
    """Whole days of the usual span, in order: events, and how many the same weekday usually has around it."""

    days: tuple[date, ...]
    events: NDArray[np.float64]
    expected: NDArray[np.float64]

    @property
    def departures(self) -> NDArray[np.float64]:
        """log((events + 1) / (expected + 1))."""
        return np.log((self.events + 1) / (self.expected + 1))

    @property
    def deviation(self) -> float:
        """Robust standard deviation of the departures of days with events: 1.4826 times the median of |departure|."""
        usual = self.departures[self.events > 0]
        return float(1.4826 * np.median(np.abs(usual))) if len(usual) else 0.0


def daily(look: Look) -> Daily | None:
    """Events per whole day in the workspace zone within the usual days; None when they are too few to judge."""
    if look.bounds is None:
        return None
    cells = look.activity["cell"].to_numpy()
    inside = (cells >= look.bounds.first * CELLS_PER_DAY) & (cells < (look.bounds.last + 1) * CELLS_PER_DAY)
    found = days_of(cells[inside], look.calendar)
    counts = pd.Series(look.activity["events"].to_numpy()[inside]).groupby(found).sum()
    first, last = min(counts.index), max(counts.index)
    days = [first + timedelta(days=n) for n in range(1, (last - first).days)]
    if len(days) < _FEWEST_DAYS:
        return None
    events = np.array([float(counts.get(day, 0)) for day in days])
    return Daily(tuple(days), events, _expected(events))


def empty_days(look: Look) -> CheckOutcome:
    """Whole days without an event, where some were to be expected."""
    series = daily(look)
    if series is None:
        return Sound("empty_days", "days without events", "Fewer than 16 days of events.")
    gone = (series.events == 0) & (series.expected * _level_around(series) >= _EXPECTED)
    empty = [series.days[i] for i in np.flatnonzero(gone & (series.departures < -_DEVIATIONS * series.deviation))]
    if not empty:
        return Sound("empty_days", "days without events")
    missing = sum(series.expected[series.days.index(day)] for day in empty)
    spans = [_span(first, last) for first, last in runs(empty)]
    return Draft(
        Finding(
            code="empty_days",
            about=(),
            title="Days without events",
            sentence=f"{plural(len(empty), 'day has', 'days have')} no event at all: {', '.join(spans[:6])}"
            f"{' and more' if len(spans) > 6 else ''}. About {count(round(missing))} events were to be expected "
            "there; an export probably failed. Nobody can have returned or bought on these days.",
            rows=len(empty),
            unit="days",
            examples=examples_of(pd.DataFrame({"day": [day_in_words(day) for day in empty]})),
            share=float(missing / (missing + series.events.sum())),
        )
    )


def volume_changes(look: Look) -> CheckOutcome:
    """Days with far more or fewer events than the same weekday around them, and lasting steps."""
    series = daily(look)
    looked_for = "sudden changes of the number of events"
    if series is None:
        return Sound("volume_changes", looked_for, "Fewer than 16 days of events.")
    odd = _odd_days(series)
    step = _step(series)
    if not len(odd) and step is None:
        return Sound("volume_changes", looked_for)
    parts = []
    if len(odd):
        names = ", ".join(day_in_words(series.days[i]) for i in odd[:6])
        parts.append(f"{plural(len(odd), 'day has', 'days have')} far more or fewer events than usual: {names}.")
    if step is not None:
        before, after = series.events[step - _STEP_DAYS : step].mean(), series.events[step : step + _STEP_DAYS].mean()
        parts.append(
            f"From {day_in_words(series.days[step])} on there are about {count(round(after))} events a day, after "
            f"{count(round(before))}: tracking may have changed."
        )
    shown = sorted({*odd.tolist(), *([step] if step is not None else [])})
    table = pd.DataFrame(
        {
            "day": [day_in_words(series.days[i]) for i in shown],
            "events": [int(series.events[i]) for i in shown],
            "usual": [round(series.expected[i]) for i in shown],
        }
    )
    return Draft(
        Finding(
            code="volume_changes",
            about=(),
            title="Sudden changes of volume",
            sentence=" ".join(parts) + " Compare periods across it with care.",
            rows=len(shown),
            unit="days",
            examples=examples_of(table),
        )
    )


def runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Days in a row as (first, last)."""
    breaks = [i for i, (a, b) in enumerate(pairwise(days), 1) if (b - a).days > 1]
    edges = [0, *breaks, len(days)]
    return [(days[i], days[j - 1]) for i, j in pairwise(edges)]


def _expected(events: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median of the same weekday in the four weeks before and after, the day itself left out."""
    padded = np.full(len(events) + 14 * _WEEKS_AROUND, np.nan)
    padded[7 * _WEEKS_AROUND : 7 * _WEEKS_AROUND + len(events)] = events
    shifts = [7 * week for week in range(2 * _WEEKS_AROUND + 1) if week != _WEEKS_AROUND]
    around = np.array([padded[shift : shift + len(events)] for shift in shifts])
    known = np.isfinite(around).any(axis=0)
    expected = np.zeros(len(events))
    expected[known] = np.nanmedian(around[:, known], axis=0)
    return expected


def _level_around(series: Daily) -> NDArray[np.float64]:
    """Events of the days around each day against what was expected there: the lower of the two sides, at most 1.

    A side is the three nearest days with events; a day in a quiet stretch is no gap, however busy the weeks before.
    """
    with_events = np.flatnonzero(series.events > 0)
    levels = np.ones(len(series.events))
    for day in np.flatnonzero(series.events == 0):
        place = int(np.searchsorted(with_events, day))
        sides = with_events[max(place - _DAYS_BESIDE, 0) : place], with_events[place : place + _DAYS_BESIDE]
        shares = [series.events[side].sum() / max(series.expected[side].sum(), 1.0) for side in sides if len(side)]
        levels[day] = min([1.0, *shares])
    return levels


def _odd_days(series: Daily) -> NDArray[np.int64]:
    """Days with events whose departure is over six deviations and 2.5 times, by 50 events or more."""
    limit = max(_DEVIATIONS * series.deviation, float(np.log(_RATIO)))
    far = np.abs(series.departures) > limit
    return np.flatnonzero(far & (series.events > 0) & (np.abs(series.events - series.expected) >= _WORTH))


def _step(series: Daily) -> int | None:
    """The day from which two steady weeks have 2.5 times more or fewer events than the two weeks before."""
    best: tuple[float, int] | None = None
    for i in range(_STEP_DAYS, len(series.events) - _STEP_DAYS + 1):
        before, after = series.events[i - _STEP_DAYS : i], series.events[i : i + _STEP_DAYS]
        low, high = sorted((before, after), key=lambda part: float(np.median(part)))
        ratio = np.median(high) / max(float(np.median(low)), 1.0)
        if (
            ratio >= _RATIO
            and high.min() > low.max()
            and np.median(high) >= _WORTH
            and (best is None or ratio > best[0])
        ):
            best = (float(ratio), i)
    return best[1] if best else None


def _span(first: date, last: date) -> str:
    return day_in_words(first) if first == last else f"{day_in_words(first)} to {day_in_words(last)}"
