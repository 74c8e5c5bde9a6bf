"""Tests a prediction on what came afterwards: fitted to the first stretch, judged by the second."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.lifetime.customers import DAYS_A_WEEK, BuyingDays, Customers
from touchpath.journey.cells import Derived, Fixed, PartOf, Size
from touchpath.stats.hold_out import Judgement, Ranking, judge, ranking, simple_rules
from touchpath.stats.likelihood import NoFitError
from touchpath.stats.means import mean_interval, moments
from touchpath.stats.repeat_buying import BgNbd
from touchpath.stats.repeat_spending import fit_gamma_gamma

_MOST_COUNT = 7
_PARTS = 10
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PredictedPart:
    """People alike in what was predicted of them, or in how often they had bought again (`name`: "0" to "7 or more").

    `predicted` and `actual` are mean purchases per person in the time held out; `low` and `high` end the 95 %
    interval of the actual mean, NaN where it has none.
    """

    name: Fixed[str]
    people: Size[int]
    predicted: Derived[float]
    actual: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class HeldOut:
    """How a prediction for `people` fared; `buyers` of them bought in the time held out.

    `tenths` are by predicted purchases, fewest first (equal predictions stay together), `counts` by purchases before.
    `revenue_predicted` against `revenue` is what both models together foresaw; NaN where there is no model of
    spending.
    """

    people: Size[int]
    buyers: PartOf[int]
    judgement: Judgement
    ranking: Ranking
    tenths: tuple[PredictedPart, ...]
    counts: tuple[PredictedPart, ...]
    revenue_predicted: Derived[float] = nan
    revenue: Derived[float] = nan


def expected_purchases(model: BgNbd, days: BuyingDays, weeks: float) -> Floats:
    """How many days with purchases each person is expected to have in the weeks ahead."""
    alike, place = days.buyers.gathered()
    found: Floats = model.expected(alike, weeks)[place]
    return found


def held_out(model: BgNbd, days: BuyingDays, customers: Customers, known: Customers) -> HeldOut:
    """The test of a model fitted to `days` of the `known`, on what these people bought afterwards."""
    weeks = (customers.end_day - known.end_day) / DAYS_A_WEEK
    actual, spent = bought_after(customers, known)
    predicted = expected_purchases(model, days, weeks)
    return HeldOut(
        len(known),
        int(np.count_nonzero(actual)),
        judge(predicted, simple_rules(days.buyers, weeks), actual),
        ranking(predicted, days.last_day.astype(float), actual > 0),
        tenths(predicted, actual),
        _by_count(days.buyers.frequency, predicted, actual),
        _revenue(days, predicted),
        float(spent.sum()),
    )


def bought_after(customers: Customers, known: Customers) -> tuple[Floats, Floats]:
    """For each of the known people the days with purchases after the time known, and what those were worth."""
    place = np.searchsorted(known.person, customers.person)
    there = np.append(known.person, -1)[place] == customers.person
    rows = customers.bought & (customers.day > known.end_day) & there[customers.of]
    of = place[customers.of[rows]]
    span = int(customers.end_day - known.end_day) + 1
    days = np.unique(of * span + customers.day[rows] - known.end_day)
    counted = np.bincount(days // span, minlength=len(known)).astype(float)
    return counted, np.bincount(of, weights=customers.worth[rows], minlength=len(known)).astype(float)


def tenths(predicted: Floats, actual: Floats) -> tuple[PredictedPart, ...]:
    """Ten parts by what was predicted, fewer where many predictions are equal."""
    edges = np.unique(np.quantile(predicted, np.arange(1, _PARTS) / _PARTS))
    part = np.searchsorted(edges, predicted, side="left")
    inside = [part == number for number in np.unique(part)]
    return tuple(_part(str(place), rows, predicted, actual) for place, rows in enumerate(inside, start=1))


def _by_count(frequency: Floats, predicted: Floats, actual: Floats) -> tuple[PredictedPart, ...]:
    capped = np.minimum(frequency, _MOST_COUNT).astype(int)
    names = {
        count: f"{count} or more" if count == _MOST_COUNT else str(count) for count in np.unique(capped).tolist()
    }
    return tuple(_part(name, capped == count, predicted, actual) for count, name in names.items())


def _part(name: str, rows: NDArray[np.bool_], predicted: Floats, actual: Floats) -> PredictedPart:
    mean = mean_interval(moments(actual[rows]))
    low, high = max(mean.low, 0.0) if mean.low == mean.low else nan, mean.high
    return PredictedPart(
        name, int(np.count_nonzero(rows)), float(predicted[rows].mean()), float(actual[rows].mean()), low, high
    )


def _revenue(days: BuyingDays, predicted: Floats) -> float:
    try:
        spending, _ = fit_gamma_gamma(days.buyers.frequency, days.worth)
    except NoFitError:
        return nan
    return float((predicted * spending.average(days.buyers.frequency, days.worth)).sum())
