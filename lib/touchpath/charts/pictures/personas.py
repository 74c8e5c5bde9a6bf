"""Pictures of how the personas differ: one for each measure, on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from touchpath.analysis import measures
from touchpath.analysis.persona_grid import FEWEST, PersonaCell, PersonaGridResult, PersonaRow
from touchpath.answers import Answer
from touchpath.answers.persona_grid.words import called, gap_words, title_of, value_words
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.persona_grid import GridMark, persona_measure
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.theme import Palette


def grid_measures(found: PersonaGridResult) -> list[str]:
    """The measures that have an interval, in the order of the registry."""
    return [kind.name for kind in measures.registry().values() if _has_range(found, kind.name)]


def grid_picture(
    rows: Sequence[PersonaRow],
    measure: str,
    found: PersonaGridResult,
    currency: str,
    palette: Palette,
    *,
    alone: bool = False,
) -> Picture:
    """One measure of these personas, each against the rest; `alone`: its axis says which, for no heading does."""
    marks = [_mark(row, cell, found, currency) for row in rows if (cell := row.cell(measure)) is not None]
    marks = [mark for mark in marks if mark.value == mark.value]
    title = title_of(measure, found.settings)
    said = f"{title}, with 95 % interval; coloured: differs from the rest" if alone else ""
    chart = drawing(persona_measure, marks, palette, measures.definition(measure).unit == "share", said)
    return Picture(measure, title, chart, f"{title}. {' '.join(mark.sentence for mark in marks)}")


def _grid(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """Conversion first, as most look for it; each measure can be chosen."""
    found: PersonaGridResult = answer.result
    names = sorted(grid_measures(found), key=lambda name: name != "conversion")
    return tuple(
        grid_picture(found.rows, name, found, answer.currency, colours.palette, alone=True) for name in names
    )


def _has_range(found: PersonaGridResult, measure: str) -> bool:
    cells = [cell for row in found.rows if (cell := row.cell(measure)) is not None]
    return any(cell.low == cell.low for cell in cells)


def _mark(row: PersonaRow, cell: PersonaCell, found: PersonaGridResult, currency: str) -> GridMark:
    value = value_words(cell.measure, cell.value, currency)
    look = "plain" if not cell.differs else "above" if cell.difference.estimate > 0 else "below"
    sign = {"above": " ▲", "below": " ▼", "plain": ""}[look]
    judged = "" if look == "plain" else f", {look} the rest: {gap_words(cell, currency)}"
    few = cell.n < FEWEST
    few_words = f" (n = {cell.n:.0f}: too few to judge)" if few else ""
    sentence = f"{called(row)}: {title_of(cell.measure, found.settings)} {value}{judged}{few_words}."
    return GridMark(called(row), cell.value, cell.low, cell.high, f"{value}{sign}", look, sentence, few)


DRAWN: dict[str, Draw] = {"PersonaGrid": _grid}
