"""The pictures of an answer, by name, for every face that is no page of its own: boards and reports.

A question without an entry here is shown by its table.
"""

from __future__ import annotations

from typing import Any

from touchpath.answers import Answer
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures import (
    along,
    credit,
    evidence,
    funnel,
    lifetime,
    paths,
    personas,
    retention,
    scores,
    trying,
    watched,
)
from touchpath.charts.pictures import map as touchpoint_map
from touchpath.charts.pictures.picture import Draw, Picture

_ROOMS = (
    funnel,
    retention,
    evidence,
    paths,
    scores,
    along,
    watched,
    credit,
    lifetime,
    personas,
    touchpoint_map,
    trying,
)
_DRAWN: dict[str, Draw] = {name: draw for room in _ROOMS for name, draw in room.DRAWN.items()}
"""By the name of the class of the question's definition."""


def pictures(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """The pictures an answer has, the one it is told with first; none where there is nothing to draw."""
    draw = _DRAWN.get(type(answer.question).__name__)
    some = answer.n or type(answer.question).__name__ in watched.DRAWN  # a day on which nobody came is worth a look
    return draw(answer, colours) if draw and some else ()


def picture_named(found: tuple[Picture, ...], name: str) -> Picture | None:
    """The picture of a name, the first without one or where it is gone."""
    return next((picture for picture in found if picture.name == name), found[0] if found else None)
