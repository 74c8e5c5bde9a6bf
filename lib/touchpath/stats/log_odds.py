"""Which words go with one group of texts rather than another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from touchpath.stats.proportions import Floats

PRIOR = 1000.0
"""How many words the prior is worth, spread over the words as the whole corpus uses them."""


@dataclass(frozen=True, slots=True)
class WordOdds:
    """One entry per word: log-odds in the first group less those in the second, as z, with its two-sided p-value."""

    log_odds: Floats
    z: Floats
    p_value: Floats


def word_odds(first: ArrayLike, second: ArrayLike, prior: float = PRIOR) -> WordOdds:
    """Log-odds ratios of words with an informative Dirichlet prior, from their counts in two groups of texts.

    The prior is the counts of both groups together, scaled to `prior` words: it draws rare words towards no
    difference. z divides by the standard deviation 1/(y1 + a) + 1/(y2 + a). NaN for a word in neither group, and
    where there is one word only.
    Source: Monroe, Colaresi and Quinn 2008, Political Analysis 16:372, formulas 15, 16, 20 and 22.
    """
    y1, y2 = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    both = y1 + y2
    total = both.sum()
    alpha = np.where(both > 0, both, np.nan) * (prior / total if total else np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = _log_odds(y1, alpha, prior) - _log_odds(y2, alpha, prior)
        z = ratio / np.sqrt(1 / (y1 + alpha) + 1 / (y2 + alpha))
    return WordOdds(ratio, z, 2 * ndtr(-np.abs(z)))


def _log_odds(counts: Floats, alpha: Floats, prior: float) -> Floats:
    odds: Floats = (counts + alpha) / (counts.sum() + prior - counts - alpha)
    return np.log(odds)
