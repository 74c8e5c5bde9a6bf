"""Retention: cohorts, curves, groups, churn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Any

import numpy as np

from touchpath.analysis.retention.result import RetentionResult
from touchpath.analysis.small_cells.rules import Hide, blank, is_small, to_hide, withheld
from touchpath.stats.survival import SurvivalCurve

_CURVE = ("times", "at_risk", "events", "survival", "standard_error", "low", "high")


def _result(result: Any, k: int) -> Any:
    """Cohorts and curves of everybody and of each group; a small cell takes the next smallest of its column along."""
    if is_small(result.people, k):
        raise withheld("Retention of these people is", k)
    hide = [[False] * len(result.labels) for _ in result.groups]
    for place in range(len(result.labels)):
        points = [group.curve[place] for group in result.groups]
        for group, gone in enumerate(to_hide([nan if _few(point, k) else point.people for point in points], k)):
            hide[group][place] = gone
    groups = tuple(_group(group, gone, k) for group, gone in zip(result.groups, hide, strict=True))
    return replace(
        result,
        cohorts=cohorts_hidden(result.cohorts, k),
        curve=tuple(_point(point, _few(point, k), k) for point in result.curve),
        groups=groups,
    )


def _few(point: Any, k: int) -> bool:
    return is_small(point.people, k) or is_small(point.size, k)


def _group(group: Any, hide: Sequence[bool], k: int) -> Any:
    differences = tuple(
        _no_difference(part) if gone else part for part, gone in zip(group.differences, hide, strict=True)
    )
    curve = tuple(_point(point, gone, k) for point, gone in zip(group.curve, hide, strict=True))
    return replace(group, cohorts=cohorts_hidden(group.cohorts, k), curve=curve, differences=differences)


def _point(point: Any, gone: bool, k: int) -> Any:
    if not gone:
        return point
    size = nan if is_small(point.size, k) else point.size
    return replace(point, people=nan, size=size, rate=nan, rate_low=nan, rate_high=nan, value=nan)


def _no_difference(difference: Any) -> Any:
    return replace(difference, difference=nan, difference_low=nan, difference_high=nan)


def cohorts_hidden(cohorts: Sequence[Any], k: int) -> tuple[Any, ...]:
    """Cohorts with small cells hidden, and in every column those that would tell a hidden one from the total."""
    if not cohorts:
        return ()
    sizes = to_hide([cohort.size for cohort in cohorts], k)
    columns = [
        [
            all_of or of_mature
            for all_of, of_mature in zip(
                to_hide([cohort.people[place] for cohort in cohorts], k),
                to_hide([cohort.mature_people[place] for cohort in cohorts], k),
                strict=True,
            )
        ]
        for place in range(len(cohorts[0].people))
    ]
    return tuple(
        _cohort(cohort, sizes[row], [column[row] or sizes[row] for column in columns], k)
        for row, cohort in enumerate(cohorts)
    )


def _cohort(cohort: Any, whole: bool, hide: Sequence[bool], k: int) -> Any:
    if whole:
        hide = [True] * len(cohort.people)
    mature = [gone or is_small(count, k) for count, gone in zip(cohort.mature, hide, strict=True)]
    return replace(
        cohort,
        size=nan if whole else cohort.size,
        people=blank(cohort.people, hide),
        mature=blank(cohort.mature, [whole or is_small(count, k) for count in cohort.mature]),
        mature_people=blank(cohort.mature_people, mature),
        value=blank(cohort.value, hide) if cohort.value else (),
    )


def _survival(curve: Any, k: int) -> Any:
    """A survival curve with its steps put together: each is about k people, and k are still observed at it."""
    kept: list[int] = []
    gone = 0.0
    for place in range(len(curve.times)):
        gone += float(curve.events[place])
        if curve.at_risk[place] < k:
            break
        if gone >= k or not kept:
            kept.append(place)
            gone = 0.0
    pick = np.array(kept, dtype=int)
    changed = {name: np.asarray(getattr(curve, name))[pick] for name in _CURVE}
    if kept and is_small(changed["events"][0], k):
        changed = {name: values[1:] for name, values in changed.items()}
    return replace(curve, **changed)


WHOLE: dict[type, Hide] = {RetentionResult: _result, SurvivalCurve: _survival}
