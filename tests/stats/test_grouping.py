"""Groups of people: against scikit-learn where it is installed, by hand, and on simulated crowds."""

from __future__ import annotations

import numpy as np
import pytest

from tests.stats.simulated_groups import judged, three_groups
from touchpath.stats.grouping import (
    GroupsTried,
    adjusted_rand,
    best_number,
    components,
    group_centres,
    nearest,
    silhouette,
)


def test_agreement_of_groupings_by_hand() -> None:
    """Hubert and Arabie's index: 1 for the same under other names, and the worked table [[2, 1], [0, 3]]."""
    one, two = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 1, 1])
    assert adjusted_rand(one, 7 - one) == 1
    assert adjusted_rand(one, two) == pytest.approx((4 - 6 * 7 / 15) / ((6 + 7) / 2 - 6 * 7 / 15))
    assert adjusted_rand(np.zeros(4, dtype=int), np.zeros(4, dtype=int)) == 1


def test_the_indices_and_the_centres_are_those_of_scikit_learn() -> None:
    cluster = pytest.importorskip("sklearn.cluster")
    metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(3)
    features, truth = three_groups(5)
    values = features[:, :12]
    other = random.integers(0, 4, len(truth))
    assert adjusted_rand(truth, other) == pytest.approx(metrics.adjusted_rand_score(truth, other))
    assert silhouette(values, truth) == pytest.approx(metrics.silhouette_score(values, truth))
    centres = group_centres(values, 3, random)
    theirs = cluster.KMeans(3, n_init=10, random_state=0).fit(values)
    ours = ((values - centres[nearest(values, centres)]) ** 2).sum()
    assert ours == pytest.approx(theirs.inertia_, rel=1e-6)


def test_the_most_stable_number_is_taken_and_the_larger_where_they_are_alike() -> None:
    two, three, four = GroupsTried(2, 1.0, 0.5, 200), GroupsTried(3, 0.985, 0.4, 200), GroupsTried(4, 0.97, 0.4, 90)
    assert best_number([two, three, four], 0.25) is three
    assert best_number([two, GroupsTried(3, 0.985, 0.2, 200)], 0.25) is two, "its groups are apart"
    assert best_number([GroupsTried(2, 0.5, 0.9, 90), four], 0.25) is four


def test_a_behaviour_without_variation_counts_for_nothing() -> None:
    values, _ = three_groups(1)
    widened = np.column_stack([values, np.ones(len(values))])
    found = components(widened, np.random.default_rng(0))
    assert found.loadings.shape[1] >= 2
    assert np.abs(found.loadings[-1]).max() < 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_three_groups_are_found_and_shuffled_ones_refused(seed: int) -> None:
    """A slice of tests/benchmarks/suggested_personas.py: 100 of each."""
    features, truth = three_groups(seed)
    found = judged(features, seed)
    assert found.refused == ""
    assert adjusted_rand(found.labels, truth) >= 0.8
    shuffled = np.random.default_rng(seed).permuted(features, axis=0)
    assert judged(shuffled, seed).refused != ""


def test_one_crowd_that_is_longer_than_wide_is_refused() -> None:
    """A cut through its middle is stable, yet there are no groups."""
    random = np.random.default_rng(2)
    long = random.normal(size=(2_000, 1)) * 3 + random.normal(size=(2_000, 12))
    crowd = np.column_stack([long, random.normal(size=(2_000, 12)) + random.normal(size=(2_000, 1))])
    assert judged(crowd, 2).refused in ("not_apart", "unstable")
