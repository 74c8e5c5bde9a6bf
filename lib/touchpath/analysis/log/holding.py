"""Whether the log of a workspace can be kept in memory, and is the place to look for the events of a question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import WHOLE_LOG, everything
from touchpath.engine.arrays import arrays_of
from touchpath.journey.filters import Filters

EVENT_BYTES = 80
"""Of an event in memory, about: its log, its keys and columns, its first return and, where it is one, first visit."""


@dataclass(frozen=True)
class LogSize:
    """How many events there are, and whether the log of all of them can stay in memory."""

    events: int
    kept: bool

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 100


def log_size(arrays: EventArrays) -> LogSize:
    """That of a workspace."""

    def read() -> LogSize:
        events = int(arrays.engine.frame("ask/log/size")["events"][0])
        return LogSize(events, events <= arrays_of(arrays.engine).limit // EVENT_BYTES)

    return arrays.kept(("log size",), read)


def answers_from_log(arrays: EventArrays, filters: Filters) -> bool:
    """Whether the events that pass the filters are best found in the log.

    Conditions of events are asked of the database in any case, which then counts as well.
    """
    size = log_size(arrays)
    return size.events > 0 and size.kept and not filters.where


def log_at_hand(arrays: EventArrays, filters: Filters) -> bool:
    """Whether they are found there without reading anything: for what the database would count sooner than that."""
    return answers_from_log(arrays, filters) and arrays_of(arrays.engine).holds(arrays.version, WHOLE_LOG)


def in_named_sessions(arrays: EventArrays) -> Mask | None:
    """Which events of the log are in a session that the file names; None where none is."""
    if not bool(arrays.engine.frame("ask/log/sessions_named")["named"][0]):
        return None
    return np.asarray(everything(arrays).column("session").codes > 0)
