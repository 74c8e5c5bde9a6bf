import warnings

import numpy as np
import pytest
from scipy.stats import boschloo_exact, fisher_exact

from touchpath.stats.exact import boschloo, fisher

rng = np.random.default_rng(5)
TABLES = [
    (int(rng.integers(0, n1 + 1)), int(n1), int(rng.integers(0, n2 + 1)), int(n2))
    for n1, n2 in rng.integers(1, 30, (25, 2))
]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("alternative", ["two-sided", "less", "greater"])
def test_agrees_with_scipy(table: tuple[int, int, int, int], alternative: str) -> None:
    x1, n1, x2, n2 = table
    columns = [[x2, x1], [n2 - x2, n1 - x1]]
    assert fisher(*table, alternative=alternative) == pytest.approx(
        fisher_exact(columns, alternative=alternative).pvalue, abs=1e-9
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        theirs = float(boschloo_exact(columns, alternative=alternative).pvalue)
    if 0 < x1 + x2 < n1 + n2:
        assert boschloo(*table, alternative=alternative) == pytest.approx(min(theirs, 1.0), abs=2e-6)


@pytest.mark.parametrize("table", TABLES[:8])
def test_mid_p_lies_between(table: tuple[int, int, int, int]) -> None:
    whole, half = fisher(*table), fisher(*table, mid_p=True)
    assert whole / 2 <= half <= whole


@pytest.mark.parametrize("table", TABLES)
def test_boschloo_is_never_above_fisher_one_sided(table: tuple[int, int, int, int]) -> None:
    assert boschloo(*table, "greater") <= fisher(*table, alternative="greater") + 1e-9


@pytest.mark.parametrize("test", [lambda a: fisher(1, 3, 2, 3, alternative=a), lambda a: boschloo(1, 3, 2, 3, a)])
def test_an_unknown_alternative_is_refused(test: object) -> None:
    with pytest.raises(ValueError, match="two-sided, less or greater"):
        test("larger")  # type: ignore[operator]
