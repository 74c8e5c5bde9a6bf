"""Reads what happened to each person after their entry: the value of an outcome, and whether it is known yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.change.answers import last_moment, read_answers
from touchpath.analysis.change.entries import Assigned, assigned_entries, read_first
from touchpath.analysis.change.units import (
    ChangeUnits,
    Entries,
    Lifetimes,
    Mask,
    UnitValues,
    channel_places,
    persona_places,
    place_of,
)
from touchpath.analysis.currencies import no_sum
from touchpath.analysis.funnel.attempts import count, question
from touchpath.analysis.funnel.steps import deepest_step, step_times
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.calendar import DAY, microseconds
from touchpath.analysis.log.orders import PURCHASED, read_payments, read_purchases
from touchpath.analysis.log.reading import ReadEvents, read_events, step_clauses
from touchpath.analysis.repeat_purchase import second_order
from touchpath.analysis.retention.at import first_return, retained_at, returns
from touchpath.analysis.sessions import read_sessions
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.retention import as_step
from touchpath.journey.sessions import Sessions


def read_units(engine: Reader, change: Change, filters: Filters, assigned: Assigned | None = None) -> ChangeUnits:
    """One row per person who entered (or per answer), with the value of the outcome.

    Dates and channels of the filters select entries, personas and the saved group people; conditions apply to every
    event. Raises DefinitionError where the workspace holds no events.
    """
    if last_moment(engine, change.outcome) is None and change.outcome.kind != "column":
        raise DefinitionError("This workspace holds no events yet: add a file first.")
    if change.outcome.is_survey:
        return with_labels(engine, read_answers(engine, change.outcome, filters, assigned), filters)
    if assigned is None:
        bought = [PURCHASED] if change.outcome.kind == "repeat_purchase" else []
        entries = read_first(engine, change.outcome.start, filters, more=bought)
    else:
        entries, entered = assigned_entries(engine, assigned, change, filters)
        entries = entries.where(entered)
    units = _measured(engine, change, entries, filters, assigned is not None and assigned.timed)
    return with_labels(engine, units, filters)


def with_labels(engine: Reader, units: ChangeUnits, filters: Filters) -> ChangeUnits:
    """The units with their personas, narrowed to the personas and channels of the filters."""
    persona, personas = persona_places(engine, units.person)
    _, channels = channel_places(engine, np.zeros(0, dtype=np.int64))
    labelled = replace(units, persona=persona, personas=personas, channels=channels)
    kept = np.ones(len(units), dtype=bool)
    for names, places, known in (
        (filters.channels, labelled.channel, channels),
        (filters.personas, persona, personas),
    ):
        if names:
            kept &= np.isin(places, [known.index(name) for name in names if name in known])
    return labelled if kept.all() else labelled.where(kept)


def _measured(engine: Reader, change: Change, entries: Entries, filters: Filters, timed: bool) -> ChangeUnits:
    later = filters.without_dates().without_channels()
    outcome = change.outcome
    readers = {
        "retention": _retention,
        "repeat_purchase": _repeat,
        "churn": _churn,
        "revenue": _revenue,
        "engagement": _engagement,
    }
    if outcome.kind == "conversion":
        return _conversion(engine, change, entries, filters, timed)
    if outcome.kind == "column":
        return _column(engine, change, entries)
    return readers[outcome.kind](engine, change, entries, later)


def _units(
    entries: Entries, value: NDArray[Any], mature: Mask, *, rate: bool, lives: Lifetimes | None = None
) -> ChangeUnits:
    nobody = np.zeros(len(entries), dtype=np.int64)
    values = np.asarray(value, dtype=np.float64)
    return ChangeUnits(
        entries.person, entries.moment, values, mature, nobody, entries.channel, is_rate=rate, lifetimes=lives
    )


def _mature(engine: Reader, change: Change, entries: Entries, days: float) -> Mask:
    return np.asarray(entries.moment + int((days + change.lag_days) * DAY) <= _end(engine))


def _end(engine: Reader) -> int:
    return microseconds(engine.calendar.data_end) if engine.calendar.data_end else 0


def _retention(engine: Reader, change: Change, entries: Entries, later: Filters) -> ChangeUnits:
    back = returns(engine, _entered_with(change), change.outcome.back, entries.events, later)
    retained, _ = retained_at(entries.moment, first_return(entries.events, back), change.outcome.days, _end(engine))
    return _units(entries, retained, _mature(engine, change, entries, change.outcome.days), rate=True)


def _entered_with(change: Change) -> Step:
    """What people entered with; who is assigned by a list enters with no event, so with nothing a return shares."""
    assignment = change.assignment
    if assignment and assignment.touchpoint:
        return as_step(assignment.touchpoint)
    if assignment and change.outcome.start.touchpoints is None:
        return as_step(())
    return change.outcome.start


def _repeat(engine: Reader, change: Change, entries: Entries, later: Filters) -> ChangeUnits:
    """The second purchase after the first; people who were assigned enter with their first purchase from then on."""
    orders = read_purchases(engine, change.outcome.back, later)
    if change.assignment:
        first = first_return(ReadEvents(entries.person, entries.moment - 1), orders)
        bought = first >= 0
        entries = Entries(entries.person, entries.moment - 1 + first, entries.channel).where(bought)
    gap = second_order(entries.events, orders)
    again = (gap >= 0) & (gap <= int(change.outcome.days * DAY))
    return _units(entries, again, _mature(engine, change, entries, change.outcome.days), rate=True)


def _within(entries: Entries, person: NDArray[Any], moment: NDArray[np.int64], days: float) -> tuple[Any, Mask]:
    """For each event the position of its person among the entries, and whether it lies in the days from entry on."""
    at = place_of(entries.person, person)
    since = moment - np.append(entries.moment, 0)[at]
    return at, np.asarray((at >= 0) & (since >= 0) & (since <= int(days * DAY)))


def _revenue(engine: Reader, change: Change, entries: Entries, later: Filters) -> ChangeUnits:
    back = change.outcome.back
    if mixed := no_sum(engine, (), later, step_clauses(engine, back)):
        raise DefinitionError(mixed)
    spent = read_payments(engine, back, later)
    at, inside = _within(entries, spent.person, spent.moment, change.outcome.days)
    assert spent.worth is not None
    total = np.bincount(at[inside], weights=spent.worth[inside], minlength=len(entries))
    return _units(entries, total, _mature(engine, change, entries, change.outcome.days), rate=False)


def _engagement(engine: Reader, change: Change, entries: Entries, later: Filters) -> ChangeUnits:
    sessions = read_sessions(engine, Sessions(), later)
    at, inside = _within(entries, sessions.person, sessions.began, change.outcome.days)
    total = np.bincount(at[inside], minlength=len(entries))
    return _units(entries, total, _mature(engine, change, entries, change.outcome.days), rate=False)


def _churn(engine: Reader, change: Change, entries: Entries, later: Filters) -> ChangeUnits:
    """Days before churn, with the same `days` of observation for everybody, so that old cohorts have no head start.

    The value is the time followed up to the horizon; mature people are followed to its end.
    """
    outcome = change.outcome
    back = read_events(engine, outcome.back, later)
    at, inside = _within(entries, back.person, back.moment, outcome.days)
    last = entries.moment.copy()
    np.maximum.at(last, at[inside], back.moment[inside])
    horizon = entries.moment + int(outcome.days * DAY)
    until = np.minimum(horizon, _end(engine) - int(change.lag_days * DAY))
    gone = last + int(outcome.pause_days * DAY)
    churned = gone <= until
    days = np.maximum(np.where(churned, gone, until) - entries.moment, 0) / DAY
    mature = _mature(engine, change, entries, outcome.days)
    return _units(entries, days, mature, rate=False, lives=Lifetimes(days, churned))


def _conversion(engine: Reader, change: Change, entries: Entries, filters: Filters, timed: bool) -> ChangeUnits:
    """The first attempt of each person (from the change on in a randomised test), finished within the days.

    Where people were assigned at a known time (`timed`), all of them count, and any attempt finished since then.
    """
    outcome = change.outcome
    assert outcome.funnel is not None
    funnel = replace(
        outcome.funnel,
        entry="any" if timed else "first" if change.assignment else "first_ever",
        counting="attempts" if timed else "people",
        window_seconds=outcome.days * 86_400,
        breakdown=None,
        mature_only=False,
    )
    first = change.day - timedelta(days=ceil(outcome.days)) if timed else change.day
    chosen = replace(filters.without_dates(), date_from=first) if change.assignment else filters
    arrays = EventArrays(engine)
    counted = count(question(arrays, funnel, chosen.without_channels()))
    counted = counted.take(counted.clean)
    times = step_times(funnel, counted.times)
    last = max(k for k, step in enumerate(funnel.steps) if not step.optional)
    reached = deepest_step(funnel, times) >= last
    if timed:
        finished = times.max(axis=0, initial=-1) + arrays.space.origin
        return _finished(engine, change, entries, counted.person[reached], finished[reached])
    at = place_of(counted.person, entries.person)
    began = Entries(entries.person, np.append(counted.entry + arrays.space.origin, 0)[at], entries.channel).where(
        at >= 0
    )
    return _units(began, reached[at[at >= 0]], _mature(engine, change, began, outcome.days), rate=True)


def _finished(
    engine: Reader, change: Change, entries: Entries, person: NDArray[Any], moment: NDArray[np.int64]
) -> ChangeUnits:
    """Everybody assigned, and whether they finished the funnel within the days after their assignment."""
    at, inside = _within(entries, person, moment, change.outcome.days)
    done = np.bincount(at[inside], minlength=len(entries)) > 0
    return _units(entries, done, _mature(engine, change, entries, change.outcome.days), rate=True)


def _column(engine: Reader, change: Change, entries: Entries) -> ChangeUnits:
    name = str(change.outcome.column)
    rows = read_column(engine, change, name)
    numbers = _numbers(rows["label"].to_list())
    at = place_of(rows["person"].to_numpy(), entries.person)
    value = np.append(numbers, np.nan)[at]
    known = ~np.isnan(value)
    if not known.any():
        raise DefinitionError(f'The column "{name}" holds no number and no yes or no for these people.')
    few = entries.where(known)
    rate = bool(np.isin(value[known], (0, 1)).all())
    return _units(few, value[known], np.ones(len(few), dtype=bool), rate=rate)


def read_column(engine: Reader, change: Change, name: str) -> pd.DataFrame:
    """A column of people as text: `person`, `label`; of the assignments file where there is one."""
    assignment = change.assignment
    if assignment and assignment.by == "file":
        rows = engine.frame("ask/change/column_in_file", {"name": name, "test": assignment.name})
        if rows["label"].notna().any():
            return rows
    return engine.frame("ask/change/attribute", {"name": name})


_YES_NO = {"true": 1.0, "yes": 1.0, "y": 1.0, "t": 1.0, "false": 0.0, "no": 0.0, "n": 0.0, "f": 0.0}


def _numbers(texts: list[Any]) -> UnitValues:
    def number(text: Any) -> float:
        try:
            return _YES_NO.get(str(text).strip().lower(), float("nan")) if text is None else float(text)
        except ValueError:
            return _YES_NO.get(str(text).strip().lower(), float("nan"))

    return np.array([number(text) for text in texts], dtype=np.float64)
