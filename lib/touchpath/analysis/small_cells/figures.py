"""The figures of the overview, of churn and repeat purchase, of personas, and touchpoints over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan
from typing import Any

from touchpath.analysis.churn import ChurnResult
from touchpath.analysis.lifecycle import LifecycleResult
from touchpath.analysis.measures.figure import Figure
from touchpath.analysis.personas import PersonaCounts, Sizes
from touchpath.analysis.repeat_purchase import RepeatResult
from touchpath.analysis.scores import Score
from touchpath.analysis.small_cells.cells import emptied, nameless, without_figures
from touchpath.analysis.small_cells.rules import (
    Hide,
    far_enough,
    hidden_words,
    hide_table,
    is_hidden,
    is_small,
    tells,
    to_hide,
    withheld,
)
from touchpath.analysis.small_cells.statistics import WHOLE as STATISTICS
from touchpath.analysis.stickiness import StickinessResult
from touchpath.analysis.trends import TrendResult
from touchpath.stats.survival import SurvivalCurve


def _figure(figure: Any, k: int) -> Any:
    """A headline figure: nothing of it where it is about too few, no point of its trend that is.

    People who are too recent to judge are told by subtraction from everybody in view: few of them hide it too.
    """
    shown = replace(figure, reason=_reason(figure, k), trend=_points(figure, k))
    few = is_small(figure.people, k) or is_small(figure.immature, k) or is_small(figure.n, k)
    if not (few or isnan(float(figure.n)) or tells(figure.hits, figure.n, k)):
        return shown
    return replace(without_figures(figure), reason=f"Hidden: fewer than {k} people.")


def _reason(figure: Any, k: int) -> str | None:
    said = figure.about is not None and not any(is_small(count, k) for count in figure.about)
    return figure.reason if said or figure.reason is None else hidden_words(k)


def _points(figure: Any, k: int) -> tuple[Any, ...]:
    """The trend without periods about few; whose a period's events or answers are is not known."""
    if figure.people < figure.n:
        return ()
    rate = not is_hidden(figure.hits)
    return tuple(
        (bucket, value, n)
        for bucket, value, n in figure.trend
        if not is_hidden(n) and not is_small(n, k) and not (rate and tells(round(value * n, 6), n, k))
    )


def _score(score: Any, k: int) -> Any:
    """A survey score: hidden with its figure, or where too few people gave its answers."""
    if not is_small(score.people, k) and not is_hidden(score.figure.n):
        several = score.people < score.figure.n  # then a period's answers may be of one person
        return replace(score, figure=replace(score.figure, trend=())) if several else score
    figure = replace(without_figures(score.figure), reason=f"Hidden: answers of fewer than {k} people.")
    return replace(without_figures(score), figure=figure)


def _trend(result: Any, k: int) -> Any:
    """Periods with too few people (or nobody counted) are left blank, their events with them.

    Groups add up to a period, and shorter periods to longer ones, so one blank takes the next smallest of both along.
    """
    groups = result.groups
    small = [
        [
            is_small(people, k) or (not people and events > 0)
            for people, events in zip(g.people, g.events, strict=True)
        ]
        for g in groups
    ]
    hide = hide_table([group.people for group in groups], k, small) if groups else []
    return replace(result, groups=tuple(_line(group, gone, k) for group, gone in zip(groups, hide, strict=True)))


def _line(group: Any, hide: Sequence[bool], k: int) -> Any:
    def shown(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(nan if gone else value for value, gone in zip(values, hide, strict=True))

    line = replace(group, people=shown(group.people), events=shown(group.events))
    return nameless(line) if max(group.people, default=0) < k else line


def _lifecycle(result: Any, k: int) -> Any:
    """New, returning and resurrected people are the active; dormant and returning were those of the period before.

    So one of few takes the next smallest of its sum along.
    """
    return replace(result, periods=tuple(_period(period, k) for period in result.periods))


def _period(period: Any, k: int) -> Any:
    names = ("new", "returning", "resurrected", "dormant")
    counts = [getattr(period, name) for name in names]
    hide = [is_small(count, k) for count in counts]
    before: list[bool] = []
    while hide != before:
        before = hide
        active = to_hide(counts[:3], k, hide[:3])
        quiet = to_hide([counts[1], counts[3]], k, [active[1], hide[3]])
        hide = [active[0], quiet[0], active[2], quiet[1]]
    return replace(period, **{name: nan for name, gone in zip(names, hide, strict=True) if gone})


def _sizes(sizes: Any, k: int) -> Any:
    """People per persona: a complete breakdown, so a small one takes the next smallest along."""
    *hide, rest = to_hide([*(part.people for part in sizes.personas), sizes.without], k)
    personas = tuple(_persona(part, gone, k) for part, gone in zip(sizes.personas, hide, strict=True))
    columns = tuple(
        without_figures(use) if is_small(use.people, k) or any(is_small(people, k) for _, people in use.several)
        else use for use in sizes.columns
    )  # fmt: skip
    return replace(sizes, personas=personas, without=nan if rest else sizes.without, columns=columns)


def _counts(found: Any, k: int) -> Any:
    """Everybody by persona: a complete breakdown too, under a total that is shown."""
    hide = to_hide([part.people for part in found.personas], k)
    few = [is_small(part.people, k) for part in found.personas]
    shown = [without_figures(part) if gone else part for part, gone in zip(found.personas, hide, strict=True)]
    named = [nameless(part) if small else part for part, small in zip(shown, few, strict=True)]
    return replace(without_figures(found) if is_small(found.people, k) else found, personas=tuple(named))


def _persona(part: Any, gone: bool, k: int) -> Any:
    if gone:
        return nameless(without_figures(part)) if is_small(part.people, k) else without_figures(part)
    return replace(part, fitting=nan) if tells(part.people, part.fitting, k) else part


def _churn(result: Any, k: int) -> Any:
    """Churn of everybody and of each group; groups add up to everybody, so a small one takes the next along."""
    whole = _churn_of(result, tells(result.churned, result.people, k) or is_small(result.people, k), k)
    groups = result.groups
    hide = [is_hidden(whole.churned) or tells(part.churned, part.people, k) for part in groups]
    sizes = to_hide([part.people for part in groups], k)
    hide = to_hide([part.churned for part in groups], k, [a or b for a, b in zip(hide, sizes, strict=True)])
    kept = [_churn_of(part, gone, k) for part, gone in zip(groups, hide, strict=True)]
    named = [_churn_size(part, gone, k) for part, gone in zip(kept, sizes, strict=True)]
    return replace(whole, groups=tuple(named))


def _churn_of(part: Any, gone: bool, k: int) -> Any:
    """The median goes with the count it rests on; the curve has steps of its own."""
    curve = STATISTICS[SurvivalCurve](part.curve, k)
    if not gone:
        return replace(part, curve=curve)
    reason = f"Hidden: fewer than {k} people."
    median = replace(part.median_days, estimate=nan, low=nan, high=nan, reason=reason)
    return replace(part, curve=without_figures(curve), churned=nan, median_days=median)


def _churn_size(part: Any, gone: bool, k: int) -> Any:
    if not gone:
        return part
    shown = replace(part, people=nan, churned=nan, curve=without_figures(part.curve))
    return nameless(shown) if is_small(part.people, k) else shown


def _repeat(found: Any, k: int) -> Any:
    """Repeat purchase: refused where too few bought at all; groups that are too small have no points."""
    if is_small(found.people, k) or (found.points and is_small(found.points[0].size, k)):
        raise withheld("Repeat purchase is", k)
    points = _repeat_points(found.points, k)
    sizes = to_hide([group.people for group in found.groups], k)
    groups = tuple(_repeat_group(group, gone, points, k) for group, gone in zip(found.groups, sizes, strict=True))
    if tells(found.repeaters, found.people, k):
        found = replace(found, repeaters=nan, median_days=nan)
    return replace(found, points=points, groups=_repeat_days(groups, found.groups, k))


def _repeat_points(points: Sequence[Any], k: int) -> tuple[Any, ...]:
    """Points that lie at least k people apart, or none: what lies between two days is told by subtraction."""
    people, sizes = ([getattr(point, name) for point in points] for name in ("people", "size"))
    enough = zip(far_enough(people, k), far_enough(sizes, k), points, strict=True)
    return tuple(_repeat_point(point, apart, known, k) for apart, known, point in enough)


def _repeat_point(point: Any, apart: bool, known: bool, k: int) -> Any:
    if not known:
        return without_figures(point)
    return _without_repeaters(point) if not apart or tells(point.people, point.size, k) else point


def _without_repeaters(point: Any) -> Any:
    return emptied(point, ("people", "rate", "rate_low", "rate_high"))


def _repeat_group(group: Any, gone: bool, whole: Sequence[Any], k: int) -> Any:
    if gone:
        points = tuple(without_figures(point) for point in group.points)
        shown = replace(group, people=nan, points=points)
        return nameless(shown) if is_small(group.people, k) else shown
    hidden = [is_hidden(point.people) for point in whole]
    points = tuple(
        _without_repeaters(point) if place < len(hidden) and hidden[place] else point
        for place, point in enumerate(_repeat_points(group.points, k))
    )
    return replace(group, points=points)


def _repeat_days(shown: Sequence[Any], measured: Sequence[Any], k: int) -> tuple[Any, ...]:
    """At each number of days a hidden group takes the next smallest along."""
    points = [list(group.points) for group in shown]
    for place in range(max((len(part) for part in points), default=0)):
        there = [i for i, part in enumerate(points) if place < len(part)]
        counts = [measured[i].points[place].people for i in there]
        told = to_hide(counts, k, [is_hidden(points[i][place].people) for i in there])
        for i, gone in zip(there, told, strict=True):
            points[i][place] = _without_repeaters(points[i][place]) if gone else points[i][place]
    return tuple(replace(group, points=tuple(part)) for group, part in zip(shown, points, strict=True))


def _stickiness(found: Any, k: int) -> Any:
    """Days of activity add up to all times, and so do periods: one of few people takes the next smallest along."""
    if is_small(found.people, k):
        raise withheld("Days of activity are", k)
    return replace(found, days=_row(found.days, k), periods=_row(found.periods, k))


def _row(parts: Sequence[Any], k: int) -> tuple[Any, ...]:
    hide = to_hide([part.people for part in parts], k)
    return tuple(without_figures(part) if gone else part for part, gone in zip(parts, hide, strict=True))


WHOLE: dict[type, Hide] = {
    Figure: _figure,
    TrendResult: _trend,
    StickinessResult: _stickiness,
    LifecycleResult: _lifecycle,
    Sizes: _sizes,
    PersonaCounts: _counts,
    ChurnResult: _churn,
    RepeatResult: _repeat,
}
RULES: dict[type, Hide] = {Score: _score}
