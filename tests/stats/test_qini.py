"""The Qini curve against scikit-uplift's figures, and against counting by hand."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from touchpath.stats.qini import gains, held_out_gains, held_out_scores, qini_area, resampled

COUNTS = np.array(
    [[31, 6, 34, 13], [27, 5, 27, 8], [40, 5, 28, 4], [31, 8, 42, 4], [23, 7, 42, 14], [40, 7, 35, 8]], dtype=float
)
SCORE = np.array([0.3, 0.1, 0.1, -0.2, 0.25, 0.0])
REACHED = np.array([0, 65, 130, 252, 327, 400])
QINI = np.array([0.0, 6.419354838709678, 8.703703703703702, 14.099173553719009, 16.06832298136646, 9.833333333333336])
"""sklift.metrics.qini_curve (scikit-uplift 0.5.1) of the same 400 people: people reached, and its values."""


def test_as_scikit_uplift_has_it() -> None:
    assert gains(COUNTS, SCORE, REACHED / 400) * 208 == pytest.approx(QINI)


def test_two_kinds_by_hand() -> None:
    """Half the people gain 40 of 100, the others nothing: 20 points in all, reached after the first half."""
    counts = np.array([[100, 10, 100, 10], [100, 10, 100, 50]], dtype=float)
    shares = np.array([0.0, 0.25, 0.5, 1.0])
    assert gains(counts, np.array([0.0, 0.4]), shares) == pytest.approx([0, 0.1, 0.2, 0.2])
    assert gains(counts, np.array([0.4, 0.0]), shares) == pytest.approx([0, 0.0, 0.0, 0.2])


def test_equal_scores_are_one_straight_line() -> None:
    shares = np.linspace(0, 1, 11)
    found = gains(COUNTS, np.zeros(6), shares)
    assert found == pytest.approx(shares * QINI[-1] / 208)
    assert qini_area(found, shares) == pytest.approx(0)


def test_the_area_of_a_triangle() -> None:
    shares = np.linspace(0, 1, 101)
    curve = np.minimum(shares / 0.5, 1) * 0.2
    assert qini_area(curve, shares) == pytest.approx(0.05)


def test_without_one_of_the_arms_there_is_no_curve() -> None:
    lonely = COUNTS * [1, 1, 0, 0]
    assert np.isnan(gains(lonely, SCORE, np.array([0.5]))).all()
    assert isnan(qini_area(gains(lonely, SCORE, np.array([0.0, 1.0])), np.array([0.0, 1.0])))


def test_a_fold_is_ordered_by_what_the_others_show() -> None:
    """The first fold alone says that the second kind gains; its own order is made of the others."""
    design = np.array([[1.0, 0.0], [1.0, 1.0]])
    one = np.array([[100, 10, 100, 10], [100, 10, 100, 50]], dtype=float)
    other = np.array([[100, 20, 100, 50], [100, 10, 100, 10]], dtype=float)
    effect, outcome = held_out_scores(np.stack([one, other, other]), design)
    assert effect[0] == pytest.approx([0.3, 0.0])
    assert outcome[0] == pytest.approx([0.35, 0.1])
    assert effect[1] == pytest.approx([0.15, 0.2])
    shares = np.array([0.0, 0.5, 1.0])
    assert held_out_gains(np.stack([one, one]), effect[:2], shares) == pytest.approx([0, 0.1, 0.2])


def test_resamples_vary_about_the_counts_and_stay_counts() -> None:
    drawn = np.stack(list(resampled(COUNTS, 400, 1)))
    assert drawn.mean(axis=0) == pytest.approx(COUNTS, abs=2)
    assert (drawn[..., 1] <= drawn[..., 0]).all()
    assert (drawn[..., 3] <= drawn[..., 2]).all()
    assert drawn[..., 0].std(axis=0) == pytest.approx(np.sqrt(COUNTS[:, 0]), rel=0.15)
