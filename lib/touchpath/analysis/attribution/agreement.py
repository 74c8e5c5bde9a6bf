"""Do the rules agree? The rank of every name under every rule, and under several lookbacks."""

from __future__ import annotations

from collections.abc import Iterator

from touchpath.analysis.attribution import measure_attribution
from touchpath.analysis.attribution.asked import settled
from touchpath.analysis.attribution.result import (
    AttributionResult,
    Credit,
    CreditKind,
    CreditRanksResult,
    NameRank,
    RankedName,
)
from touchpath.engine.base import Reader
from touchpath.journey.attribution import (
    LEAST_RESAMPLES,
    RULES,
    Attribution,
    CreditRanks,
    CreditRule,
    same_journeys,
)
from touchpath.journey.filters import NO_FILTERS, Filters

LOOKBACKS: tuple[float | None, ...] = (None, 7, 30, 90)


def measure_ranks(engine: Reader, asked: CreditRanks, filters: Filters = NO_FILTERS) -> CreditRanksResult:
    """Every rule at the lookback asked for, and the rule asked for at every lookback.

    Raises DefinitionError without a goal.
    """
    asked = settled(engine, asked)
    everything = _measured(engine, asked, asked.lookback_days, RULES, filters)
    ranks: dict[tuple[str | None, CreditKind], list[NameRank]] = {}
    people = {(one.name, one.kind): one.people for one in _met(everything)}
    results = [everything]
    others = [lookback for lookback in LOOKBACKS if lookback != asked.lookback_days]
    results += [_measured(engine, asked, lookback, (asked.rule,), filters) for lookback in others]
    for found in results:
        for rule, one in _credits(found):
            rank = NameRank(rule, found.asked.lookback_days, one.credit, one.rank)
            ranks.setdefault((one.name, one.kind), []).append(rank)
            people[one.name, one.kind] = max(people.get((one.name, one.kind), 0), one.people)
    named = [RankedName(*key, people[key], tuple(own)) for key, own in ranks.items() if key[1] == "value"]
    return CreditRanksResult(asked, everything.people, tuple(sorted(named, key=lambda one: -one.people)))


def _measured(
    engine: Reader, asked: CreditRanks, lookback: float | None, rules: tuple[CreditRule, ...], filters: Filters
) -> AttributionResult:
    given = {"lookback_days": lookback, "rules": rules, "resamples": LEAST_RESAMPLES}
    return measure_attribution(engine, same_journeys(Attribution, asked, **given), filters)


def _met(found: AttributionResult) -> tuple[Credit, ...]:
    return found.under("participation").credits if found.rules else ()


def _credits(found: AttributionResult) -> Iterator[tuple[CreditRule, Credit]]:
    for rule in found.rules:
        for one in rule.credits:
            yield rule.rule, one
