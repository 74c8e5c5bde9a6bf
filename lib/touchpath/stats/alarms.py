"""Which days of a daily series are surprising: the rule behind alerts, for many series at once.

Each day is compared with what the days before it lead to expect: a level (exponentially weighted, Roberts 1959,
Technometrics 1:239) and a factor of the weekday. What a day deviates by is divided by its standard error: the chance
of sampling that day (binomial, Poisson) and the extra variance that the 180 days before showed, estimated by their
median square so that a past incident does not widen it. Nothing of a day is ever made of later days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from touchpath.stats.daily_series import LEAST, NEEDED, WEEK, DailySeries, noise_of, on_scale
from touchpath.stats.proportions import Floats

QUIET = 7
"""Quiet days that end an alarm: crossings that are closer are one."""
_KEPT = 0.9
_WEEKS, _FEWEST_WEEKS = 12, 4
_WINDOW = 180
_FIRST = WEEK * _FEWEST_WEEKS
_MEDIAN_SQUARE = 0.45493642
"""Median of the square of a standard normal number."""
_LEAST_DF = 8
_ROUNDS = 4
_DROP_DAYS, _FOUND, _HALVINGS, _FARTHEST = 3, 0.8, 20, 30.0


@dataclass(frozen=True)
class Surprise:
    """How surprising each day is. On the scale of the series: `seen`, `expected` and `error` (standard error).

    `extra` is the variance beyond that of sampling (score: of one answer). `t` is their standardised difference with
    `df` degrees of freedom (a quarter of the days known, at least 8), NaN where a day is not judged.
    """

    seen: Floats
    expected: Floats
    extra: Floats
    error: Floats
    t: Floats
    df: Floats

    @property
    def p(self) -> Floats:
        """The two-sided chance of as large a deviation on a usual day; NaN where a day is not judged."""
        found: Floats = 2 * stdtr(self.df, -np.abs(self.t))
        return found


@dataclass(frozen=True)
class Episode:
    """An alarm: the numbers of its first and last crossing day, and of its most surprising one."""

    first: int
    last: int
    worst: int


def by_day(series: DailySeries) -> Surprise:
    """Each day against the level of the days before and the factor of its weekday over 12 weeks."""
    seen = on_scale(series)
    return _surprise(series, seen, _expected(seen, _weekday_factors(seen), 1))


def by_week(series: DailySeries) -> Surprise:
    """The 7 days up to each day against the level of the 7-day stretches that ended before them."""
    weeks = series.weeks()
    seen = on_scale(weeks)
    return _surprise(weeks, seen, _expected(seen, np.zeros_like(seen), WEEK))


def chance_a_day(budget: float) -> float:
    """The chance of a crossing per day and rule that spends half a budget of false alarms a year on each rule."""
    return min(budget / 2 / 365, 1.0)


def crossings(series: DailySeries, budget: float) -> NDArray[np.bool_]:
    """Days on which either rule, with half the budget (false alarms a year) each, is crossed."""
    chance = chance_a_day(budget)
    with np.errstate(invalid="ignore"):
        crossed: NDArray[np.bool_] = (by_day(series).p < chance) | (by_week(series).p < chance)
    return crossed


def episodes(crossed: NDArray[np.bool_], p: Floats) -> tuple[Episode, ...]:
    """Alarms of one series: crossings joined until 7 days were quiet. `p` says which day is the most surprising."""
    days = np.flatnonzero(crossed)
    if not days.size:
        return ()
    starts = np.flatnonzero(np.diff(days, prepend=-QUIET - 2) > QUIET)
    parts = np.split(days, starts[1:])
    return tuple(Episode(int(d[0]), int(d[-1]), int(d[np.nanargmin(p[d])])) for d in parts)


def begun(crossed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Days on which an alarm begins: crossed, and none of the 7 days before was. For many series at once."""
    before = np.cumsum(crossed, axis=-1)
    lagged = np.zeros_like(before)
    lagged[..., 1:] = before[..., :-1]
    earlier = np.zeros_like(before)
    earlier[..., QUIET + 1 :] = before[..., : -QUIET - 1]
    found: NDArray[np.bool_] = crossed & (lagged == earlier)
    return found


def limits(series: DailySeries, found: Surprise, chance: float) -> tuple[Floats, Floats]:
    """The ends of the band that each day (not a week) crosses with this chance, on the scale of the series."""
    reach = -stdtrit(found.df, chance / 2)
    ends = []
    for side in (-1, 1):
        end = found.expected + side * reach * found.error
        for _ in range(_ROUNDS):
            noise = noise_of(series, (end + found.expected) / 2)
            variance = found.extra * noise if series.scale == "score" else found.extra + noise
            end = found.expected + side * reach * np.sqrt(np.maximum(variance, LEAST))
        ends.append(end)
    return ends[0], ends[1]


def smallest_drop(series: DailySeries, budget: float) -> float:
    """The drop, on the scale of the series, that if it lasted 3 days would be found 4 times in 5; NaN: none would.

    Found by putting drops into the last 180 judged days, one start after the other, and counting how many of them
    cross a limit of either rule within the 3 days or, for the 7 days, within a week of the first.
    """
    days, weeks = by_day(series), by_week(series)
    reach = [-stdtrit(found.df, chance_a_day(budget) / 2) for found in (days, weeks)]
    last = series.values.shape[-1] - WEEK
    starts = np.arange(max(NEEDED, last - _WINDOW), last)
    if not starts.size:
        return float("nan")

    def share_found(drop: float) -> float:
        hit = np.zeros(len(starts), dtype=bool)
        for later in range(WEEK):
            at = starts + later
            if later < _DROP_DAYS:
                off = days.t[at] - drop * _KEPT**later / days.error[at]
                hit |= off < -reach[0][at]
            part = min(later + 1, _DROP_DAYS) / WEEK
            hit |= weeks.t[at] - drop * part / weeks.error[at] < -reach[1][at]
        return float(hit.mean())

    return _smallest(share_found, float(np.nanmax(days.error[starts])) * _FARTHEST)


def _smallest(share_found: Callable[[float], float], most: float) -> float:
    """The smallest drop found often enough, by halving: a larger drop is found at least as often."""
    if not share_found(most) >= _FOUND:
        return float("nan")
    low, high = 0.0, most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if share_found(middle) >= _FOUND else (middle, high)
    return high


def _weekday_factors(seen: Floats) -> Floats:
    """The factor of each day's weekday: the median over up to 12 weeks of how it lay beside its own week."""
    days = seen.shape[-1]
    factors = np.zeros_like(seen)
    if days <= WEEK:
        return factors
    sums = np.cumsum(np.concatenate([np.zeros_like(seen[..., :1]), seen], axis=-1), axis=-1)
    beside = seen[..., : days - WEEK + 1] - (sums[..., WEEK:] - sums[..., :-WEEK]) / WEEK
    for day in range(_FIRST, days):
        weeks = min(day // WEEK, _WEEKS)
        factors[..., day] = np.median(beside[..., day - WEEK * weeks : day - WEEK + 1 : WEEK], axis=-1)
    return factors


def _expected(seen: Floats, factors: Floats, lag: int) -> Floats:
    """Level `lag` days before plus the weekday's factor."""
    plain = seen - factors
    levels = np.empty_like(seen)
    level = plain[..., :_FIRST].mean(axis=-1)
    for day in range(seen.shape[-1]):
        level = _KEPT * level + (1 - _KEPT) * plain[..., day]
        levels[..., day] = level
    ahead = np.concatenate([np.repeat(levels[..., :1], lag, axis=-1), levels[..., :-lag]], axis=-1)
    return ahead + factors


def _surprise(series: DailySeries, seen: Floats, expected: Floats) -> Surprise:
    noise = noise_of(series, (seen + expected) / 2)
    off = seen - expected
    relative = series.scale == "score"
    squares = off**2 / noise if relative else off**2
    extra, df = np.full_like(seen, np.nan), np.full_like(seen, np.nan)
    for day in range(NEEDED, seen.shape[-1]):
        first = max(_FIRST, day - _WINDOW)
        robust = np.median(squares[..., first:day], axis=-1) / _MEDIAN_SQUARE
        known = 0.0 if relative else noise[..., first:day].mean(axis=-1)
        extra[..., day] = np.maximum(robust - known, 0.0)
        df[..., day] = max(_LEAST_DF, day / 4)
    error = np.sqrt(np.maximum(extra * noise if relative else extra + noise, LEAST))
    t = np.where(series.judged, off / error, np.nan)
    return Surprise(seen, expected, extra, error, t, df)


def learning_crossings(series: DailySeries) -> NDArray[np.bool_]:
    """The fixed rule of one series that is too short to be judged: half or double the median of the 28 days before.

    Chance alone must not explain it: 3 standard errors of sampling. A score has no such error that is known before
    its days are: there it is 4 robust standard deviations of at least 14 days before.
    """
    seen, score = on_scale(series), series.scale == "score"
    noise = noise_of(series, seen)
    crossed = np.zeros(series.values.shape[-1], dtype=bool)
    for day in range(2 * WEEK if score else WEEK, len(crossed)):
        before = seen[max(0, day - 4 * WEEK) : day]
        middle = float(np.median(before))
        spread = np.sqrt(np.median((before - middle) ** 2) / _MEDIAN_SQUARE)
        least = 4 * max(float(spread), LEAST) if score else max(np.log(2), 3 * float(np.sqrt(noise[day])))
        crossed[day] = abs(seen[day] - middle) > least
    return crossed & series.judged
