"""The map, its card, pains and gaps: rows of few are left out, figures that rest on few are blank."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.map.card import CardResult
from touchpath.analysis.map.gaps import GapsResult
from touchpath.analysis.map.result import TouchpointMapResult
from touchpath.analysis.pain.result import PainResult
from touchpath.analysis.small_cells.cells import nameless, without_figures
from touchpath.analysis.small_cells.paths import WHOLE as PATHS
from touchpath.analysis.small_cells.rules import Hide, hide_table, is_small, tells, withheld
from touchpath.analysis.small_cells.surveys import together


def _map(result: Any, k: int) -> Any:
    """Marks of few are not there; they do not add up to anything, since people are at several."""
    if is_small(result.people, k):
        raise withheld("The map is", k)
    told = tells(result.left, result.mature, k) or is_small(result.people - result.mature, k)
    return replace(
        result,
        marks=tuple(_mark(mark, k) for mark in result.marks if not is_small(mark.people, k)),
        touchpoints=tuple(part for part in result.touchpoints if not is_small(part.people, k)),
        rest=tuple(part for part in result.rest if not is_small(part.people, k)),
        feeling=together(result.feeling, k),
        mature=0 if told else result.mature,
        left=0 if told else result.left,
    )


def _mark(mark: Any, k: int) -> Any:
    """A mark without the figures that rest on few, or that tell of few by subtraction."""
    shown = mark
    if is_small(mark.mature, k) or tells(mark.left, mark.mature, k) or is_small(mark.people - mark.mature, k):
        shown = replace(shown, mature=nan, left=nan, left_rate=nan, left_low=nan, left_high=nan, worth=nan)
    if is_small(mark.onward, k) or is_small(mark.people - mark.onward, k):
        shown = replace(shown, onward=nan, seconds=nan)
    if is_small(mark.answers, k):
        shown = replace(shown, answers=nan, score=nan, score_low=nan, score_high=nan)
    return replace(shown, before=nan) if is_small(mark.before, k) else shown


def _pain(result: Any, k: int) -> Any:
    """Rows any of whose counts is of few are not there, nor what they took in from other places."""
    if is_small(result.people, k):
        raise withheld("The list is", k)
    shown = (
        replace(pain, outcomes=tuple(p for p in pain.outcomes if not p.place or not _few(p, k)))
        for pain in result.pains
    )
    return replace(result, pains=tuple(pain for pain in shown if not any(_few(part, k) for part in pain.outcomes)))


def _few(part: Any, k: int) -> bool:
    sides = ((part.bad, part.people), (part.others_bad, part.others), (part.own_bad, part.own))
    return any(is_small(size, k) or tells(bad, size, k) for bad, size in sides)


def _card(result: Any, k: int) -> Any:
    """Nothing of a touchpoint that few met; of personas none of few, nor one that tells them."""
    if is_small(result.people, k):
        raise withheld("This card is", k)
    hide = hide_table([[part.people, part.in_view - part.people] for part in result.personas], k)
    personas = tuple(
        (nameless(without_figures(part)) if is_small(part.in_view, k) else without_figures(part))
        if any(gone)
        else part
        for part, gone in zip(result.personas, hide, strict=True)
    )
    few = is_small(result.mature, k) or tells(result.left, result.mature, k)
    few = few or is_small(result.people - result.mature, k)
    ways = {name: _ways(getattr(result, name), k) for name in ("before", "after")}
    scores = tuple(part for part in result.scores if not _few_answers(part, k))
    shown = replace(result, personas=personas, scores=scores, **ways)
    return replace(shown, mature=0, left=0, left_low=nan, left_high=nan, worth=nan) if few else shown


def _ways(ways: Any, k: int) -> Any:
    return None if ways is None else PATHS[type(ways)](ways, k)


def _few_answers(score: Any, k: int) -> bool:
    return is_small(score.here.people, k) or is_small(score.whole.people - score.here.people, k)


def _gaps(result: Any, k: int) -> Any:
    """A gap about few, or that tells few, is not there."""
    if is_small(result.people, k):
        raise withheld("The list is", k)
    gaps = tuple(gap for gap in result.gaps if not is_small(gap.people, k) and not tells(gap.part, gap.people, k))
    alike = tuple(
        part
        for part in result.alike
        if not any(
            is_small(size, k) or tells(left, size, k)
            for left, size in ((part.one_left, part.one_people), (part.two_left, part.two_people))
        )
    )
    return replace(result, gaps=gaps, alike=alike)


WHOLE: dict[type, Hide] = {
    TouchpointMapResult: _map,
    PainResult: _pain,
    CardResult: _card,
    GapsResult: _gaps,
}
