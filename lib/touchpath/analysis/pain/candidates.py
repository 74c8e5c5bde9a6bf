"""Every place where it might hurt, as tables of personas and channels: steps of a funnel, touchpoints, scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis import funnel as funnels
from touchpath.analysis.funnel.steps import previous_step
from touchpath.analysis.pain.excess import Counts, Excess, worse_cells, worse_channels
from touchpath.analysis.pain.meetings import Meetings
from touchpath.analysis.pain.said import SaidAnswers
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters, Name
from touchpath.journey.funnel import Breakdown, Funnel

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class PainCandidate:
    """Somewhere it might hurt: `outcome` is "step", "leaving", "return", or a metric whose low answers are counted.

    `kind` says what is held against the rest: a "cell" (persona on channel), a "channel", or a "value" of a property.
    A channel that one persona alone explains names it in `explained_by`: then it is not shown.
    """

    place: str
    outcome: str
    kind: str
    found: Excess
    persona: Name = None
    channel: Name = None
    property_name: str = ""
    value: str = ""
    explained_by: int | None = None


def of_steps(engine: Reader, funnel: Funnel, filters: Filters) -> Iterator[PainCandidate]:
    """Who stopped at each step, by persona and channel: as the funnel's page splits it."""
    split = replace(funnel, breakdown=Breakdown(("persona", "channel"), limit=None))
    groups = [part for part in funnels.reached(engine, split, filters) if len(part.values) == 2]
    personas = list(dict.fromkeys(group.values[0] for group in groups))
    channels = list(dict.fromkeys(group.values[1] for group in groups))
    for place, step in enumerate(funnel.steps):
        before = previous_step(funnel, place)
        if step.optional or before is None:
            continue
        people, bad = np.zeros((2, len(personas), len(channels)), dtype=np.int64)
        for group in groups:
            cell = personas.index(group.values[0]), channels.index(group.values[1])
            people[cell] += group.people[before]
            bad[cell] += group.people[before] - group.people[place]
        yield from _of_table(step.name, "step", bad, people, personas, channels, with_channels=True)


def of_meetings(met: Meetings, places: tuple[str, ...]) -> Iterator[PainCandidate]:
    """Who did not come back after first meeting each of some touchpoints."""
    log = met.log
    personas, channels = (None, *met.personas.labels), (None, *log.channels)
    shape = (len(personas), len(channels))
    cells = met.cells
    for name in places:
        mine = met.over(name)
        cell = cells[mine]
        people = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
        for outcome, returned in met.returned.items():
            bad = np.bincount(cell, ~returned[mine], shape[0] * shape[1]).reshape(shape).astype(np.int64)
            yield from _of_table(name, outcome, bad, people, personas, channels, with_channels=False)


def of_answers(said: SaidAnswers, places: tuple[str, ...]) -> Iterator[PainCandidate]:
    """Who gave a low score about each of some touchpoints, metric by metric."""
    personas, channels = (None, *said.personas), (None, *said.channels)
    shape = (len(personas), len(channels))
    for metric, name in said.metrics_at(places):
        mine = said.about(metric, name)
        cell = (said.persona[mine] + 1) * shape[1] + said.channel[mine] + 1
        people = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
        bad = np.bincount(cell, said.low[mine], shape[0] * shape[1]).reshape(shape).astype(np.int64)
        yield from _of_table(name, metric, bad, people, personas, channels, with_channels=True)


def _of_table(
    place: str,
    outcome: str,
    bad: Counts,
    people: Counts,
    personas: tuple[Name, ...] | list[Name],
    channels: tuple[Name, ...] | list[Name],
    *,
    with_channels: bool,
) -> Iterator[PainCandidate]:
    for (row, column), found in worse_cells(bad, people).items():
        yield PainCandidate(place, outcome, "cell", found, personas[row], channels[column])
    if with_channels:
        for column, (found, alone) in worse_channels(bad, people).items():
            yield PainCandidate(place, outcome, "channel", found, None, channels[column], explained_by=alone)
