"""LMG shares of R squared against R's relaimpo, by hand, and by another route."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from tests.reference import reference_path
from touchpath.stats.relative_importance import MOST_ITEMS, lmg, lmg_of_covariances, variance_inflation

SWISS = (0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735, 0.1127659229265)
"""R: relaimpo::calc.relimp(Fertility ~ ., data = swiss, type = "lmg")."""


def explained(x: np.ndarray, y: np.ndarray) -> float:
    fitted = np.column_stack([np.ones(len(y)), x])
    left = y - fitted @ np.linalg.lstsq(fitted, y, rcond=None)[0]
    return 1 - left @ left / ((y - y.mean()) @ (y - y.mean()))


def over_all_orders(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The definition: each item's mean gain over every order in which they enter."""
    gains = np.zeros(x.shape[1])
    orders = list(permutations(range(x.shape[1])))
    for order in orders:
        for place, item in enumerate(order):
            gains[item] += explained(x[:, order[: place + 1]], y) - explained(x[:, order[:place]], y)
    return gains / len(orders)


def test_swiss_has_the_shares_of_relaimpo() -> None:
    rows = np.loadtxt(reference_path("cases/swiss.csv"), delimiter=",", skiprows=1)
    found = lmg(rows[:, 1:], rows[:, 0])
    assert found.shares == pytest.approx(SWISS, abs=1e-9)
    assert found.r_squared == pytest.approx(0.706735001593, abs=1e-9)


def test_shares_are_the_mean_gain_over_all_orders() -> None:
    random = np.random.default_rng(11)
    x = random.normal(size=(60, 4)) @ random.normal(size=(4, 4))
    y = x @ [1.0, 0.5, 0.0, -1.0] + random.normal(size=60)
    assert lmg(x, y).shares == pytest.approx(over_all_orders(x, y), abs=1e-10)


def test_uncorrelated_items_have_their_squared_correlations() -> None:
    x = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]], dtype=float)
    found = lmg(x, 3 * x[:, 0] + x[:, 1])
    assert found.shares == pytest.approx([0.9, 0.1])


def test_an_item_told_by_another_shares_with_it_and_one_that_does_not_vary_has_none() -> None:
    random = np.random.default_rng(3)
    item = random.normal(size=50)
    y = item + random.normal(size=50)
    found = lmg(np.column_stack([item, 2 * item + 1, np.ones(50)]), y)
    assert found.shares == pytest.approx([found.r_squared / 2, found.r_squared / 2, 0])
    assert found.r_squared == pytest.approx(explained(item[:, None], y))


def test_as_many_items_as_can_be_and_one_more() -> None:
    random = np.random.default_rng(5)
    x = random.normal(size=(200, MOST_ITEMS))
    y = x.sum(axis=1) + random.normal(size=200)
    assert lmg(x, y).r_squared == pytest.approx(explained(x, y))
    with pytest.raises(ValueError, match="1 to 13 items, not 14"):
        lmg(np.column_stack([x, y]), y)


def test_an_outcome_that_does_not_vary_has_no_shares() -> None:
    with pytest.raises(ValueError, match="does not vary"):
        lmg([[1.0], [2.0]], [3.0, 3.0])
    flat = np.array([[[1.0, 0.0], [0.0, 0.0]], [[1.0, 0.5], [0.5, 1.0]]])
    assert lmg_of_covariances(flat)[:, 0] == pytest.approx([np.nan, 0.25], nan_ok=True)


def test_inflation_is_one_over_what_the_others_leave() -> None:
    random = np.random.default_rng(8)
    x = random.normal(size=(300, 3))
    x[:, 2] += 2 * x[:, 0]
    told = explained(x[:, [0, 1]], x[:, 2])
    found = variance_inflation(np.column_stack([x, np.ones(300)]))
    assert found[2] == pytest.approx(1 / (1 - told))
    assert np.isnan(found[3])
    assert variance_inflation(np.column_stack([x[:, 0], x[:, 0]])) == pytest.approx([np.inf, np.inf])
    assert variance_inflation(x[:, :1]) == pytest.approx([1.0])
