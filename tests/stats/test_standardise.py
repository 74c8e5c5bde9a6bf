import numpy as np
import pytest

from touchpath.stats.standardise import (
    merge_rows,
    merge_small_personas,
    persona_shares,
    standardised_contrast,
    standardised_rates,
)


def test_small_personas_share_a_row() -> None:
    n = [[50, 60, 40], [3, 9, 9], [4, 2, 8], [30, 5, 30]]
    assert merge_small_personas(n) == ((0,), (1, 2), (3,))


def test_the_small_take_in_a_larger_one_while_still_too_small() -> None:
    assert merge_small_personas([[50, 60], [1, 1], [20, 20]]) == ((0,), (1, 2))
    assert merge_small_personas([[2, 2], [1, 1]]) == ((0, 1),)


def test_with_groups_the_minimum_holds_in_each() -> None:
    treated, control = [[50, 60], [9, 9]], [[50, 60], [9, 4]]
    assert merge_small_personas(treated) == ((0,), (1,))
    assert merge_small_personas([treated, control]) == ((0, 1),)


def test_merged_rows_add_up() -> None:
    table = np.arange(12).reshape(4, 3)
    assert merge_rows(table, ((0,), (1, 2), (3,))).tolist() == [[0, 1, 2], [9, 11, 13], [9, 10, 11]]


def test_a_mix_shift_leaves_standardised_rates_alone() -> None:
    n = np.array([[80, 80, 20, 20], [20, 20, 80, 80]])
    successes = n * np.array([[0.5], [0.25]])
    assert standardised_rates(successes, n) == pytest.approx([0.375] * 4)
    crude = successes.sum(axis=0) / n.sum(axis=0)
    assert crude[0] - crude[-1] == pytest.approx(0.15)


def test_one_persona_gives_the_plain_rates() -> None:
    assert standardised_rates([[3, 4]], [[10, 20]]) == pytest.approx([0.3, 0.2])
    assert persona_shares([[10, 20]]).tolist() == [1.0]


def test_contrast_on_both_scales() -> None:
    treated, control = ([[60.0]], [[100.0]]), ([[50.0]], [[100.0]])
    logits, points = standardised_contrast(treated, control)
    assert points == pytest.approx([0.1])
    assert logits == pytest.approx([np.log(60.5 / 40.5)])
    back, _ = standardised_contrast(control, treated)
    assert back == pytest.approx(-logits)


def test_nobody_in_a_week_is_nan_there_only() -> None:
    rates = standardised_rates([[1, 0]], [[4, 0]])
    assert rates[0] == 0.25
    assert np.isnan(rates[1])
