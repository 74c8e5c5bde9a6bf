"""What treating people in an order gains over drawing them by lot: the Qini curve of a randomised test.

Counts have a row per kind of people (those alike in all that is known of them) and the columns of `COLUMNS`; leading
axes are parts of the data that are looked at one by one (folds).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from touchpath.stats.proportions import Floats

COLUMNS = ("control", "control_did", "treated", "treated_did")
Places = NDArray[np.int64]


def gains(counts: Floats, score: Floats, shares: Floats) -> Floats:
    """Outcomes gained per person of everybody (0-1) where the first `shares` by score are treated and no one else.

    (Y1 - Y0 N1/N0) / N1 in all, where Y and N count outcomes and people of the treated (1) and the others (0) among
    the first; straight between groups of people with one score, and from 0. NaN without people in both arms.
    Source: Radcliffe 2007, Direct Marketing Analytics Journal 1:14.
    """
    order = np.argsort(-score, kind="stable")
    last = np.append(np.diff(score[order]) != 0, True)
    control, control_did, treated, treated_did = np.cumsum(counts[order], axis=0)[last].T
    if not (control[-1] > 0 and treated[-1] > 0):
        return np.full(len(shares), np.nan)
    expected = np.divide(control_did * treated, control, out=np.zeros_like(treated), where=control > 0)
    reached = (control + treated) / (control[-1] + treated[-1])
    gained = (treated_did - expected) / treated[-1]
    found: Floats = np.interp(shares, np.append(0.0, reached), np.append(0.0, gained))
    return found


def qini_area(gained: Floats, shares: Floats) -> float:
    """The mean over all shares of what an order gains over drawing by lot, in outcomes per person of everybody."""
    return float(np.trapezoid(gained - shares * gained[-1], shares))


def held_out_gains(counts: Floats, scores: Floats, shares: Floats) -> Floats:
    """The mean of the folds' curves: `counts` of shape (folds, kinds, 4), `scores` (folds, kinds)."""
    curves = [gains(part, score, shares) for part, score in zip(counts, scores, strict=True)]
    return np.asarray(np.mean(curves, axis=0), dtype=np.float64)


def held_out_scores(counts: Floats, design: Floats) -> tuple[Floats, Floats]:
    """For each fold and kind of people the expected effect, and the expected outcome, as the other folds show them.

    Two linear models of the share with the outcome by the columns of `design` (a row per kind, the first column all
    1): in one every column has an effect of its own on the gain of being treated; the other knows of no arms.
    Weighted least squares; where columns repeat each other the shortest solution is taken.
    """
    effect, outcome = [], []
    for fold in range(len(counts)):
        control, control_did, treated, treated_did = (counts.sum(axis=0) - counts[fold]).T
        both = np.vstack([np.hstack([design, np.zeros_like(design)]), np.hstack([design, design])])
        found = _least_squares(both, np.append(control, treated), np.append(control_did, treated_did))
        effect.append(design @ found[design.shape[1] :])
        outcome.append(design @ _least_squares(design, control + treated, control_did + treated_did))
    return np.round(effect, 12), np.round(outcome, 12)


def resampled(counts: Floats, resamples: int, seed: int = 0) -> Iterator[Floats]:
    """The counts of a bootstrap over people: each counts Poisson(1) times."""
    random = np.random.default_rng(seed)
    control, control_did, treated, treated_did = np.moveaxis(counts, -1, 0)
    for _ in range(resamples):
        drawn = [
            random.poisson(part) for part in (control - control_did, control_did, treated - treated_did, treated_did)
        ]
        yield np.stack([drawn[0] + drawn[1], drawn[1], drawn[2] + drawn[3], drawn[3]], axis=-1).astype(np.float64)


def _least_squares(design: Floats, people: Floats, did: Floats) -> Floats:
    root = np.sqrt(people)
    share = np.divide(did, people, out=np.zeros_like(people), where=people > 0)
    found: Floats = np.linalg.lstsq(design * root[:, None], share * root, rcond=None)[0]
    return found
