"""The one rule of a session: what the file names, else a new one after a pause longer than the gap."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Keys, KeySpace, Mask


def starts_of(person: NDArray[Any], moment: NDArray[np.int64], gap: int) -> Mask:
    """Which events begin a session: the first of a person, and each more than `gap` after the one before.

    Events stand in order of person and moment; `gap` is in the unit of the moments.
    """
    starts = np.ones(len(person), dtype=bool)
    starts[1:] = (np.diff(person) != 0) | (np.diff(moment) > gap)
    return starts


def session_numbers(everything: Keys, gap: int, space: KeySpace, keys: Keys) -> NDArray[np.int64]:
    """The session of each of `keys` among all events of the people, numbered from 1 in order."""
    starts = everything[starts_of(space.owner(everything), everything, gap)]
    numbers: NDArray[np.int64] = np.searchsorted(starts, keys, side="right").astype(np.int64)
    return numbers
