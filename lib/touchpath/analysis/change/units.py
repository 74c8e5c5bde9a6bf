"""The units a change is judged on: one row per person (or answer) with its value, entry, persona and channel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import Moments
from touchpath.analysis.log.reading import ReadEvents
from touchpath.engine.base import Reader
from touchpath.journey.filters import Name

Mask = NDArray[np.bool_]
Codes = NDArray[np.int64]
UnitValues = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Lifetimes:
    """For time to churn: days each unit was followed and whether it churned (else it is still observed)."""

    days: UnitValues
    churned: Mask


@dataclass(frozen=True, eq=False)
class ChangeUnits:
    """One row per unit, as arrays of one length.

    `moment`: entry or answer (UTC microseconds). `value`: 0 or 1 for shares, else the number in its own unit.
    `mature`: the outcome is known; only mature units belong in a denominator. `persona` and `channel` are places in
    `personas` and `channels` (place 0 is missing). `is_rate`: values are 0 and 1. `lifetimes` is there for churn.
    `weight` is how much each counts in a mean, 1 on average; None: alike. Sizes count units, whatever their weight.
    """

    person: NDArray[Any]
    moment: Moments
    value: UnitValues
    mature: Mask
    persona: Codes
    channel: Codes
    personas: tuple[Name, ...] = (None,)
    channels: tuple[Name, ...] = (None,)
    is_rate: bool = False
    lifetimes: Lifetimes | None = field(default=None)
    weight: UnitValues | None = field(default=None)

    def __len__(self) -> int:
        """How many units."""
        return len(self.person)

    def where(self, kept: Mask) -> ChangeUnits:
        """The units a mask keeps."""
        lives = self.lifetimes and Lifetimes(self.lifetimes.days[kept], self.lifetimes.churned[kept])
        return replace(
            self,
            person=self.person[kept],
            moment=self.moment[kept],
            value=self.value[kept],
            mature=self.mature[kept],
            persona=self.persona[kept],
            channel=self.channel[kept],
            lifetimes=lives,
            weight=None if self.weight is None else self.weight[kept],
        )

    def sums_and_sizes(self, kept: Mask, cell: Codes, cells: int) -> tuple[UnitValues, UnitValues]:
        """Per cell the sum of the kept units' values, and their number; both weighted where units are."""
        weight = np.ones(len(cell)) if self.weight is None else np.asarray(self.weight[kept], np.float64)
        sums: UnitValues = np.bincount(cell, weight * self.value[kept], cells).astype(np.float64)
        return sums, np.bincount(cell, weight, cells).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Entries:
    """Who enters, when (UTC microseconds) and through which channel (its place, 0: none); each person once."""

    person: NDArray[Any]
    moment: Moments
    channel: Codes

    def __len__(self) -> int:
        """How many people."""
        return len(self.person)

    @property
    def events(self) -> ReadEvents:
        """As events."""
        return ReadEvents(self.person, self.moment)

    def where(self, kept: Mask) -> Entries:
        """The entries a mask keeps."""
        return Entries(self.person[kept], self.moment[kept], self.channel[kept])


def place_of(people: NDArray[Any], wanted: NDArray[Any]) -> Codes:
    """For each wanted person their position among `people` (each there once), -1 where they are not."""
    if not len(people) or not len(wanted):
        return np.full(len(wanted), -1, dtype=np.int64)
    low, high = int(people.min()), int(people.max())
    table = np.full(high - low + 2, -1, dtype=np.int64)
    table[people - low] = np.arange(len(people))
    inside = (wanted >= low) & (wanted <= high)
    return table[np.where(inside, wanted - low, high - low + 1)]


def channel_places(engine: Reader, codes: NDArray[Any]) -> tuple[Codes, tuple[Name, ...]]:
    """Channel codes (0 or less: none) as places in the tuple of shown names, which begins with None."""
    known = engine.frame("ask/log/channel_codes")
    names = tuple(dict.fromkeys(known["channel"]))
    table = np.zeros(max(int(known["code"].max()) if len(known) else 0, 0) + 2, dtype=np.int64)
    table[known["code"].to_numpy(dtype=np.int64)] = [names.index(name) + 1 for name in known["channel"]]
    return table[np.asarray(codes, dtype=np.int64)], (None, *names)  # -1 reads the last cell, which stays 0


def persona_places(engine: Reader, people: NDArray[Any]) -> tuple[Codes, tuple[Name, ...]]:
    """The persona of each person as a place in the tuple of names, which begins with None (no persona)."""
    names = [str(name) for name in engine.frame("ask/personas/current")["persona"].dropna()]
    rows = engine.arrays("ask/change/personas", {"names": names})
    at = place_of(np.asarray(rows["person"]), people)
    places = np.append(np.asarray(rows["place"], dtype=np.int64), 0)
    return places[at], (None, *names)
