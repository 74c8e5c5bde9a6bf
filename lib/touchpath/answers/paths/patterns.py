"""A pattern of steps: how many hold it."""

from __future__ import annotations

import pandas as pd

from touchpath.analysis.paths.result import PatternResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import how_many
from touchpath.answers.paths.notes import notes
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.path_words import path_sentence
from touchpath.journey.words import count, interval, plural, rate
from touchpath.stats.proportions import wilson

TITLE = "How many take this way?"


def tell(asked: Pattern, result: PatternResult, place: Place) -> Told:
    """Everything that is said of a pattern."""
    rows = _rows(result)
    return Told(
        title=TITLE,
        sentence=sentence(result),
        definition=f"{path_sentence(asked)} The pattern: {asked.words}. Every first step opens an attempt, and each "
        "next step takes the earliest event that fits; one attempt that gets through is enough.",
        denominator=f"{asked.counted} with {' or '.join(asked.steps[0].touchpoints)}",
        n=result.began,
        tables=(Table("pattern", rows, _readable(rows)),),
        notes=tuple(notes(asked, place.filters)),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(result: PatternResult) -> str:
    """The share of those with the first step that hold the pattern."""
    asked, first = result.asked, " or ".join(result.asked.steps[0].touchpoints)
    if not result.began:
        return f"Nobody did {first} in this selection: choose other dates, filters, or another first step."
    low, high = (float(end) for end in wilson(result.people, result.people_began))
    people = "" if asked.by_person else f", {plural(result.people, 'person', 'people')}"
    ends = interval(rate(low), rate(high))
    chance = f" (95 % interval {ends})" if asked.by_person and low == low else ""
    return (
        f"Of {how_many(asked, result.began)} with {first}, {count(result.held)} "
        f"({rate(result.held / result.began)}{people}) {asked.words}{chance}."
    )


def _rows(result: PatternResult) -> pd.DataFrame:
    counted = result.asked.counted
    return pd.DataFrame(
        {
            "what": ["with the first step", "with the whole pattern"],
            counted: [result.began, result.held],
            "share_of_first_step": [1.0, result.held / max(result.began, 1)],
        }
    )


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.columns[1]
    return pd.DataFrame(
        {
            "": rows["what"].str.capitalize(),
            counted.capitalize(): rows[counted].map(count),
            "Of the first step": rows["share_of_first_step"].map(rate),
        }
    )
