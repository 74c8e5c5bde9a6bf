"""Markov credit: the walks of all people added up block by block, shared by removal effects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from touchpath.analysis.attribution.blocks import BlockCredit
from touchpath.analysis.attribution.markov import CreditChain, StepCodes, WalkedSteps, chain, walked
from touchpath.analysis.attribution.names import CreditNames
from touchpath.analysis.attribution.reading import CreditLog
from touchpath.analysis.attribution.result import Credit, RuleCredit, TouchTransition
from touchpath.analysis.attribution.sums import Floats, Integers, PeopleUnits, added
from touchpath.journey.attribution import Attribution
from touchpath.stats.removal import CONVERTED, NOT_CONVERTED

Build = Callable[[Floats, Floats, Integers], tuple[Credit, ...]]


@dataclass
class ChainSums:
    """The steps of journeys, and the credit there is to share, by unit: with a touch, and without one."""

    names: CreditNames
    units: PeopleUnits
    order: int
    steps: list[WalkedSteps]
    shared: Floats
    untouched: Floats
    people: Integers
    unconverted: int = 0

    @classmethod
    def nothing(cls, names: CreditNames, units: PeopleUnits, order: int) -> ChainSums:
        """Those of nobody."""
        none = np.zeros(units.count)
        return cls(names, units, order, [], none, none, np.zeros(names.size, dtype=np.int64))

    @property
    def codes(self) -> StepCodes:
        """How steps are numbered."""
        return StepCodes(self.names.met, self.order)

    def of_block(self, log: CreditLog, block: BlockCredit, number: int, asked: Attribution) -> ChainSums:
        """Those of the people of a block."""
        place, own = self.names.place[log.touches[number].name], self.units.count
        without = log.without(number)
        code, journey = self.codes.steps(block.journeys, place, CONVERTED)
        other, nobody = self.codes.steps(without, place, NOT_CONVERTED)
        unit = np.concatenate([block.unit[journey], log.units_of(number, without.person, self.units)[nobody]])
        amounts = block.amounts(value=asked.counting == "value")
        shared, untouched = (added(block.unit[some], amounts[some], own) for some in (block.touched, ~block.touched))
        people = block.people(block.shared.met.astype(np.float64))
        steps = [walked(np.concatenate([code, other]), unit, own)]
        return ChainSums(self.names, self.units, self.order, steps, shared, untouched, people, len(without.person))

    def add(self, other: ChainSums) -> None:
        """Put those of other people to these."""
        self.steps += other.steps
        self.unconverted += other.unconverted
        self.shared = self.shared + other.shared
        self.untouched = self.untouched + other.untouched
        self.people = self.people + other.people


def chain_credit(sums: ChainSums, draws: Floats, build: Build) -> RuleCredit:
    """Credit in proportion to removal effects; conversions without a touch keep theirs."""
    names, made = sums.names, _chain(sums)
    effects, shares = np.zeros(names.met), _shares(made, names.met, draws)[1]
    if made is not None:
        found = made.effects()
        effects[: len(found)] = found
    transitions = _transitions(made, names) if made is not None and sums.order == 1 else ()
    drawn = _placed(shares * (draws @ sums.shared)[:, None], draws @ sums.untouched)
    own = effects / effects.sum() if effects.sum() > 0 else effects
    totals = _placed((own * sums.shared.sum())[None], sums.untouched.sum()[None])[0]
    by_label = dict(zip(names.labels, effects.tolist(), strict=False))
    credited = build(totals, drawn, sums.people)
    told = tuple(replace(one, effect=by_label.get((one.name, one.kind), nan)) for one in credited)
    return RuleCredit("markov", told, transitions)


def chain_shares(sums: ChainSums, draws: Floats) -> tuple[Floats, Floats]:
    """The share of credit of each name, and in each resample; 0 where nothing led to a conversion."""
    return _shares(_chain(sums), sums.names.met, draws)


def _shares(made: CreditChain | None, size: int, draws: Floats) -> tuple[Floats, Floats]:
    shares, drawn = np.zeros(size), np.zeros((len(draws), size))
    if made is not None:
        effects, found = made.effects(), made.drawn_shares(draws)
        shares[: len(effects)], drawn[:, : len(effects)] = effects / effects.sum(), found
    return shares, drawn


def _chain(sums: ChainSums) -> CreditChain | None:
    """The chain of all steps; None where no conversion has a touch."""
    return chain(sums.codes, sums.steps, sums.units.count) if np.any(sums.people[:-1]) else None


def _placed(shared: Floats, untouched: Floats) -> Floats:
    return np.column_stack([shared, untouched])


def _transitions(made: CreditChain, names: CreditNames) -> tuple[TouchTransition, ...]:
    shape, counts = made.shape, np.asarray(made.counts.sum(axis=0)).ravel()
    ends = {0: "(start)", CONVERTED: "(conversion)", NOT_CONVERTED: "(null)"}
    leaving = np.bincount(shape.source, counts, minlength=shape.states)

    def called(state: int) -> str:
        if state in ends:
            return ends[state]
        label, kind = names.labels[int(shape.name[state])]
        return label if label is not None else f"({kind})"

    found = [
        TouchTransition(called(int(source)), called(int(target)), int(count), float(count / leaving[source]))
        for source, target, count in zip(shape.source, shape.target, counts, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.journeys, one.source, one.target)))
