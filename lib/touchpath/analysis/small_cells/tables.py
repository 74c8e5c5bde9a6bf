"""The catalogue: touchpoints and channels with the people who met them, and lists of values to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from touchpath.analysis.catalogue import CatalogueTable
from touchpath.analysis.people_by_value import ValueCount
from touchpath.analysis.property_values import PropertyValue
from touchpath.analysis.small_cells.rules import SMALL_GROUP, Hide, hide_table, is_small, to_hide
from touchpath.analysis.suggested_funnels import Volume
from touchpath.journey.cells import CellRole

GONE = object()
"""What is left of a member of a list that is not shown at all."""


def _catalogue(found: Any, k: int) -> Any:
    """Rows about few lose their numbers and take the next smallest along; what few have is one row without a name."""
    rows = found.rows.reset_index(drop=True)
    people = rows["people"].tolist()
    hide = _together(found, people, k)
    few = _few(rows[found.by[-1]], people, k)
    shown = rows.assign(**{name: _blanked(rows[name], hide) for name in found.named(CellRole.DERIVED, CellRole.SIZE)})
    shown = shown.assign(**{name: _renamed(rows[name], few) for name in found.named(CellRole.LABEL)})
    again = pd.Series(few).cumsum().gt(1) & pd.Series(few)
    return replace(found, rows=shown[~again.to_numpy(dtype=bool)].reset_index(drop=True))


def _few(names: pd.Series[Any], people: Sequence[int], k: int) -> list[bool]:
    """Rows whose name stands in none that enough people are behind."""
    enough = {str(name) for name, count in zip(names, people, strict=True) if not is_small(count, k)}
    return [str(name) not in enough for name in names]


def _together(found: Any, people: Sequence[int], k: int) -> list[bool]:
    """Which rows are hidden: of a plain list, or of a table told by two names."""
    if len(found.by) < 2:
        return to_hide(people, k)
    rows, columns = ([str(name) for name in found.rows[column]] for column in found.by)
    table = {(row, column): count for row, column, count in zip(rows, columns, people, strict=True)}
    names = [list(dict.fromkeys(part)) for part in (rows, columns)]
    hide = hide_table([[table.get((row, column), 0) for column in names[1]] for row in names[0]], k)
    places = zip(rows, columns, strict=True)
    return [hide[names[0].index(row)][names[1].index(column)] for row, column in places]


def _blanked(column: pd.Series[Any], hide: Sequence[bool]) -> pd.Series[Any]:
    wide = column.astype(float) if pd.api.types.is_integer_dtype(column.dtype) else column
    return wide.mask(pd.Series(hide, index=column.index)) if any(hide) else column


def _renamed(column: pd.Series[Any], few: Sequence[bool]) -> pd.Series[Any]:
    values = [_nameless(value) if small else value for value, small in zip(column, few, strict=True)]
    return pd.Series(values, index=column.index, dtype=column.dtype)


def _nameless(value: Any) -> Any:
    return SMALL_GROUP if isinstance(value, str) or value is None else []


def _unless_small(part: Any, k: int) -> Any:
    """A list to choose from does not name what few people have."""
    return GONE if is_small(part.people, k) else part


WHOLE: dict[type, Hide] = {CatalogueTable: _catalogue, Volume: _unless_small, ValueCount: _unless_small,
                           PropertyValue: _unless_small}  # fmt: skip
