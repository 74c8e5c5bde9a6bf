"""What people buy after a moment: payments in the order of people and time, with what was paid up to each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.orders import read_payments
from touchpath.analysis.log.whole import WholeLog
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Step

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
_DAY = 86_400_000_000


@dataclass(frozen=True)
class Worth:
    """What people pay: `key` is person and moment in one number, ascending; `total` what the first so many paid."""

    key: Integers
    total: Floats
    width: int

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.key.nbytes + self.total.nbytes

    def after(self, log: WholeLog, entries: NDArray[np.integer], days: float) -> Floats:
        """What the person of each entering event bought after it within `days`, net of refunds."""
        begins = log.person[entries].astype(np.int64) * self.width + log.moment[entries]
        last = (log.person[entries].astype(np.int64) + 1) * self.width - 1
        ends = np.minimum(begins + round(days * _DAY), last)
        paid, before = (self.total[np.searchsorted(self.key, key, side="right")] for key in (ends, begins))
        return np.asarray(paid - before)


def worth_of(arrays: EventArrays, log: WholeLog, purchase: tuple[str, ...]) -> Worth:
    """What people pay at purchases (empty: anywhere), kept until the data change."""
    width = log.last_moment + 2
    return arrays.kept(("worth", purchase), lambda: _read(arrays.engine, width, arrays.space.origin, purchase))


def _read(engine: Reader, width: int, origin: int, purchase: tuple[str, ...]) -> Worth:
    paid = read_payments(engine, Step(purchase or None), NO_FILTERS)
    moment = paid.moment - origin
    kept = moment < width - 1
    key = (paid.person.astype(np.int64) * width + moment)[kept]
    order = np.argsort(key, kind="stable")
    totals = np.cumsum(np.asarray(paid.worth)[kept][order])
    return Worth(key[order], np.concatenate(([0.0], totals)), width)
