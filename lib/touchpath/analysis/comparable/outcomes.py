"""What people did within some time of a moment, before or after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.proportions import Floats

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Happened:
    """When people did something: moments by person and time; person p has those from `begins[p]` to `begins[p + 1]`.

    `summed` holds, before each place and after the last, the sum of what the events are worth; None counts whether.
    """

    moment: Whole
    begins: Whole
    summed: Floats | None = None

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.moment.nbytes + self.begins.nbytes + (0 if self.summed is None else self.summed.nbytes)

    @classmethod
    def of(cls, person: Whole, moment: Whole, people: int, worth: Floats | None = None) -> Happened:
        """Events in any order, of people numbered below `people`."""
        order = np.lexsort((moment, person))
        begins = np.concatenate(([0], np.cumsum(np.bincount(person, minlength=people))))
        summed = None if worth is None else np.concatenate(([0.0], np.cumsum(worth[order])))
        return cls(moment[order], begins, summed)

    def within(self, person: Whole, after: Whole, until: Whole) -> Floats:
        """Whether (0 or 1), or for how much, each person did it after one moment up to another, that one included."""
        first, last = self._place(person, after), self._place(person, until)
        return (last > first).astype(float) if self.summed is None else self.summed[last] - self.summed[first]

    def _place(self, person: Whole, moment: Whole) -> Whole:
        """Where the first event of the person after the moment is: by halving everybody's events at once."""
        low, high = self.begins[person], self.begins[person + 1]
        while np.any(open_ := low < high):
            middle = (low + high) // 2
            at = self.moment.take(middle, mode="clip") if len(self.moment) else middle
            later = open_ & (at <= moment)
            high = np.where(open_ & ~later, middle, high)
            low = np.where(later, middle + 1, low)
        return low
