"""How often the change lab would have cried wolf here: said of earlier weeks taken as pretended changes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import isnan

import pandas as pd

from touchpath.analysis.change.pretended import NOMINAL, FalseAlarms
from touchpath.analysis.change.verdict import span_text
from touchpath.analysis.change.why import TITLES
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.journey.pretended import FEWEST_PRETENDED, PretendedChanges
from touchpath.journey.words import day_in_words, plural, rate


def shown_weeks(asked: PretendedChanges, found: FalseAlarms) -> FalseAlarms:
    """Without the weeks whose figures are hidden: they are in no count."""
    return replace(found, weeks=tuple(week for week in found.weeks if not isnan(week.fewest)))


def tell(asked: PretendedChanges, found: FalseAlarms, place: Place) -> Told:
    """The share of false alarms beside the nominal one."""
    survey = asked.change.outcome.is_survey
    return Told(
        title="How often would this have cried wolf here?",
        sentence=sentence(found),
        definition=f"{_definition(found)} {asked.change.outcome.sentence()} {TITLES[asked.change.chosen_design]}.",
        denominator="earlier weeks without a real change in their span that could be judged",
        n=float(found.pretended),
        tables=(_table(found),),
        notes=_notes(found),
        statement=Statement("ask/surveys/answers" if survey else "ask/log/first_events", place.filters),
    )


def sentence(found: FalseAlarms) -> str:
    """How often a change would have been seen that nobody made."""
    if not found.enough:
        held = plural(found.pretended, "earlier week")
        return (
            "The history before this change is too short to say how often this would have cried wolf: "
            f"{held} without a real change can be judged as a pretended one, and {FEWEST_PRETENDED} are needed."
        )
    alarms = "none" if not found.called else f"{found.called} ({rate(found.called_rate)})"
    said = (
        f"Of {plural(found.pretended, 'earlier week')} taken as a pretended change, {alarms} would have been called "
        f"a real one, where chance alone is allowed {100 * NOMINAL:.0f} %"
    )
    credited = "" if not found.called else f"; {found.credited or 'none'} with a verdict of probable or solid"
    return f"{said}{credited}.{_judgement(found)}"


def _judgement(found: FalseAlarms) -> str:
    if found.beyond_chance:
        return " That is more than chance explains: weeks move on their own here, so believe this comparison less."
    if found.called > NOMINAL * found.pretended:
        return " That much can still be chance, since neighbouring weeks share most of their data."
    return ""


def _definition(found: FalseAlarms) -> str:
    return (
        "The same question, of the same people and by the same rules, asked as if the change had come in an earlier "
        f"week, judged on the {plural(found.weeks_after, 'week')} after it; whatever it then says has moved is a "
        "false alarm. Weeks whose people entered before, or had their days after, a real change are left out."
    )


def _notes(found: FalseAlarms) -> tuple[str, ...]:
    unjudged = found.asked - found.pretended
    if not unjudged:
        return ()
    were = "was" if unjudged == 1 else "were"
    return (f"{plural(unjudged, 'earlier week')} {were} left out: too few people, or nothing to judge it against.",)


def _table(found: FalseAlarms) -> Table:
    rows = pd.DataFrame(
        [
            (week.day.isoformat(), week.weeks_before, week.effect, week.low, week.high, week.p_value, week.called,
             week.credited)
            for week in found.weeks
        ],
        columns=["pretended_day", "weeks_before", "effect", "effect_low", "effect_high", "p_value", "called",
                 "credited"],
    )  # fmt: skip
    said = partial(span_text, unit=found.unit)
    readable = pd.DataFrame(
        {
            "Pretended change": [day_in_words(week.day) for week in found.weeks],
            "Effect": [said(week.effect) for week in found.weeks],
            "From": [said(week.low) for week in found.weeks],
            "To": [said(week.high) for week in found.weeks],
            "It would have been": [_verdict(week.called, week.credited) for week in found.weeks],
        }
    )
    return Table(f"pretended changes of {found.change.name}", rows, readable)


def _verdict(called: bool, credited: bool) -> str:
    if credited:
        return "credited"
    return "said to have moved, cause unclear" if called else "not called a change"
