"""One difference over strata: by hand, by simulation, and where there is nothing to compare."""

from __future__ import annotations

import numpy as np
import pytest

from touchpath.stats.common_difference import common_difference


def test_one_stratum_is_the_plain_difference() -> None:
    found = common_difference([30], [100], [45], [100])
    assert found.estimate == pytest.approx(0.15)
    # one stratum of equal groups: the textbook variance p1 q1 / n1 + p2 q2 / n2, up to the order 1 / n
    plain = np.sqrt(0.3 * 0.7 / 100 + 0.45 * 0.55 / 100)
    assert found.standard_error == pytest.approx(plain, rel=0.01)
    assert found.n == 200


def test_strata_are_weighed_by_n1_n2_over_n() -> None:
    x1, n1, x2, n2 = (np.array(part) for part in ([2, 10], [10, 40], [9, 12], [30, 20]))
    weight = n1 * n2 / (n1 + n2)
    expected = (weight * (x2 / n2 - x1 / n1)).sum() / weight.sum()
    assert common_difference(x1, n1, x2, n2).estimate == pytest.approx(expected)


def test_strata_of_one_side_tell_nothing() -> None:
    whole = common_difference([2, 10, 5], [10, 40, 9], [9, 12, 0], [30, 20, 0])
    assert whole == common_difference([2, 10], [10, 40], [9, 12], [30, 20])
    nobody = common_difference([5], [9], [0], [0])
    assert nobody.reason == "No stratum has people in both groups."
    assert np.isnan(nobody.estimate)


@pytest.mark.parametrize(("strata", "size"), [(3, 60), (200, 2)])
def test_the_interval_covers_few_large_and_many_sparse_strata(strata: int, size: int) -> None:
    """95 % of intervals hold the true difference; strata differ in level and in the balance of their groups."""
    rng = np.random.default_rng(11)
    base = rng.uniform(0.1, 0.6, strata)
    n1, n2 = rng.integers(1, 2 * size, strata), rng.integers(1, 2 * size, strata)
    covered = 0
    for _ in range(600):
        found = common_difference(rng.binomial(n1, base), n1, rng.binomial(n2, base + 0.2), n2)
        covered += found.low <= 0.2 <= found.high
    assert 0.93 <= covered / 600 <= 0.97
