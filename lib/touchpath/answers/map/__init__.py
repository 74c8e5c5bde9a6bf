"""Answers about all touchpoints at once: the map, a card, where it hurts, what is missing."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from touchpath.answers.kinds import Kind
from touchpath.answers.map import card, gaps, marks, pain
from touchpath.journey.definition import build, to_plain
from touchpath.journey.journey_gaps import JourneyGaps
from touchpath.journey.touchpoint_map import PainPoints, TouchpointCard, TouchpointMap, pain_from

_PAGE = "touchpoint_map"


def _map_parameters(asked: TouchpointMap) -> list[tuple[str, str]]:
    return [("map", json.dumps(to_plain(asked), separators=(",", ":"), ensure_ascii=False))]


def _card_parameters(asked: TouchpointCard) -> list[tuple[str, str]]:
    on = [("map_card_channel", asked.channel)] if asked.channel is not None else []
    return [("map_card", asked.touchpoint), *on]


def _no_parameters(_: Any) -> list[tuple[str, str]]:
    return []


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind(
        "touchpoint_map", TouchpointMap, partial(build, TouchpointMap), marks.measure_map, marks.tell, _PAGE,
        _map_parameters,
    ),
    Kind(
        "touchpoint_card", TouchpointCard, partial(build, TouchpointCard), card.measure, card.tell, _PAGE,
        _card_parameters,
    ),
    Kind("pain_points", PainPoints, pain_from, pain.measure_pain, pain.tell, _PAGE, _no_parameters),
    Kind("journey_gaps", JourneyGaps, partial(build, JourneyGaps), gaps.measure, gaps.tell, _PAGE, _no_parameters),
)  # fmt: skip
"""Every question of the map."""
