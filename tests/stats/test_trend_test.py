"""A trend over ordered groups, against R and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import Table

from touchpath.stats.trend_test import trend_test

SMOKERS, PATIENTS = (83, 90, 129, 70), (86, 93, 136, 82)


@pytest.mark.parametrize(
    ("scores", "squared", "p_value"),
    [(None, 8.2249, 0.004132), ((0, 0, 0, 1), 12.173, 0.0004848)],
)
def test_the_figures_of_r(scores: tuple[int, ...] | None, squared: float, p_value: float) -> None:
    """R: prop.trend.test(smokers, patients), the data of Fleiss 1981 in its documentation."""
    found = trend_test(SMOKERS, PATIENTS, scores)
    assert found.statistic**2 == pytest.approx(squared, rel=1e-4)
    assert found.p_value == pytest.approx(p_value, rel=1e-3)


def test_the_figures_of_statsmodels() -> None:
    counts = np.array([[30, 70], [45, 55], [20, 15]])
    with np.errstate(all="ignore"):
        theirs = Table(counts).test_ordinal_association(col_scores=np.array([1, 0]))
    found = trend_test(counts[:, 0], counts.sum(axis=1))
    n = counts.sum()
    assert found.statistic == pytest.approx(float(theirs.zscore) * np.sqrt(n / (n - 1)), rel=1e-2)
    assert np.sign(found.statistic) == 1


def test_the_slope_is_per_group() -> None:
    assert trend_test([10, 20, 30], [100, 100, 100]).estimate == pytest.approx(0.1)
    assert trend_test([30, 20, 10], [100, 100, 100]).statistic < 0


@pytest.mark.parametrize(
    ("did", "of", "reason"),
    [((1, 0, 0), (5, 0, 0), "two groups"), ((0, 0), (5, 5), "All or none"), ((5, 5), (5, 5), "All or none")],
)
def test_what_has_no_trend_says_why(did: tuple[int, ...], of: tuple[int, ...], reason: str) -> None:
    found = trend_test(did, of)
    assert np.isnan(found.p_value)
    assert reason in str(found.reason)
