"""Comparing funnels: every group against the rest, and one period against the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from touchpath.journey.calendar import Calendar
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.stats.differences import newcombe
from touchpath.stats.multiplicity import Correction, adjust
from touchpath.stats.results import Estimate, unavailable
from touchpath.stats.segments import compare_with_rest

ALPHA = 0.05
SMALLEST_GROUP = 10
TOO_FEW = "fewer than 10 people: too few to compare"


@dataclass(frozen=True)
class GroupCounts:
    """How many people of one group reached each step of a funnel; groups do not share people."""

    label: str
    people: tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """One group at one step, against everybody else (or the same step of the period before).

    `n` people had reached the previous step, `reached` this one; `rest_n` and `rest_reached` likewise for those
    it is compared with. `difference.estimate` is rate minus the rest's rate, as shares (-1 to 1), with Newcombe's
    interval. `adjusted_p` is NaN where nothing was tested. `called` needs adjusted p <= 0.05 and an interval
    that leaves out 0.
    """

    group: Label[str]
    step: Fixed[int]
    n: Size[int]
    reached: PartOf[int]
    rest_n: Size[int]
    rest_reached: PartOf[int]
    difference: Derived[Estimate]
    adjusted_p: Derived[float]
    called: Derived[bool]

    @property
    def rate(self) -> float:
        """Share of the group's people at the previous step who reached this one (NaN for nobody)."""
        return _share(self.reached, self.n)

    @property
    def rest_rate(self) -> float:
        """The same share among everybody else."""
        return _share(self.rest_reached, self.rest_n)

    def mirrored(self, group: str) -> Cell:
        """The same comparison seen from the other side, where everybody else is the group of this name."""
        seen = self.difference
        turned = replace(seen, estimate=-seen.estimate, low=-seen.high, high=-seen.low, statistic=-seen.statistic)
        own, others = (self.n, self.reached), (self.rest_n, self.rest_reached)
        return Cell(group, self.step, *others, *own, turned, self.adjusted_p, self.called)


@dataclass(frozen=True)
class Comparison:
    """Every cell shown, which is the family its p-values are adjusted over."""

    cells: tuple[Cell, ...]
    correction: Fixed[Correction]
    tested: Fixed[int]

    @property
    def called(self) -> tuple[Cell, ...]:
        """The cells that differ beyond chance: those that fall behind first, largest differences first."""
        found = [cell for cell in self.cells if cell.called]
        return tuple(sorted(found, key=lambda cell: (cell.difference.estimate > 0, -abs(cell.difference.estimate))))

    def of_group(self, group: str) -> tuple[Cell, ...]:
        """The cells of one group, by step; of two groups the second is the first seen from the other side."""
        own = tuple(cell for cell in self.cells if cell.group == group)
        return own or tuple(cell.mirrored(group) for cell in self.cells)


def bases_of(optional: Sequence[bool]) -> tuple[int, ...]:
    """For each step the earlier step its rate refers to: the last one that is not optional (step 1: 0)."""
    bases, last = [], 0
    for step, skippable in enumerate(optional):
        bases.append(last)
        if not skippable:
            last = step
    return tuple(bases)


def compare_groups(
    groups: Sequence[GroupCounts], bases: Sequence[int], correction: Correction = "holm"
) -> Comparison:
    """Each group's rate from the previous step against the rate of all other groups, for every step after the first.

    `bases` are those of `bases_of`. The family of the adjusted p-values is every cell (groups x steps), "holm" to
    say which differ, "bh" to explore. With two groups each is the other's rest: only the first is tested, so that
    one difference is not counted twice. Raises DefinitionError with fewer than two groups.
    """
    if len(groups) < 2:
        raise DefinitionError("A comparison needs at least two groups: there is nobody else to compare with.")
    people = np.array([group.people for group in groups], dtype=int).T
    steps = range(1, len(bases))
    if not steps:
        raise DefinitionError("A comparison needs a funnel of at least two steps.")
    reached, n = people[1:], people[[bases[step] for step in steps]]
    shown = groups[:1] if len(groups) == 2 else groups
    small = np.minimum(n, n.sum(axis=1, keepdims=True) - n) < SMALLEST_GROUP
    effects = _effects(reached, n, small, correction, len(shown))
    cells = []
    for row, step in enumerate(steps):
        for column, group in enumerate(shown):
            rest_n = int(n[row].sum() - n[row, column])
            rest_reached = int(reached[row].sum() - reached[row, column])
            difference, adjusted = effects[row][column]
            called = adjusted <= ALPHA and difference.excludes_zero
            counts = (int(n[row, column]), int(reached[row, column]), rest_n, rest_reached)
            cells.append(Cell(group.label, step, *counts, difference, adjusted, called))
    return Comparison(tuple(cells), correction, sum(bool(np.isfinite(cell.adjusted_p)) for cell in cells))


def compare_periods(now: Sequence[int], before: Sequence[int], bases: Sequence[int]) -> tuple[Cell, ...]:
    """The rate of each step now minus before, with Newcombe's interval and no p-value.

    Ordinary weeks differ by more than the sampling interval says, so nothing is ever called here.
    `now` and `before` are people per step.
    """
    cells = []
    for step in range(1, len(bases)):
        n, reached, old_n, old_reached = now[bases[step]], now[step], before[bases[step]], before[step]
        difference = _difference(old_reached, old_n, reached, n)
        cells.append(Cell("", step, n, reached, old_n, old_reached, difference, float("nan"), called=False))
    return tuple(cells)


def previous_period(filters: Filters, calendar: Calendar) -> Filters | None:
    """The same filters over as many days immediately before; None where the data do not reach back that far."""
    first, last = filters.date_from or calendar.first_day, filters.date_to or calendar.last_day
    start = calendar.first_day
    if first is None or last is None or start is None:
        return None
    days = (last - first).days + 1
    before = replace(filters, date_from=first - timedelta(days=days), date_to=first - timedelta(days=1))
    return before if before.date_from is not None and before.date_from >= start else None


def last_period(filters: Filters, calendar: Calendar) -> Filters | None:
    """Filters over the later half of all data, for "previous period" when no dates are chosen; None without data."""
    if calendar.first_day is None or calendar.last_day is None:
        return None
    days = (calendar.last_day - calendar.first_day).days + 1
    if days < 2:
        return None
    return replace(filters, date_from=calendar.last_day - timedelta(days=days // 2 - 1), date_to=calendar.last_day)


Effects = list[list[tuple[Estimate, float]]]


def _effects(reached: np.ndarray, n: np.ndarray, small: np.ndarray, correction: Correction, columns: int) -> Effects:
    """Difference and adjusted p of each cell; cells with too few people are shown but leave the family."""
    results = compare_with_rest(reached, n, correction)
    shape = n.shape
    table = [[results[row * shape[1] + column] for column in range(columns)] for row in range(shape[0])]
    p_values = [
        float("nan") if small[row, column] else table[row][column].difference.p_value
        for row in range(shape[0])
        for column in range(columns)
    ]
    adjusted = iter(_adjusted(p_values, correction))
    effects: Effects = []
    for row in range(shape[0]):
        effects.append([])
        for column in range(columns):
            difference = table[row][column].difference
            if small[row, column]:
                difference = replace(difference, p_value=float("nan"), reason=TOO_FEW)
            effects[-1].append((difference, next(adjusted)))
    return effects


def _adjusted(p_values: Sequence[float], correction: Correction) -> list[float]:
    return [float(p) for p in adjust(np.array(p_values), correction)]


def _difference(x1: int, n1: int, x2: int, n2: int) -> Estimate:
    method = "Newcombe interval, no test between periods"
    if min(n1, n2) < 1:
        return unavailable(method, "Nobody reached the step before in one of the two periods.", n=n1 + n2)
    low, high = (float(end) for end in newcombe(x1, n1, x2, n2))
    return Estimate(x2 / n2 - x1 / n1, low, high, float("nan"), n1 + n2, method)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
