"""The credit of the conversions of a block of people, summed by unit of the bootstrap and by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.journeys import Journeys, JourneyTouches, expanded
from touchpath.analysis.attribution.names import CreditNames
from touchpath.analysis.attribution.reading import CreditLog
from touchpath.analysis.attribution.rules import SharedTouches, Weights, weights
from touchpath.analysis.attribution.sums import Floats, Integers, PeopleUnits, added
from touchpath.engine.arrays import side_by_side, threads
from touchpath.journey.attribution import Attribution, CreditRule

T = TypeVar("T")
_DAY = 86_400_000_000.0


@dataclass(frozen=True)
class BlockCredit:
    """The journeys of a block with the place of every touch among what is credited, and the unit of every journey."""

    journeys: Journeys
    worth: Floats
    unit: Integers
    touches: JourneyTouches
    shared: SharedTouches
    place: Integers
    size: int

    @cached_property
    def touched(self) -> NDArray[np.bool_]:
        """Which journeys have a touch."""
        return self.journeys.lengths > 0

    def amounts(self, *, value: bool) -> Floats:
        """What each conversion counts: its value, or 1."""
        return self.worth if value else np.ones(len(self.worth))

    def sums(self, given: Weights, amounts: Floats, units: int) -> Floats:
        """Credit by unit and place (units x places); the last place has the conversions without a touch."""
        cell = self.unit[self.touches.journey] * self.size + self.place
        total = added(cell, given * amounts[self.touches.journey], units * self.size)
        empty = ~self.touched
        nowhere = self.unit[empty] * self.size + self.size - 1
        total += added(nowhere, amounts[empty], units * self.size)
        return total.reshape(units, self.size)

    def people(self, given: Weights) -> Integers:
        """How many people each place gets any credit from."""
        got = given > 0
        person = self.journeys.person
        seen = np.zeros((int(person.max(initial=-1)) + 1, self.size), dtype=bool)
        seen[person[self.touches.journey[got]], self.place[got]] = True
        seen[person[~self.touched], self.size - 1] = True
        return np.asarray(seen.sum(axis=0, dtype=np.int64))


def block_credit(log: CreditLog, names: CreditNames, units: PeopleUnits, block: int) -> BlockCredit:
    """What the rules look at in a block of people."""
    journeys, worth = log.journeys(block)
    held, found = log.touches[block], expanded(journeys)
    age = (journeys.moment[found.journey] - held.moment[found.touch]) / _DAY
    name = held.name[found.touch]
    shared = SharedTouches(found, name, age, held.direct[found.touch])
    return BlockCredit(
        journeys, worth, log.units_of(block, journeys.person, units), found, shared, names.place[name], names.size
    )


@dataclass
class RuleSums:
    """The credit of a rule by unit and place, and the people behind each place."""

    sums: Floats
    people: Integers

    def add(self, other: RuleSums) -> None:
        """Put those of other people to these."""
        self.sums += other.sums
        self.people += other.people


def rule_sums(
    block: BlockCredit, rules: Sequence[CreditRule], asked: Attribution, units: PeopleUnits
) -> dict[CreditRule, RuleSums]:
    """The sums of every rule but the Markov chain, for a block."""
    amounts = block.amounts(value=asked.counting == "value")
    made = {}
    for rule in rules:
        given = weights(rule, asked, block.shared)
        made[rule] = RuleSums(block.sums(given, amounts, units.count), block.people(given))
    return made


def few_at_once(task: Callable[[int], T], blocks: int) -> Iterator[T]:
    """`task` of every block, a few at a time, so that not all of their sums are held at once."""
    few = 2 * threads()
    for first in range(0, blocks, few):
        yield from side_by_side(task, range(first, min(first + few, blocks)))
