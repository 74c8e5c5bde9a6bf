"""Words that go with one group of texts."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from touchpath.stats.log_odds import word_odds


def test_the_formula_written_out() -> None:
    """Two words, 30 and 70 in the first group, 10 and 90 in the second; a prior worth 20 words: 4 and 16."""
    found = word_odds([30, 70], [10, 90], prior=20)
    ratio = log(34 / (120 - 34)) - log(14 / (120 - 14))
    assert found.log_odds[0] == pytest.approx(ratio)
    assert found.z[0] == pytest.approx(ratio / sqrt(1 / 34 + 1 / 14))


def test_the_groups_exchanged_change_the_sign() -> None:
    first, second = np.array([5, 40, 12, 0]), np.array([9, 30, 2, 7])
    there, back = word_odds(first, second), word_odds(second, first)
    assert there.z == pytest.approx(-back.z)
    assert there.p_value == pytest.approx(back.p_value)


def test_the_prior_draws_rare_words_towards_no_difference() -> None:
    weak, strong = (word_odds([6, 500], [1, 500], prior=prior).z[0] for prior in (1, 1000))
    assert 0 < strong < weak


def test_a_word_in_neither_group_is_not_a_number() -> None:
    found = word_odds([3, 5, 0], [1, 7, 0])
    assert np.isnan(found.z).tolist() == [False, False, True]
