"""The register of every kind of question."""

from __future__ import annotations

from touchpath.answers import (
    alerts,
    attribution,
    change,
    comparable,
    foresight,
    funnel,
    lifetime,
    measures,
    next_touchpoints,
    paths,
    persona_grid,
    personas,
    quality,
    retention,
    suggested,
    surveys,
    trends,
    uplift,
)
from touchpath.answers import map as touchpoint_map
from touchpath.answers.kinds import Register

_ROOMS = (
    measures, funnel, retention, change, quality, personas, trends, paths, surveys, comparable, attribution, lifetime,
    foresight, next_touchpoints, uplift,
)  # fmt: skip
REGISTER = Register(
    tuple(kind for room in (*_ROOMS, touchpoint_map, persona_grid, suggested, alerts) for kind in room.KINDS)
)
