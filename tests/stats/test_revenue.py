import numpy as np
import pytest
from scipy.stats import permutation_test

from touchpath.stats.means import moments, pooled, welch
from touchpath.stats.revenue import compare_revenue, studentised_permutation

rng = np.random.default_rng(8)


def revenue(n: int, lift: float = 1.0) -> np.ndarray:
    return np.where(rng.random(n) < 0.4, lift * rng.lognormal(3, 1, n), 0.0)


@pytest.mark.parametrize(("n1", "n2"), [(30, 60), (400, 900)])
def test_agrees_with_scipys_permutation_of_welch_t(n1: int, n2: int) -> None:
    a, b = revenue(n1), revenue(n2, 1.3)

    def t(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
        error = x.var(axis, ddof=1) / x.shape[axis] + y.var(axis, ddof=1) / y.shape[axis]
        return (y.mean(axis) - x.mean(axis)) / np.sqrt(error)

    theirs = permutation_test((a, b), t, vectorized=True, n_resamples=4_000, batch=500, rng=np.random.default_rng(1))
    distribution = np.abs(theirs.null_distribution)
    expected = (1 + np.sum(distribution >= abs(theirs.statistic))) / (1 + distribution.size)
    assert studentised_permutation(a, b, permutations=4_000) == pytest.approx(expected, abs=0.04)


def test_the_same_seed_gives_the_same_answer_and_the_groups_may_swap() -> None:
    a, b = revenue(50), revenue(80)
    first = studentised_permutation(a, b, seed=4)
    assert first == studentised_permutation(a, b, seed=4)
    assert first == pytest.approx(studentised_permutation(b, a, seed=4), abs=0.03)


def test_a_clear_difference_has_the_smallest_p() -> None:
    a, b = rng.normal(0, 1, 40), rng.normal(5, 1, 40)
    assert studentised_permutation(a, b) == 1 / 2_000


@pytest.mark.parametrize(
    ("sizes", "method"),
    [
        ((1_000, 1_900), "Welch t"),
        ((300, 400), "studentised permutation; Welch t interval"),
        ((300, 901), "studentised permutation; pooled t interval"),
    ],
)
def test_the_sizes_choose_test_and_interval(sizes: tuple[int, int], method: str) -> None:
    a, b = revenue(sizes[0]), revenue(sizes[1])
    result = compare_revenue(a, b)
    assert result.difference.method == method
    shown = (pooled if "pooled" in method else welch)(moments(a), moments(b))
    assert (result.difference.low, result.difference.high) == (shown.low, shown.high)


def test_the_second_line_is_not_moved_by_one_huge_order() -> None:
    a, b = revenue(500), revenue(500)
    b[0] = 1e6
    result = compare_revenue(a, b)
    assert result.difference.estimate > 1_000
    assert abs(result.winsorised.estimate) < 20


def test_too_little_to_compare_says_why() -> None:
    result = compare_revenue([1.0], [2.0, 3.0])
    assert result.difference.reason is not None
    assert np.isnan(studentised_permutation([0.0, 0.0], [0.0, 0.0]))


def test_too_few_permutations_are_refused() -> None:
    with pytest.raises(ValueError, match="1999"):
        studentised_permutation([1.0, 2.0], [3.0, 4.0], permutations=99)
