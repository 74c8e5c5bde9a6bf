"""Terms that go with low scores or with the others, and those that occur together as themes: on plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.surveys.answers import Chosen, Numbers, Whole
from touchpath.analysis.surveys.words import CommentTerms
from touchpath.stats.log_odds import word_odds
from touchpath.stats.multiplicity import benjamini_hochberg

FEWEST_COMMENTS = 5
TOGETHER = 0.3
"""Jaccard's share from which two terms are of one theme."""
_ALPHA = 0.05
_MOST_TERMS = 400


@dataclass(frozen=True, eq=False)
class TermGroup:
    """A theme: the numbers of its terms, the strongest first, its comments, and the z of its strongest term.

    z is above 0 where it goes with low scores.
    """

    terms: tuple[int, ...]
    comments: Whole
    z: float


def term_groups(terms: CommentTerms, low: Chosen, scored: Chosen) -> list[TermGroup]:
    """Themes of low scores and of the others, the strongest first.

    `low` and `scored` mark comments (low ones are scored). A term counts from FEWEST_COMMENTS comments on; its
    log-odds are judged with Benjamini and Hochberg at 5 % over all that count.
    """
    inside = scored[terms.comment]
    comment, term = terms.comment[inside], terms.term[inside]
    counts = np.bincount(term, minlength=len(terms.names))
    first = np.bincount(term[low[comment]], minlength=len(terms.names))
    odds = word_odds(first, counts - first)
    adjusted = benjamini_hochberg(np.where(counts >= FEWEST_COMMENTS, odds.p_value, np.nan))
    z = odds.z
    called = np.flatnonzero(adjusted < _ALPHA)
    called = called[np.argsort(-np.abs(z[called]), kind="stable")][:_MOST_TERMS]
    where = {int(number): comment[term == number] for number in called}
    groups = [_group(side, where, z) for side in _joined([int(number) for number in called], where, z)]
    return sorted(groups, key=lambda group: (group.z < 0, -abs(group.z)))


def _joined(called: list[int], where: dict[int, Whole], z: Numbers) -> list[list[int]]:
    """Terms of one side that occur together, chained."""
    sides: list[list[int]] = []
    for term in called:
        near = [side for side in sides if any(_together(term, other, where, z) for other in side)]
        sides = [side for side in sides if side not in near]
        sides.append([*(other for side in near for other in side), term])
    return sides


def _together(one: int, other: int, where: dict[int, Whole], z: Numbers) -> bool:
    if z[one] * z[other] < 0:
        return False
    both = len(np.intersect1d(where[one], where[other], assume_unique=True))
    return both >= TOGETHER * (len(where[one]) + len(where[other]) - both)


def _group(side: list[int], where: dict[int, Whole], z: Numbers) -> TermGroup:
    strongest = sorted(side, key=lambda term: -abs(z[term]))
    comments = np.unique(np.concatenate([where[term] for term in side]))
    return TermGroup(tuple(strongest), comments, float(z[strongest[0]]))
