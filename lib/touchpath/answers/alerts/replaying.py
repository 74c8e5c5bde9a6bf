"""What watching a figure would have raised in the last year: said before it is watched."""

from __future__ import annotations

from datetime import timedelta
from math import isnan

from touchpath.analysis.alerts.result import Alarm, WatchedDay, WatchedFigure
from touchpath.answers.alerts.naming import FigureWords, figure_words
from touchpath.answers.alerts.telling import LEARNING, RULE, alarms_table, days_table, notes, smallest
from touchpath.answers.answer import Statement, Told
from touchpath.answers.kinds import Place
from touchpath.journey.alerts import AlertReplay
from touchpath.journey.words import day_in_words, listed, plural

_YEAR = timedelta(days=365)


def tell_replay(asked: AlertReplay, found: WatchedFigure, place: Place) -> Told:
    """How often it would have fired, and when."""
    said = figure_words(asked.alert, found.settings, place.currency)
    return Told(
        title="What would this have raised?",
        sentence=replay_sentence(found, said),
        definition=f"{said.definition} {LEARNING if found.learning else RULE}",
        denominator=said.denominator,
        n=float(len(found.days)),
        tables=(days_table(found, said), alarms_table(found, said)),
        notes=tuple(part for part in notes(found, said) if part != smallest(found, said)),  # the sentence says it
        statement=Statement(said.statement, place.filters.without_dates()),
    )


def replay_sentence(found: WatchedFigure, said: FigureWords) -> str:
    """On the last year: how often, on which days; and what would be found."""
    if not found.days:
        return f"{said.name} has no complete day yet: nothing can be replayed."
    raised, days = last_year(found), len(_judged_days(found))
    stretch = "last year" if days == _YEAR.days else f"last {plural(days, 'day')} that can be judged"
    fired = f"have fired {_times(len(raised))}: on {_listed_days(raised)}" if raised else "never have fired"
    more = "" if isnan(found.found) else f" {smallest(found, said)}"
    return f"On your {stretch} {said.name} would {fired}.{more}"


def last_year(found: WatchedFigure) -> tuple[Alarm, ...]:
    """The raised alarms of the last 365 days."""
    first = found.days[-1].day - _YEAR
    return tuple(part for part in found.raised if part.first > first)


def _judged_days(found: WatchedFigure) -> tuple[WatchedDay, ...]:
    """Those of the last 365 days that have a band, or all of a history too short for one."""
    recent = found.days[-_YEAR.days :]
    return recent if found.learning else tuple(day for day in recent if not isnan(day.low) and not day.why)


def _listed_days(raised: tuple[Alarm, ...]) -> str:
    return listed([day_in_words(part.worst) for part in raised], 6)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, plural(number, "time"))
