"""How strong an unseen cause must be to make up an association."""

from __future__ import annotations

from math import isfinite, nan, sqrt


def hidden_factor(ratio: float) -> float:
    """How many times as likely a hidden factor must make both exposure and outcome to explain a ratio of shares.

    The E-value: RR + sqrt(RR (RR - 1)), of 1/RR for a ratio under 1; 1 where there is nothing to explain. NaN for a
    ratio that is no positive number. Source: VanderWeele and Ding 2017, Annals of Internal Medicine 167:268.
    """
    if not (isfinite(ratio) and ratio > 0):
        return nan
    above = max(ratio, 1 / ratio)
    return above + sqrt(above * (above - 1))


def least_hidden_factor(share: float, other: float, low: float, high: float) -> float:
    """The same for the end of the interval of `share` - `other` that is nearer to no difference; 1 where it covers 0.

    `low` and `high` are the ends of the difference; the other share (0-1) is taken as known.
    """
    if not (isfinite(low) and isfinite(high) and other > 0):
        return nan
    if low <= 0 <= high:
        return 1.0
    return hidden_factor((other + (low if share > other else high)) / other)
