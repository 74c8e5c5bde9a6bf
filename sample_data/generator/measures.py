"""Plain measurements on the finished tables, used to write the truth file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from sample_data.generator.settings import DAY


def deepest_step(steps: Sequence[Sequence[int]], starts: Sequence[int], window: int) -> int:
    """Deepest step any attempt from `starts` reaches; `steps` are sorted times of the steps after the first."""
    best = 0
    for start in starts:
        now, depth = start, 1
        for times in steps:
            place = bisect_left(times, now)
            if place == len(times) or times[place] > start + window:
                break
            now, depth = times[place], depth + 1
        best = max(best, depth)
    return best


def touched_within(first: pd.Series, times: pd.DataFrame, seconds: int) -> pd.Series:
    """Whether a person (index of `first`) has one of `times` (person, utc) in (first, first + seconds]."""
    joined = times.join(first.rename("entry"), on="person", how="inner")
    hit = joined[(joined["utc"] > joined["entry"]) & (joined["utc"] <= joined["entry"] + seconds)]
    return pd.Series(first.index.isin(hit["person"]), index=first.index)


def times_by_person(events: pd.DataFrame) -> dict[str, list[int]]:
    """Sorted times of each person."""
    ordered = events.sort_values("utc")
    return {str(name): group.tolist() for name, group in ordered.groupby("person")["utc"]}


def after(times: Sequence[int], moment: int, seconds: int) -> bool:
    """Whether one of the sorted `times` lies in (moment, moment + seconds]."""
    place = bisect_right(times, moment)
    return place < len(times) and times[place] <= moment + seconds


def z_test(x1: int, n1: int, x2: int, n2: int) -> float:
    """Two-sided p of the pooled two-proportion z-test: what a naive before/after comparison does."""
    pooled = (x1 + x2) / (n1 + n2)
    z = (x2 / n2 - x1 / n1) / np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return float(2 * stats.norm.sf(abs(z)))


def weekly_shift(rates: np.ndarray, before: int) -> dict[str, float]:
    """Shift of a weekly series after `before` weeks, allowing for week-to-week correlation; and with a drift line.

    effect = mean(post) - mean(pre); residuals r about their own period's mean give s and the lag-1 correlation
    rho (clipped to 0-.8, + 1/W against its bias); SE = s sqrt(1/k + 1/m) sqrt((1+rho)/(1-rho)).
    The drift version is least squares on (1, post, week) with W-3 degrees of freedom.
    """
    total, post = len(rates), np.arange(len(rates)) >= before
    effect = rates[post].mean() - rates[~post].mean()
    rest = rates - np.where(post, rates[post].mean(), rates[~post].mean())
    rho = float(np.clip((rest[1:] * rest[:-1]).sum() / (rest**2).sum() + 1 / total, 0, 0.8))
    factor = (1 + rho) / (1 - rho)
    error = np.sqrt((rest**2).sum() / (total - 2) * (1 / before + 1 / (total - before)) * factor)
    freedom = max((total - 2) / factor, 3)
    half = stats.t.ppf(0.975, freedom) * error
    design = np.column_stack([np.ones(total), post, np.arange(total)])
    inverse = np.linalg.inv(design.T @ design)
    fit = inverse @ design.T @ rates
    variance = ((rates - design @ fit) ** 2).sum() / (total - 3)
    drift_p = 2 * stats.t.sf(abs(fit[1] / np.sqrt(variance * inverse[1, 1])), total - 3)
    return {
        "effect": float(effect),
        "effect_low": float(effect - half),
        "effect_high": float(effect + half),
        "p_level": float(2 * stats.t.sf(abs(effect / error), freedom)),
        "drift_effect": float(fit[1]),
        "p_drift": float(drift_p),
    }


def odds_ratio(exposed: pd.Series, outcome: pd.Series, stratum: pd.Series | None = None) -> float:
    """Odds ratio of outcome by exposure; with a stratum the Mantel-Haenszel pooled one."""
    frame = pd.DataFrame({"e": exposed, "o": outcome, "s": "all" if stratum is None else stratum})
    above = below = 0.0
    for _, part in frame.groupby("s"):
        above += (part["e"] & part["o"]).sum() * (~part["e"] & ~part["o"]).sum() / len(part)
        below += (part["e"] & ~part["o"]).sum() * (~part["e"] & part["o"]).sum() / len(part)
    return float(above / below)


def days_to_seconds(days: int) -> int:
    """Elapsed seconds of N times 24 hours."""
    return days * DAY
