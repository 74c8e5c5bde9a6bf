"""What each name on the ways is worth: in a sentence and as a table."""

from __future__ import annotations

import pandas as pd

from touchpath.analysis.paths.result import PathMark, PathMarksResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import node_name
from touchpath.answers.paths.notes import denominator, notes
from touchpath.answers.surveys.score_names import called
from touchpath.journey.path_views import PathMarks
from touchpath.journey.path_words import path_sentence
from touchpath.journey.words import count, decimal, duration, rate

_COLUMNS = {"time": "median_seconds", "conversion": "share", "score": "score"}
_RULES = {
    "time": "The value of a name is the median time from a step there to the very next step.",
    "conversion": "The value of a name is the share of all who are there that come to {goal} later on the same way.",
    "score": "The value of a name is the score of the survey answers placed there, whatever way they are on.",
}


def tell(asked: PathMarks, result: PathMarksResult, place: Place) -> Told:
    """Everything that is said of what names are worth."""
    rows = _rows(result)
    return Told(
        title="What is each name worth?",
        sentence=sentence(result),
        definition=f"{path_sentence(asked)} {_RULES[asked.by].format(goal=asked.goal)}",
        denominator="people who answered" if asked.by == "score" else f"at each name: {denominator(asked)}",
        n=sum(mark.units for mark in result.marks),
        tables=(Table("names-on-the-ways", rows.drop(columns="read"), _readable(rows)),),
        notes=tuple(notes(asked, place.filters)),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(result: PathMarksResult) -> str:
    """The names with the largest and the smallest value."""
    if not result.marks:
        return "No name here has a value to colour it by."
    first, last = result.marks[0], result.marks[-1]
    told = f"{_what(result)}: {_told(result, first)}"
    return f"{told}." if first is last else f"{told} at most, {_told(result, last)} at least."


def value_words(result: PathMarksResult, mark: PathMark) -> str:
    """The value of a name as it is read."""
    if result.asked.by == "time":
        return duration(mark.value)
    share = result.asked.by == "conversion" or result.metric == "csat"
    return rate(mark.value) if share else decimal(mark.value)


def _what(result: PathMarksResult) -> str:
    asked = result.asked
    named = {"time": "Median time to the next step", "conversion": f"Share that comes to {asked.goal} later"}
    return named.get(asked.by) or called(result.metric)


def _told(result: PathMarksResult, mark: PathMark) -> str:
    return f"{node_name(result.asked, mark.label, mark.kind)} {value_words(result, mark)}"


def _rows(result: PathMarksResult) -> pd.DataFrame:
    asked = result.asked
    counted = "people" if asked.by == "score" else asked.counted
    rows = [
        (node_name(asked, mark.label, mark.kind), mark.value, mark.units, value_words(result, mark))
        for mark in result.marks
    ]
    return pd.DataFrame(rows, columns=["name", _COLUMNS[asked.by], counted, "read"])


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.columns[2]
    return pd.DataFrame({"Name": rows["name"], "Value": rows["read"], counted.capitalize(): rows[counted].map(count)})
