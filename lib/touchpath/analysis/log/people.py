"""Columns of people by key: personas and attributes, members of saved groups, the channel of the first event ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import EventArrays, Kept


@dataclass(frozen=True)
class PeopleColumn:
    """An attribute of people: a code for each person key (0: missing), i stands for `labels[i - 1]`."""

    codes: NDArray[np.int32]
    labels: tuple[str, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.codes.nbytes + 64 * len(self.labels)

    def of(self, person: NDArray[np.int64]) -> NDArray[np.int64]:
        """The code of each person; 0 for people nothing is known of."""
        if not len(self.codes):
            return np.zeros(len(person), dtype=np.int64)
        found = self.codes.take(person, mode="clip").astype(np.int64)
        found[person >= len(self.codes)] = 0
        return found


def attribute(arrays: EventArrays, name: str) -> PeopleColumn:
    """An attribute of people, or their persona."""

    def read() -> PeopleColumn:
        texts = arrays.engine.arrays("ask/log/people_attribute_texts", {"name": name})["value"]
        found = arrays.engine.arrays("ask/log/people_attributes", {"name": name})
        labels = tuple(str(text) for text in texts)
        return PeopleColumn(_by_person(np.asarray(found["person"]), np.asarray(found["code"])), labels)

    return arrays.kept(("attribute", name), read)


def members(arrays: EventArrays, group: str) -> PeopleColumn:
    """The people of a saved group, under code 1."""

    def read() -> PeopleColumn:
        people = arrays.engine.frame("ask/log/group_people", {"group_name": group})["person"].to_numpy()
        return PeopleColumn(_by_person(people, np.ones(len(people))), (group,))

    return arrays.kept(("group", group), read)


def first_channels(arrays: EventArrays) -> Kept:
    """For each person key the number of the channel of the first event ever; -1 for people without events."""

    def read() -> Kept:
        frame = arrays.engine.frame("ask/log/first_channels")
        numbers = arrays.channels[0][frame["channel"].to_numpy(dtype=np.int64)]
        by_person = _by_person(frame["person"].to_numpy(), numbers + 1).astype(np.int64) - 1
        return Kept(by_person)

    return arrays.kept(("first_channels",), read)


def _by_person(person: NDArray[np.generic], codes: NDArray[np.generic]) -> NDArray[np.int32]:
    keys = person.astype(np.int64)
    by_person = np.zeros(int(keys.max(initial=0)) + 1, dtype=np.int32)
    by_person[keys] = codes
    return by_person


def count_people(person: NDArray[Any]) -> int:
    """How many distinct people."""
    if not len(person):
        return 0
    low = int(person.min())
    seen = np.zeros(int(person.max()) - low + 1, dtype=bool)
    seen[person - low] = True
    return int(np.count_nonzero(seen))
