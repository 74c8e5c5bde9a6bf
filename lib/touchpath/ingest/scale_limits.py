"""The ends of the scale that a set of scores fits."""

from __future__ import annotations

import re
from collections.abc import Set

from touchpath.ingest.question import Metric

ScaleLimits = tuple[float, float]

USUAL: dict[str, ScaleLimits] = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
"""The scale each metric is usually asked on; NPS is on no other."""

_FIRST: tuple[tuple[int, int], ...] = ((1, 5), (1, 7), (0, 10), (1, 10), (0, 100), (1, 100))
_SEEN_WHOLE: tuple[tuple[int, int], ...] = ((1, 5), (1, 7), (0, 10), (1, 10), (0, 5), (0, 6))
_RARE: tuple[tuple[int, int], ...] = ((1, 3), (1, 4), (1, 6), (1, 9))
_MANY = 30  # answers after which a box nobody chose was hardly offered
_SOME = 10
_CODES_BELOW = -7  # -7, -9, -77, -99 tell why there is no answer
_DECLARED = re.compile(r"(?<![\w.,-])([01])\s?(?:-|\u2013|\u2014|\.\.|to|bis|a|\u00e0|al|t/m)\s?(\d{1,3})(?![\w-])")


def declared_limits(wording: str, found: Set[int]) -> ScaleLimits | None:
    """The scale that the words of a question name ("Weiterempfehlung (0-10)"), where its values lie in it."""
    told = _DECLARED.search(wording[:500])
    if told is None:
        return None
    low, high = int(told[1]), int(told[2])
    inside = sum(low <= number <= high for number in found)
    return (low, high) if 3 <= high <= 100 and inside >= max(1, len(found) - 2) else None


def limits_of(found: Set[int], metric: Metric | None, answers: int, *, codes: bool = False) -> ScaleLimits | None:
    """The scale of these scores, as the metric and the number of answers suggest; None where they fit none."""
    found = {number for number in found if number > _CODES_BELOW} or found
    if metric == "nps":
        return _of_nps(found, answers)
    limits = _any_limits(found, answers, codes)
    if metric in ("csat", "ces") and (limits is None or limits == USUAL["csat"]):
        return _of_boxes(found, metric, answers) or limits
    return limits


def _of_nps(found: Set[int], answers: int) -> ScaleLimits | None:
    """0-10, unless the answers show that they were given on less, or on more. That nobody chose 0 shows nothing.

    None where many answers are but yes and no in numbers.
    """
    beyond = {number for number in found if 11 < number < 98}
    if len(beyond) > len(found) / 2:
        return 0, 100
    scores = {number for number in found if 0 <= number <= 10}
    if not scores:
        return None
    low, high = min(scores), max(scores)
    if high <= 2 and len(scores) <= 2 and answers >= _SOME:
        return None
    whole = len(scores) == high - low + 1
    if low == 1 and high in (6, 7) and whole and answers >= _MANY:
        return 1, high
    if high <= 5 and len(scores) >= 3 and (answers >= _SOME or (whole and low == 1)):
        return min(low, 1), (high if whole and high >= 4 else 5)
    return 0, 10


def _of_boxes(found: Set[int], metric: Metric, answers: int) -> ScaleLimits | None:
    """CSAT and CES whose answers stay low: the boxes that were used, where there are enough answers to tell."""
    scores = {number for number in found if 0 < number < 88}
    if not scores:
        return None
    high = max(scores)
    if high <= 2 and answers >= _SOME:
        return None
    whole = len(scores) == high and 3 <= high <= 5
    top_unused = high == USUAL["csat"][1] - 1 and answers >= _MANY
    if metric == "csat" and answers >= _SOME and (whole or top_unused):
        return 1, high
    if metric == "ces" and high <= 5 and len(scores) >= 3:
        return 1, (high if whole and answers >= _MANY else 5)
    low, usual = USUAL[metric]
    return (low, usual) if high <= usual and not found & {0} else None


def _any_limits(found: Set[int], answers: int, codes: bool) -> ScaleLimits | None:
    """The scale that is seen from end to end, else the usual one that leaves the fewest codes over."""
    if codes and 0 in found and {4, 5} < found <= set(range(7)):
        return 1, 5
    plain = {number for number in found if number != -1 and number < 88}
    if plain:
        ends = (min(plain), max(plain))
        if ends in _RARE and answers >= _MANY and len(plain) == ends[1]:
            return ends
        if ends in _SEEN_WHOLE and _is_scale(found, *ends):
            return ends
    return next(((low, high) for low, high in _FIRST if _is_scale(found, low, high)), None) or _with_codes(found)


def _is_scale(found: Set[int], low: int, high: int) -> bool:
    inside = {number for number in found if low <= number <= high}
    codes = found - inside
    return len(inside) > min(20, (high - low) / 2) and all(code == -1 or high < 88 <= code for code in codes)


def _with_codes(found: Set[int]) -> ScaleLimits | None:
    most = len(found & set(range(11))) >= 9 and all(code in range(-1, 100) for code in found)
    return (0, 10) if most else None
