"""Themes: is a planted word found, and is anything else, over 100 seeds of 800 comments?

Run: python -m tests.benchmarks.themes [seeds]

A word stands in 25 % of comments with a low score and in 5 % of the others, among made-up words.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from tests.analysis.surveys.planted_words import PLANTED, planted_comments
from touchpath.analysis.surveys.themes import term_groups
from touchpath.analysis.surveys.words import comment_terms


def themes(seed: int, in_low: float, in_others: float) -> list[list[str]]:
    """The themes of one seed, each by its terms."""
    texts, low = planted_comments(seed, in_low=in_low, in_others=in_others)
    terms = comment_terms(texts)
    groups = term_groups(terms, low, np.ones(len(texts), dtype=bool))
    return [[terms.names[term] for term in group.terms] for group in groups]


def main(seeds: int) -> None:
    """The planted word, and seeds in which nothing is planted."""
    began, found, others, nothing = time.perf_counter(), 0, 0, 0
    for seed in range(seeds):
        planted = themes(seed, 0.25, 0.05)
        hits = [theme for theme in planted if any(PLANTED in term for term in theme)]
        found += bool(hits)
        others += len(hits) < len(planted)
        nothing += bool(themes(seed, 0.1, 0.1))
    print(f"themes: {seeds} seeds of 800 comments, {time.perf_counter() - began:.0f} s")
    print(f"  planted word found: {found} (at least {0.95 * seeds:.0f})")
    print(f"  any other theme beside it: {others} (at most {0.05 * seeds:.0f})")
    print(f"  any theme where nothing is planted: {nothing}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
