"""Measures what earned the conversions: credit under rules, with intervals from resampled people."""

from __future__ import annotations

from functools import partial

import numpy as np

from touchpath.analysis.attribution.asked import settled
from touchpath.analysis.attribution.blocks import (
    BlockCredit,
    RuleSums,
    block_credit,
    few_at_once,
    rule_sums,
)
from touchpath.analysis.attribution.chains import ChainSums, chain_credit
from touchpath.analysis.attribution.names import CreditNames
from touchpath.analysis.attribution.reading import CreditLog
from touchpath.analysis.attribution.result import AttributionResult, Credit, RuleCredit
from touchpath.analysis.attribution.sums import Floats, Integers, PeopleUnits, Spread, ranks, spread
from touchpath.analysis.currencies import no_sum
from touchpath.engine.base import Reader
from touchpath.journey.attribution import Attribution, CreditRule
from touchpath.journey.filters import NO_FILTERS, Filters


def measure_attribution(engine: Reader, asked: Attribution, filters: Filters = NO_FILTERS) -> AttributionResult:
    """The credit of everything under each rule; see Attribution for what filters select.

    Raises DefinitionError without a goal, and where a chain would remember too much.
    """
    asked = settled(engine, asked)
    log = CreditLog(engine, asked, filters)
    blocks, names, units = log.ready(), CreditNames.among(log), PeopleUnits.among(log.people)
    tally = _CreditTally(log, names, units, asked)
    for part in few_at_once(tally.of_block, blocks):
        tally.add(*part)
    mixed = no_sum(engine, asked.touchpoints, filters) if asked.counting == "value" else ""
    return tally.result(mixed)


class _CreditTally:
    """What is added up block by block, and the result of it."""

    def __init__(self, log: CreditLog, names: CreditNames, units: PeopleUnits, asked: Attribution) -> None:
        self._log, self._names, self._units, self._asked = log, names, units, asked
        self._rules = [rule for rule in asked.rules if rule != "markov"]
        self._sums: dict[CreditRule, RuleSums] = {}
        self._chain = ChainSums.nothing(names, units, asked.order)
        self._counts = np.zeros(4)
        self._value = 0.0
        self._draws = units.draws(asked.resamples)

    def of_block(self, number: int) -> tuple[BlockCredit, dict[CreditRule, RuleSums], ChainSums | None]:
        """The sums of a block of people."""
        block = block_credit(self._log, self._names, self._units, number)
        found = rule_sums(block, self._rules, self._asked, self._units)
        walks = "markov" in self._asked.rules
        return block, found, self._chain.of_block(self._log, block, number, self._asked) if walks else None

    def add(self, block: BlockCredit, found: dict[CreditRule, RuleSums], walked: ChainSums | None) -> None:
        """Put a block to what there is."""
        for rule, sums in found.items():
            if rule in self._sums:
                self._sums[rule].add(sums)
            else:
                self._sums[rule] = sums
        if walked is not None:
            self._chain.add(walked)
        people = len(np.unique(block.journeys.person))
        direct = bool(block.shared.direct.any())
        self._counts += (people, len(block.worth), int(np.sum(~block.touched)), direct)
        self._value += float(np.sum(block.worth))

    def result(self, mixed: str) -> AttributionResult:
        """The credit of all blocks."""
        people, conversions, untouched, direct = (int(count) for count in self._counts)
        rules = () if mixed or not conversions else tuple(self._of_rule(rule) for rule in self._asked.rules)
        return AttributionResult(
            self._asked, people, conversions, float("nan") if mixed else self._value, untouched, rules,
            self._chain.unconverted, bool(direct), mixed,
        )  # fmt: skip

    def _of_rule(self, rule: CreditRule) -> RuleCredit:
        build = partial(credits_of, self._names, value=self._asked.counting == "value")
        if rule == "markov":
            return chain_credit(self._chain, self._draws, build)
        found = self._sums[rule]
        return RuleCredit(rule, build(found.sums.sum(axis=0), self._draws @ found.sums, found.people))


def credits_of(
    names: CreditNames, totals: Floats, drawn: Floats, people: Integers, *, value: bool
) -> tuple[Credit, ...]:
    """Every name that touches have, most credit first; conversions without a touch only where there are some."""
    negative = value and bool(np.any(drawn < 0))
    around = spread(totals, drawn, names.ranked, negative=negative)
    own = np.full(len(totals), np.nan)
    own[names.ranked] = ranks(totals[names.ranked])
    whole = float(np.sum(totals))
    made = [
        Credit(label, kind, int(people[place]), float(totals[place]), *_ends(around, place),
               float(totals[place]) / whole if whole else float("nan"), float(own[place]),
               float(around.rank_low[place]), float(around.rank_high[place]))
        for place, (label, kind) in enumerate(names.labels)
        if kind != "no_touch" or people[place]
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: (one.kind != "value", -one.credit, one.name or "")))


def _ends(around: Spread, place: int) -> tuple[float, float]:
    return float(around.low[place]), float(around.high[place])
