"""BG/NBD on half a million people, beside `lifetimes` where it is installed: seconds, and the same likelihood.

Run: python -m tests.benchmarks.lifetime_value [people]

`lifetimes` 0.11.3 is no longer kept and is no dependency: `pip install --target elsewhere lifetimes autograd dill`
and put the folder on PYTHONPATH to compare.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import time

import numpy as np

from tests.stats.simulated_buyers import bg_nbd_buyers
from touchpath.stats.repeat_buying import BgNbd, Buyers, fit_bg_nbd

MOST_SECONDS = 5.0
MODEL = BgNbd(0.5, 7.0, 0.8, 2.5)


def main(people: int) -> None:
    """Fit, predict, and compare on the same people."""
    age = np.floor(np.random.default_rng(1).uniform(20, 78, people) * 7) / 7
    exact = bg_nbd_buyers(MODEL, age, 2)
    last = np.where(exact.frequency > 0, np.maximum(np.floor(exact.recency * 7), 1) / 7, 0)
    buyers = Buyers.of(exact.frequency, np.minimum(last, age), age)
    began, worked = time.perf_counter(), time.process_time()
    model, fit = fit_bg_nbd(buyers)
    took, used = time.perf_counter() - began, time.process_time() - worked
    alike, place = buyers.gathered()
    model.expected(alike, 39.0)[place]
    ahead = time.perf_counter() - began - took
    print(
        f"BG/NBD, {people:,} people: fitted in {took:.2f} s (processor {used:.2f} s; at most {MOST_SECONDS:.0f} s),"
    )
    print(f"  predicted in {ahead:.2f} s; log-likelihood {fit.log_likelihood:.3f}")
    print(f"  {model}, simulated from {MODEL}")
    _public(buyers, fit.log_likelihood)


def _public(buyers: Buyers, ours: float) -> None:
    """The same fit by `lifetimes`: seconds, and how far its likelihood is from ours."""
    if importlib.util.find_spec("lifetimes") is None:
        print("  lifetimes is not installed: nothing to compare with")
        return
    began = time.perf_counter()
    try:
        fitter = (
            importlib.import_module("lifetimes").BetaGeoFitter().fit(buyers.frequency, buyers.recency, buyers.age)
        )
    except Exception as error:
        print(f"  lifetimes failed with today's libraries: {type(error).__name__}: {error}")
        return
    took = time.perf_counter() - began
    theirs = BgNbd(*(float(fitter.params_[name]) for name in ("r", "alpha", "a", "b"))).log_likelihood(buyers)
    print(f"  lifetimes: {took:.2f} s, log-likelihood of its parameters {theirs:.3f} ({theirs - ours:+.4f} to ours)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
