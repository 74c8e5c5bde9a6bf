"""Personas side by side: they add up to everybody in view, so a hidden cell takes another of its measure along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.analysis.persona_grid import PersonaCell, PersonaGridResult
from touchpath.analysis.small_cells.cells import hide_cell, nameless, without_figures
from touchpath.analysis.small_cells.rules import Hide, is_small, tells, to_hide, withheld
from touchpath.analysis.suggested import SuggestedResult


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


def _suggested(found: Any, k: int) -> Any:
    """Groups add up to everybody who was grouped; a behaviour that few show is not named."""
    if is_small(found.people, k):
        raise withheld("What groups people fall into is", k)
    gone = to_hide([part.people for part in found.groups], k)
    groups = tuple(
        replace(
            without_figures(part) if lost else part,
            traits=() if lost else tuple(hide_cell(trait, k) for trait in part.traits),
        )
        for part, lost in zip(found.groups, gone, strict=True)
    )
    tried = tuple(hide_cell(part, k) for part in found.tried)
    return replace(found, groups=groups, tried=tried, best=hide_cell(found.best, k) if found.best else None)


WHOLE: dict[type, Hide] = {PersonaGridResult: _grid, SuggestedResult: _suggested}
"""Rows are looked at together."""
