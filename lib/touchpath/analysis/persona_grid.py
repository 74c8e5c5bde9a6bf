"""Personas side by side: every measure of each against the rest, and which differences are more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

import numpy as np
from scipy.special import ndtr

from touchpath.analysis import measures
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.orders import read_payments, read_purchases
from touchpath.analysis.log.people import attribute
from touchpath.analysis.measures.definition import MeasureDefinition
from touchpath.analysis.measures.figure import Figure
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.measures import MeasureSettings
from touchpath.stats.ab_test import rate_test
from touchpath.stats.differences import join_limits, newcombe, share
from touchpath.stats.means import mean_interval, moments, welch
from touchpath.stats.multiplicity import benjamini_hochberg
from touchpath.stats.proportions import Floats
from touchpath.stats.results import Estimate, unavailable
from touchpath.stats.segments import shrink
from touchpath.stats.shuffled import shuffled_mean_p

FEWEST = 30
"""A cell of fewer people or answers is shown, and not judged."""
_Z, _CALLED = 1.959963984540054, 0.05
_TOTALS = ("events", "sessions", "purchases", "money")


@dataclass(frozen=True, eq=False)
class GridSide:
    """One side of a comparison: what the figure rests on, and as far as known hits, interval, a value per person."""

    n: float
    hits: float = nan
    value: float = nan
    low: float = nan
    high: float = nan
    values: Floats | None = None


@dataclass(frozen=True)
class PersonaCell:
    """A measure of one persona: `value` with its interval, and its difference from the rest.

    Shares are 0-1; totals (events, revenue, ...) are per person in view. `shrunken` is the difference as it is used
    for ordering, pulled towards none by how little it rests on; `size` is the difference in standard deviations of
    people. `differs`: the interval leaves out 0 and the p-value, adjusted over the grid, is at most .05.
    """

    measure: Fixed[str]
    n: Size[float]
    hits: PartOf[float]
    people: Size[float]
    rest: Size[float]
    value: Derived[float]
    low: Derived[float]
    high: Derived[float]
    difference: Derived[Estimate]
    adjusted_p: Derived[float]
    shrunken: Derived[float]
    size: Derived[float]
    differs: Derived[bool]


@dataclass(frozen=True)
class PersonaRow:
    """One persona (None: people without one), how many people it has in view, and its measures."""

    persona: Label[str | None]
    people: Size[float]
    cells: tuple[PersonaCell, ...]

    def cell(self, measure: str) -> PersonaCell | None:
        """The cell of a measure."""
        return next((cell for cell in self.cells if cell.measure == measure), None)


@dataclass(frozen=True)
class PersonaGridResult:
    """The personas, the largest first; `settings` are what the measures rest on."""

    rows: tuple[PersonaRow, ...]
    settings: Fixed[MeasureSettings]


def persona_grid(engine: Reader, settings: MeasureSettings, filters: Filters) -> PersonaGridResult:
    """Every measure of the registry for each persona in view, against everybody else in view."""
    people = _PeopleInView(engine, settings, filters)
    sizes = people.sizes
    rows = [[] for _ in sizes]  # type: list[list[PersonaCell]]
    for kind in measures.registry().values():
        if kind.name != "people":
            for place, cell in enumerate(_of_measure(engine, kind, people, settings, filters)):
                rows[place].append(cell)
    cells = _judged([cell for row in rows for cell in row])
    width = len(rows[0]) if rows else 0
    made = [
        PersonaRow(name, sizes[name], tuple(cells[place * width : (place + 1) * width]))
        for place, name in enumerate(sizes)
    ]
    return PersonaGridResult(tuple(made), settings)


def difference_of(own: GridSide, rest: GridSide) -> Estimate:
    """One persona minus the rest.

    Rates by the A/B test with Newcombe's interval, means by a permutation test with Welch's, else from both ranges.
    """
    if min(own.n, rest.n) < FEWEST:
        return unavailable("", "Too few to judge.", estimate=own.value - rest.value, n=own.n)
    if own.hits == own.hits and rest.hits == rest.hits:
        p_value, method = rate_test(int(rest.hits), int(rest.n), int(own.hits), int(own.n))
        low, high = newcombe(rest.hits, rest.n, own.hits, own.n)
        gap = float(share(own.hits, own.n) - share(rest.hits, rest.n))
        return Estimate(
            gap, float(low), float(high), p_value, own.n, f"{method}; Newcombe", standard_error=_error(low, high)
        )
    if own.values is not None and rest.values is not None:
        found = welch(moments(rest.values), moments(own.values))
        return replace(
            found, p_value=shuffled_mean_p(own.values, rest.values), method="Welch; permutation by moments"
        )
    return _from_intervals(own, rest)


def _from_intervals(own: GridSide, rest: GridSide) -> Estimate:
    gap, (low, high) = (
        own.value - rest.value,
        join_limits(rest.value, rest.low, rest.high, own.value, own.low, own.high),
    )
    if not float(high) > float(low):
        return unavailable("", "It has no interval, and is not judged.", estimate=gap, n=own.n)
    error = float(np.hypot(_error(own.low, own.high), _error(rest.low, rest.high)))
    p_value = float(2 * ndtr(-abs(gap) / error))
    return Estimate(gap, float(low), float(high), p_value, own.n, "from both intervals", standard_error=error)


def _error(low: float | Floats, high: float | Floats) -> float:
    return float(high - low) / (2 * _Z)


class _PeopleInView:
    """The people in view by persona, and what each of them did."""

    def __init__(self, engine: Reader, settings: MeasureSettings, filters: Filters) -> None:
        self._engine, self._settings, self._filters = engine, settings, filters
        self._persona = attribute(EventArrays(engine), "persona")
        rows = engine.arrays("ask/retention/moments", {}, filters)
        person = np.asarray(rows["person"]).astype(np.int64)
        self._events = np.bincount(person)
        self._people = np.flatnonzero(self._events)
        self._code = self._persona.of(self._people)

    @property
    def sizes(self) -> dict[str | None, int]:
        """The personas, the largest first; people without one last."""
        counts = np.bincount(self._code, minlength=len(self._persona.labels) + 1)
        named = sorted(range(1, len(counts)), key=lambda code: (-counts[code], self._persona.labels[code - 1]))
        found: dict[str | None, int] = {
            self._persona.labels[code - 1]: int(counts[code]) for code in named if counts[code]
        }
        return {**found, None: int(counts[0])} if counts[0] else found

    def spread(self, measure: str) -> list[tuple[GridSide, GridSide]] | None:
        """Of a total its mean per person, for each persona and its rest; None where people are not told apart."""
        values = self._values(measure)
        if values is None:
            return None
        own = [self._code == self._number(name) for name in self.sizes]
        return [(_mean_side(values[inside]), _mean_side(values[~inside])) for inside in own]

    def _number(self, name: str | None) -> int:
        return 0 if name is None else self._persona.labels.index(name) + 1

    def _values(self, measure: str) -> Floats | None:
        if measure == "events":
            return self._events[self._people].astype(float)
        purchase = self._settings.purchase
        if measure == "purchases" and purchase:
            return self._summed(read_purchases(self._engine, Step(purchase), self._filters).person, None)
        if measure == "revenue":
            paid = read_payments(self._engine, Step(purchase or None), self._filters)
            return self._summed(paid.person, paid.worth)
        return None

    def _summed(self, person: np.ndarray, worth: Floats | None) -> Floats:
        size = len(self._events)
        return np.bincount(person.astype(np.int64), worth, minlength=size)[self._people].astype(float)


def _mean_side(values: Floats) -> GridSide:
    found = moments(values)
    interval = mean_interval(found)
    return GridSide(found.n, nan, found.mean, interval.low, interval.high, values)


def _of_measure(
    engine: Reader, kind: MeasureDefinition, people: _PeopleInView, settings: MeasureSettings, filters: Filters
) -> list[PersonaCell]:
    """The cells of one measure, before they are judged."""
    sizes = people.sizes
    figures = {name: kind.figure(engine, replace(filters, personas=(name,)), settings) for name in sizes}
    spread = people.spread(kind.name) if any(figure.value == figure.value for figure in figures.values()) else None
    sides = spread or [
        (_side(kind, figures[name], sizes[name]), _rest(engine, kind, figures, name, sizes, settings, filters))
        for name in sizes
    ]
    total = sum(sizes.values())
    gaps = [difference_of(own, rest) for own, rest in sides]
    shrunken = shrink([gap.estimate for gap in gaps], [gap.standard_error for gap in gaps]).estimate
    return [
        PersonaCell(
            kind.name, own.n, own.hits, _behind(figures[name], sizes[name]), total - sizes[name], own.value, own.low,
            own.high, gap, nan, float(pulled), _in_deviations(gap, own, rest), differs=False,
        )
        for name, (own, rest), gap, pulled in zip(sizes, sides, gaps, shrunken, strict=True)
    ]  # fmt: skip


def _behind(figure: Figure, people: int) -> float:
    """The people a figure is about: of a score those who answered."""
    return figure.people if figure.people == figure.people and figure.people else people


def _side(kind: MeasureDefinition, figure: Figure, people: int) -> GridSide:
    if kind.unit in _TOTALS:
        return GridSide(people, nan, figure.value / people if people else nan)
    return GridSide(figure.n, figure.hits, figure.value, figure.low, figure.high)


def _rest(
    engine: Reader,
    kind: MeasureDefinition,
    figures: Mapping[str | None, Figure],
    name: str | None,
    sizes: Mapping[str | None, int],
    settings: MeasureSettings,
    filters: Filters,
) -> GridSide:
    """Everybody else: rates and totals add up over personas, a score is read anew."""
    others = [other for other in sizes if other != name]
    if not others:
        return GridSide(0)
    if kind.unit in _TOTALS:
        people = sum(sizes[other] for other in others)
        return GridSide(people, nan, float(np.nansum([figures[other].value for other in others])) / people)
    if kind.unit == "share" and all(figures[other].hits == figures[other].hits for other in sizes):
        n, hits = (sum(getattr(figures[other], part) for other in others) for part in ("n", "hits"))
        return GridSide(n, hits, hits / n if n else nan)
    return _side(kind, kind.figure(engine, replace(filters, personas=tuple(others)), settings), 0)


def _in_deviations(gap: Estimate, own: GridSide, rest: GridSide) -> float:
    """The difference in standard deviations of one person (or answer)."""
    if not gap.standard_error > 0 or not own.n or not rest.n:
        return nan
    return gap.estimate / (gap.standard_error / float(np.sqrt(1 / own.n + 1 / rest.n)))


def _judged(cells: Sequence[PersonaCell]) -> list[PersonaCell]:
    """With p-values adjusted over the whole grid (Benjamini and Hochberg)."""
    adjusted = benjamini_hochberg([cell.difference.p_value for cell in cells])
    return [
        replace(cell, adjusted_p=float(p), differs=bool(cell.difference.excludes_zero and p <= _CALLED))
        for cell, p in zip(cells, adjusted, strict=True)
    ]
