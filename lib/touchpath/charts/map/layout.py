"""Where the marks of the touchpoint map lie: columns by the order of the journey, lanes by channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from touchpath.analysis.map.result import MapMark, TouchpointMapResult
from touchpath.journey.filters import Name
from touchpath.journey.touchpoints import PHASES, STAGES, Traits

MOST_LANES = 12
LARGEST = 950.0
"""The area of the largest mark, in square pixels."""
_SMALLEST = 24.0
_LETTER, _WIDE = 5.8, 720.0
_NAMES_ACROSS = 9.0
"""So many bands fill the picture where each is just wide enough for its name."""
NO_STAGE, NO_PHASE = "no stage yet", "no phase yet"
_PHASES = {"before": "before the purchase", "during": "during", "after": "after the purchase"}


@dataclass(frozen=True)
class MapBand:
    """A stage (or phase) across: from column `begins` to `ends`."""

    stage: str
    begins: float
    ends: float


@dataclass(frozen=True)
class PlacedMark:
    """A mark at a column and a lane (both counted from 0); `named` where its name has room, above or below it."""

    mark: MapMark
    x: float
    lane: int
    area: float
    named: str


@dataclass(frozen=True)
class PlacedRest:
    """The marks of a lane beyond those drawn, together."""

    channel: Name
    lane: int
    people: float
    touchpoints: int
    area: float


@dataclass(frozen=True)
class MapLayout:
    """The whole map. `width` counts columns; the rest of each lane stands at the last of them."""

    bands: tuple[MapBand, ...]
    lanes: tuple[Name, ...]
    marks: tuple[PlacedMark, ...]
    rest: tuple[PlacedRest, ...]
    width: float


def layout(found: TouchpointMapResult, across: str = "stage") -> MapLayout:
    """The largest marks by name; lanes with most people on top; columns by stage or by phase."""
    shown = [mark for mark in found.marks[: found.named] if mark.people == mark.people]
    lanes = _lanes(found)
    shown = [mark for mark in shown if mark.channel in lanes]
    bands, columns, width = _columns(found, shown, across)
    most = max((mark.people for mark in found.marks if mark.people == mark.people), default=1)
    placed = [
        PlacedMark(mark, columns[mark.touchpoint], lanes.index(mark.channel), _area(mark.people, most), "")
        for mark in shown
    ]
    rest = tuple(
        PlacedRest(part.channel, lanes.index(part.channel), part.people, part.touchpoints, _area(part.people, most))
        for part in found.rest
        if part.channel in lanes
    )
    total = width + (1.2 if rest else 0)
    return MapLayout(bands, tuple(lanes), tuple(_named(placed, total)), rest, total)


def _lanes(found: TouchpointMapResult) -> list[Name]:
    most: dict[Name, float] = {}
    for mark in found.marks:
        most[mark.channel] = max(most.get(mark.channel, 0), mark.people if mark.people == mark.people else 0)
    return sorted(most, key=lambda name: (-most[name], name or ""))[:MOST_LANES]


def _columns(
    found: TouchpointMapResult, shown: Sequence[MapMark], across: str
) -> tuple[tuple[MapBand, ...], dict[str, float], float]:
    """A column for every touchpoint drawn, by stage and median place; touchpoints without a stage stand first."""
    largest: dict[str, float] = {}
    place: dict[str, float] = {}
    for mark in shown:
        largest[mark.touchpoint] = max(largest.get(mark.touchpoint, 0), mark.people)
        place[mark.touchpoint] = mark.place if isfinite(mark.place) else 1.0
    parts: dict[str, list[str]] = {}
    for stage in (NO_STAGE, *STAGES) if across == "stage" else (NO_PHASE, *(_PHASES[phase] for phase in PHASES)):
        own = [name for name in largest if _column_of(found.traits(name), across) == stage]
        if own or stage not in (NO_STAGE, NO_PHASE):
            parts[stage] = sorted(own, key=lambda part: (place[part], -largest[part], part))
    least = _room_for_a_name([len(own) for own in parts.values()])
    bands, at = [], 0.0
    columns: dict[str, float] = {}
    for stage, own in parts.items():
        wide = max(len(own), least)
        columns |= {name: at + (wide - len(own)) / 2 + step + 0.5 for step, name in enumerate(own)}
        bands.append(MapBand(stage, at, at + wide))
        at += wide
    return tuple(bands), columns, at


def _room_for_a_name(sizes: Sequence[int]) -> float:
    """How many columns a band of few touchpoints takes, so that its name does not lie on its neighbour's."""
    least = 1.0
    for _ in range(20):  # the wider the small ones, the wider the whole: settles, as there are fewer than nine bands
        least = max(1.0, sum(max(size, least) for size in sizes) / _NAMES_ACROSS)
    return least


def _column_of(traits: Traits, across: str) -> str:
    if across == "stage":
        return traits.stage or NO_STAGE
    return _PHASES.get(traits.phase or "", NO_PHASE)


def _area(people: float, most: float) -> float:
    return max(LARGEST * people / max(most, 1), _SMALLEST)


def _named(marks: Sequence[PlacedMark], width: float) -> list[PlacedMark]:
    """The largest first take the room above or below them; whose name would lie on another's has none."""
    unit = _WIDE / max(width, 1)
    taken: dict[int, list[tuple[float, float]]] = {}  # by the gap between two lanes, that above the first is 0
    found = []
    for part in sorted(marks, key=lambda mark: (-mark.mark.people, mark.x, mark.lane)):
        half = _LETTER * min(len(part.mark.touchpoint), 24) / 2 + 4
        middle = min(max(part.x * unit, half), _WIDE - half)
        gaps = {"below": part.lane + 1, "above": part.lane}
        side = next((side for side, gap in gaps.items() if _room(middle, half, taken.get(gap, []))), "")
        if side:
            taken.setdefault(gaps[side], []).append((middle - half, middle + half))
        found.append(PlacedMark(part.mark, part.x, part.lane, part.area, side))
    return found


def _room(middle: float, half: float, taken: Sequence[tuple[float, float]]) -> bool:
    return all(middle + half <= low or middle - half >= high for low, high in taken)


def radius(area: float) -> float:
    """Half the width of a mark of so many square pixels."""
    return sqrt(area / 3.1416)
