"""One picture of an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from touchpath.answers import Answer
from touchpath.charts.drawing import Drawing
from touchpath.charts.name_colours import NameColours


@dataclass(frozen=True)
class Picture:
    """A drawing under a name that a board keeps, the title a reader chooses it by, and what it says in words."""

    name: str
    title: str
    drawing: Drawing
    alt: str


Draw = Callable[[Answer[Any], NameColours], tuple[Picture, ...]]
