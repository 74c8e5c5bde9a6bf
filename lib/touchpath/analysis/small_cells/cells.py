"""A cell by what it declares of its fields: what is hidden of it, and what it is then called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import nan
from typing import Any, TypeVar

import numpy as np

from touchpath.analysis.small_cells.rules import SMALL_GROUP, is_small, tells
from touchpath.journey.cells import CellRole, roles
from touchpath.stats.results import Estimate, unavailable

R = TypeVar("R")
_NO_NAMES = ("missing", "other", "whole", "exit", "everybody")
"""Kinds of group whose label is ours, not a value of the data."""


def hide_cell(cell: Any, k: int) -> Any:
    """The cell as its class declares it: a small size hides all of it and its label, a telling part what rests on it.

    A part is compared with the size declared last before it (else the first). Sentences are left out: only a rule of
    their own class knows whether they tell of few.
    """
    declared = roles(type(cell))
    words = [name for name, role in declared.items() if role is CellRole.WORDS]
    shown = emptied(cell, words) if words else cell
    if any(is_small(getattr(cell, name), k) for name in _numbers(cell, CellRole.SIZE)):
        return nameless(without_figures(shown))
    if any(tells(part, size, k) for part, size in _parts(cell)):
        return emptied(shown, [name for name, role in declared.items() if role in (CellRole.PART, CellRole.DERIVED)])
    return shown


def without_figures(cell: R) -> R:
    """The cell with none of its figures."""
    figures = (CellRole.SIZE, CellRole.PART, CellRole.DERIVED)
    return emptied(cell, [name for name, role in roles(type(cell)).items() if role in figures])


def nameless(cell: R) -> R:
    """The cell without what tells which value of the data it is: "a small group"."""
    if getattr(cell, "kind", "value") in _NO_NAMES:
        return cell
    given: Any = cell
    labels = [name for name, role in roles(type(cell)).items() if role is CellRole.LABEL]
    named: R = replace(given, **{name: masked(getattr(cell, name)) for name in labels}) if labels else cell
    return named


def masked(label: Any) -> Any:
    """A name of the data as it is shown where few have it; a missing one stays missing."""
    if isinstance(label, tuple):
        return tuple(masked(part) for part in label)
    return None if label is None else SMALL_GROUP


def emptied(cell: R, names: Iterable[str]) -> R:
    """The cell with nothing in these fields."""
    given: Any = cell
    empty: R = replace(given, **{name: _nothing(getattr(cell, name)) for name in names})
    return empty


def _nothing(value: Any) -> Any:
    """NaN for a number, no members for what has several, an estimate without figures; else None."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float | np.number):
        return nan
    if isinstance(value, str | tuple | list | dict):
        return type(value)()
    if isinstance(value, np.ndarray):
        return value[:0]
    return unavailable(value.method, "Hidden.", n=nan) if isinstance(value, Estimate) else None


def _numbers(cell: Any, wanted: CellRole) -> list[str]:
    found = [name for name, role in roles(type(cell)).items() if role is wanted]
    return [name for name in found if isinstance(getattr(cell, name), int | float | np.number)]


def _parts(cell: Any) -> list[tuple[Any, Any]]:
    """Each part with the size it is of."""
    sizes = _numbers(cell, CellRole.SIZE)
    size, found = (getattr(cell, sizes[0]) if sizes else nan), []
    for name in roles(type(cell)):
        if name in sizes:
            size = getattr(cell, name)
        elif name in _numbers(cell, CellRole.PART):
            found.append((getattr(cell, name), size))
    return found
