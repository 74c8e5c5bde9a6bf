import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from touchpath.stats.multiplicity import adjust, benjamini_hochberg, holm


# statsmodels takes 80 ms for a Holm adjustment
@settings(max_examples=15)
@given(st.lists(st.integers(0, 1000).map(lambda k: k / 1000), min_size=1, max_size=30))
def test_agrees_with_statsmodels(p_values: list[float]) -> None:
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])
    assert benjamini_hochberg(p_values) == pytest.approx(multipletests(p_values, method="fdr_bh")[1])
    assert np.all(adjust(p_values, "bh") <= adjust(p_values, "holm") + 1e-12)


def test_tests_that_did_not_run_do_not_count() -> None:
    adjusted = holm([0.01, np.nan, 0.04])
    assert adjusted[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(adjusted[1])
    assert np.isnan(benjamini_hochberg([np.nan])).all()
    assert holm([]).size == 0
