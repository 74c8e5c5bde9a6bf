"""How often would a change have been seen where there was none: the same question of earlier, quiet weeks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import isnan, nan

import pandas as pd
from scipy.stats import binom

from touchpath.analysis.change.designs import ComparedGroups, find_over_weeks, read_groups, unit_of
from touchpath.analysis.change.groups import refuse_late_personas, refuse_nobody_reached
from touchpath.analysis.change.result import Findings, OutcomeUnit, Verdict
from touchpath.analysis.change.same_people import same_people_findings
from touchpath.analysis.change.verdict import Judged, decide
from touchpath.analysis.change.weeks import MOST_BEFORE, weeks_of
from touchpath.analysis.log.calendar import microseconds, moment_of
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Size
from touchpath.journey.change import Change, reach_from
from touchpath.journey.filters import Filters
from touchpath.journey.pretended import FEWEST_PRETENDED, PretendedChanges
from touchpath.journey.watching import Watch, unwatched
from touchpath.stats.weekly import MIN_WEEKS_AFTER, MIN_WEEKS_BEFORE

MOST_AFTER = 4
NOMINAL = 0.05
_WEEK = timedelta(days=7)
_UNJUDGED = (Verdict.DO_NOT_USE, Verdict.CANNOT_TELL_YET)
_CREDITED = (Verdict.PROBABLE, Verdict.SOLID)
_CALLED = (Verdict.MOVED_CAUSE_UNCLEAR, *_CREDITED)


@dataclass(frozen=True)
class PretendedWeek:
    """One earlier week taken as the day of a change that did nothing.

    `fewest`: the smallest group of people (who did, or did not, in one week or side) that its figures rest on.
    `called`: it would have been said that the outcome moved; `credited`: with a verdict of probable or solid.
    """

    day: Fixed[date]
    weeks_before: Fixed[int]
    fewest: Size[float]
    effect: Derived[float]
    low: Derived[float]
    high: Derived[float]
    p_value: Derived[float]
    called: Derived[bool]
    credited: Derived[bool]


@dataclass(frozen=True)
class FalseAlarms:
    """Every pretended change that could be judged; each was judged on `weeks_after` weeks after it.

    `asked`: how many earlier weeks have no real change in them, from the weeks before to the last day that counts.
    """

    change: Fixed[Change]
    unit: Fixed[OutcomeUnit]
    weeks_after: Fixed[int]
    asked: Fixed[int]
    weeks: tuple[PretendedWeek, ...]

    @property
    def pretended(self) -> int:
        """How many pretended changes were judged."""
        return len(self.weeks)

    @property
    def called(self) -> int:
        """How many of them would have been said to have moved the outcome."""
        return sum(week.called for week in self.weeks)

    @property
    def credited(self) -> int:
        """How many would have been credited as probable or solid."""
        return sum(week.credited for week in self.weeks)

    @property
    def called_rate(self) -> float:
        """The share of false alarms; NaN where the history is too short."""
        return self.called / self.pretended if self.enough else nan

    @property
    def enough(self) -> bool:
        """Whether the history is long enough to say."""
        return self.pretended >= FEWEST_PRETENDED

    @property
    def beyond_chance(self) -> bool:
        """Whether there are more false alarms than the nominal rate makes plausible.

        Neighbouring pretended changes share their weeks, so as many draws are counted as fit side by side.
        """
        draws = -(-self.pretended // max(self.weeks_after, 1))
        alarms = round(draws * self.called / max(self.pretended, 1))
        return self.called > NOMINAL * self.pretended and bool(binom.sf(alarms - 1, draws, NOMINAL) < NOMINAL)


def measure(engine: Reader, asked: PretendedChanges, filters: Filters, watch: Watch = unwatched) -> FalseAlarms:
    """Judge the same question at every earlier week in whose span no real change lies.

    People, outcome, comparison and rules are those of the question; only the day differs, so that every "it moved" is
    a false alarm. Raises DefinitionError where the question itself cannot be asked.
    """
    change = asked.change
    refuse_late_personas(engine, change, filters)
    refuse_nobody_reached(change, filters)
    if change.chosen_design == "same_people":
        return _of_same_people(engine, asked, filters, watch)
    return of_groups(engine, asked, read_groups(engine, change, filters), filters, watch)


def of_groups(
    engine: Reader, asked: PretendedChanges, compared: ComparedGroups, filters: Filters, watch: Watch = unwatched
) -> FalseAlarms:
    """The same, of groups that were read already."""
    if not len(compared.reached):
        return FalseAlarms(asked.change, compared.unit, MIN_WEEKS_AFTER, 0, ())
    after, days = _pretended_days(engine, asked, compared, filters)
    found = []
    for done, (day, first) in enumerate(days):
        watch(done, len(days))
        before = min((day - first).days // 7, asked.change.weeks_before or MOST_BEFORE)
        pretended = asked.on(day, before, after)
        edges = (engine.calendar.utc_of(moment) for moment in (first, day + after * _WEEK))
        inside = compared.entered(*(microseconds(edge) for edge in edges))
        found.append(_judged(pretended, find_over_weeks(engine, pretended, inside, filters)))
    watch(len(days), len(days))
    return FalseAlarms(asked.change, compared.unit, after, len(days), tuple(week for week in found if week))


def _of_same_people(engine: Reader, asked: PretendedChanges, filters: Filters, watch: Watch) -> FalseAlarms:
    """The same people before and after: whole periods of the outcome on both sides of each earlier week."""
    change = asked.change
    length, lag = timedelta(days=change.outcome.days), timedelta(days=change.lag_days)
    first = engine.calendar.first_day or change.day
    days = [day for begin, end in _quiet(engine, asked, first) for day in _weeks_back(change.day, begin, end)
            if day - length >= begin and day + length + lag <= end]  # fmt: skip
    unit, found = unit_of(change, None), []
    for done, day in enumerate(days):
        watch(done, len(days))
        pretended = asked.on(day, None, None)
        found.append(_judged(pretended, same_people_findings(engine, pretended, filters, unit)))
    watch(len(days), len(days))
    after = max(round(change.outcome.days / 7), 1)
    return FalseAlarms(change, unit, after, len(days), tuple(week for week in found if week))


def _pretended_days(
    engine: Reader, asked: PretendedChanges, compared: ComparedGroups, filters: Filters
) -> tuple[int, list[tuple[date, date]]]:
    """Weeks after, and each pretended day with the first day its weeks before may begin on.

    As many weeks after as the real change has, four at most; fewer where else not enough pretended changes fit.
    """
    change = asked.change
    real = weeks_of(engine, change, compared.reached, filters).after
    wait = timedelta(days=change.outcome.horizon_days + change.lag_days)
    begin = engine.calendar.day_of(moment_of(int(compared.reached.moment.min())))
    stretches = _quiet(engine, asked, begin)
    for after in range(max(min(real or MOST_AFTER, MOST_AFTER), MIN_WEEKS_AFTER), MIN_WEEKS_AFTER - 1, -1):
        days = [(day, first) for first, end in stretches for day in _weeks_back(change.day, first, end)
                if day - MIN_WEEKS_BEFORE * _WEEK >= first and day + after * _WEEK + wait <= end]  # fmt: skip
        if len(days) >= FEWEST_PRETENDED:
            break
    return after, days


def _quiet(engine: Reader, asked: PretendedChanges, begin: date) -> list[tuple[date, date]]:
    """Stretches of days up to the change asked about without a real change inside: first day, day after the last."""
    saved = engine.frame("ask/change/saved")
    real = [pd.Timestamp(day).date() for day, reached in zip(saved["day"], saved["reached"], strict=True)
            if asked.meets(reach_from(json.loads(reached) if not pd.isna(reached) else {}))]  # fmt: skip
    edges = sorted({begin, asked.change.day, *(day for day in real if begin < day < asked.change.day)})
    return [(first, last) for first, last in pairwise(edges) if last <= asked.change.day]


def _weeks_back(day: date, first: date, end: date) -> list[date]:
    """The days whole weeks before `day` that lie between two days."""
    back = range((day - first).days // 7, 0, -1)
    return [day - n * _WEEK for n in back if first < day - n * _WEEK < end]


def _judged(pretended: Change, found: Findings) -> PretendedWeek | None:
    """What would have been said; None where nothing could be."""
    shown = found.estimate
    judged = Judged(shown.estimate, shown.low, shown.high, found.p_value, NOMINAL)
    verdict = decide(pretended, pretended.chosen_design, found, found.gates, judged)
    if verdict in _UNJUDGED or isnan(found.p_value):
        return None
    called, credited = verdict in _CALLED, verdict in _CREDITED
    return PretendedWeek(
        pretended.day, found.weeks_before, _fewest(found), shown.estimate, shown.low, shown.high, found.p_value,
        called, credited,
    )  # fmt: skip


def _fewest(found: Findings) -> float:
    """The fewest people, more than none, that a week or a side has, or of whom one did it, or did not."""
    weeks = [pair for point in found.series for pair in ((point.value, point.n), (point.control, point.control_n))]
    share = found.unit == "share"
    parts = [(float(n), round(value * n) if share and not isnan(value) else nan) for value, n in weeks]
    parts += [(float(level.n), level.successes) for level in found.levels]
    return min((count for n, part in parts for count in (n, part, n - part) if count > 0), default=0.0)
