"""Funnels against ClickHouse's windowFunnel on the same synthetic events: same counts, and how the times compare.

    python -m tests.benchmarks.funnel --events 1000000 3000000 10000000

The peer is ClickHouse at its best (chdb: MergeTree ordered by person and time, WHERE on the steps, warm, all cores).
Machines are noisy: every figure is the median of paired rounds, and only ratios are worth quoting.

Attempts that count are remembered, so "next" questions ask for a window that nobody asked for before: they find the
arrays of the touchpoints in memory, but must match anew. A breakdown is asked twice: of the plain question on the
screen, and of a new window.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from chdb import session as chdb_session

from touchpath.analysis import funnel
from touchpath.engine.arrays import arrays_of
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step
from touchpath.workspace import Workspace

PEOPLE = 500_000
TOUCHPOINTS = ("view", "search", "cart", "checkout", "pay", *(f"other_{i}" for i in range(7)))
SHARES = (0.16, 0.13, 0.10, 0.08, 0.06, *([0.47 / 7] * 7))
STEPS = tuple(Step(name) for name in TOUCHPOINTS[:5])
DAYS, WEEK = 270, 7 * 86400
PLAIN = Funnel(steps=STEPS, window_seconds=WEEK)
BREAKDOWNS = {
    f"next: breakdown by {name}": Funnel(steps=STEPS, window_seconds=WEEK, breakdown=Breakdown(name))
    for name in ("channel", "persona")
}
OTHER_WINDOW = "next: other window"
VARIANTS = {
    OTHER_WINDOW: PLAIN,
    "next: channel, other window": BREAKDOWNS["next: breakdown by channel"],
    "next: persona, other window": BREAKDOWNS["next: breakdown by persona"],
    "strict": Funnel(steps=STEPS, window_seconds=WEEK, order="strict"),
    "any": Funnel(steps=STEPS, window_seconds=WEEK, order="any"),
    "exclusion": Funnel(steps=STEPS, window_seconds=WEEK, exclusions=(Exclusion("other_0", 1, 2),)),
    "attempts": Funnel(steps=STEPS, window_seconds=WEEK, counting="attempts"),
}
FILTERED = {
    "next: dates": Filters(date_from="2025-02-01", date_to="2025-03-31"),
    "next: channel": Filters(channels=("web",)),
    "next: persona": Filters(personas=("p1",)),
}


ASKED = {name: (spec, NO_FILTERS) for name, spec in VARIANTS.items()}
ASKED |= {name: (PLAIN, filters) for name, filters in FILTERED.items()}


def later(spec: Funnel, asked: int) -> Funnel:
    """The same funnel with a window that no question had before."""
    return replace(spec, window_seconds=WEEK - 60 * (asked + 1))


def synthetic(events: int) -> pd.DataFrame:
    """Events of half a million people in the order an import stores them."""
    random = np.random.default_rng(7)
    visit = np.arange(events) // 8
    person = random.integers(1, PEOPLE + 1, visit[-1] + 1, dtype=np.int32)[visit]
    begins = random.integers(0, (DAYS - 30) * 86400, visit[-1] + 1)[visit]
    at = ((begins + random.exponential(86400, events).clip(max=29 * 86400)) * 1_000_000).astype(np.int64)
    at += random.integers(0, 1_000_000, events)
    touchpoint = random.choice(len(TOUCHPOINTS), events, p=SHARES).astype(np.int32) + 1
    channel = random.integers(1, 6, events, dtype=np.int32)
    order = np.lexsort((at, person, touchpoint))
    moment = np.datetime64("2025-01-01", "us") + at[order].astype("timedelta64[us]")
    return pd.DataFrame(
        {"person": person[order], "moment": moment, "touchpoint": touchpoint[order], "channel": channel[order]}
    )


def ours(frame: pd.DataFrame, folder: Path) -> Workspace:
    """A workspace file with the events, inserted as an import leaves them."""
    workspace = Workspace.open(folder / "bench.duckdb")
    with workspace.engine.transaction() as writer:
        connection = writer._own
        for table, names in (("touchpoints", TOUCHPOINTS), ("channels", ("web", "app", "store", "phone", "mail"))):
            writer.put("given", pd.DataFrame({"code": range(1, len(names) + 1), "name": names}))
            connection.execute(
                "INSERT INTO touchpoints (code, raw_name, touchpoint) SELECT code, name, name FROM given"
                if table == "touchpoints"
                else "INSERT INTO channels (code, raw_name, channel) SELECT code, name, name FROM given"
            )
        connection.execute(
            "INSERT INTO people (person, person_id, canonical, persona) "
            "SELECT i, 'p' || i, i, 'p' || (i % 6) FROM range(1, 500001) AS r(i)"
        )
        writer.put("given_events", frame)
        connection.execute(
            "INSERT INTO events (person, occurred_at, touchpoint, channel, identity, import_id, source_row) "
            "SELECT person, moment, touchpoint, channel, person, 1, row_number() OVER () FROM given_events"
        )
    return workspace


def click_house(frame: pd.DataFrame, folder: Path) -> Callable[[], list[int]]:
    """The same question to ClickHouse: how many people reached at least each step."""
    source = folder / "events.parquet"
    frame.assign(at=(frame["moment"] - pd.Timestamp("2025-01-01")) // pd.Timedelta("1us")).to_parquet(source)
    session = chdb_session.Session(str(folder / "clickhouse"))
    session.query("CREATE DATABASE IF NOT EXISTS bench")
    session.query(
        "CREATE TABLE bench.events (person UInt32, at UInt64, touchpoint UInt8) "
        "ENGINE = MergeTree ORDER BY (person, at)"
    )
    session.query(f"INSERT INTO bench.events SELECT person, at, touchpoint FROM file('{source}', Parquet)")
    session.query("OPTIMIZE TABLE bench.events FINAL")
    steps = ", ".join(f"touchpoint = {code}" for code in range(1, 6))
    question = (
        "SELECT level, count() FROM (SELECT person, "
        f"windowFunnel({WEEK * 1_000_000})(at, {steps}) AS level FROM bench.events "
        "WHERE touchpoint IN (1, 2, 3, 4, 5) GROUP BY person) GROUP BY level ORDER BY level FORMAT JSONCompact"
    )

    def answer() -> list[int]:
        levels = {int(level): int(n) for level, n in json.loads(str(session.query(question)))["data"]}
        return [sum(n for level, n in levels.items() if level >= k) for k in range(1, 6)]

    return answer


def seconds(action: Callable[[], object]) -> tuple[float, float]:
    """Elapsed time, and time of all processors: the second says more where others use the machine."""
    began, worked = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - began, time.process_time() - worked


def run(events: int, rounds: int) -> float:
    """Print the ratios for one size; the median seconds of our first question."""
    with tempfile.TemporaryDirectory() as folder:
        frame = synthetic(events)
        ask_peer = click_house(frame, Path(folder))
        workspace = ours(frame, Path(folder))
        del frame
        engine = workspace.engine

        def forget() -> None:
            with engine.transaction():
                pass
            _ = engine.calendar

        counts = [step.people for step in funnel.measure(engine, PLAIN).steps]
        assert counts == ask_peer(), (counts, ask_peer())
        print(f"\n{events:,} events, {PEOPLE:,} people: {counts} (same counts)")
        theirs, first, warm = [], [], []
        others: dict[str, list[tuple[float, float]]] = {name: [] for name in (*BREAKDOWNS, *ASKED)}
        once: dict[str, list[tuple[float, float]]] = {name: [] for name in (*BREAKDOWNS, *ASKED)}
        for number in range(rounds):
            theirs.append(seconds(ask_peer))
            forget()
            first.append(seconds(lambda: funnel.measure(engine, PLAIN)))
            warm.append(seconds(lambda: funnel.measure(engine, PLAIN)))
            for name, spec in BREAKDOWNS.items():
                once[name].append(seconds(lambda s=spec: funnel.measure(engine, s)))
                others[name].append(seconds(lambda s=spec: funnel.measure(engine, s)))
            for name, (spec, filters) in ASKED.items():
                asked = (later(spec, 2 * number), later(spec, 2 * number + 1))
                once[name].append(seconds(lambda s=asked[0], f=filters: funnel.measure(engine, s, f)))
                others[name].append(seconds(lambda s=asked[1], f=filters: funnel.measure(engine, s, f)))
        peer_median, plain = medians(theirs), medians(others[OTHER_WINDOW])
        print(f"  windowFunnel (chdb)          {peer_median[0]:6.3f} s, {peer_median[1]:6.3f} s of processors")
        report("first question", first, peer_median, None)
        report("next: same", warm, peer_median, None)
        for name, measured in others.items():
            report(name, measured, peer_median, None if name.startswith("next") else plain)
            print(f"    asked for the first time   {medians(once[name])[0] / peer_median[0]:5.2f} x windowFunnel")
        held = arrays_of(engine).nbytes / 2**20
        print(
            f"  arrays in memory {held:,.0f} MiB, peak of the process (both) "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10:,.0f} MiB"
        )
        workspace.close()
        return medians(first)[0]


def medians(measured: list[tuple[float, float]]) -> tuple[float, float]:
    elapsed, worked = zip(*measured, strict=True)
    return statistics.median(elapsed), statistics.median(worked)


def report(
    name: str, measured: list[tuple[float, float]], peer: tuple[float, float], plain: tuple[float, float] | None
) -> None:
    elapsed, worked = medians(measured)
    beside = "" if plain is None else f"   {worked / plain[1]:4.1f} x the work of the plain question in memory"
    ratios = f"{elapsed / peer[0]:5.2f} x windowFunnel ({worked / peer[1]:4.2f} x of its work)"
    print(f"  {name:28s} {elapsed:6.3f} s   {ratios}{beside}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, nargs="+", default=[1_000_000])
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    firsts = [run(events, given.rounds) for events in given.events]
    for (fewer, faster), (more, slower) in zip(
        zip(given.events, firsts, strict=True), list(zip(given.events, firsts, strict=True))[1:], strict=False
    ):
        print(f"growth {fewer:,} -> {more:,}: events x {more / fewer:.1f}, time x {slower / faster:.1f}")


if __name__ == "__main__":
    main()
