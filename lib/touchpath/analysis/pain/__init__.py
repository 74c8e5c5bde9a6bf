"""Where does the journey hurt? Every place held against itself elsewhere; what stands out, most people first."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.people import count_people
from touchpath.analysis.log.whole import WholeLog, chosen, whole_log
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
    people = count_people(whole_log(arrays).person[chosen(arrays, filters)])
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
    places = judged(engine, met.log)
    said = said_answers(engine, filters)
    return [
        *(of_steps(engine, funnel, filters) if funnel else ()),
        *of_meetings(met, places),
        *of_answers(said, places),
        *of_properties(arrays, met, said, _carried(engine, places)),
    ]


def judged(engine: Reader, log: WholeLog) -> tuple[str, ...]:
    """The touchpoints that can hurt: those that do not only ask, and of several met at one instant one."""
    left_out = {*asking_touchpoints(engine).names, *met_at_once(log)}
    return tuple(name for name in log.touchpoints if name not in left_out)


def _returns(engine: Reader, returning: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    back = coming_back(engine)
    return {"leaving": back} | ({"return": returning} if returning and set(returning) != set(back) else {})


def _carried(engine: Reader, places: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The properties that the events of each touchpoint carry."""
    rows = engine.frame("ask/map/properties")
    found: dict[str, tuple[str, ...]] = {}
    for place, name in zip(rows["touchpoint"], rows["name"], strict=True):
        if place in places:
            found[place] = (*found.get(place, ()), name)
    return found
