"""What the kernel works on: events of steps, the rules of an attempt, and attempts with what filled their steps.

Each step is one array of keys (see log/keys.py), sorted by key, ties by source order. An attempt is an entry
event; `positions[k]` says which event of step k filled it (-1: none).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.keys import Keys, KeySpace, Positions

RowNumbers = NDArray[np.int64]
Side = Literal["left", "right"]

UNKNOWN = -2
EVERYTHING = -1
BEHIND_ALL = np.iinfo(np.int64).max


@dataclass(frozen=True)
class StepEvents:
    """Events that fit a step: sorted keys and, where steps share events, the identity of each event row."""

    keys: Keys
    rows: RowNumbers | None = None


@dataclass(frozen=True)
class Rules:
    """What an attempt must keep to, with windows in microseconds (None: no limit)."""

    space: KeySpace
    window: int | None = None
    step_window: int | None = None
    optional: tuple[bool, ...] = ()

    @property
    def by_depth(self) -> bool:
        """Whether the depth of an attempt needs no memory of the events that filled its steps."""
        return self.step_window is None and not any(self.optional)

    def deadline(self, entry: Keys, last: Keys) -> Keys:
        """The last key at which an attempt can go on (inclusive)."""
        end = self.space.until(entry, self.window)
        return end if self.step_window is None else np.minimum(end, self.space.until(last, self.step_window))


@dataclass(frozen=True)
class Links:
    """What earlier questions found: for each event of step j the first event of step k from (or after) it.

    `found[j, k]` holds positions in step k (or in everything), `later[j, k]` the keys of the first events of step k
    from those of step j on; UNKNOWN where nobody asked yet. They are filled while attempts are followed, and the same
    for every question about these steps.
    """

    found: Mapping[tuple[int, int], Positions] = field(default_factory=dict)
    later: Mapping[tuple[int, int], Keys] = field(default_factory=dict)

    def search(self, pair: tuple[int, int], at: Positions, last: Keys, keys: Keys, side: Side) -> Positions:
        """The positions in `keys` that follow the events `at`, whose keys are `last`."""
        known = self.found.get(pair)
        if known is None:
            return np.searchsorted(keys, last, side=side)
        following = known[at]
        if following.min(initial=0) == UNKNOWN:
            unknown = np.flatnonzero(following == UNKNOWN)
            following[unknown] = np.searchsorted(keys, last[unknown], side=side)
            known[at[unknown]] = following[unknown]
        return following

    def later_keys(self, pair: tuple[int, int], at: Positions, entry: Keys, keys: Keys) -> Keys:
        """The first of `keys` at or after each of the events `at` (ascending, none twice), whose keys are `entry`."""
        known = self.later.get(pair)
        if known is None:
            return _first_from(entry, keys)
        every = len(at) == len(known)
        following = known if every else known[at]
        if following.min(initial=0) == UNKNOWN:
            unknown = np.flatnonzero(following == UNKNOWN)
            known[at[unknown]] = _first_from(entry[unknown], keys)
            following = known if every else known[at]
        return following


def _first_from(entry: Keys, keys: Keys) -> Keys:
    """The first of `keys` at or after each entry; where there is none, a key behind all others."""
    found = np.searchsorted(keys, entry, side="left")
    return np.append(keys, BEHIND_ALL)[found]


NO_LINKS = Links()


@dataclass
class Attempts:
    """Attempts in the order of their entry keys, with the event that filled each step.

    `at` is the position of the entry in the step `opened` that it filled; `last` the key of the last event of the
    attempt so far, `depth` how many steps that count (optional ones do not) are filled. `filled` are the keys that
    filled the steps (-1: none) where these were found without their positions.
    """

    entry: Keys
    at: Positions
    opened: NDArray[np.int16]
    positions: list[Positions]
    depth: NDArray[np.int16]
    last: Keys
    remember: bool = True
    filled: Sequence[Keys] = ()

    def __len__(self) -> int:
        """How many attempts."""
        return len(self.entry)

    def take(self, which: Positions) -> Attempts:
        """Some of the attempts."""
        positions = [found[which] if self.remember else found for found in self.positions]
        few = (self.entry[which], self.at[which], self.opened[which], positions, self.depth[which], self.last[which])
        return Attempts(*few, self.remember, [keys[which] for keys in self.filled])

    @classmethod
    def merged(cls, parts: Sequence[Attempts]) -> Attempts:
        """The attempts of several steps that open, in the order of their entries; ties by step, then by source."""
        if len(parts) == 1:
            return parts[0]
        one = cls(
            np.concatenate([part.entry for part in parts]),
            np.concatenate([part.at for part in parts]),
            np.concatenate([part.opened for part in parts]),
            [np.concatenate(found) for found in zip(*(part.positions for part in parts), strict=True)],
            np.concatenate([part.depth for part in parts]),
            np.concatenate([part.last for part in parts]),
            parts[0].remember,
            [np.concatenate(keys) for keys in zip(*(part.filled for part in parts), strict=True)],
        )
        return one.take(np.argsort(one.entry, kind="stable"))

    @classmethod
    def of(cls, steps: Sequence[StepEvents], opened: int, entries: Positions, remember: bool = True) -> Attempts:
        """Attempts that have only their entry events: `entries` are positions in the step they open.

        Without `remember` they keep neither positions of later steps nor their last key: enough to choose among them.
        """
        entry = steps[opened].keys[entries]
        depth = np.ones(len(entries), dtype=np.int16)
        step = np.full(len(entries), opened, dtype=np.int16)
        if not remember:
            return cls(entry, entries, step, [np.zeros(0, dtype=np.int64) for _ in steps], depth, entry, False)
        positions = [np.full(len(entries), -1, dtype=np.int64) for _ in steps]
        positions[opened] = entries
        return cls(entry, entries, step, positions, depth, entry.copy())

    def fill(self, step: int, which: Positions, found: Positions, keys: Keys) -> None:
        """Let the attempts `which` go on to the events `found` of a step."""
        self.depth[which] += 1
        if self.remember:
            self.positions[step][which] = found
            self.last[which] = keys

    def times(self, steps: Sequence[StepEvents], space: KeySpace) -> NDArray[np.int64]:
        """Microseconds since the origin at which each step (row) was filled by each attempt (column), or -1."""
        if self.filled:
            return np.stack([np.where(keys < 0, -1, space.time(keys)) for keys in self.filled])
        filled = np.full((len(steps), len(self)), -1, dtype=np.int64)
        for row, events, found in zip(filled, steps, self.positions, strict=True):
            reached = found >= 0
            row[reached] = space.time(events.keys[found[reached]])
        return filled


@dataclass(frozen=True)
class Everything:
    """All events of all people, as sorted keys of persons; `people` gives the person of each unit."""

    keys: Keys
    people: NDArray[np.int64] | None = None

    def of_people(self, keys: Keys, space: KeySpace) -> Keys:
        """Keys of units as keys of the people they belong to."""
        if self.people is None:
            return keys
        return (self.people[space.owner(keys)] << space.bits) | space.time(keys)

    def behind(self, links: Links, pair: tuple[int, int], at: Positions, last: Keys, space: KeySpace) -> Positions:
        """Where in everything the instant of each last event ends."""
        return links.search(pair, at, self.of_people(last, space), self.keys, "right")

    def next_instant(
        self, behind: Positions, last: Keys, entry: Keys, together: NDArray[np.int64], space: KeySpace
    ) -> Keys:
        """The key of the owner at the next instant with an event of its person, -1 where no step may follow.

        `together` is how many events of the instant `last` the attempt has used.
        """
        own = self.of_people(last, space)
        following = keys_at(StepEvents(self.keys), behind)
        possible = (following > own) & (space.owner(following) == space.owner(own))
        between = np.flatnonzero(possible & (last != entry))
        size = behind[between] - np.searchsorted(self.keys, own[between])
        possible[between] = size == together[between]
        return np.where(possible, (last & ~np.int64(space.last_moment)) | space.time(following), -1)


def keys_at(events: StepEvents, positions: Positions) -> Keys:
    """Keys at positions found by a search.

    Past the end stands the last key, which lies before whatever was searched for; but where shared events were
    passed over it may be one of them, so there it is a key that belongs to nobody.
    """
    if not len(events.keys):
        return np.full(len(positions), -1, dtype=np.int64)
    found: Keys = events.keys.take(positions, mode="clip")
    if events.rows is not None:
        found[positions >= len(events.keys)] = -1
    return found
