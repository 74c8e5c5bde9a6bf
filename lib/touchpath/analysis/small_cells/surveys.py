"""Survey scores: groups, boxes and periods that add up to a shown whole hide together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.drivers.felt import FunnelScoresFound
from touchpath.analysis.small_cells.cells import hide_cell, nameless, without_figures
from touchpath.analysis.small_cells.rules import Hide, hide_table, is_small, tells, to_hide, withheld
from touchpath.analysis.surveys.response import ResponseResult
from touchpath.analysis.surveys.result import ScoresResult


def _scores(result: Any, k: int) -> Any:
    """Nothing of a whole of few; of its parts none of few, and none that would tell them."""
    if is_small(result.whole.people, k):
        raise withheld("These scores are", k)
    return replace(
        result,
        groups=together(result.groups, k),
        surveys=together(result.surveys, k),
        boxes=_boxes(result.boxes, k),
        points=together(result.points, k),
        placing=hide_cell(result.placing, k),
    )


def together(parts: Sequence[Any], k: int) -> tuple[Any, ...]:
    """Parts of a shown whole by their `people`: the hidden ones cannot be told from the others."""
    hide = to_hide([part.people for part in parts], k)
    shown = [without_figures(part) if gone else part for part, gone in zip(parts, hide, strict=True)]
    return tuple(
        nameless(now) if is_small(before.people, k) else now for now, before in zip(shown, parts, strict=True)
    )


def _boxes(boxes: Sequence[Any], k: int) -> tuple[Any, ...]:
    hide = to_hide([box.answers for box in boxes], k)
    return tuple(without_figures(box) if gone else box for box, gone in zip(boxes, hide, strict=True))


def _response(result: Any, k: int) -> Any:
    """Nothing of a survey that few were asked in or answered; no level of few, nor one that tells it."""
    few = is_small(result.asked, k) or is_small(result.answered, k) or is_small(result.asked - result.answered, k)
    if few:
        raise withheld("Who answered is", k)
    recent = nan if is_small(result.recent, k) else result.recent
    return replace(result, rates=_rates(result.rates, k), recent=recent)


def _rates(rates: Sequence[Any], k: int) -> tuple[Any, ...]:
    """Response rates by level; the levels of a characteristic add up to all asked, and to all who answered."""
    shown: list[Any] = []
    for name in dict.fromkeys(part.characteristic for part in rates):
        parts = [part for part in rates if part.characteristic == name]
        hide = hide_table([[part.answered, part.asked - part.answered] for part in parts], k)
        shown += [_rate(part, any(gone), k) for part, gone in zip(parts, hide, strict=True)]
    return tuple(shown)


def _rate(part: Any, gone: bool, k: int) -> Any:
    left = without_figures(part) if gone else part
    return nameless(left) if is_small(part.asked, k) else left


def _at_step(part: Any, k: int) -> Any:
    """Two scores of one step are shown together or not at all; how many were compared, unless it tells the silent."""
    if is_small(part.people, k):
        return without_figures(
            replace(part, went_on=without_figures(part.went_on), dropped=without_figures(part.dropped))
        )
    answered = part.went_on.people + part.dropped.people
    people = nan if tells(answered, part.people, k) else part.people
    if not (is_small(part.went_on.people, k) or is_small(part.dropped.people, k)):
        return replace(part, people=people)
    pair = {name: without_figures(getattr(part, name)) for name in ("went_on", "dropped")}
    return replace(part, people=people, difference=nan, low=nan, high=nan, **pair)


def _funnel_scores(result: Any, k: int) -> Any:
    return replace(result, steps=tuple(_at_step(part, k) for part in result.steps))


WHOLE: dict[type, Hide] = {
    ScoresResult: _scores,
    ResponseResult: _response,
    FunnelScoresFound: _funnel_scores,
}
