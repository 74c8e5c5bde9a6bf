"""Which customers to look after: those who will bring most, and good ones that may be lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.lifetime.ahead import ForeseenCustomers, predict
from touchpath.analysis.lifetime.customers import Places
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import ValuedCustomers
from touchpath.stats.hold_out import Ranking

GOOD_SHARE = 0.2
_EPOCH = date(1970, 1, 1)
_LISTED = 200


@dataclass(frozen=True)
class ListedCustomer:
    """One customer: days with purchases, what they brought, the last day they bought, and what the model says.

    `expected` purchases ahead and the chance to be `alive` (0-1) are NaN where nothing is predicted.
    """

    person_id: Label[str]
    purchases: Derived[int]
    brought: Derived[float]
    last: Derived[date]
    expected: Derived[float]
    alive: Derived[float]


@dataclass(frozen=True)
class ValuedResult:
    """A list of `people` of all `customers`, ranked by the model only where that finds buyers surely better.

    `ranking` compares both orders on the time held out; None where no prediction was tested. `listed` are the first
    of them. `good` counts the best customers so far, whom the list "at risk" is drawn from.
    """

    asked: Fixed[ValuedCustomers]
    customers: Size[int]
    people: PartOf[int]
    good: PartOf[int]
    by_model: Fixed[bool]
    ahead_days: Fixed[int]
    ranking: Ranking | None = None
    listed: tuple[ListedCustomer, ...] = ()


def measure(engine: Reader, asked: ValuedCustomers, filters: Filters) -> ValuedResult:
    """The list, with the first 200 of it by name."""
    found = predict(engine, asked.ahead, filters)
    chosen, by_model = _chosen(found, asked)
    tested = found.result.held_out
    return ValuedResult(
        asked, len(found.customers), len(chosen), len(_good(found)), by_model, found.result.ahead_days,
        tested.ranking if tested else None, _listed(engine, found, chosen[:_LISTED]),
    )  # fmt: skip


def valued_people(engine: Reader, asked: ValuedCustomers, filters: Filters) -> NDArray[Any]:
    """The keys of everybody on the list, first place first."""
    found = predict(engine, asked.ahead, filters)
    keys: NDArray[Any] = found.customers.person[_chosen(found, asked)[0]]
    return keys


def _chosen(found: ForeseenCustomers, asked: ValuedCustomers) -> tuple[Places, bool]:
    """The places of the people on the list, first place first, and whether the model ranked them."""
    test = found.result.held_out
    by_model = found.models is not None and test is not None and test.ranking.by_model
    people = np.arange(len(found.customers)) if asked.who == "top" else _good(found)
    score = _by_model(found, asked.who) if by_model else found.days.last_day * (1.0 if asked.who == "top" else -1.0)
    order = np.lexsort((found.customers.person[people], -found.customers.net[people], -score[people]))
    return people[order][: asked.most], by_model


def _by_model(found: ForeseenCustomers, who: str) -> NDArray[np.float64]:
    """What each is expected to bring (to buy, where value is not predicted), or how surely each is lost."""
    assert found.models is not None
    if who == "at_risk":
        return -found.models.buying.alive(found.days.buyers)
    value = found.models.value(found.days)
    return value if found.models.spending else found.models.purchases(found.days)


def _good(found: ForeseenCustomers) -> Places:
    """The fifth of the customers that brought most so far, of those who bought on more than one day."""
    net, again = found.customers.net, found.days.buyers.frequency > 0
    most = round(GOOD_SHARE * len(net))
    best = np.argsort(-net, kind="stable")[:most]
    return np.sort(best[again[best]])


def _listed(engine: Reader, found: ForeseenCustomers, chosen: Places) -> tuple[ListedCustomer, ...]:
    keys = found.customers.person[chosen]
    names = engine.frame("ask/lifetime/names", {"people": [int(key) for key in keys]}).set_index("person")[
        "person_id"
    ]
    unknown = np.full(len(found.customers), nan)
    expected = found.models.purchases(found.days) if found.models else unknown
    alive = found.models.buying.alive(found.days.buyers) if found.models else unknown
    return tuple(
        ListedCustomer(
            str(names[int(key)]), int(found.days.buyers.frequency[place]) + 1, float(found.customers.net[place]),
            _EPOCH + timedelta(days=int(found.days.last_day[place])), float(expected[place]), float(alive[place]),
        )
        for key, place in zip(keys, chosen, strict=True)
    )  # fmt: skip
