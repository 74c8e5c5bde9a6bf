"""What customers brought, and are expected to bring, against what it cost to win them, by first channel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.attribution.cost import read_spend
from touchpath.analysis.currencies import currencies, no_sum
from touchpath.analysis.lifetime.ahead import AheadRefusal, predict
from touchpath.analysis.lifetime.customers import Customers, Places, read_customers, split_customers
from touchpath.analysis.lifetime.expected import ExpectedGroup, expected_groups
from touchpath.analysis.log.calendar import DAY
from touchpath.analysis.log.groups import Group, GroupKind
from touchpath.analysis.measures import cpa
from touchpath.analysis.measures.figure import Figure
from touchpath.analysis.measures.spend import spent
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, Size
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.lifetime_value import ValueForCost
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.words import listed
from touchpath.stats.means import mean_interval, moments
from touchpath.stats.person_bootstrap import percentile_interval, resampled_sums
from touchpath.stats.proportions import normal_quantile

Floats = NDArray[np.float64]
Ends = tuple[float, float, float]
_NONE: Ends = (nan, nan, nan)


@dataclass(frozen=True)
class WonGroup:
    """The customers won through a channel, and the `spend` on it on the same days (NaN: no cost is known).

    Per customer: `cost` (the measure cpa), `value` so far, and `expected` value ahead (NaN: not predicted). `so_far`
    is value per 1 spent, `ahead` that with what is expected added; all with 95 % intervals. `followed_days` is the
    median time since the first purchase.
    """

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    people: Size[int]
    spend: Derived[float]
    followed_days: Derived[float]
    cost: Derived[Ends]
    value: Derived[Ends]
    so_far: Derived[Ends]
    expected: Derived[Ends] = _NONE
    ahead: Derived[Ends] = _NONE


@dataclass(frozen=True)
class ValueForCostResult:
    """The channels by which `people` were won from `first` to `last`, the days that costs and events both cover.

    `refused` says why there is nothing to set against each other, `no_money` why values have no sum. `not_ahead`
    says why nothing is predicted; where it is empty, what is expected in `ahead_days` is given too.
    """

    asked: Fixed[ValueForCost]
    people: Size[int]
    first: Fixed[date | None] = None
    last: Fixed[date | None] = None
    groups: tuple[WonGroup, ...] = ()
    refused: Fixed[str] = ""
    no_money: Fixed[str] = ""
    not_ahead: Fixed[AheadRefusal | str] = ""
    ahead_days: Fixed[int] = 0


def measure(engine: Reader, asked: ValueForCost, filters: Filters) -> ValueForCostResult:
    """Each first channel's customers against its spend; a channel filter selects by the first channel ever.

    Raises DefinitionError for filters on people: spend has none.
    """
    spend = read_spend(engine, filters)
    seen = spent(engine, filters)
    if seen.covered is None or seen.reason:
        return ValueForCostResult(asked, 0, refused=seen.reason or "")
    days = Filters(seen.covered.date_from, seen.covered.date_to)
    if unlike := _unlike(engine, asked, set(spend.rows["currency"].dropna())):
        return ValueForCostResult(asked, 0, days.date_from, days.date_to, refused=unlike)
    shared = spend.days(engine.calendar, filters)
    sums: Any = spend.within(*shared).groupby("channel")["spend"].sum() if shared else {}
    paid = {str(name): float(amount) for name, amount in sums.items()}
    customers = read_customers(engine, asked.target, days)
    no_money = no_sum(engine, asked.target)
    if no_money:
        customers = replace(customers, worth=np.full(len(customers.worth), nan))
    of, groups = split_customers(engine, customers, "first_channel", asked.most_groups)
    expected, not_ahead, ahead_days = _expected(engine, asked, customers, of, groups)
    costs = [_cost(engine, asked, days, part, paid) for part in groups]
    found = _won(customers, of, groups, costs, expected)
    idle = tuple(_idle(name, amount) for name, amount in paid.items() if not any(g.values == (name,) for g in groups))
    shown = tuple(part for part in (*found, *idle) if not filters.channels or part.values[0] in filters.channels)
    return ValueForCostResult(
        asked, sum(part.people for part in shown), days.date_from, days.date_to, shown, "", no_money, not_ahead,
        ahead_days,
    )  # fmt: skip


def _unlike(engine: Reader, asked: ValueForCost, paid_in: set[str]) -> str:
    """Why spend and value cannot be divided: they name one currency each, and not the same."""
    earned_in = set(currencies(engine, asked.target))
    if len(paid_in) == 1 and len(earned_in) == 1 and paid_in != earned_in:
        return f"The costs are in {listed(sorted(paid_in))} and purchases in {listed(sorted(earned_in))}."
    return ""


def _cost(
    engine: Reader, asked: ValueForCost, days: Filters, part: Group, paid: dict[str, float]
) -> tuple[float, Figure]:
    """The spend on a channel and what a new purchaser cost there, as everywhere in the app."""
    name = part.values[0] if part.kind == "value" else None
    if name is None or name not in paid:
        return nan, Figure(nan, 0)
    own = replace(days, channels=(name,))
    return float(paid[name]), cpa.MEASURE.figure(engine, own, MeasureSettings(purchase=asked.target), ())


def _expected(
    engine: Reader, asked: ValueForCost, won: Customers, of: Places, groups: tuple[Group, ...]
) -> tuple[tuple[ExpectedGroup, ...], str, int]:
    """What the customers of each channel are expected to bring, by the prediction made over everybody; or why not."""
    if not len(won):
        return (), "nobody", 0
    found = predict(engine, asked.ahead, NO_FILTERS)
    refused = found.result.refused or ("no_spending" if found.result.no_spending else "")
    if refused or found.models is None:
        return (), refused, 0
    among = np.full(len(found.customers), len(groups), dtype=np.int64)
    among[np.searchsorted(found.customers.person, won.person)] = of
    others = (*groups, Group("Others", "other", ())) if (among == len(groups)).any() else groups
    return expected_groups(found.models, found.days, among, others)[: len(groups)], "", found.result.ahead_days


def _won(
    customers: Customers,
    of: Places,
    groups: tuple[Group, ...],
    costs: list[tuple[float, Figure]],
    expected: tuple[ExpectedGroup, ...],
) -> tuple[WonGroup, ...]:
    """Each channel's customers; one bootstrap over people serves value and number of all of them."""
    net = customers.net
    columns = np.column_stack([net, np.ones(len(net))])
    sums = resampled_sums(columns, of) if len(net) else np.zeros((1, 0, 2))
    followed = (customers.end - customers.first) / DAY
    found = []
    for place, (part, (spend, cost)) in enumerate(zip(groups, costs, strict=True)):
        inside = of == place
        mean = mean_interval(moments(net[inside]))
        own = WonGroup(
            part.label, part.kind, part.values, int(inside.sum()), spend, float(np.median(followed[inside])),
            (cost.value, cost.low, cost.high), (mean.estimate, mean.low, mean.high),
            _per_one(float(net[inside].sum()), sums[:, place, 0], spend),
        )  # fmt: skip
        found.append(_with_ahead(own, expected[place], sums[:, place]) if expected else own)
    return tuple(found)


def _with_ahead(own: WonGroup, expected: ExpectedGroup, sums: Floats) -> WonGroup:
    """The group with what is expected of it: resamples of people, times draws of the expected value of one."""
    error = (expected.value_high - expected.value_low) / (2 * normal_quantile(0.95))
    ahead = expected.value + np.random.default_rng(0).normal(0.0, 1.0, len(sums)) * error
    total = own.people * (own.value[0] + expected.value)
    return replace(
        own,
        expected=(expected.value, expected.value_low, expected.value_high),
        ahead=_per_one(total, sums[:, 0] + sums[:, 1] * ahead, own.spend),
    )


def _per_one(total: float, draws: Floats, spend: float) -> Ends:
    """What came back for 1 spent, with the middle 95 % of the resamples."""
    if not spend > 0:
        return _NONE
    low, high = percentile_interval(draws[:, None] / spend)
    return total / spend, float(low[0]), float(high[0])


def _idle(name: str, spend: float) -> WonGroup:
    """A channel that was paid for and won nobody."""
    return WonGroup(name, "value", (name,), 0, float(spend), nan, _NONE, _NONE, _NONE)
