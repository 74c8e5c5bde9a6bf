"""Transitions: in a sentence and as a table."""

from __future__ import annotations

import pandas as pd

from touchpath.analysis.paths.result import TransitionsResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import how_many, node_name
from touchpath.answers.paths.notes import NOBODY, denominator, notes, warnings
from touchpath.journey.path_words import path_sentence
from touchpath.journey.paths import Transitions
from touchpath.journey.words import count, duration, rate

TITLE = "What follows what?"


def tell(asked: Transitions, result: TransitionsResult, place: Place) -> Told:
    """Everything that is said of transitions."""
    rows = _rows(result)
    kinds = [(edge.source, edge.source_kind) for edge in result.edges if edge.source_kind != "start"]
    return Told(
        title=TITLE,
        sentence=sentence(result),
        definition=f"{path_sentence(asked)} A transition is a step and the very next one; before the first stands a "
        "start, behind the last an end, so as many come to each name as leave it. The share is of all that leaves "
        "the same name; people are counted once per transition, so they do not add up.",
        denominator=f"transitions of {denominator(asked)}",
        n=result.units,
        tables=(Table("transitions", rows, _readable(rows)),),
        notes=tuple(notes(asked, place.filters)),
        warnings=tuple(warnings(asked, kinds)),
        statement=Statement("ask/log/events", place.filters),
    )


def sentence(result: TransitionsResult) -> str:
    """The commonest transition between two names."""
    asked = result.asked
    if not result.units:
        return NOBODY
    inner = [edge for edge in result.edges if edge.source_kind != "start" and edge.target_kind != "end"]
    known = [edge for edge in inner if edge.count == edge.count]
    told = f"In {how_many(asked, result.units)}"
    if not known:
        return f"{told}, nothing follows anything else."
    first = max(known, key=lambda edge: edge.count)
    one, two = node_name(asked, first.source, first.source_kind), node_name(asked, first.target, first.target_kind)
    return (
        f"{told}, the commonest step is from {one} to {two}: {count(first.count)} times, {rate(first.share)} of all "
        f"that comes after {one}, half of them within {duration(first.median_seconds)}."
    )


def _rows(result: TransitionsResult) -> pd.DataFrame:
    asked = result.asked
    rows = [
        (
            node_name(asked, edge.source, edge.source_kind), node_name(asked, edge.target, edge.target_kind),
            edge.source_kind, edge.target_kind, edge.count, edge.people, edge.share, edge.median_seconds,
            edge.p90_seconds,
        )
        for edge in result.edges
    ]  # fmt: skip
    names = ["from", "to", "from_kind", "to_kind", "count", "people", "share", "median_seconds", "p90_seconds"]
    return pd.DataFrame(rows, columns=names)


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "From": rows["from"],
            "To": rows["to"],
            "Times": rows["count"].map(count),
            "People": rows["people"].map(count),
            "Of all that follows": rows["share"].map(rate),
            "Median time": rows["median_seconds"].map(duration),
            "9 in 10 within": rows["p90_seconds"].map(duration),
        }
    )
