"""Spend on the days that costs and events both cover: what the measures of cost share."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from touchpath.analysis.attribution.cost import read_spend
from touchpath.analysis.log.orders import PURCHASED
from touchpath.analysis.log.people import count_people
from touchpath.analysis.log.reading import read_entries, read_events
from touchpath.engine.base import Reader
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.retention import Retention


@dataclass(frozen=True)
class SpentInView:
    """The spend of the days covered (`covered`: the filters with these dates), or why there is none."""

    amount: float
    covered: Filters | None
    reason: str | None = None


def spent(engine: Reader, filters: Filters) -> SpentInView:
    """The spend in view."""
    try:
        found = read_spend(engine, filters)
    except DefinitionError as refusal:
        return SpentInView(0.0, None, str(refusal))
    if found.rows.empty:
        return SpentInView(0.0, None, "No costs are known in view.")
    days = found.days(engine.calendar, filters)
    if found.mixed or days is None:
        return SpentInView(0.0, None, found.mixed or "Costs and events have no day in common in view.")
    amount = float(found.within(*days)["spend"].sum())
    return SpentInView(amount, replace(filters, date_from=days[0], date_to=days[1]))


def new_purchasers(engine: Reader, purchase: tuple[str, ...], covered: Filters) -> tuple[int, int]:
    """People whose first purchase ever lies in the days covered (channels: their first ever), and all with events."""
    asked = Retention(Step(purchase), None, kind="first_ever", channel_of="first_ever")
    found = read_entries(engine, asked, covered, [PURCHASED])
    anybody = Retention(Step(None), None, kind="first_matching", channel_of="first_ever")
    met = count_people(read_entries(engine, anybody, covered).person)
    return count_people(found.person), max(met, count_people(found.person))


def person_error(engine: Reader, purchase: tuple[str, ...], covered: Filters) -> float:
    """The standard error of the revenue of these days as people come and go."""
    found = read_events(engine, Step(purchase), covered, [PURCHASED], worth=True)
    worth = found.worth if found.worth is not None else np.zeros(0)
    _, person = np.unique(found.person, return_inverse=True)
    return float(np.sqrt(np.sum(np.bincount(person, worth) ** 2)))
