"""What is credited by name: the most met, and the rest together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.reading import CreditLog
from touchpath.analysis.attribution.result import CreditKind

MOST_NAMES = 60


@dataclass(frozen=True)
class CreditNames:
    """For each number of a name (see CreditLog.labels) its place among what is credited, and what stands there.

    The last place is that of conversions without a touch.
    """

    place: NDArray[np.int64]
    labels: tuple[tuple[str | None, CreditKind], ...]

    @property
    def size(self) -> int:
        """How many places there are."""
        return len(self.labels)

    @property
    def met(self) -> int:
        """How many places touches can have: all but the last."""
        return self.size - 1

    @property
    def ranked(self) -> NDArray[np.bool_]:
        """Which places take part in ranks: names, not what is put together or missing."""
        return np.array([kind == "value" for _, kind in self.labels])

    @classmethod
    def among(cls, log: CreditLog, most: int = MOST_NAMES) -> CreditNames:
        """The names of a log: the `most` with most touches, by name where they tie, then the others, then missing."""
        labels = log.labels
        touched = np.zeros(len(labels), dtype=np.int64)
        for block in log.touches:
            touched += np.bincount(block.name, minlength=len(labels))
        known = sorted(
            (number for number in range(1, len(labels)) if touched[number]),
            key=lambda number: (-touched[number], labels[number] or ""),
        )
        named, rest = known[:most], known[most:]
        shown: list[tuple[str | None, CreditKind]] = [(labels[number], "value") for number in named]
        place = np.zeros(len(labels), dtype=np.int64)
        place[named] = np.arange(len(named))
        place[rest] = len(shown)
        shown += [(None, "other")] if rest else []
        place[0] = len(shown)
        shown += [(None, "missing")] if touched[0] else []
        return cls(place, (*shown, (None, "no_touch")))
