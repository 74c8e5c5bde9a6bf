"""Reads what a question about comparable people needs of the log, and keeps it in memory."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.comparable.matching import MetComparison
from touchpath.analysis.comparable.outcomes import Happened, Whole
from touchpath.analysis.comparable.states import Log, States, states_of
from touchpath.analysis.log.arrays import EventArrays, Kept
from touchpath.analysis.log.calendar import DAY, buckets
from touchpath.analysis.log.keys import Mask, microseconds
from touchpath.analysis.log.orders import read_payments
from touchpath.analysis.log.people import attribute, first_channels
from touchpath.analysis.log.selection import select
from touchpath.analysis.log.sessions import starts_of
from touchpath.analysis.paths.reading import all_events, step_mask, touchpoint_table
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.engine.base import Reader
from touchpath.journey.comparable import ComparablePeople
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import SESSION_GAP_SECONDS, Step


def read_comparison(engine: Reader, asked: ComparablePeople, filters: Filters) -> MetComparison:
    """What one question compares, read once for all its touchpoints."""
    arrays, asking = EventArrays(engine), asking_touchpoints(engine).names
    log = arrays.kept(("comparable log", asking), lambda: _log(arrays, asking))
    goal = asked.goal or asked.purchase
    states = arrays.kept(("comparable states", asking, goal), lambda: _states(arrays, log, goal))
    people = _people_in_view(arrays, log, filters)
    sessions = arrays.kept(("session begins", asking), lambda: Kept(_session_begins(arrays, log))).values
    return MetComparison(
        asked, asking, log, states, people, _entering(arrays, log, filters) & people[log.person],
        sessions - 1 if asked.outcome == "return" else log.moment,
        arrays.last_moment, round(asked.days * DAY), partial(_outcome, arrays, log, asked, sessions),
    )  # fmt: skip


def _log(arrays: EventArrays, asking: tuple[str, ...]) -> Log:
    """The log without touchpoints that only ask."""
    events = all_events(arrays)
    space, names = arrays.space, tuple(arrays.touchpoints)
    blocks = np.repeat(np.arange(len(events.bounds) - 1), np.diff(events.bounds))
    person = space.owner(events.keys) + (blocks << space.people_bits)
    column, channel = events.column("touchpoint"), events.column("channel")
    numbers = np.concatenate(([0], column.values.astype(np.int64)))[column.codes]
    channels = np.concatenate(([0], channel.values.astype(np.int64)))[channel.codes]
    kept = np.flatnonzero(~touchpoint_table(arrays, column, asking)[column.codes])
    return Log(
        kept, person[kept], space.time(events.keys)[kept], numbers[kept].astype(np.int32),
        channels[kept].astype(np.int32), names, int(person.max(initial=-1)) + 1,
    )  # fmt: skip


def _states(arrays: EventArrays, log: Log, goal: tuple[str, ...]) -> States:
    calendar, person = arrays.calendar, log.person
    channel = np.maximum(first_channels(arrays).values.take(person, mode="clip"), 0) if len(person) else person
    day = person
    if calendar.data_start is not None and calendar.data_end is not None:
        days = buckets(calendar, "day", calendar.data_start, calendar.data_end)
        day = days.of(log.moment + arrays.space.origin)
    return states_of(log, attribute(arrays, "persona").of(person), channel, day, goal)


def _people_in_view(arrays: EventArrays, log: Log, filters: Filters) -> Mask:
    seen = np.zeros(log.people, dtype=bool)
    seen[log.person] = True
    chosen = select(arrays, "entry", filters).people
    return seen if chosen is None else seen & (chosen.of(np.arange(log.people)) > 0)


def _entering(arrays: EventArrays, log: Log, filters: Filters) -> Mask:
    """Which events may be the first meeting in view: by date, channel and conditions."""
    chosen = select(arrays, "entry", filters)
    fits = (log.moment >= chosen.begins) & (log.moment < chosen.ends)
    if chosen.channels is not None:
        fits &= np.isin(log.channel, chosen.channels)
    if filters.where:
        fits &= step_mask(arrays, all_events(arrays), Step(None), Filters(where=filters.where))[log.event]
    return np.asarray(fits)


def _outcome(arrays: EventArrays, log: Log, asked: ComparablePeople, sessions: Whole, touchpoint: str) -> Happened:
    """When people did what is asked for; meeting the touchpoint itself is no return."""
    if asked.outcome == "revenue":
        return arrays.kept(("amounts", asked.purchase), lambda: _amounts(arrays, log, asked.purchase))
    if asked.outcome == "goal":
        return log.happened(log.at(asked.goal))
    back = log.at(asked.returning) if asked.returning else np.ones(len(log.person), dtype=bool)
    back = back & ~log.at((touchpoint,))
    return Happened.of(log.person[back], sessions[back], log.people)


def _amounts(arrays: EventArrays, log: Log, purchase: tuple[str, ...]) -> Happened:
    paid = read_payments(arrays.engine, Step(purchase or None), NO_FILTERS)
    person = paid.person.astype(np.int64)
    known = person < log.people
    since: Whole = paid.moment[known] - arrays.space.origin
    return Happened.of(person[known], since, log.people, np.asarray(paid.worth)[known])


def _session_begins(arrays: EventArrays, log: Log) -> Whole:
    """When the session of each event began: sessions are what the file names, else made by pauses."""
    starts = starts_of(log.person, log.moment, microseconds(SESSION_GAP_SECONDS) or 0)
    if bool(arrays.engine.frame("ask/log/sessions_named")["named"][0]):
        named: NDArray[np.int32] = all_events(arrays).column("session").codes[log.event]
        same = np.append(False, named[1:] == named[:-1])[: len(named)]
        newly = np.append(True, log.person[1:] != log.person[:-1])[: len(named)]
        starts = newly | np.where(same & (named > 0), False, starts | ~same)
    first = np.maximum.accumulate(np.where(starts, np.arange(len(starts)), 0))
    return log.moment[first]
