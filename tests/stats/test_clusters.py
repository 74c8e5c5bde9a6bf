from math import comb

import numpy as np
import pytest

from touchpath.stats.clusters import (
    clustered_difference,
    clustered_mean,
    clustered_rate,
    compare_clusters,
    randomisation_p,
)
from touchpath.stats.means import moments, welch
from touchpath.stats.proportions import wilson

rng = np.random.default_rng(6)


def test_every_choice_of_clusters_is_counted() -> None:
    # 9 is the largest of 4 changes: of the 4 ways to pick one, only the real one is as extreme
    assert randomisation_p([9.0], [1.0, 2.0, 3.0]) == 1 / 4
    result = compare_clusters([5.0, 6, 7], [1.0, 2, 3])
    assert result.randomisation_p == result.smallest_p == 2 / comb(6, 3)
    assert result.change.estimate == pytest.approx(4)
    assert result.change.df == 4


def test_random_choices_come_near_all_of_them() -> None:
    treated, others = rng.normal(0.4, 1, 12), rng.normal(0, 1, 14)  # 9.7 million choices
    sampled = randomisation_p(treated, others)
    assert sampled == randomisation_p(treated, others)
    assert sampled == pytest.approx(compare_clusters(treated, others).change.p_value, abs=0.03)


def test_one_cluster_a_side_is_refused_with_a_reason() -> None:
    result = compare_clusters([1.0], [0.0, 0.1])
    assert result.change.reason == "Each side needs at least two clusters."
    assert result.change.estimate == pytest.approx(0.95)
    assert np.isnan([result.randomisation_p, result.change.p_value]).all()


def test_one_attempt_each_is_nearly_wilson() -> None:
    x = rng.random(2_000) < 0.3
    ours = clustered_rate(x, np.ones(2_000))
    assert (ours.low, ours.high) == pytest.approx(tuple(map(float, wilson(x.sum(), 2_000))), abs=1e-4)


def test_repeated_attempts_of_the_same_people_add_nothing() -> None:
    x = (rng.random(400) < 0.3).astype(float)
    once, tenfold = clustered_rate(x, np.ones(400)), clustered_rate(10 * x, np.full(400, 10.0))
    assert tenfold.high - tenfold.low >= (once.high - once.low) * 0.999


def test_people_with_equal_counts_may_be_grouped() -> None:
    pairs = (
        (clustered_rate([1, 1, 0, 2, 2], [2, 2, 3, 2, 2]), clustered_rate([1, 0, 2], [2, 3, 2], [2, 1, 2])),
        (clustered_mean([9, 9, 4, 4, 4], [2, 2, 1, 1, 1]), clustered_mean([9, 4], [2, 1], [2, 3])),
    )
    for one_by_one, grouped in pairs:
        assert (grouped.estimate, grouped.low, grouped.high) == pytest.approx(
            (one_by_one.estimate, one_by_one.low, one_by_one.high)
        )
        assert grouped.n == one_by_one.n


def test_all_or_nothing_keeps_the_people_as_size() -> None:
    none = clustered_rate([0, 0, 0], [40, 1, 9])
    assert (none.low, none.high) == pytest.approx(tuple(map(float, wilson(0, 3))))


def test_one_person_and_no_attempts_say_why() -> None:
    assert clustered_rate([3], [9]).reason == "One person cannot show how people vary."
    assert clustered_rate([0], [0]).reason == "There are no attempts."
    assert clustered_mean([3], [1]).reason == "At least two people must have answered."


def test_mean_of_single_answers_is_the_usual_one() -> None:
    scores = rng.integers(1, 8, 50).astype(float)
    ours = clustered_mean(scores, np.ones(50))
    assert ours.estimate == pytest.approx(scores.mean())
    assert ours.standard_error == pytest.approx(scores.std(ddof=1) / np.sqrt(50))


def test_a_difference_between_different_people_is_nearly_welch() -> None:
    a, b = rng.random(300) < 0.3, rng.random(200) < 0.4
    x1, m1 = np.concatenate([a, np.zeros(200)]), np.repeat([1, 0], [300, 200])
    x2, m2 = np.concatenate([np.zeros(300), b]), 1 - m1
    ours, theirs = clustered_difference(x1, m1, x2, m2), welch(moments(a), moments(b))
    assert ours.estimate == pytest.approx(theirs.estimate)
    assert ours.standard_error == pytest.approx(theirs.standard_error, rel=0.01)


def test_the_same_people_on_both_sides_cancel_what_they_share() -> None:
    habit = rng.random(300) < 0.4
    after = np.where(rng.random(300) < 0.1, ~habit, habit)
    ones = np.ones(300)
    ours = clustered_difference(habit, ones, after, ones)
    paired_error = (after.astype(float) - habit).std(ddof=1) / np.sqrt(300)
    assert ours.standard_error == pytest.approx(paired_error)
    back = clustered_difference(after, ones, habit, ones)
    assert (ours.estimate, ours.low) == pytest.approx((-back.estimate, -back.high))


def test_a_difference_without_attempts_or_variation_says_why() -> None:
    assert "needs attempts" in (clustered_difference([1], [1], [0], [0]).reason or "")
    assert "does not vary" in (clustered_difference([1, 0], [1, 0], [0, 1], [0, 1]).reason or "")
    with pytest.raises(ValueError, match="one entry per person"):
        clustered_difference([1], [1], [1, 1], [1, 1])
