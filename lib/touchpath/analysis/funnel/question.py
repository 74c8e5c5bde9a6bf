"""What a funnel asks of the events: the arrays of its steps, its rules, its selection, and what is known already."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, permutations

import numpy as np

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.keys import Positions
from touchpath.analysis.log.selection import Selection
from touchpath.analysis.log.sets import EventSet
from touchpath.analysis.matching.attempts import EVERYTHING, NO_LINKS, UNKNOWN, Links, Rules
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel


@dataclass(frozen=True)
class Linked:
    """Links kept in memory: they are filled while questions are answered."""

    found: Positions

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.found.nbytes


@dataclass(frozen=True)
class PreparedFunnel:
    """A funnel with the events of its steps and exclusions, its rules and its selection."""

    arrays: EventArrays
    funnel: Funnel
    steps: list[EventSet]
    exclusions: list[EventSet]
    everything: EventSet | None
    by_pause: EventSet | None
    rules: Rules
    selection: Selection
    filters: Filters

    @property
    def name(self) -> Hashable:
        """Stands for what counts, whatever it is broken down by, within one version of the data."""
        return (repr((replace(self.funnel, breakdown=None), self.filters)), self.needs_events)

    def prepare(self) -> None:
        """Gather once what the threads will share."""
        for events in (*self.steps, *self.exclusions):
            _ = events.keys
        for everything in (self.everything, self.by_pause):
            if everything is not None:
                _ = everything.sorted_keys
        if not any(self.shares_events):
            _ = self.linked

    @cached_property
    def shares_events(self) -> tuple[bool, ...]:
        """For each step whether an event of it may also fit another."""
        codes = [step.codes for step in self.steps]
        return tuple(any(own & codes[j] for j in range(len(codes)) if j != k) for k, own in enumerate(codes))

    def links(self, slices: list[slice]) -> Links:
        """What earlier questions found between the events of these steps, as far as steps share no events."""
        if any(self.shares_events):
            return NO_LINKS
        own = {pair: found[slices[pair[0]]] for pair, found in self.linked.items()}
        return Links(later=own) if self.funnel.order == "any" else Links(found=own)

    @cached_property
    def linked(self) -> dict[tuple[int, int], Positions]:
        """The links of all pairs of steps that this funnel follows."""
        required = [k for k, step in enumerate(self.funnel.steps) if not step.optional]
        if self.funnel.order == "any":
            return {pair: self._linked(*pair, "later keys") for pair in permutations(required, 2)}
        pairs = {pair: self._linked(*pair, "from") for pair in pairwise(required)}
        if self.funnel.order == "strict":
            pairs |= {(k, EVERYTHING): self._linked(k, EVERYTHING, "after") for k in required[:-1]}
        return pairs

    def _linked(self, j: int, k: int, how: str) -> Positions:
        begin, end = self.steps[j], self.everything if k == EVERYTHING else self.steps[k]
        assert end is not None
        size = len(begin.keys)
        key = ("links", begin.name, end.name, how)
        return self.arrays.kept(key, lambda: Linked(np.full(size, UNKNOWN, dtype=np.int64))).found

    @property
    def opening(self) -> range:
        """The steps whose events open an attempt."""
        return range(len(self.steps) if self.funnel.order == "any" else 1)

    @property
    def needs_events(self) -> bool:
        """Whether the breakdown looks at the events that filled the steps."""
        breakdown = self.funnel.breakdown
        if breakdown is None or "event" not in breakdown.scopes:
            return False
        return isinstance(breakdown.at, int) or self.funnel.counting != "people"

    @property
    def required(self) -> int:
        """How many steps a complete attempt has filled."""
        return sum(not step.optional for step in self.funnel.steps)
