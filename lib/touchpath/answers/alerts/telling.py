"""What is said of a watched figure: how it stands, its band, and what was not raised."""

from __future__ import annotations

from math import isnan

import pandas as pd

from touchpath.analysis.alerts.result import Alarm, WatchedDay, WatchedFigure
from touchpath.answers.alerts.naming import FigureWords, figure_words
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.journey.alerts import Alert
from touchpath.journey.words import count, day_in_words, listed, plural
from touchpath.stats.daily_series import NEEDED

TITLE = "What changed that should not?"
RULE = (
    "The last complete day and the 7 days up to it are compared with a level of the days before (each day weighs 0.9 "
    "of the next) and the usual difference of the weekday over 12 weeks. The band allows for chance and for how much "
    "days of the last 180 differed beyond it; it is so wide that false alarms stay within the budget, half for the "
    "day and half for the 7 days. Crossings with less than 8 days between them are one alarm."
)
LEARNING = (
    "There are too few days for a band: until then a day is called that is half or double the median of the 28 days "
    "before and lies 3 standard errors off."
)


def tell(asked: Alert, found: WatchedFigure, place: Place) -> Told:
    """How the figure stands."""
    said = figure_words(asked, found.settings, place.currency)
    last = found.days[-1] if found.days else None
    return Told(
        title=TITLE,
        sentence=sentence(said, found),
        definition=f"{said.definition} {LEARNING if found.learning else RULE}",
        denominator=said.denominator,
        n=last.n if last else 0,
        tables=(days_table(found, said), alarms_table(found, said)),
        notes=notes(found, said),
        statement=Statement(said.statement, place.filters.without_dates()),
    )


def sentence(said: FigureWords, found: WatchedFigure) -> str:
    """The state of the figure, an alarm first."""
    if not found.days:
        return f"{said.name} has no complete day yet: nothing can be watched."
    if (alarm := found.current) is not None:
        return f"{alarm_sentence(said, found, alarm)}{_since(found, alarm)}"
    if (excused := found.excused) is not None:
        told = alarm_sentence(said, found, excused)
        return f'Not raised, in the week after "{excused.excuse}": {told}'
    last = found.days[-1]
    if last.day in found.missing:
        when = day_in_words(last.day)
        return f"Data missing? Events of {when} are far below what is usual: {said.name} is not judged."
    if found.learning:
        judged = sum(not day.why for day in found.days)
        return (
            f"Still learning: {said.name} has {plural(judged, 'day')} of the {NEEDED + 1} that a band takes; no day "
            "of the last week was half or double what is usual."
        )
    return f"As expected: {_today(said, last)}."


def _today(said: FigureWords, last: WatchedDay) -> str:
    when = day_in_words(last.day)
    if last.why == "holiday":
        return f"{said.name} on {when}, a holiday, is not judged"
    if isnan(last.value):
        return f"{said.name} has no value on {when} that could be judged"
    return f"{said.name} {said.value(last.value)} on {when}, within {said.band(last.low, last.high)}"


def alarm_sentence(said: FigureWords, found: WatchedFigure, alarm: Alarm) -> str:
    """One alarm by its most surprising day: what came, what was expected, and what it rests on."""
    day = found.at(alarm.worst)
    value, low, high = (
        (day.value, day.low, day.high) if alarm.by == "day" else (day.week_value, day.week_low, day.week_high)
    )
    when = f"on {day_in_words(day.day)}" if alarm.by == "day" else f"over the 7 days to {day_in_words(day.day)}"
    if isnan(value) or isnan(day.people):
        return f"{said.name} left its band {when}; its value is hidden, being about few people."
    rests = f" (n = {count(day.n)} {said.noun} that day)" if said.noun else ""
    if isnan(low):
        return f"{said.name} was {said.value(value)} {when}, half or double the 28 days before{rests}."
    way = "fell to" if value < low else "rose to"
    return f"{said.name} {way} {said.value(value)} {when}, where {said.band(low, high)} was expected{rests}."


def _since(found: WatchedFigure, alarm: Alarm) -> str:
    last = found.days[-1]
    if alarm.last == last.day or not alarm.worst < last.day:
        return ""
    return f" Back within its band since {day_in_words(found.days[found.days.index(found.at(alarm.last)) + 1].day)}."


def notes(found: WatchedFigure, said: FigureWords) -> tuple[str, ...]:
    """The budget, what would be found, what waits, and what is said instead of being raised."""
    parts = [
        f"Budget: {found.budget:.2g} false alarms a year for this figure, its part of what "
        f"{plural(found.watched, 'watched figure')} may raise."
    ]
    if not isnan(found.found):
        parts.append(smallest(found, said))
    if found.waits_days:
        parts.append(
            f"A day is judged {plural(found.waits_days, 'day')} after it, when its people have had their time."
        )
    if found.missing:
        days = [day_in_words(day) for day in found.missing[-5:]]
        parts.append(f"Data missing? On {listed(days, 5)} events were far below what is usual: not judged.")
    parts += [_excused(part) for part in found.alarms[-5:] if part.excuse]
    if holidays := sum(day.why == "holiday" for day in found.days):
        parts.append(f"{plural(holidays, 'holiday')} left out.")
    return tuple(parts)


def smallest(found: WatchedFigure, said: FigureWords) -> str:
    """The smallest drop of 3 days that is found 4 times in 5."""
    return (
        f"A drop from {said.value(found.usual)} to {said.value(found.found)} for 3 days would be found 4 times in 5."
    )


def _excused(alarm: Alarm) -> str:
    return f'Not raised: it left its band on {day_in_words(alarm.first)}, in the week after "{alarm.excuse}".'


def days_table(found: WatchedFigure, said: FigureWords) -> Table:
    """Every day with its band, and why it is not judged."""
    names = ("day", "value", "n", "low", "high", "week_value", "week_low", "week_high", "crossed", "why")
    rows = pd.DataFrame([[getattr(part, name) for name in names] for part in found.days], columns=list(names))
    rows = rows.rename(columns={"why": "not_judged"})
    readable = pd.DataFrame(
        {
            "Day": [day_in_words(part.day) for part in reversed(found.days)],
            "Value": [said.value(part.value) for part in reversed(found.days)],
            "Expected": [said.band(part.low, part.high) for part in reversed(found.days)],
            "n": [count(part.n) for part in reversed(found.days)],
            "Not judged": [part.why for part in reversed(found.days)],
        }
    )
    return Table("watched-days", rows, readable)


def alarms_table(found: WatchedFigure, said: FigureWords) -> Table:
    """Every alarm, the latest first."""
    parts = list(reversed(found.alarms))
    rows = pd.DataFrame(
        [(part.first, part.last, part.worst, part.by, part.excuse) for part in parts],
        columns=["first", "last", "worst", "by", "annotated_change"],
    )
    readable = pd.DataFrame(
        {
            "Began": [day_in_words(part.first) for part in parts],
            "What": [alarm_sentence(said, found, part) for part in parts],
            "Not raised because of": [part.excuse for part in parts],
        }
    )
    return Table("alarms", rows, readable)
