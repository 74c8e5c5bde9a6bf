"""Runs the kernel over a funnel: block by block of people, on threads, down to the attempts that count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.block import Block
from touchpath.analysis.funnel.counted import Counted
from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import microseconds
from touchpath.analysis.log.selection import event_filters, select
from touchpath.analysis.log.sets import EventSet, read_together, shared_columns
from touchpath.analysis.matching.attempts import Rules
from touchpath.engine.arrays import side_by_side
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step

Integers = NDArray[np.int64]


def question(arrays: EventArrays, funnel: Funnel, filters: Filters) -> PreparedFunnel:
    """Everything a block needs to know: the events of steps and exclusions, the rules, the selection."""
    of_events = event_filters(funnel, filters)
    _read_ahead(arrays, funnel)
    fitting = partial(EventSet.fitting, arrays, filters=of_events)
    steps = [step_events(arrays, step, of_events) for step in funnel.steps]
    exclusions = [fitting(part.touchpoints, part.where) for part in funnel.exclusions]
    everything = fitting(None, ()) if funnel.order == "strict" else None
    by_pause = EventSet.fitting(arrays, None, (), Filters()) if funnel.counting == "sessions" else None
    window, step_window = microseconds(funnel.window_seconds), microseconds(funnel.step_window_seconds)
    rules = Rules(arrays.space, window, step_window, tuple(step.optional for step in funnel.steps))
    selection = select(arrays, funnel.channel_of, filters)
    return PreparedFunnel(arrays, funnel, steps, exclusions, everything, by_pause, rules, selection, filters)


def step_events(arrays: EventArrays, step: Step, filters: Filters) -> EventSet:
    """The events that fill a step: all that fit, or of each person only the first ever."""
    fitting = EventSet.fitting(arrays, step.touchpoints, step.where, filters)
    if step.occurrence == "every":
        return fitting
    if step.occurrence == "first_ever":
        return fitting.first_of_people()
    return fitting.among(EventSet.fitting(arrays, step.touchpoints, (), NO_FILTERS).first_of_people())


def count(asked: PreparedFunnel, periods: Integers | None = None, by: Sequence[Integers] | None = None) -> Counted:
    """The attempts that count, kept in memory unless the funnel is measured once per value.

    `periods` are ascending moments (microseconds since the origin): one attempt then counts for each person and
    period. `by` are codes of the events of each step: the funnel is then measured once per code.
    """
    if by is not None:
        return _counted(asked, periods, by)
    key = ("counted", asked.name, None if periods is None else periods.tobytes())
    return asked.arrays.kept(key, lambda: _counted(asked, periods, None))


def _counted(asked: PreparedFunnel, periods: Integers | None, by: Sequence[Integers] | None) -> Counted:
    held = [shared_columns(asked.steps, name)[0] for name in asked.funnel.hold]
    sessions = shared_columns(asked.steps, "session")[0] if asked.funnel.counting == "sessions" else None
    blocks = [
        Block(asked, number, periods, by, held, sessions)
        for number in range(max((len(step.bounds) - 1 for step in asked.steps), default=0))
    ]
    asked.prepare()
    parts = [part for parts in side_by_side(Block.count, blocks) for part in parts]
    return _joined(parts, len(asked.steps))


def _read_ahead(arrays: EventArrays, funnel: Funnel) -> None:
    """Read the touchpoints of the steps side by side: one is sorted out while the next is fetched."""
    named = [arrays.codes(step.touchpoints) for step in funnel.steps]
    side_by_side(arrays.stored, dict.fromkeys(codes for own in named for codes in read_together(own)))


def _joined(parts: Sequence[Counted], steps: int) -> Counted:
    if not parts:
        nobody, nothing = np.zeros(0, dtype=np.int64), np.zeros((steps, 0), dtype=np.int64)
        return Counted(nobody, nobody, nothing, nothing, nobody.astype(bool), nobody, 0)
    return Counted(
        np.concatenate([part.person for part in parts]),
        np.concatenate([part.entry for part in parts]),
        np.concatenate([part.times for part in parts], axis=1),
        np.concatenate([part.positions for part in parts], axis=1),
        np.concatenate([part.clean for part in parts]),
        np.concatenate([part.value for part in parts]),
        sum(part.immature for part in parts),
    )
