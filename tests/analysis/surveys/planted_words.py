"""Comments of made-up words, with one word planted more often in those with a low score."""

from __future__ import annotations

import numpy as np

PLANTED = "zeppelin"
WORDS = [
    a + b + c for a in ("ba", "ko", "mi", "ru", "te", "lo") for b in ("na", "di", "pu", "so", "ve") for c in "xyzkmn"
]


def planted_comments(
    seed: int, comments: int = 800, low_share: float = 0.3, in_low: float = 0.25, in_others: float = 0.05
) -> tuple[list[str], np.ndarray]:
    """Texts of four to twelve words, frequent ones more often, and which of them have a low score."""
    random = np.random.default_rng(seed)
    shares = 1 / np.arange(1, len(WORDS) + 1)
    low, texts = random.random(comments) < low_share, []
    for unhappy in low:
        words = list(random.choice(WORDS, random.integers(4, 13), p=shares / shares.sum()))
        if random.random() < (in_low if unhappy else in_others):
            words.insert(int(random.integers(0, len(words) + 1)), PLANTED)
        texts.append(" ".join(words))
    return texts, low
