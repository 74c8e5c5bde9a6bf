"""What most pages of journeys rest on, read before anybody asks for it."""

from __future__ import annotations

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.holding import log_size
from touchpath.analysis.log.whole import whole_log
from touchpath.analysis.retention.many import first_returns
from touchpath.analysis.surveys.asking import coming_back
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS

FEWEST = 1_000_000
"""Fewer events are read in a moment when they are wanted."""


def is_large(engine: Reader) -> bool:
    """Whether there are so many events that reading takes time, yet not more than can be kept."""
    size = log_size(EventArrays(engine))
    return size.events >= FEWEST and size.kept


def read_ahead(engine: Reader) -> None:
    """Read the log of everybody and the first return after each event, where they are many and can be kept."""
    if is_large(engine):
        arrays = EventArrays(engine)
        whole_log(arrays)
        first_returns(arrays, coming_back(engine), NO_FILTERS)
