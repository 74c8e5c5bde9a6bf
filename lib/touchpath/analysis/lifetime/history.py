"""What customers brought so far: by age, by group, and how unevenly it is spread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.lifetime.customers import Customers, Places, read_customers, split_customers
from touchpath.analysis.log.calendar import DAY
from touchpath.analysis.log.groups import Group, GroupKind
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size, Spoken
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import LifetimeValue
from touchpath.stats.means import mean_interval, moments
from touchpath.stats.person_bootstrap import percentile_interval, resampled_sums

MOST_OF_REVENUE = 0.8
_STEPS = (7, 30, 91)
_MOST_AGES = 25
_LEAST_SHARE = 0.1
_SHARES = (0.01, 0.02, 0.05, *(round(0.1 * place, 1) for place in range(1, 11)))
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class AgePoint:
    """What a customer had brought `days` days after the first purchase: the mean over the `people` observed so long.

    With its 95 % interval (bootstrap over people), NaN where fewer than two are left.
    """

    days: Fixed[int]
    people: Size[int]
    value: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class ValuedGroup:
    """Customers of one group (`values`: its value; None: missing, or "other"); `repeaters` bought on a second day.

    `value` is what one of them brought so far, with its 95 % interval, `revenue` what all did. The ages of groups
    differ: `points` compare them at the same age.
    """

    label: Label[str]
    kind: Fixed[GroupKind]
    values: Label[tuple[str | None, ...]]
    people: Size[int]
    repeaters: PartOf[int]
    revenue: Derived[float]
    value: Derived[float]
    low: Derived[float]
    high: Derived[float]
    points: tuple[AgePoint, ...]


@dataclass(frozen=True)
class SharePoint:
    """The `people` who brought most, of all customers, brought `share` (0-1) of the revenue."""

    of: Size[int]
    people: PartOf[int]
    share: Derived[float]


@dataclass(frozen=True)
class LifetimeResult:
    """What `whole` and each group of it brought so far.

    `purchases` and `gross` are of all. `no_money` says why amounts cannot be added: nothing has a value then.
    `uneven` starts with how few people made four fifths of the revenue; it is empty where nothing was earned.
    """

    asked: Fixed[LifetimeValue]
    whole: ValuedGroup
    purchases: Derived[int]
    gross: Derived[float]
    groups: tuple[ValuedGroup, ...] = ()
    uneven: tuple[SharePoint, ...] = ()
    no_money: Spoken[str] = ""
    valued: Derived[bool] = True


def measure(engine: Reader, asked: LifetimeValue, filters: Filters) -> LifetimeResult:
    """The people whose first purchase ever lies in the dates, and what they brought to the end of the data."""
    customers = read_customers(engine, asked.target, filters)
    no_money = no_sum(engine, asked.target, filters.without_dates())
    valued = not no_money and bool(np.any(customers.worth))
    if not valued:
        nothing = np.full(len(customers.worth), nan)
        customers = replace(customers, worth=nothing, gross=nothing)
    ages = ages_of(customers)
    whole = _groups(customers, np.zeros(len(customers), dtype=np.int64), (Group("All", "value", ("All",)),), ages)[0]
    groups: tuple[ValuedGroup, ...] = ()
    if asked.split != "none":
        of, named = split_customers(engine, customers, asked.split, asked.most_groups)
        groups = _groups(customers, of, named, ages)
    purchases, gross = int(np.count_nonzero(customers.bought)), float(customers.gross.sum())
    uneven = uneven_points(customers.net) if valued else ()
    return LifetimeResult(asked, whole, purchases, gross, groups, uneven, no_money, valued)


def ages_of(customers: Customers) -> tuple[int, ...]:
    """The ages (days) that are shown, as far as a tenth of the customers were observed.

    At most 25, a week, a month or a quarter apart.
    """
    if not len(customers):
        return ()
    observed = (customers.end - customers.first) // DAY
    longest = int(np.quantile(observed, 1 - _LEAST_SHARE, method="lower"))
    step = next((step for step in _STEPS if longest // step < _MOST_AGES), _STEPS[-1])
    most = min(longest // step, _MOST_AGES)
    return tuple(step * place for place in range(most + 1))


def _groups(
    customers: Customers, of: Places, groups: tuple[Group, ...], ages: tuple[int, ...]
) -> tuple[ValuedGroup, ...]:
    """Each group with its curve; one bootstrap over all people serves all of them."""
    reached, mature = by_age(customers, ages)
    reached[~mature] = 0
    sums = resampled_sums(np.hstack([reached, mature]), of) if len(customers) else np.zeros((1, len(groups), 0))
    again = second_days(customers)
    return tuple(
        _group(customers, part, of == place, (reached, mature), ages, sums[:, place], again)
        for place, part in enumerate(groups)
    )


def _group(
    customers: Customers,
    part: Group,
    inside: NDArray[np.bool_],
    known: tuple[Floats, NDArray[np.bool_]],
    ages: tuple[int, ...],
    draws: Floats,
    again: NDArray[np.bool_],
) -> ValuedGroup:
    net = customers.net[inside]
    mean = mean_interval(moments(net))
    people = int(np.count_nonzero(inside))
    return ValuedGroup(
        part.label, part.kind, part.values, people, int(np.count_nonzero(again & inside)), float(net.sum()),
        mean.estimate if people else nan, mean.low, mean.high,
        _points(known[0][inside], known[1][inside], ages, draws),
    )  # fmt: skip


def _points(reached: Floats, mature: NDArray[np.bool_], ages: tuple[int, ...], draws: Floats) -> tuple[AgePoint, ...]:
    """The curve of one group, to the age that a tenth of it was observed for."""
    if not ages:
        return ()
    people = mature.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = reached.sum(axis=0) / people
        low, high = percentile_interval(draws[:, : len(ages)] / draws[:, len(ages) :])
    return tuple(
        AgePoint(days, int(size), float(value), *((float(a), float(b)) if size > 1 else (nan, nan)))
        for days, size, value, a, b in zip(ages, people, values, low, high, strict=True)
        if size and size >= _LEAST_SHARE * len(reached)
    )


def by_age(customers: Customers, ages: tuple[int, ...]) -> tuple[Floats, NDArray[np.bool_]]:
    """What each person had brought at each age (by then, inclusive), and whether they were observed so long."""
    size = len(customers)
    if not ages:
        return np.zeros((size, 0)), np.zeros((size, 0), dtype=bool)
    edges = np.array(ages, dtype=np.int64) * DAY
    since = np.maximum(customers.moment - customers.first[customers.of], 0)
    column = np.searchsorted(edges, since, side="left")
    width = len(ages) + 1
    brought = np.bincount(customers.of * width + column, weights=customers.worth, minlength=size * width)
    reached = np.cumsum(brought.astype(float).reshape(size, width)[:, :-1], axis=1)
    return reached, customers.first[:, None] + edges <= customers.end


def second_days(customers: Customers) -> NDArray[np.bool_]:
    """Who bought on another day than the first."""
    later = customers.of[customers.bought & (customers.day > customers.first_day[customers.of])]
    return np.bincount(later, minlength=len(customers)) > 0


def uneven_points(net: Floats) -> tuple[SharePoint, ...]:
    """What the best customers brought of the revenue: first the fewest who made four fifths, then shares of all."""
    total = float(net.sum())
    if not total > 0:
        return ()
    reached = np.cumsum(np.sort(net)[::-1]) / total
    fewest = int(np.argmax(reached >= MOST_OF_REVENUE - 1e-12)) + 1
    counts = [fewest, *dict.fromkeys(max(1, round(share * len(net))) for share in _SHARES)]
    return tuple(SharePoint(len(net), count, float(reached[count - 1])) for count in counts)
