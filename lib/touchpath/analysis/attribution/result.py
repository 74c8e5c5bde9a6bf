"""What measuring credit gives: per rule and name the credit with its interval, rank, and people behind it."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal

from touchpath.journey.attribution import Attribution, CreditRanks, CreditRule, CreditTest, JourneysBehind
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size

CreditKind = Literal["value", "missing", "other", "no_touch"]


@dataclass(frozen=True)
class Credit:
    """What one name gets under a rule, in conversions or in value, with its 95 % interval (bootstrap over people).

    `people` are those whose conversions it gets any of. `share` (0-1) is of all credit. `rank` is 1 for the largest;
    conversions without a touch are not ranked. `effect` (0-1) is the removal effect, of the rule "markov" alone.
    """

    name: Label[str | None]
    kind: Fixed[CreditKind]
    people: Size[int]
    credit: Derived[float]
    low: Derived[float] = nan
    high: Derived[float] = nan
    share: Derived[float] = nan
    rank: Derived[float] = nan
    rank_low: Derived[float] = nan
    rank_high: Derived[float] = nan
    effect: Derived[float] = nan


@dataclass(frozen=True)
class TouchTransition:
    """Of the journeys that are at `source`, those that go on to `target` ("(start)", "(conversion)", "(null)")."""

    source: Label[str]
    target: Label[str]
    journeys: Size[int]
    share: Derived[float]


@dataclass(frozen=True)
class RuleCredit:
    """The credit of everything under one rule, most first; `transitions` of a Markov chain of order 1 alone."""

    rule: Fixed[CreditRule]
    credits: tuple[Credit, ...]
    transitions: tuple[TouchTransition, ...] = ()

    def of(self, name: str | None) -> float:
        """The credit of a name; 0 for one that gets none."""
        return next((one.credit for one in self.credits if one.kind == "value" and one.name == name), 0.0)


@dataclass(frozen=True)
class AttributionResult:
    """Credit under each rule that was asked for.

    `people` have the `conversions` (worth `value` together), `untouched` of which have no touch to credit;
    `unconverted` people have touches and no conversion in range. `asked` names conversions and direct channels.
    `has_direct`: whether a touch came through a direct channel. `mixed` says why values have no sum.
    """

    asked: Fixed[Attribution]
    people: Size[int]
    conversions: Derived[int]
    value: Derived[float]
    untouched: Derived[int]
    rules: tuple[RuleCredit, ...]
    unconverted: Size[int] = 0
    has_direct: Fixed[bool] = False
    mixed: Fixed[str] = ""

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Those of the rule that answers."""
        return self.rules[0].credits if self.rules else ()

    def under(self, rule: CreditRule) -> RuleCredit:
        """The credit under one of the rules; raises KeyError for one that was not asked for."""
        found = {one.rule: one for one in self.rules}
        return found[rule]


@dataclass(frozen=True)
class NameRank:
    """The rank of a name under one rule and lookback (None: the session); NaN where it gets nothing."""

    rule: Fixed[CreditRule]
    lookback_days: Fixed[float | None]
    credit: Derived[float]
    rank: Derived[float]


@dataclass(frozen=True)
class RankedName:
    """A name with its rank everywhere; `people` met it before a conversion."""

    name: Label[str | None]
    kind: Fixed[CreditKind]
    people: Size[int]
    ranks: Derived[tuple[NameRank, ...]]


@dataclass(frozen=True)
class CreditRanksResult:
    """The ranks of all names under every rule, and under several lookbacks of one rule."""

    asked: Fixed[CreditRanks]
    people: PartOf[int]
    names: tuple[RankedName, ...]


@dataclass(frozen=True)
class JourneyBehind:
    """A journey as the names of its touches, the conversions it led to, and half of them within `median_days`."""

    steps: Label[tuple[str | None, ...]]
    people: Size[int]
    conversions: Derived[int]
    share: Derived[float]
    value: Derived[float]
    median_days: Derived[float]


@dataclass(frozen=True)
class JourneysBehindResult:
    """The commonest journeys, out of `conversions` with that name in their journey; `left` other journeys."""

    asked: Fixed[JourneysBehind]
    people: Size[int]
    conversions: Derived[int]
    journeys: tuple[JourneyBehind, ...]
    left: Derived[int]


@dataclass(frozen=True)
class CreditTestResult:
    """The people who met something for the first time in four weeks, those of them who converted, and what shows.

    `smallest` is the difference of the two shares (0-1) that a test of half against half would show 4 times in 5.
    """

    asked: Fixed[CreditTest]
    people: Size[int]
    converted: PartOf[int]
    rate: Derived[float]
    smallest: Derived[float]
