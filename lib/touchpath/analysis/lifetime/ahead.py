"""Predicts what customers will bring, if the prediction passes its test."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import nan
from typing import Literal

import numpy as np

from touchpath.analysis.currencies import no_sum
from touchpath.analysis.lifetime.customers import (
    DAYS_A_WEEK,
    BuyingDays,
    Customers,
    buying_days,
    read_customers,
    split_customers,
)
from touchpath.analysis.lifetime.expected import ExpectedGroup, Models, expected_groups
from touchpath.analysis.lifetime.held_out import HeldOut, held_out
from touchpath.analysis.lifetime.history import second_days
from touchpath.analysis.log.groups import Group
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, PartOf, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.lifetime_value import ValueAhead
from touchpath.stats.likelihood import Fit, NoFitError
from touchpath.stats.repeat_buying import fit_bg_nbd
from touchpath.stats.repeat_spending import GammaGamma, fit_gamma_gamma, spending_follows_buying

AheadRefusal = Literal["", "nobody", "too_short", "no_fit", "not_close"]
_SHORTEST_DAYS = 28
_LONGEST_USUAL_DAYS = 365
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class AheadResult:
    """What customers are expected to bring in `ahead_days`, or why nothing is predicted.

    The model was fitted to purchases up to `calibrated_until` and judged by the `tested_days` after it (`held_out`).
    `refused`: "nobody" bought, the time is "too_short", the model has "no_fit" (`why`), or was "not_close" enough.
    Where it is empty, `whole` and `groups` are what a person is expected to do, `parameters` r, alpha, a, b (weeks)
    and then p, q, v; `no_spending` says why value is not predicted, `correlation` is of how often with how much.
    """

    asked: Fixed[ValueAhead]
    people: Size[int]
    repeaters: PartOf[int]
    calibrated_until: Fixed[date | None] = None
    tested_days: Fixed[int] = 0
    ahead_days: Fixed[int] = 0
    held_out: HeldOut | None = None
    refused: Fixed[AheadRefusal] = ""
    why: Fixed[str] = ""
    whole: ExpectedGroup | None = None
    groups: tuple[ExpectedGroup, ...] = ()
    parameters: Derived[tuple[float, ...]] = ()
    no_spending: Fixed[str] = ""
    correlation: Derived[float] = nan


@dataclass(frozen=True, eq=False)
class ForeseenCustomers:
    """What was found before it is put into words for groups; `models` is None where nothing is predicted."""

    customers: Customers
    days: BuyingDays
    result: AheadResult
    models: Models | None = None


def measure(engine: Reader, asked: ValueAhead, filters: Filters) -> AheadResult:
    """The prediction for the customers in view and for each group of them."""
    found = predict(engine, asked, filters)
    if found.models is None:
        return found.result
    size = len(found.customers)
    everybody = (Group("All", "value", ("All",)),)
    (whole,) = expected_groups(found.models, found.days, np.zeros(size, dtype=np.int64), everybody)
    groups: tuple[ExpectedGroup, ...] = ()
    if asked.split != "none":
        of, named = split_customers(engine, found.customers, asked.split, asked.most_groups)
        groups = expected_groups(found.models, found.days, of, named)
    return replace(found.result, whole=whole, groups=groups)


def predict(engine: Reader, asked: ValueAhead, filters: Filters) -> ForeseenCustomers:
    """Customers, the test of the model, and the models fitted to all of the data where it passed.

    Raises DefinitionError where the time to test on begins outside of the data.
    """
    customers = read_customers(engine, asked.target, filters)
    days = buying_days(customers)
    found = AheadResult(asked, len(customers), int(np.count_nonzero(second_days(customers))))
    if not len(customers):
        return ForeseenCustomers(customers, days, replace(found, refused="nobody"))
    cut = _cut(customers, asked.calibrated_until)
    tested = customers.end_day - cut
    ahead = asked.ahead_days or min(tested, _LONGEST_USUAL_DAYS)
    found = replace(found, calibrated_until=_EPOCH + timedelta(days=cut), tested_days=tested, ahead_days=ahead)
    if tested < _SHORTEST_DAYS:
        return ForeseenCustomers(customers, days, replace(found, refused="too_short"))
    try:
        known = customers.until(cut)
        before = buying_days(known)
        test = held_out(fit_bg_nbd(before.buyers)[0], before, customers, known)
        found = replace(found, held_out=test)
        if not test.judgement.accepted:
            return ForeseenCustomers(customers, days, replace(found, refused="not_close"))
        model, fit = fit_bg_nbd(days.buyers)
    except NoFitError as refusal:
        return ForeseenCustomers(customers, days, replace(found, refused="no_fit", why=str(refusal)))
    spending, spending_fit, why = _spending(engine, asked, filters, days)
    models = Models(model, fit, spending, spending_fit, ahead / DAYS_A_WEEK)
    together = spending_follows_buying(days.buyers.frequency, days.worth)
    parameters = tuple(float(np.exp(log)) for log in models.logs)
    return ForeseenCustomers(
        customers, days, replace(found, parameters=parameters, no_spending=why, correlation=together), models
    )


def _cut(customers: Customers, asked: date | None) -> int:
    """The last day that the model is fitted to: half-way, unless somebody says otherwise."""
    first, last = int(customers.first_day.min()), customers.end_day
    if asked is None:
        return first + (last - first) // 2
    cut = (asked - _EPOCH).days
    if not first <= cut < last:
        begins, ends = (_EPOCH + timedelta(days=day) for day in (first, last))
        raise DefinitionError(
            f"The prediction is tested on what comes after a day from {begins} to before {ends}, not after {asked}."
        )
    return cut


def _spending(
    engine: Reader, asked: ValueAhead, filters: Filters, days: BuyingDays
) -> tuple[GammaGamma | None, Fit | None, str]:
    """The model of spending, or why there is none."""
    if mixed := no_sum(engine, asked.target, filters.without_dates()):
        return None, None, mixed
    try:
        return *fit_gamma_gamma(days.buyers.frequency, days.worth), ""
    except NoFitError as refusal:
        return None, None, str(refusal)
