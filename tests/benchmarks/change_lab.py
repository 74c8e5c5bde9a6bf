"""How fast the change lab answers at 10 million events: `python -m tests.benchmarks.change_lab [events]`.

Prints the seconds of a first and a second answer for each design on a workspace of 500,000 people in 26 weeks.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from touchpath.analysis.change import measure
from touchpath.journey.change import Assignment, Change, Reach
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.funnel import Funnel, Step
from touchpath.workspace import Workspace

PEOPLE, WEEKS, PERSONAS = 500_000, 26, 5
TOUCHPOINTS = ("sign_up", "visit", "view_product", "add_to_cart", "purchase")
START = np.datetime64("2025-01-06T00:00:00", "us")
SECONDS = WEEKS * 7 * 86_400


def workspace(folder: Path, events: int) -> Workspace:
    rng = np.random.default_rng(7)
    people = min(PEOPLE, events // 20)
    joined = np.sort(rng.integers(0, SECONDS, people))
    rest = events - people
    person = rng.integers(0, people, rest)
    later = joined[person] + rng.exponential(20 * 86_400, rest).astype(np.int64)
    kept = later < SECONDS
    person, later = person[kept], later[kept]
    who = np.concatenate([np.arange(people), person])
    second = np.concatenate([joined, later])
    what = np.concatenate([np.ones(people, np.int64), rng.integers(2, len(TOUCHPOINTS) + 1, len(person))])
    order = np.lexsort((second, who, what))
    file = folder / "bench.duckdb"
    Workspace.open(file).close()
    given = pd.DataFrame(
        {
            "person": (who[order] + 1).astype(np.int32),
            "occurred_at": START + second[order].astype("timedelta64[s]"),
            "touchpoint": what[order].astype(np.int32),
            "channel": (1 + who[order] % 2).astype(np.int32),
            "worth": np.where(what[order] == len(TOUCHPOINTS), 20.0, np.nan),
            "source_row": np.arange(len(order)),
        }
    )
    with duckdb.connect(str(file)) as connection:
        connection.register("given", given)
        connection.execute(
            "INSERT INTO events (person, identity, occurred_at, touchpoint, channel, value, import_id, source_row) "
            "SELECT person, person, occurred_at, touchpoint, channel, worth, 1, source_row FROM given"
        )
        connection.execute(
            "INSERT INTO people (person, person_id, canonical, persona, attributes) SELECT i, 'p' || i, i, "
            "'Persona ' || (i % $personas), MAP {'arm': CASE WHEN i % 2 = 0 THEN 'new' ELSE 'old' END} "
            "FROM range(1, $people + 1) AS r(i)",
            {"people": people, "personas": PERSONAS},
        )
        for code, name in enumerate(TOUCHPOINTS, 1):
            connection.execute(
                "INSERT INTO touchpoints (code, raw_name, touchpoint) VALUES (?, ?, ?)", [code, name, name]
            )
        for code, name in enumerate(("web", "app"), 1):
            connection.execute("INSERT INTO channels (code, raw_name, channel) VALUES (?, ?, ?)", [code, name, name])
    return Workspace.open(file)


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, workspace(Path(folder), events) as opened:
        print(f"{events:,} events made in {time.perf_counter() - began:.0f} s", flush=True)
        answer(opened)


def answer(opened: Workspace) -> None:
    kept = Outcome("retention", "sign_up", "visit", 14)
    base = Change("bench", "2025-04-07", kept, reached=Reach(("Persona 1",)), hoped_for=2)
    funnel = Funnel((Step("sign_up"), Step("view_product"), Step("purchase")))
    asked = {
        "before and after": base,
        "with a comparison group": replace(base, control=Reach(others=True)),
        "everybody": replace(base, reached=Reach()),
        "arms by persona": replace(base, reached=Reach(), assignment=Assignment("person", "arm")),
        "revenue": replace(base, outcome=Outcome("revenue", "sign_up", "purchase", 14)),
        "funnel": replace(base, outcome=Outcome("conversion", days=14, funnel=funnel)),
        "churn": replace(base, outcome=Outcome("churn", "sign_up", "visit", 60)),
    }
    for name, change in asked.items():
        times = []
        for _ in range(2):
            began = time.perf_counter()
            result = measure(opened.engine, change)
            times.append(time.perf_counter() - began)
        print(f"{name:26} {times[0]:6.2f} s {times[1]:6.2f} s   {result.verdict.value}", flush=True)


if __name__ == "__main__":
    main()
