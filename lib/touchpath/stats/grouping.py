"""Whether people fall into groups: components beyond chance, k-means, how stable and how far apart its groups are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.proportions import Floats

RESAMPLES = 50
SHUFFLES = 39
MOST_GROUPS = 8
_RESAMPLED = 300
_LOOKED_AT = 1_000
_ALIKE = 0.02
_WHOLE_STARTS, _STARTS, _STEPS = 10, 4, 50
GroupNumbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Components:
    """Standardised features turned into the components that hold more than shuffled features would: `loadings` has a
    column for each. Without a column, features do not go together.
    """

    mean: Floats
    spread: Floats
    loadings: Floats

    def of(self, features: Floats) -> Floats:
        """The components of people by their features (one row a person)."""
        found: Floats = (features - self.mean) / self.spread @ self.loadings
        return found


@dataclass(frozen=True)
class GroupsTried:
    """A number of groups: its `stability` (mean adjusted Rand index over resamples), how far `apart` they are (mean
    silhouette), and the people of the `smallest`.
    """

    groups: int
    stability: float
    apart: float
    smallest: int


def adjusted_rand(one: GroupNumbers, two: GroupNumbers) -> float:
    """How far two groupings of the same people agree: 1 the same, 0 as chance.

    Source: Hubert & Arabie 1985, J Classif 2:193.
    """
    first, second = (np.unique(labels, return_inverse=True)[1] for labels in (one, two))
    table = np.zeros((first.max() + 1, second.max() + 1))
    np.add.at(table, (first, second), 1)
    both, rows, columns, every = (_pairs(part) for part in (table, table.sum(1), table.sum(0), table.sum()))
    expected, most = rows * columns / every, (rows + columns) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def _pairs(counts: Floats) -> float:
    return float(np.sum(counts * (counts - 1) / 2))


def components(features: Floats, random: np.random.Generator) -> Components:
    """The components whose variance exceeds that of every one of 39 copies with each feature shuffled by itself.

    Parallel analysis (Horn 1965, Psychometrika 30:179) with shuffling in the place of normal noise: where features do
    not go together none is left in 39 of 40 cases. Features without variation count for nothing.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = (features - mean) / spread
    variance, vectors = np.linalg.eigh(scaled.T @ scaled / len(scaled))
    most = np.zeros(len(variance))
    for _ in range(SHUFFLES):
        mixed = random.permuted(scaled, axis=0)
        most = np.maximum(most, np.linalg.eigvalsh(mixed.T @ mixed / len(mixed)))
    beyond = (variance > most)[::-1]
    kept = len(beyond) if beyond.all() else int(np.argmin(beyond))
    return Components(mean, spread, vectors[:, ::-1][:, :kept])


def nearest(values: Floats, centres: Floats) -> GroupNumbers:
    """The number of the centre that each row is nearest to."""
    found: GroupNumbers = np.argmin((centres**2).sum(axis=1) - 2 * values @ centres.T, axis=1)
    return found


def group_centres(values: Floats, groups: int, random: np.random.Generator, starts: int = _WHOLE_STARTS) -> Floats:
    """The centres of k-means (k-means++, the best of some starts by the squares within groups)."""
    found = [_settled(values, _seeded(values, groups, random)) for _ in range(starts)]
    return min(found, key=lambda centres: float(((values - centres[nearest(values, centres)]) ** 2).sum()))


def _seeded(values: Floats, groups: int, random: np.random.Generator) -> Floats:
    """First centres, each drawn the likelier the farther from those before. Arthur & Vassilvitskii 2007, SODA."""
    centres = [values[random.integers(len(values))]]
    far = ((values - centres[0]) ** 2).sum(axis=1)
    for _ in range(groups - 1):
        drawn = int(np.searchsorted(np.cumsum(far), random.random() * far.sum(), side="right"))
        centres.append(values[min(drawn, len(values) - 1)])
        far = np.minimum(far, ((values - centres[-1]) ** 2).sum(axis=1))
    return np.array(centres)


def _settled(values: Floats, centres: Floats) -> Floats:
    """The centres moved to the middle of their people until nobody changes; a centre without people stays."""
    before = np.zeros(0, dtype=np.int64)
    for _ in range(_STEPS):
        labels = nearest(values, centres)
        if len(before) and np.array_equal(labels, before):
            break
        before = labels
        inside = np.eye(len(centres))[labels]
        people = inside.sum(axis=0)[:, None]
        centres = np.where(people > 0, inside.T @ values / np.maximum(people, 1), centres)
    return centres


def try_groups(values: Floats, groups: int, random: np.random.Generator) -> tuple[GroupsTried, Floats]:
    """How good a number of groups is, and its centres.

    Each of 50 resamples holds half the people, at most 300: with many people every cut is stable, also one through a
    single crowd. Its centres sort all people, which is compared with the groups of all.
    """
    centres = group_centres(values, groups, random)
    labels = nearest(values, centres)
    size, agreed = min(_RESAMPLED, len(values) // 2), []
    for _ in range(RESAMPLES):
        some = values[random.choice(len(values), size, replace=False)]
        agreed.append(adjusted_rand(labels, nearest(values, group_centres(some, groups, random, _STARTS))))
    smallest = int(np.bincount(labels, minlength=groups).min())
    return GroupsTried(groups, float(np.mean(agreed)), silhouette(values, labels), smallest), centres


def silhouette(values: Floats, labels: GroupNumbers) -> float:
    """How much nearer people are to their own group than to the next: 1 far apart, 0 not at all.

    The mean over the first 1,000 people. Rousseeuw 1987, J Comput Appl Math 20:53. NaN for a single group.
    """
    values, labels = values[:_LOOKED_AT], np.unique(labels[:_LOOKED_AT], return_inverse=True)[1]
    squares = (values**2).sum(axis=1)
    apart = np.sqrt(np.maximum(squares[:, None] + squares - 2 * values @ values.T, 0))
    inside = np.eye(labels.max() + 1)[labels]
    people, rows = inside.sum(axis=0), np.arange(len(values))
    if len(people) < 2:
        return nan
    sums = apart @ inside
    own = sums[rows, labels] / np.maximum(people[labels] - 1, 1)
    means = sums / people
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    alone = people[labels] == 1
    return float(np.mean(np.where(alone, 0.0, (other - own) / np.maximum(np.maximum(own, other), 1e-300))))


def crowds_as_tight(values: Floats, centres: Floats, random: np.random.Generator) -> int:
    """How many of 39 single crowds fall into as tight groups: normal, as wide as the people in each direction.

    A crowd that is longer than wide is cut in two as steadily as two crowds; only a gap makes its halves tighter.
    Source: Liu, Hayes, Nobel & Marron 2008, JASA 103:1281 (SigClust), for several groups.
    """
    some = values[:_LOOKED_AT] - values[:_LOOKED_AT].mean(axis=0)
    width = some.std(axis=0)
    own = _tightness(some, group_centres(some, len(centres), random, _STARTS))
    crowds = (random.normal(0.0, width, some.shape) for _ in range(SHUFFLES))
    drawn = [_tightness(crowd, group_centres(crowd, len(centres), random, 1)) for crowd in crowds]
    return sum(tightness <= own for tightness in drawn)


def _tightness(values: Floats, centres: Floats) -> float:
    """The squares within groups as a share of all squares."""
    inside = ((values - centres[nearest(values, centres)]) ** 2).sum()
    return float(inside / ((values - values.mean(axis=0)) ** 2).sum())


def best_number(tried: Sequence[GroupsTried], least_apart: float) -> GroupsTried:
    """The most stable number of groups; of those within .02 of it the most groups that are apart, if any are."""
    most = max(part.stability for part in tried)
    alike = [part for part in tried if part.stability >= most - _ALIKE]
    return max(alike, key=lambda part: (part.apart > least_apart, part.groups))
