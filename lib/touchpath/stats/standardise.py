"""Weekly rates with the mix of personas held still, so that a change of composition is no change of rate."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from touchpath.stats.proportions import Floats
from touchpath.stats.weekly import MIN_PEOPLE_A_WEEK


def merge_small_personas(n: ArrayLike, min_people: int = MIN_PEOPLE_A_WEEK) -> tuple[tuple[int, ...], ...]:
    """Which personas to measure together so that each row has at least `min_people` in every week.

    `n` has shape (personas, weeks), or (groups, personas, weeks) when the minimum must hold in each group.
    Returns index groups in the order of their first persona; the small ones share one group, which also takes
    the smallest of the others while it is itself too small. Looks at counts only, never at the outcome.
    """
    sizes = np.asarray(n, dtype=float)
    table = sizes.reshape(-1, *sizes.shape[-2:])
    fewest = table.min(axis=(0, 2))
    by_size = list(np.argsort(fewest, kind="stable"))
    merged = [int(i) for i in by_size if fewest[i] < min_people]
    kept = [int(i) for i in by_size if fewest[i] >= min_people]
    while merged and kept and table[:, merged].sum(axis=1).min() < min_people:
        merged.append(kept.pop(0))
    rows = [(i,) for i in kept] + ([tuple(sorted(merged))] if merged else [])
    return tuple(sorted(rows))


def merge_rows(table: ArrayLike, rows: tuple[tuple[int, ...], ...]) -> Floats:
    """Sum the persona rows of a (..., personas, weeks) table by the index groups of merge_small_personas."""
    counts = np.asarray(table, dtype=float)
    return np.stack([counts[..., list(row), :].sum(axis=-2) for row in rows], axis=-2)


def persona_shares(n: ArrayLike) -> Floats:
    """Each persona's share of all people over the whole period: shape (..., personas), summing to 1."""
    people = np.asarray(n, dtype=float).sum(axis=-1)
    total = people.sum(axis=-1, keepdims=True)
    return np.asarray(people / np.where(total > 0, total, np.nan))


def standardised_rates(successes: ArrayLike, n: ArrayLike) -> Floats:
    """q_w = sum over personas of (share over the whole period) * (rate of the persona in week w), 0-1.

    Tables of shape (..., personas, weeks) with small personas already merged; NaN in a week where a persona
    has nobody. With sums of values in place of successes it gives weekly standardised means, in their unit.
    """
    return _weighted(successes, n, persona_shares(n), 0.0)


def standardised_contrast(
    treated: tuple[ArrayLike, ArrayLike], control: tuple[ArrayLike, ArrayLike]
) -> tuple[Floats, Floats]:
    """Weekly treated minus control, on the logit scale and in shares: two series of shape (..., weeks).

    Each argument is (successes, n) of shape (..., personas, weeks). Both groups are weighted by the shares of
    the personas in the two together; on the logit scale 1/2 is added to every cell.
    """
    shares = persona_shares(np.asarray(treated[1], dtype=float) + np.asarray(control[1], dtype=float))
    smooth_treated, smooth_control = (_weighted(*group, shares, 0.5) for group in (treated, control))
    logits = _logit(smooth_treated) - _logit(smooth_control)
    points = _weighted(*treated, shares, 0.0) - _weighted(*control, shares, 0.0)
    return logits, points


def _weighted(successes: ArrayLike, n: ArrayLike, shares: Floats, added: float) -> Floats:
    """Persona rates averaged by share, with `added` successes and as many failures in every cell."""
    size = np.asarray(n, dtype=float)
    rates = (np.asarray(successes, dtype=float) + added) / (np.where(size > 0, size, np.nan) + 2 * added)
    return np.asarray(np.sum(shares[..., None] * rates, axis=-2))


def _logit(rate: Floats) -> Floats:
    """Log odds; infinite at 0 and 1."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(rate) - np.log1p(-rate))
