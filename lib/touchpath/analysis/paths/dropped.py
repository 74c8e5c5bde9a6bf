"""Where the paths of people begin who dropped off in a funnel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from touchpath.analysis.funnel.attempts import count, question
from touchpath.analysis.funnel.steps import previous_step, step_times
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.selection import event_filters
from touchpath.analysis.log.sets import EventSet
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.funnel_views import DropOffInstead

Fits = Callable[[EventArrays, EventSet, Step, Filters], Mask]


def dropped_starts(
    arrays: EventArrays, events: EventSet, after: DropOffInstead, filters: Filters, fits: Fits
) -> Mask:
    """Marks, for each person who did not get to the step, the event that filled the required step before it."""
    funnel = replace(after.funnel, breakdown=None)
    counted = count(question(arrays, funnel, filters))
    times = step_times(funnel, counted.times)
    before = previous_step(funnel, after.step) or 0
    lost = np.flatnonzero(counted.clean & (times[after.step] < 0) & (times[before] >= 0))
    fitting = fits(arrays, events, funnel.steps[before], event_filters(funnel, filters))
    person, moment, space = counted.person[lost], times[before][lost], arrays.space
    starts = np.zeros(len(events.keys), dtype=bool)
    blocks, keys = space.block(person), space.keys(person, moment + space.origin)
    for number in np.unique(blocks):
        part = events.block(int(number))
        candidates = np.flatnonzero(fitting[part]) + part.start
        place = np.searchsorted(events.keys[candidates], keys[blocks == number])
        starts[candidates[place]] = True
    return starts
