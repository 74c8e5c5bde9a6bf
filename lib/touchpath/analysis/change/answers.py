"""Reads survey answers as units of a change: the score of each answer, when, by whom, through which channel."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd

from touchpath.analysis.change.entries import Assigned
from touchpath.analysis.change.units import ChangeUnits, Entries, Mask, UnitValues, channel_places, place_of
from touchpath.analysis.log.reading import in_dates
from touchpath.engine.base import Reader
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters

_TOP_BOXES = 2


def read_answers(engine: Reader, outcome: Outcome, filters: Filters, assigned: Assigned | None) -> ChangeUnits:
    """One unit per answer with a time (in a randomised test: the last of each person assigned), without labels.

    Raises DefinitionError for conditions on event properties, which answers do not have.
    """
    if filters.where:
        raise DefinitionError("Conditions on event properties do not apply to answers: take them out of the filters.")
    end = last_moment(engine, outcome)
    given = {"metric": outcome.kind, "touchpoint": outcome.touchpoint, "data_end": end}
    rows = {name: np.asarray(column) for name, column in engine.arrays("ask/change/answers", given).items()}
    score, low, high = (rows[name].astype(np.float64) for name in ("score", "scale_low", "scale_high"))
    value, usable = _score_value(outcome.kind, score, low, high)
    channel, _ = channel_places(engine, rows["channel"])
    entries = Entries(rows["person"], rows["moment"].astype(np.int64), channel)
    usable &= _in_view(engine, filters, entries)
    none, known = np.zeros(len(value), dtype=np.int64), np.ones(len(value), dtype=bool)
    rate = outcome.kind == "csat"
    units = ChangeUnits(entries.person, entries.moment, value, known, none, channel, is_rate=rate).where(usable)
    if assigned is not None:
        at = place_of(assigned.person, units.person)
        after = units.moment >= np.append(assigned.moment, 0)[at]
        units = _latest(units.where((at >= 0) & after))
    return units


def last_moment(engine: Reader, outcome: Outcome) -> datetime | None:
    """The end of the data (UTC, naive); in a workspace of answers without events, the last answer. None: neither."""
    if engine.calendar.data_end is not None or not outcome.is_survey:
        return engine.calendar.data_end
    last = engine.frame("ask/change/last_answer", {"metric": outcome.kind})["last_answer"][0]
    return None if pd.isna(last) else pd.Timestamp(last).to_pydatetime()


def _latest(units: ChangeUnits) -> ChangeUnits:
    """The last answer of each person: people, not answers, were assigned."""
    order = np.lexsort((units.moment, units.person))
    last = np.ones(len(order), dtype=bool)
    last[:-1] = np.diff(units.person[order]) != 0
    kept = np.zeros(len(order), dtype=bool)
    kept[order[last]] = True
    return units.where(kept)


def _in_view(engine: Reader, filters: Filters, answers: Entries) -> Mask:
    """Which answers were given in the dates, by people of the saved group."""
    kept = in_dates(engine, answers.moment, filters)
    if filters.group:
        people = engine.arrays("ask/people_in_view", {}, Filters(group=filters.group))["person"]
        kept &= place_of(np.asarray(people), answers.person) >= 0
    return kept


def _score_value(kind: str, score: UnitValues, low: UnitValues, high: UnitValues) -> tuple[UnitValues, Mask]:
    """NPS as -100, 0, 100; CSAT as top two boxes; CES on 1-7; and which answers are on a scale that can be read."""
    if kind == "nps":
        return np.where(score >= 9, 100.0, np.where(score <= 6, -100.0, 0.0)), (low == 0) & (high == 10)
    if kind == "csat":
        return (score > high - _TOP_BOXES).astype(np.float64), high - low >= _TOP_BOXES
    return 1 + 6 * (score - low) / np.where(high > low, high - low, np.nan), high > low
