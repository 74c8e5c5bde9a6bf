"""What customers are worth: groups, ages and parts that add up to a shown whole hide together; nobody is listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.lifetime.against_cost import ValueForCostResult
from touchpath.analysis.lifetime.ahead import AheadResult
from touchpath.analysis.lifetime.history import LifetimeResult
from touchpath.analysis.lifetime.valued import ValuedResult
from touchpath.analysis.small_cells.cells import emptied, hide_cell, without_figures
from touchpath.analysis.small_cells.rules import Hide, far_enough, is_hidden, is_small, tells, to_hide, withheld
from touchpath.analysis.small_cells.surveys import together


def _lifetime(found: Any, k: int) -> Any:
    """Refused where few bought at all; groups and ages are hidden so that none is told by the others."""
    if is_small(found.whole.people, k):
        raise withheld("What customers are worth is", k)
    whole = _group(found.whole, k)
    groups = tuple(_group(part, k) for part in together(found.groups, k))
    return hide_cell(
        replace(found, whole=whole, groups=_ages(groups, found.groups, k), uneven=_uneven(found.uneven, k)), k
    )


def _group(part: Any, k: int) -> Any:
    """A group with the ages at which enough more, or fewer, were observed than at the one before."""
    if is_hidden(part.people):
        return replace(part, points=tuple(without_figures(point) for point in part.points))
    apart = far_enough([point.people for point in part.points], k)
    points = tuple(
        point if known and not tells(point.people, part.people, k) else without_figures(point)
        for known, point in zip(apart, part.points, strict=True)
    )
    lost = tells(part.repeaters, part.people, k)
    return replace(part, points=points, repeaters=nan if lost else part.repeaters)


def _ages(shown: Sequence[Any], measured: Sequence[Any], k: int) -> tuple[Any, ...]:
    """At each age a hidden group takes the next smallest along."""
    points = [list(part.points) for part in shown]
    for place in range(max((len(part) for part in points), default=0)):
        there = [i for i, part in enumerate(points) if place < len(part)]
        counts = [measured[i].points[place].people for i in there]
        told = to_hide(counts, k, [is_hidden(points[i][place].people) for i in there])
        for i, gone in zip(there, told, strict=True):
            points[i][place] = without_figures(points[i][place]) if gone else points[i][place]
    return tuple(replace(part, points=tuple(kept)) for part, kept in zip(shown, points, strict=True))


def _uneven(points: Sequence[Any], k: int) -> tuple[Any, ...]:
    """The best customers: no share of few, and none that tells of few beside the next."""
    order = sorted(range(len(points)), key=lambda place: points[place].people)
    known = dict(zip(order, far_enough([points[place].people for place in order], k), strict=True))
    return tuple(
        hide_cell(point, k) if known[place] else emptied(point, ("people", "share"))
        for place, point in enumerate(points)
    )


def _ahead(found: Any, k: int) -> Any:
    """Refused where few bought at all, or few since the test began; groups and parts hide together."""
    test = found.held_out
    if is_small(found.people, k) or (test is not None and is_small(found.people - test.people, k)):
        raise withheld("What customers will bring is", k)
    if test is not None:
        test = hide_cell(replace(test, tenths=together(test.tenths, k), counts=together(test.counts, k)), k)
    repeaters = nan if tells(found.repeaters, found.people, k) else found.repeaters
    return replace(found, repeaters=repeaters, held_out=test, groups=together(found.groups, k))


def _valued(found: Any, k: int) -> Any:
    """No single customer is listed; a list of few, or of all but a few, is refused."""
    if is_small(found.customers, k) or tells(found.people, found.customers, k):
        raise withheld("This list is", k)
    good = nan if tells(found.good, found.customers, k) else found.good
    return replace(found, good=good, listed=())


def _for_cost(found: Any, k: int) -> Any:
    """Channels add up to the customers who were won: of few nothing, and none that the others tell."""
    if is_small(found.people, k):
        raise withheld("What customers bring for their cost is", k)
    return replace(found, groups=together(found.groups, k))


WHOLE: dict[type, Hide] = {
    LifetimeResult: _lifetime, AheadResult: _ahead, ValuedResult: _valued, ValueForCostResult: _for_cost,
}  # fmt: skip
