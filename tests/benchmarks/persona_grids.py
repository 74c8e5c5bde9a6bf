"""How often a grid of personas in which nobody differs flags anything: `python -m tests.benchmarks.persona_grids`."""

from __future__ import annotations

import argparse

import numpy as np

from tests.analysis.test_persona_grid import flagged


def main() -> None:
    """Print the share of grids (6 personas x 10 measures) with any flag beside its bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grids", type=int, default=1_000)
    grids = parser.parse_args().grids
    random = np.random.default_rng(5)
    share = sum(flagged(random) for _ in range(grids)) / grids
    print(f"any flag in {share:.1%} of {grids:,} grids where nobody differs (bar: at most 5.5%)")


if __name__ == "__main__":
    main()
