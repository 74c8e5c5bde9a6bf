"""Cells of any kind by the names of their counts; the figures of the overview, of personas, of data quality."""

from __future__ import annotations

from dataclasses import fields, replace
from math import isnan, nan
from typing import Any

from touchpath.analysis.churn import ChurnGroup, ChurnResult
from touchpath.analysis.drivers import Drivers
from touchpath.analysis.lifecycle import LifecyclePeriod
from touchpath.analysis.measures.activity import Activity
from touchpath.analysis.measures.figure import Figure
from touchpath.analysis.personas import Sizes
from touchpath.analysis.repeat_purchase import RepeatResult
from touchpath.analysis.scores import Score
from touchpath.analysis.small_cells.rules import Hide, is_hidden, is_small, to_hide, withheld
from touchpath.analysis.stickiness import StickinessResult
from touchpath.analysis.trends import TrendGroup
from touchpath.journey.quality import Finding, Headline
from touchpath.stats.results import Estimate

_SIZES = ("size", "n", "rest_n", "n_before", "n_after", "control_n", "mature", "of")
"""What a rate is taken of: shown even where the part is too small to be."""
_PARTS = ("people", "reached", "rest_reached", "hits", "answers", "converted", "churned", "repeaters", "new",
          "returning", "resurrected", "dormant", "fitting", "total", "exposed", "exposed_converted", "others",
          "others_converted", "entered", "goal_people", "mature_people", "purchases", "known")  # fmt: skip
_KEPT = frozenset({
    "days", "hours", "place", "step", "number", "level", "alpha", "weeks_before", "weeks_after", "import_id",
    "first", "last", "seconds", "width", "share", "start", "end",
})  # fmt: skip
"""Numbers that say where a cell lies, not what is in it."""
_APART = (Drivers, LifecyclePeriod, Headline)
"""Where counts stand for themselves: one being small says nothing about the others."""


def hide_cell(cell: Any, k: int) -> Any:
    """A cell with its small counts hidden, and with them what rests on them.

    A small size hides everything; a small part hides all but the sizes.
    """
    numbers = {field.name: getattr(cell, field.name) for field in fields(cell) if field.init}
    sizes = [name for name in _SIZES if name in numbers] or [name for name in ("people",) if name in numbers]
    counts = [name for name in (*_SIZES, *_PARTS) if _number(numbers.get(name))]
    small = {name for name in counts if is_small(numbers[name], k)}
    if not small:
        return cell
    if isinstance(cell, _APART):
        apart: Any = cell
        return replace(apart, **dict.fromkeys(small, nan))
    kept = set() if small & set(sizes) else set(sizes)
    gone = {name for name, value in numbers.items() if _number(value) and name not in kept and name not in _KEPT}
    return replace(cell, **dict.fromkeys(gone | small, nan))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _figure(figure: Any, k: int) -> Any:
    """A headline figure: nothing of it where it is about too few, no point of its trend that is."""
    hits_known = not is_hidden(figure.hits)
    trend = tuple(
        (bucket, value, n)
        for bucket, value, n in figure.trend
        if not is_small(n, k) and not is_hidden(n) and not (hits_known and is_small(round(value * n, 6), k))
    )
    few = is_small(figure.people, k)
    if figure.people < figure.n:
        trend = ()  # whose a period's events are is not known
    if not (few or is_small(figure.n, k) or is_small(figure.hits, k) or isnan(float(figure.n))):
        immature = nan if is_small(figure.immature, k) else figure.immature
        return replace(figure, trend=trend, immature=immature)
    said = f"Hidden: fewer than {k} people."
    return replace(figure, value=nan, n=nan, hits=nan, low=nan, high=nan, trend=(), reason=said, immature=0)


def _score(score: Any, k: int) -> Any:
    """A survey score: hidden with its figure, or where too few people gave its answers."""
    small = is_small(score.people, k)
    if not small and not is_hidden(score.figure.n):
        several = score.people < score.figure.n  # then a period's answers may be of one person
        return replace(score, figure=replace(score.figure, trend=())) if several else score
    said = f"Hidden: answers of fewer than {k} people."
    figure = replace(score.figure, value=nan, n=nan, low=nan, high=nan, trend=(), reason=said)
    return replace(score, figure=figure, people=nan, mean=nan, good=nan, unweighted=nan, effective=nan)


def _activity(found: Any, k: int) -> Any:
    """People, events and sessions in all and per period, each period by the people in it."""
    small = [is_small(people, k) for people in found.people_by_bucket]
    names = ("people_by_bucket", "events_by_bucket", "sessions_by_bucket")
    changed = {
        name: tuple(nan if gone else value for value, gone in zip(getattr(found, name), small, strict=True))
        for name in names
    }
    if is_small(found.people, k):
        changed |= dict.fromkeys(("people", "events", "sessions"), nan)  # type: ignore[arg-type]
    return replace(found, **changed)


def _trend_group(group: Any, k: int) -> Any:
    """One line of a trend: periods with too few people (or nobody counted) are left blank, their events with them."""
    both = zip(group.people, group.events, strict=True)
    small = [is_small(people, k) or (not people and events > 0) for people, events in both]
    return replace(
        group,
        people=tuple(nan if gone else value for value, gone in zip(group.people, small, strict=True)),
        events=tuple(nan if gone else value for value, gone in zip(group.events, small, strict=True)),
    )


def _sizes(sizes: Any, k: int) -> Any:
    """People per persona: a complete breakdown, so a small one takes the next smallest along."""
    *hide, rest = to_hide([*(part.people for part in sizes.personas), sizes.without], k)
    personas = tuple(
        replace(part, people=nan, fitting=nan) if gone else part
        for part, gone in zip(sizes.personas, hide, strict=True)
    )
    return replace(sizes, personas=personas, without=nan if rest else sizes.without)


def _drivers(found: Any, k: int) -> Any:
    """Factors one of whose four cells is small count as too rare."""
    kept = tuple(factor for factor in found.factors if not is_hidden(factor.odds_ratio) and _whole(factor.counts))
    rarer = found.rare + len(found.factors) - len(kept)
    return hide_cell(replace(found, factors=kept, rare=rarer), k)


def _whole(counts: Any) -> bool:
    return not any(is_hidden(getattr(counts, name)) for name in _PARTS if hasattr(counts, name))


def _finding(finding: Any, k: int) -> Any:
    """A finding of data quality: no single rows, and no effect that a few rows have."""
    changed: dict[str, Any] = {"examples": type(finding.examples)()}
    if is_small(finding.rows, k):
        changed |= {"rows": nan, "effect": None, "scores": None}
    return replace(finding, **changed)


def _churn(found: Any, k: int) -> Any:
    """Churn of everybody or of a group: the median goes with the count it rests on."""
    cell = hide_cell(found, k)
    if not is_hidden(cell.churned):
        return cell
    median = replace(found.median_days, estimate=nan, low=nan, high=nan, reason=f"Hidden: fewer than {k} people.")
    return replace(cell, median_days=median)


def _repeat(found: Any, k: int) -> Any:
    """Repeat purchase: refused where too few bought at all; groups that are too small have no points."""
    if found.points and is_hidden(found.points[0].size):
        raise withheld("Repeat purchase is", k)
    groups = tuple(
        replace(group, points=()) if group.points and is_hidden(group.points[0].size) else group
        for group in found.groups
    )
    if is_small(found.repeaters, k):
        return replace(found, repeaters=nan, median_days=nan, groups=groups)
    return replace(found, groups=groups)


def _stickiness(found: Any, k: int) -> Any:
    """Days of activity add up to all times: a number of days that few people had takes the next smallest along."""
    if is_small(found.people, k):
        raise withheld("Days of activity are", k)
    hide = to_hide([part.people for part in found.days], k)
    days = tuple(
        replace(part, people=nan, times=nan, rate=nan) if gone else part
        for part, gone in zip(found.days, hide, strict=True)
    )
    periods = tuple(
        replace(part, people=nan, mean_days=nan) if is_small(part.people, k) else part for part in found.periods
    )
    return replace(found, days=days, periods=periods)


WHOLE: dict[type, Hide] = {
    StickinessResult: _stickiness,
    Activity: _activity,
    TrendGroup: _trend_group,
    Sizes: _sizes,
    Figure: _figure,
}
RULES: dict[type, Hide] = {
    Score: _score,
    Drivers: _drivers,
    Finding: _finding,
    Estimate: lambda estimate, _: estimate,
    ChurnGroup: _churn,
    ChurnResult: _churn,
    RepeatResult: _repeat,
}
