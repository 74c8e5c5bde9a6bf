"""Every figure of the map, its card and the list of pains is that of the page it leads to, whatever the filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isnan
from typing import Any

import pytest

from tests.answers.test_reconciliation import FILTERS, Shop, shop
from touchpath.analysis.map.result import MapMark
from touchpath.analysis.retention.at import read_retained
from touchpath.analysis.surveys.asking import coming_back
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step
from touchpath.journey.measures import Measure
from touchpath.journey.paths import Paths
from touchpath.journey.retention import Retention
from touchpath.journey.surveys import Scores
from touchpath.journey.touchpoint_map import PainPoints, TouchpointCard, TouchpointMap

__all__ = ["shop"]
MAP = TouchpointMap(metric="nps", horizon_days=10)
SOME = dict(list(FILTERS.items())[::13])
Pair = tuple[str, Any, Any]


def _narrow(filters: Filters, mark: MapMark) -> Filters:
    """The filters with the channel of a mark."""
    return replace(filters, channels=(mark.channel,))


def _pairs(shop: Shop, filters: Filters) -> Iterator[Pair]:
    """Funnel, retention, surveys and overview for each mark."""
    found = shop.result(MAP, filters)
    engine = shop.workspace.engine
    yield "everybody", found.people, shop.figure("people", filters).value
    back = coming_back(engine)
    for mark in found.marks:
        narrow = _narrow(filters, mark)
        name = f"{mark.touchpoint} on {mark.channel}"
        yield f"{name}: funnel", mark.people, shop.people(Funnel((Step(mark.touchpoint),)), narrow)[0]
        begun = shop.result(Paths(mark.touchpoint, unit="person", columns=1, top=None), narrow)
        yield f"{name}: first column of paths", mark.people, sum(node.units for node in begun.nodes)
        asked = Retention(mark.touchpoint, back, "first_matching")
        kept = read_retained(engine, asked, 10, narrow)
        here = (mark.people, mark.mature, mark.left)
        there = (len(kept.person), int(kept.mature.sum()), int((kept.mature & ~kept.retained).sum()))
        yield f"{name}: retention", here, there
        card = shop.result(TouchpointCard(mark.touchpoint, mark.channel, 10), filters) if mark.channel else None
        if card is not None:
            yield f"{name}: card", (card.people, card.events, card.mature, card.left), (
                mark.people, mark.events, mark.mature, mark.left,
            )  # fmt: skip
            yield f"{name}: value", _known(card.worth), _known(mark.worth)
    scores = shop.result(Scores("nps", split="touchpoint", most_groups=50), filters)
    yield "overall score", _known(found.score), _known(scores.whole.score)
    stages = shop.result(Scores("nps", split="stage"), filters)
    feeling = {point.stage: (point.answers, point.score) for point in found.feeling}
    yield "feeling", feeling, {part.label: (part.answers, part.score) for part in stages.groups if part.label}


def _known(value: float) -> float | None:
    return None if isnan(value) else value


@pytest.mark.parametrize("name", SOME)
def test_the_map_shows_what_the_other_pages_show(shop: Shop, name: str) -> None:
    for what, here, there in _pairs(shop, SOME[name]):
        assert here == there, f"{what} under {name}"


def test_scores_of_marks_are_those_of_the_surveys_page(shop: Shop) -> None:
    found = shop.result(MAP, NO_FILTERS)
    for mark in found.marks:
        groups = shop.result(Scores("nps", split="touchpoint", most_groups=50), _narrow(NO_FILTERS, mark)).groups
        there = [part for part in groups if part.label == mark.touchpoint]
        assert mark.answers == sum(part.answers for part in there)
        assert _known(mark.score) == (there[0].score if there else None)


def test_what_a_person_is_worth_is_that_of_the_overview(shop: Shop) -> None:
    found = shop.result(PainPoints(), NO_FILTERS)
    (revenue,) = shop.result(Measure("revenue"), NO_FILTERS).measures
    assert found.per_person == pytest.approx(revenue.figure.value / shop.figure("people", NO_FILTERS).value)
