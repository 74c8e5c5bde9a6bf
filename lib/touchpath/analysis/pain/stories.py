"""Pains that are one story: the same people leave after several touchpoints, or on the way to a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.pain.meetings import Meetings
from touchpath.analysis.pain.ranking import rank
from touchpath.analysis.pain.result import Pain
from touchpath.journey.funnel import Funnel

_MOSTLY = 0.5


def joined(pains: Sequence[Pain], met: Meetings, funnel: Funnel | None) -> tuple[Pain, ...]:
    """The rows in order, each story once; what is taken in stands among the outcomes, with its touchpoint.

    Leaving after two touchpoints, of one persona on one channel, is one story where at least half of those who left
    after the rarer one left after the other, too. It is the story of a funnel's step, if that hurts the same people
    more surely and one of the touchpoints leads to it.
    """
    out, others = _parted(pains, met)
    alone: list[Pain] = []
    for pain in _once(out, met):
        step = _step_after(pain, others, funnel)
        if step is None:
            alone.append(pain)
        else:
            others[others.index(step)] = _taking_in(step, pain)
    return tuple(sorted((*others, *alone), key=rank))


def _parted(pains: Sequence[Pain], met: Meetings) -> tuple[list[Pain], list[Pain]]:
    """The rows that are about leaving or not returning alone, and the others."""
    out = [p for p in pains if p.kind == "cell" and all(part.outcome in met.returned for part in p.outcomes)]
    return out, [pain for pain in pains if pain not in out]


def _once(out: Sequence[Pain], met: Meetings) -> list[Pain]:
    """Rows about leaving, surest first; one that mostly tells of the people of an earlier one is taken in there."""
    kept: list[Pain] = []
    who: list[NDArray[np.int32]] = []
    for pain in sorted(out, key=rank):
        people = _gone(pain, met)
        same = (
            place
            for place, other in enumerate(kept)
            if _for_whom(other) == _for_whom(pain) and _overlap(people, who[place]) >= _MOSTLY
        )
        place = next(same, None)
        if place is None:
            kept.append(pain)
            who.append(people)
        else:
            kept[place] = _taking_in(kept[place], pain)
    return kept


def _gone(pain: Pain, met: Meetings) -> NDArray[np.int32]:
    """Who did not come back, by the surest outcome of a row."""
    log, here = met.log, met.over(pain.place)
    persona = 0 if pain.persona is None else 1 + met.personas.labels.index(pain.persona)
    channel = 0 if pain.channel is None else 1 + log.channels.index(pain.channel)
    gone = ~met.returned[pain.main.outcome][here] & (met.cells[here] == met.cell(persona, channel))
    people: NDArray[np.int32] = log.person[met.at[here[gone]]]
    return people


def _overlap(one: NDArray[np.int32], other: NDArray[np.int32]) -> float:
    """The share of the smaller group that is in the other, too."""
    fewer = min(len(one), len(other))
    return len(np.intersect1d(one, other)) / fewer if fewer else 0.0


def _step_after(pain: Pain, others: Sequence[Pain], funnel: Funnel | None) -> Pain | None:
    """The row of the nearest step that people stop before, once they met a touchpoint of a row about leaving."""
    places = {pain.place_of(part) for part in pain.outcomes}
    met: set[str] = set()
    for step in funnel.steps if funnel is not None else ():
        if places & met:
            for other in others:
                if _is_step(other, step.name) and _for_whom(other) == _for_whom(pain) and rank(other) < rank(pain):
                    return other
        met.update(step.touchpoints or ())
    return None


def _is_step(pain: Pain, name: str) -> bool:
    return pain.kind == "cell" and pain.place == name and pain.main.outcome == "step"


def _taking_in(pain: Pain, other: Pain) -> Pain:
    moved = tuple(replace(part, place=other.place_of(part)) for part in other.outcomes)
    return replace(pain, outcomes=(*pain.outcomes, *moved))


def _for_whom(pain: Pain) -> tuple[str | None, str | None]:
    return (pain.persona, pain.channel)
