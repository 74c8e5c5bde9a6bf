"""Whether the log of a workspace can be kept in memory, and holds all that a question is about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Mask
from touchpath.analysis.log.whole import everything
from touchpath.engine.arrays import arrays_of
from touchpath.journey.filters import Filters

EVENT_BYTES = 80
"""Of an event in memory, at most: its log, its keys and columns, and its first return."""


@dataclass(frozen=True)
class LogSize:
    """How many events there are, whether the log holds them all, and whether all of it can stay in memory."""

    events: int
    whole: bool
    kept: bool

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 100


def log_size(arrays: EventArrays) -> LogSize:
    """That of a workspace; the log leaves out what lies after the end of the data that somebody chose."""

    def read() -> LogSize:
        row = arrays.engine.frame("ask/log/size").iloc[0]
        events, end = int(row["events"]), arrays.calendar.data_end
        whole = events > 0 and end is not None and bool(row["last_moment"] <= end)
        return LogSize(events, whole, events <= arrays_of(arrays.engine).limit // EVENT_BYTES)

    return arrays.kept(("log size",), read)


def answers_from_log(arrays: EventArrays, filters: Filters) -> bool:
    """Whether the events that pass the filters are best found in the log.

    Conditions of events are asked of the database in any case, which then counts as well.
    """
    size = log_size(arrays)
    return size.whole and size.kept and not filters.where


def in_named_sessions(arrays: EventArrays) -> Mask | None:
    """Which events of the log are in a session that the file names; None where none is."""
    if not bool(arrays.engine.frame("ask/log/sessions_named")["named"][0]):
        return None
    return np.asarray(everything(arrays).column("session").codes > 0)
