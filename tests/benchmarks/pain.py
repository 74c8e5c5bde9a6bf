"""Does the list of pains find what is planted, and nothing where nothing is? The sample company of many seeds.

    python -m tests.benchmarks.pain [--seeds 100] [--first 1] [--size 0.5]

Planted: Families fail to pay on the app, and long waits at the support. They are found where they are the first two
rows. The neutral company has neither: there the list is empty. `--size` makes a company of fewer people.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.analysis.pain_company import company
from touchpath.analysis.pain import measure
from touchpath.analysis.pain.result import Pain, PainResult
from touchpath.answers.usual import usual_funnel
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS


def pains_of(engine: Reader) -> PainResult:
    """The list of a company, by the usual way to a purchase."""
    return measure(engine, usual_funnel(engine), 30, ("visit",), float("nan"), NO_FILTERS)


def is_checkout(pain: Pain) -> bool:
    """Families cannot pay on the app: told of them, or of the app with them as the worst on it."""
    found = (pain.place, pain.persona, pain.channel, pain.main.outcome)
    return found == ("purchase", "Families", "app", "step")


def is_slow_support(pain: Pain) -> bool:
    """Those who waited longest at the support."""
    found = (pain.kind, pain.place, pain.property_name)
    return found == ("value", "support_contact", "wait_minutes") and pain.value.endswith("and more")


def found_first(pains: tuple[Pain, ...]) -> bool:
    """Whether what is planted are the first two rows."""
    first = pains[:2]
    return any(map(is_checkout, first)) and any(map(is_slow_support, first))


def study(seeds: range, size: float) -> tuple[int, int]:
    """How many companies list what is planted first, and how many neutral ones nothing; says what else is listed."""
    planted = clean = 0
    others: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        for seed in seeds:
            began = time.perf_counter()
            for neutral in (False, True):
                with company(Path(folder), seed, size, neutral=neutral) as engine:
                    pains = pains_of(engine).pains
                if neutral:
                    clean += not pains
                    others.update(f"neutral: {_said(pain)}" for pain in pains)
                else:
                    planted += found_first(pains)
                    others.update(_said(pain) for pain in pains)
            spent = time.perf_counter() - began
            print(f"seed {seed}: first {planted}, without a row {clean}, {spent:.0f} s", flush=True)
    for said, times in others.most_common():
        print(f"  {times:3d} x {said}")
    return planted, clean


def _said(pain: Pain) -> str:
    where = pain.persona, pain.channel, pain.property_name
    return f"{pain.place} {' '.join(part for part in where if part)} ({pain.main.outcome})"


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--size", type=float, default=0.5)
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.seeds)
    planted, clean = study(seeds, asked.size)
    print(f"planted pains first in {planted} of {len(seeds)}; no row in {clean} of {len(seeds)} neutral companies")


if __name__ == "__main__":
    main()
