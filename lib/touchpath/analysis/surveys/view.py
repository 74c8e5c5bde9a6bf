"""Which answers are in view: the filters of every page, by the place of the answer.

Dates go by the time of the answer, personas, saved groups and conditions on people by who gave it, channels by its
placed channel, conditions on properties by the event it is about: through the same clauses as events.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np

from touchpath.analysis.log.arrays import packed
from touchpath.analysis.log.calendar import microseconds
from touchpath.analysis.log.reading import in_dates
from touchpath.analysis.surveys.answers import NO_TIME, Chosen, Whole
from touchpath.analysis.surveys.placing import PlacedAnswers, placed_answers
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.surveys import LAG_HOURS


@dataclass(frozen=True, eq=False)
class AnswersInView:
    """The answers that pass the filters, and how many more would, were there an event to test (`without_event`)."""

    placed: PlacedAnswers
    without_event: int


def answers_in_view(
    engine: Reader, filters: Filters = NO_FILTERS, lag_hours: float = LAG_HOURS, wanted: Chosen | None = None
) -> AnswersInView:
    """Placed answers under the filters; `wanted` takes others out beforehand."""
    placed = placed_answers(engine, lag_hours)
    kept = (
        _in_time(engine, filters, placed)
        & of_people(engine, filters, placed.answers.person)
        & _through(filters, placed)
    )
    kept = kept if wanted is None else kept & wanted
    events = tuple(part for part in filters.where if part.scope == "event")
    if not events:
        return AnswersInView(placed.where(kept), 0)
    without = int(np.count_nonzero(kept & (placed.event < 0)))
    passing = packed(engine.arrays("ask/surveys/passing_events", {}, Filters(where=events)))
    return AnswersInView(placed.where(kept & (placed.event >= 0) & np.isin(placed.source, passing)), without)


def _in_time(engine: Reader, filters: Filters, placed: PlacedAnswers) -> Chosen:
    """Within the dates; what is known to lie after the set end of the data is not looked at."""
    moment = placed.answers.moment
    kept = in_dates(engine, moment, filters)
    if filters.date_from or filters.date_to:
        kept &= moment != NO_TIME
    end: datetime | None = engine.calendar.data_end
    return kept & (moment <= microseconds(end)) if engine.calendar.later_events and end else kept


def of_people(engine: Reader, filters: Filters, person: Whole) -> Chosen:
    """Which of these people (-1: not known) the filters choose; who is not known has no persona and no group."""
    chosen = filters.of_people()
    if chosen == NO_FILTERS:
        return np.ones(len(person), dtype=bool)
    people: Whole = np.asarray(engine.arrays("ask/surveys/passing_people", {}, chosen)["person"]).astype(np.int64)
    kept = np.isin(person, people)
    if None in filters.personas and replace(chosen, personas=()) == NO_FILTERS:
        kept |= person < 0
    return kept


def _through(filters: Filters, placed: PlacedAnswers) -> Chosen:
    if not filters.channels:
        return np.ones(len(placed), dtype=bool)
    wanted: list[Any] = [place for place, name in enumerate((*placed.channels, None)) if name in filters.channels]
    places = [-1 if place == len(placed.channels) else place for place in wanted]
    return np.isin(placed.channel, places)
