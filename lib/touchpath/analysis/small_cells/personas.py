"""Personas side by side: they add up to everybody in view, so a hidden cell takes another of its measure along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.analysis.persona_grid import PersonaCell, PersonaGridResult
from touchpath.analysis.small_cells.cells import nameless, without_figures
from touchpath.analysis.small_cells.rules import Hide, is_small, tells, to_hide


def _grid(found: Any, k: int) -> Any:
    gone = to_hide([row.people for row in found.rows], k)
    columns = []
    for cells in zip(*(row.cells for row in found.rows), strict=True):
        hide = to_hide(
            [cell.people for cell in cells], k, [a or _few(b, k) for a, b in zip(gone, cells, strict=True)]
        )
        columns.append([without_figures(cell) if lost else cell for cell, lost in zip(cells, hide, strict=True)])
    by_row = list(zip(*columns, strict=True)) or [()] * len(found.rows)
    rows = [replace(row, cells=tuple(cells)) for row, cells in zip(found.rows, by_row, strict=True)]
    return replace(
        found,
        rows=tuple(nameless(without_figures(row)) if lost else row for row, lost in zip(rows, gone, strict=True)),
    )


def _few(cell: PersonaCell, k: int) -> bool:
    return is_small(cell.n, k) or is_small(cell.rest, k) or tells(cell.hits, cell.n, k)


WHOLE: dict[type, Hide] = {PersonaGridResult: _grid}
"""Rows are looked at together."""
