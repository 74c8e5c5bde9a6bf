"""People at two cut-offs with and without something to foretell, for the gate of predictions."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.special import expit

from touchpath.stats.foreteller import Cases, Trained, trained

Signal = Literal["none", "one", "several"]
VARIABLES = 20


def cases(people: int, signal: Signal, random: np.random.Generator, base: float = 0.3) -> Cases:
    """Skewed, partly missing numbers and one name; what comes of people rests on none, one, or several of them.

    "one": recency alone, an odds ratio of e per standard deviation. "several": recency, and four more variables with
    an odds ratio of e ** .6 each, two of them together only.
    """
    values = random.normal(size=(people, VARIABLES))
    seen = values.copy()
    seen[:, 1:5] = np.exp(seen[:, 1:5])
    seen[:, 5:8] = np.floor(np.exp(seen[:, 5:8]))
    seen[random.random((people, VARIABLES)) < 0.1] = np.nan
    seen[:, 0] = values[:, 0]
    seen[:, -1] = random.integers(0, 5, people)
    odds = np.full(people, np.log(base / (1 - base)))
    if signal != "none":
        odds += values[:, 0]
    if signal == "several":
        odds += 0.6 * (values[:, 1] - values[:, 5] + values[:, 9] * (values[:, 10] > 0) + values[:, 12])
    named = np.arange(VARIABLES) == VARIABLES - 1
    return Cases(seen.astype(np.float32), named, random.random(people) < expit(odds))


def one_trial(people: int, signal: Signal, seed: int, base: float = 0.3) -> Trained:
    """Learn from some people, test on others like them."""
    random = np.random.default_rng([seed, people, len(signal)])
    return trained(cases(people, signal, random, base), cases(people, signal, random, base))
