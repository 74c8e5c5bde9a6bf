"""What measuring credit gives: per rule and name the credit with its interval, rank, and people behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import inf, nan
from typing import Literal

from touchpath.journey.attribution import Attribution, CostTable, CreditRanks, CreditRule, CreditTest, JourneysBehind
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


@dataclass(frozen=True)
class CostRow:
    """One channel or campaign, in one period (its first day; None: all days covered).

    `spend` is NaN where none is known. `people` are those whose conversions it gets any credit of. New purchasers
    are people whose first purchase ever it is credited with; `cost` is what one of them cost, `back` what came back
    per 1 spent, each with its 95 % interval.
    """

    name: Label[str | None]
    kind: Fixed[CreditKind]
    start: Fixed[date | None]
    spend: Fixed[float]
    people: Size[int]
    purchasers: Derived[float]
    purchasers_low: Derived[float]
    purchasers_high: Derived[float]
    value: Derived[float]
    value_low: Derived[float]
    value_high: Derived[float]

    @property
    def cost(self) -> float:
        """Spend for one new purchaser; NaN without either."""
        return self.spend / self.purchasers if self.purchasers > 0 and self.spend > 0 else nan

    @property
    def cost_ends(self) -> tuple[float, float]:
        """The interval of the cost: least where most purchasers are; no upper end where there may be none."""
        if self.cost != self.cost:
            return nan, nan
        return self.spend / self.purchasers_high, self.spend / self.purchasers_low if self.purchasers_low > 0 else inf

    @property
    def back(self) -> float:
        """Value credited per 1 spent (ROAS); NaN without spend."""
        return self.value / self.spend if self.spend > 0 else nan

    @property
    def back_ends(self) -> tuple[float, float]:
        """The interval of what came back."""
        return (self.value_low / self.spend, self.value_high / self.spend) if self.spend > 0 else (nan, nan)

    @property
    def gain(self) -> float:
        """What came back beyond the spend, per 1 spent (ROI)."""
        return self.back - 1


@dataclass(frozen=True)
class CostResult:
    """Spend against credit on the days that costs and events both cover (`first` to `last`, None: none are).

    `outside` was spent on other days. `mixed` says why amounts have no sum.
    """

    asked: Fixed[CostTable]
    people: Size[int]
    purchasers: Derived[int]
    value: Derived[float]
    first: Fixed[date | None]
    last: Fixed[date | None]
    rows: tuple[CostRow, ...]
    spend: Fixed[float] = 0.0
    outside: Fixed[float] = 0.0
    known: Fixed[bool] = True
    mixed: Fixed[str] = ""
    no_value: Fixed[str] = ""
