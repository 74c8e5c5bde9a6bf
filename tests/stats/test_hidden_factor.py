"""How strong a hidden factor must be, against published figures."""

from __future__ import annotations

from math import inf, isnan, nan

import pytest

from touchpath.stats.hidden_factor import hidden_factor, least_hidden_factor


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (3.9, 7.26),  # VanderWeele and Ding 2017: infant deaths and not being breastfed, 3.9 (1.8 to 8.7)
        (1.8, 3.0),
        (0.80, 1.81),  # the same paper: a protective ratio, taken as 1/0.80
        (1.0, 1.0),
    ],
)
def test_published_values(ratio: float, expected: float) -> None:
    assert hidden_factor(ratio) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("ratio", [0.0, -1.0, nan, inf])
def test_what_is_no_ratio_has_none(ratio: float) -> None:
    assert isnan(hidden_factor(ratio))


def test_the_end_nearer_to_no_difference_decides() -> None:
    assert least_hidden_factor(0.39, 0.1, 0.08, 0.77) == pytest.approx(hidden_factor(1.8))
    assert least_hidden_factor(0.1, 0.2, -0.15, -0.04) == pytest.approx(hidden_factor(0.8))


def test_an_interval_that_covers_none_needs_no_factor() -> None:
    assert least_hidden_factor(0.39, 0.1, -0.01, 0.6) == 1.0
    assert least_hidden_factor(0.39, 0.1, 0.0, 0.6) == 1.0
    assert least_hidden_factor(0.39, 0.1, 0.001, 0.6) > 1.0
    assert isnan(least_hidden_factor(0.39, 0.0, 0.1, 0.6))
    assert isnan(least_hidden_factor(0.39, 0.1, nan, nan))
