"""The same people before and after a change: only those whose behaviour turned carry information."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import numpy as np
from scipy.special import stdtr

from touchpath.analysis.change.entries import read_first
from touchpath.analysis.change.groups import groups, known_personas
from touchpath.analysis.change.result import Findings, Gate, Level, OutcomeUnit
from touchpath.analysis.change.units import ChangeUnits, Entries, UnitValues, persona_places, place_of
from touchpath.analysis.log.calendar import DAY, microseconds, moment_of
from touchpath.analysis.log.reading import read_events
from touchpath.analysis.sessions import read_sessions
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.filters import Filters
from touchpath.journey.sessions import Sessions
from touchpath.journey.words import day_in_words, plural, rate
from touchpath.stats.means import mean_interval, moments
from touchpath.stats.paired import MIN_DISCORDANT, compare_paired
from touchpath.stats.power import detectable_change
from touchpath.stats.proportions import wilson
from touchpath.stats.results import Estimate

_DECAY = (
    "People come back less the longer they are there, whatever one changes: a rise is stronger than it looks, a fall "
    "may be nothing but time."
)


def same_people_findings(engine: Reader, change: Change, filters: Filters, unit: OutcomeUnit) -> Findings:
    """What people who had entered a full period before the change did in the periods just before and after it."""
    start = microseconds(engine.calendar.utc_of(change.day))
    length = int(change.outcome.days * DAY)
    people = _known_before(engine, change, filters, start - length)
    end = microseconds(engine.calendar.data_end) if engine.calendar.data_end else 0
    over = start + length + int(change.lag_days * DAY)
    first = engine.calendar.day_of(moment_of(over))
    maturity = _maturity(over <= end, change, day_in_words(first), len(people))
    before, after = (_did(engine, change, people, begin, length, filters) for begin in (start - length, start))
    estimate = _compare(change, before, after) if len(people) else mean_interval(moments(np.zeros(0)))
    error = estimate.standard_error
    if np.isnan(error):
        error = (estimate.high - estimate.low) / (2 * 1.96)
    return Findings(
        unit=unit,
        estimate=estimate,
        p_value=estimate.p_value,
        levels=(_level("Before", change, before), _level("After", change, after)),
        mde=detectable_change(error) if error > 0 else nan,
        readable_from=first,
        gates=(maturity, *_sample(change, before, after)),
    )


def _known_before(engine: Reader, change: Change, filters: Filters, until: int) -> Entries:
    """People reached by the change whose first entry lies at least a period before it."""
    entries = read_first(engine, change.outcome.start, filters)
    entries = entries.where(entries.moment <= until)
    none = np.zeros(len(entries), dtype=np.int64)
    persona, names = persona_places(engine, entries.person)
    channels = (None, *dict.fromkeys(engine.frame("ask/log/channel_codes")["channel"]))
    units = ChangeUnits(
        entries.person, entries.moment, none.astype(float), none == 0, persona, entries.channel, names, channels
    )
    units, _ = known_personas(engine, units)
    reached, _ = groups(engine, replace(change, control=None, design="auto"), units)
    return entries.where(place_of(reached.person, entries.person) >= 0)


def _did(engine: Reader, change: Change, people: Entries, begin: int, length: int, filters: Filters) -> UnitValues:
    """Each person's outcome in a stretch of time that begins at `begin`."""
    later, outcome = filters.without_dates().without_channels(), change.outcome
    if outcome.kind == "engagement":
        sessions = read_sessions(engine, Sessions(), later)
        person, moment, worth = sessions.person, sessions.began, np.ones(len(sessions))
    else:
        events = read_events(engine, outcome.back, later, worth=outcome.kind == "revenue")
        person, moment = events.person, events.moment
        worth = np.ones(len(events)) if events.worth is None else events.worth
    at = place_of(people.person, person)
    inside = (at >= 0) & (moment >= begin) & (moment < begin + length)
    total = np.bincount(at[inside], weights=worth[inside], minlength=len(people))
    did = total > 0 if outcome.kind == "retention" else total
    return did.astype(np.float64)


def _compare(change: Change, before: UnitValues, after: UnitValues) -> Estimate:
    if change.outcome.kind == "retention":
        lost, gained = int(np.sum((before > 0) & (after == 0))), int(np.sum((before == 0) & (after > 0)))
        return compare_paired(lost, gained, len(before))
    difference = after - before
    shown = mean_interval(moments(difference))
    if np.isnan(shown.standard_error):
        return shown
    statistic = shown.estimate / shown.standard_error
    return replace(shown, p_value=float(2 * stdtr(shown.df, -abs(statistic))), statistic=statistic, method="paired t")


def _level(label: str, change: Change, values: UnitValues) -> Level:
    if not len(values):
        return Level(label, 0, nan)
    if change.outcome.kind == "retention":
        low, high = wilson(int(values.sum()), len(values))
        return Level(label, len(values), float(values.mean()), float(low), float(high), float(values.sum()))
    mean = mean_interval(moments(values))
    return Level(label, len(values), mean.estimate, mean.low, mean.high)


def _maturity(over: bool, change: Change, first: str, people: int) -> Gate:
    if over and people:
        return Gate(
            "maturity",
            "green",
            f"All {people:,} people had their {change.outcome.days:g} days on both sides.",
            about=(people,),
        )
    if not people:
        return Gate("maturity", "red", "Nobody had entered a full period before the change.", "too_few", about=())
    return Gate("maturity", "red", f"The {change.outcome.days:g} days after the change are not over: it can be read "
                f"from {first} on.", "too_few", about=())  # fmt: skip


def _sample(change: Change, before: UnitValues, after: UnitValues) -> tuple[Gate, ...]:
    decay = Gate("natural decay", "amber", _DECAY, "note", about=())
    turned = int(np.sum((before > 0) != (after > 0)))
    both_ways = (turned, len(before) - turned)
    if change.outcome.kind == "retention" and turned < MIN_DISCORDANT:
        who = f"Only {plural(turned, 'person', 'people')}" if turned else "Nobody"
        return (Gate("sample", "grey", f"{who} behaved differently after than before: {MIN_DISCORDANT} are needed.",
                     "too_few", about=both_ways), decay)  # fmt: skip
    share = turned / max(len(before), 1)
    return (
        Gate(
            "sample",
            "green",
            f"{plural(turned, 'person', 'people')} ({rate(share)}) behaved differently.",
            about=both_ways,
        ),
        decay,
    )
