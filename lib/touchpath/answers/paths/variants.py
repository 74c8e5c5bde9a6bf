"""Whole ways: in a sentence and as a table."""

from __future__ import annotations

from math import nan

import pandas as pd

from touchpath.analysis.paths.result import VariantsResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import how_many, way_name
from touchpath.answers.paths.notes import NOBODY, denominator, notes, warnings
from touchpath.journey.path_words import path_sentence
from touchpath.journey.paths import Variants
from touchpath.journey.words import count, duration, plural, rate

TITLE = "Which whole ways do people take?"


def tell(asked: Variants, result: VariantsResult, place: Place) -> Told:
    """Everything that is said of whole ways."""
    rows = _rows(result)
    steps = {step for way in result.variants for step in way.steps}
    return Told(
        title=TITLE,
        sentence=sentence(result),
        definition=f"{path_sentence(asked)} A whole way is all steps in their order. Listed are the commonest: "
        f"{count(asked.most)}, or as many as {rate(asked.cover)} of all took, if that is fewer; all others are one "
        "line. The time runs from the first to the last step.",
        denominator=denominator(asked),
        n=result.units,
        tables=(Table("whole-ways", rows, _readable(rows)),),
        notes=tuple(notes(asked, place.filters)),
        warnings=tuple(warnings(asked, [(step, "missing" if step is None else "value") for step in steps])),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(result: VariantsResult) -> str:
    """The commonest way, and how many there are."""
    asked = result.asked
    if not result.units:
        return NOBODY
    told, kinds = how_many(asked, result.units), len(result.variants) + result.rest
    if not result.variants:
        return f"{told} took {plural(kinds, 'way')}, each of them few."
    first = result.variants[0]
    return (
        f"{told} took {plural(kinds, 'different way')}; the commonest, {way_name(asked, first.steps)}, is "
        f"{rate(first.share)} of them."
    )


def _rows(result: VariantsResult) -> pd.DataFrame:
    asked = result.asked
    rows: list[tuple[str, float, float, float, float]] = [
        (way_name(asked, way.steps, len(way.steps)), len(way.steps), way.units, way.share, way.median_seconds)
        for way in result.variants
    ]
    if result.rest_units:
        other = f"({plural(result.rest, 'other way')})"
        rows.append((other, nan, result.rest_units, result.rest_units / result.units, nan))
    return pd.DataFrame(rows, columns=["way", "steps", asked.counted, "share", "median_seconds"])


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.columns[2]
    return pd.DataFrame(
        {
            "Way": rows["way"],
            "Steps": rows["steps"].map(count),
            counted.capitalize(): rows[counted].map(count),
            "Share": rows["share"].map(rate),
            "Median time": rows["median_seconds"].map(duration),
        }
    )
