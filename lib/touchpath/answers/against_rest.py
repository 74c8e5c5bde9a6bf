"""A group of a split against everybody else: the difference, its range, and whether it is more than chance."""

from __future__ import annotations

from collections.abc import Sequence

from touchpath.analysis.comparison import Cell, Comparison, GroupCounts, bases_of, compare_groups
from touchpath.journey.words import interval, points

NamedCounts = tuple[str, float, float]
"""A group: its name, how many there are, and how many of them did it."""


def against_rest(groups: Sequence[NamedCounts]) -> Comparison | None:
    """Each group's share against that of all others, Holm over the groups; None with fewer than two.

    Nobody may be in two groups.
    """
    if len(groups) < 2:
        return None
    counts = [GroupCounts(name, (int(of), int(did))) for name, of, did in groups]
    return compare_groups(counts, bases_of([False, False]))


def chance_words(cell: Cell) -> str:
    """The difference with its range, and whether it is more than chance."""
    gap = cell.difference
    if gap.reason:
        return f"{points(gap.estimate)}, {gap.reason}"
    ends = interval(points(gap.low).removesuffix(" points"), points(gap.high).removesuffix(" points"))
    judged = "more than chance" if cell.called else "which chance alone could explain"
    return f"{points(gap.estimate)} (range {ends}), {judged}"


def worst_first_key(cell: Cell | None, share: float) -> tuple[bool, float]:
    """Orders groups: first those below everybody else by more than chance, the lowest share first."""
    surely = cell is not None and cell.called and cell.difference.estimate < 0
    return not surely, share
