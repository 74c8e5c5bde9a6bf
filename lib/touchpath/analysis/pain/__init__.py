"""Where does the journey hurt? Every place held against itself elsewhere; what stands out, most people first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.whole import whole_log
from touchpath.analysis.pain.candidates import PainCandidate, of_answers, of_meetings, of_steps
from touchpath.analysis.pain.meetings import Meetings, meetings, met_at_once
from touchpath.analysis.pain.properties import of_properties
from touchpath.analysis.pain.ranking import listed
from touchpath.analysis.pain.result import PainResult
from touchpath.analysis.pain.said import said_answers
from touchpath.analysis.pain.stories import joined
from touchpath.analysis.surveys.asking import arriving_touchpoints, asking_touchpoints, coming_back
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel


def measure(
    engine: Reader,
    funnel: Funnel | None,
    days: float,
    returning: tuple[str, ...],
    revenue: float,
    filters: Filters,
) -> PainResult:
    """What stands out; `returning` are the touchpoints that count as a return of their own (empty: none do).

    `revenue` is that of everybody in view.
    """
    arrays = EventArrays(engine)
    met = meetings(arrays, filters, _returns(engine, returning), days)
    candidates = find(engine, arrays, funnel, met, filters)
    asking, arriving = asking_touchpoints(engine), arriving_touchpoints(engine)
    people = len(met.first.begun)
    return PainResult(
        people=people,
        pains=joined(listed(candidates), met, funnel),
        looked_at=len(candidates),
        per_person=revenue / people if people else nan,
        funnel=funnel,
        horizon_days=days,
        asking=asking.names,
        arriving=arriving.names,
        returning=returning,
        personas=len(met.personas.labels),
        guessed=not (asking.confirmed and arriving.confirmed),
    )


def find(
    engine: Reader, arrays: EventArrays, funnel: Funnel | None, met: Meetings, filters: Filters
) -> list[PainCandidate]:
    """Every candidate."""
    places = judged(arrays)
    said = said_answers(engine, filters)
    return [
        *(of_steps(engine, funnel, filters) if funnel else ()),
        *of_meetings(met, places),
        *of_answers(said, places),
        *of_properties(arrays, met, said, _carried(arrays, places)),
    ]


def judged(arrays: EventArrays) -> tuple[str, ...]:
    """The touchpoints that can hurt: those that do not only ask, and of several met at one instant one."""
    left_out = {*asking_touchpoints(arrays.engine).names, *met_at_once(arrays)}
    return tuple(name for name in whole_log(arrays).touchpoints if name not in left_out)


def _returns(engine: Reader, returning: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    back = coming_back(engine)
    return {"leaving": back} | ({"return": returning} if returning and set(returning) != set(back) else {})


@dataclass(frozen=True)
class _Carried:
    """The properties that the events of each touchpoint carry."""

    names: dict[str, tuple[str, ...]]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 100 * sum(1 + len(names) for names in self.names.values())


def _carried(arrays: EventArrays, places: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Those of some touchpoints; looked up once for every version of the data."""

    def read() -> _Carried:
        rows = arrays.engine.frame("ask/map/properties")
        found: dict[str, tuple[str, ...]] = {}
        for place, name in zip(rows["touchpoint"], rows["name"], strict=True):
            found[place] = (*found.get(place, ()), name)
        return _Carried(found)

    names = arrays.kept(("carried",), read).names
    return {place: own for place, own in names.items() if place in places}
