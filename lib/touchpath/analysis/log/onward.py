"""The next event of the same person at another touchpoint, after every event of the log."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.whole import ShortNumbers, WholeLog, whole_log
from touchpath.engine.arrays import computed

NOWHERE = -1


@dataclass(frozen=True)
class Onward:
    """The place in the log of what comes next at another touchpoint, for every event; -1 where there is nothing."""

    place: ShortNumbers

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.place.nbytes


def onward(arrays: EventArrays) -> Onward:
    """That of the whole log, kept until the data change."""
    log = whole_log(arrays)
    return arrays.kept(("onward",), lambda: _onward(log))


def _onward(log: WholeLog) -> Onward:
    place = np.empty(len(log), dtype=np.int32)

    def fill(stretch: slice) -> None:
        place[stretch] = _of_block(log.part(stretch), stretch.start)

    computed(fill, log.blocks)
    return Onward(place)


def _of_block(part: WholeLog, start: int) -> ShortNumbers:
    """A run of events at one touchpoint leads to the run after it, if that is of the same person."""
    if not len(part):
        return np.zeros(0, dtype=np.int32)
    changes = np.ones(len(part), dtype=bool)
    another = part.person[1:] != part.person[:-1]
    changes[1:] = another | (part.touchpoint[1:] != part.touchpoint[:-1])
    begins = np.flatnonzero(changes)
    follows = np.append(begins[1:] + start, NOWHERE).astype(np.int32)
    follows[:-1][another[begins[1:] - 1]] = NOWHERE
    found: ShortNumbers = follows[np.cumsum(changes, dtype=np.int32) - 1]
    return found
