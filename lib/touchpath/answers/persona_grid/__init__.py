"""Answers about how the personas differ: the grid of measures, and what is said of each persona."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis import measures
from touchpath.analysis.persona_grid import FEWEST, PersonaCell, PersonaGridResult, PersonaRow, persona_grid
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.funnel.comparison import p_words
from touchpath.answers.kinds import Kind, Place
from touchpath.answers.measures.now import workspace_settings
from touchpath.answers.persona_grid.words import called, gap_words, profile, sentence, title_of, value_words
from touchpath.engine.base import Reader
from touchpath.journey.definition import build
from touchpath.journey.filters import Filters
from touchpath.journey.questions import PersonaGrid
from touchpath.journey.words import count, interval

_COLUMNS = (
    "persona", "measure", "people", "n", "value", "low", "high", "difference", "difference_low", "difference_high",
    "adjusted_p", "differs", "shrunken_difference",
)  # fmt: skip


def measure(engine: Reader, asked: PersonaGrid, filters: Filters) -> PersonaGridResult:
    """Every measure of each persona, under the settings of the workspace."""
    return persona_grid(engine, workspace_settings(engine), filters)


def tell(asked: PersonaGrid, found: PersonaGridResult, place: Place) -> Told:
    """Everything that is said of how the personas differ."""
    return Told(
        title="How do the personas differ?",
        sentence=sentence(found, place),
        definition=_definition(found),
        denominator="people in view of each persona; scores count answers, shares the people their measure names",
        n=sum(row.people for row in found.rows if row.people == row.people),
        tables=(_table(found, place), _profiles(found, place)),
        notes=tuple(_notes(found)),
        statement=Statement("ask/retention/moments", place.filters),
    )


def _definition(found: PersonaGridResult) -> str:
    said = " ".join(
        f"{title_of(kind.name, found.settings)}: {kind.definition(found.settings)}"
        for kind in measures.registry().values()
        if kind.name != "people"
    )
    return (
        "Each measure is that of the overview for one persona at a time; events, sessions, purchases and revenue are "
        "divided by the people of the persona in view. The difference is from everybody else in view, never from a "
        "total that contains the persona: shares by the N-1 chi-square or an exact test with Newcombe's interval, "
        "means per person by a permutation test with Welch's interval, scores from both intervals. p-values are "
        f"adjusted over the whole grid (Benjamini-Hochberg). {said}"
    )


def _notes(found: PersonaGridResult) -> list[str]:
    few = sum(cell.n == cell.n and 0 < cell.n < FEWEST for row in found.rows for cell in row.cells)
    notes = (
        [f"Cells of fewer than {FEWEST} people or answers are shown and not judged ({count(few)} here)."]
        if few
        else []
    )
    return [*notes, "A difference says how personas fare, not why: they may want different things."]


def _table(found: PersonaGridResult, place: Place) -> Table:
    pairs = [(row, cell) for row in found.rows for cell in row.cells if cell.value == cell.value]
    rows = pd.DataFrame([_row(row, cell) for row, cell in pairs], columns=list(_COLUMNS))
    return Table("persona-measures", rows, pd.DataFrame([_readable(row, cell, found, place) for row, cell in pairs]))


def _row(row: PersonaRow, cell: PersonaCell) -> list[object]:
    gap = cell.difference
    return [
        called(row), cell.measure, cell.people, cell.n, cell.value, cell.low, cell.high, gap.estimate, gap.low,
        gap.high, cell.adjusted_p, cell.differs, cell.shrunken,
    ]  # fmt: skip


def _readable(row: PersonaRow, cell: PersonaCell, found: PersonaGridResult, place: Place) -> dict[str, str]:
    say = partial(value_words, cell.measure, currency=place.currency)
    return {
        "Persona": called(row),
        "Measure": title_of(cell.measure, found.settings),
        "Value": say(cell.value),
        "Range": interval(say(cell.low), say(cell.high)),
        "n": count(cell.n),
        "Against the rest": gap_words(cell, place.currency),
        "Adjusted p": p_words(cell.adjusted_p),
        "Said": _said(cell),
    }


def _said(cell: PersonaCell) -> str:
    if cell.differs:
        return "Above the rest" if cell.difference.estimate > 0 else "Below the rest"
    if cell.n < FEWEST:
        return "Too few to judge"
    return "Not judged" if cell.adjusted_p != cell.adjusted_p else "No difference beyond chance"


def _profiles(found: PersonaGridResult, place: Place) -> Table:
    rows = pd.DataFrame(
        [(called(row), row.people, profile(row, found.settings, place)) for row in found.rows],
        columns=["persona", "people", "profile"],
    )
    return Table("persona-profiles", rows, rows.rename(columns=str.capitalize))


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("persona_grid", PersonaGrid, partial(build, PersonaGrid), measure, tell, "personas", lambda _: []),
)
"""The question of how the personas differ."""
