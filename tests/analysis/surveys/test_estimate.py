"""Sums over answers: the rest of a group is what is left, counted anew."""

from dataclasses import astuple

import numpy as np
import pytest

from touchpath.analysis.surveys.estimate import sums, sums_and_rests
from touchpath.analysis.surveys.scale import CountedAnswers


@pytest.mark.parametrize("seed", range(20))
def test_the_rest_of_a_group_is_all_but_it(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, groups = int(random.integers(2, 60)), int(random.integers(1, 5))
    score = random.integers(0, 11, n).astype(float)
    good, bad = (score >= 9).astype(float), (score <= 6).astype(float)
    cluster = np.unique(random.integers(0, n, n), return_inverse=True)[1]
    weight = random.choice([1.0, 0.3, 7.0], n) if seed % 2 else np.ones(n)
    values = CountedAnswers("nps", good - bad, score, good, bad, weight, cluster, seed % 2 == 1, rescaled=False)
    group = random.integers(-1, groups, n)
    found, rests = sums_and_rests(values, group, groups)
    assert found == sums(values, group, groups)
    for number, rest in enumerate(rests):
        (anew,) = sums(values, np.where(group == number, -1, 0), 1)
        assert astuple(rest)[1:] == pytest.approx(astuple(anew)[1:], rel=1e-9, abs=1e-9)
