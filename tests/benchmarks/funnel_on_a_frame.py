"""The same funnel without a window in retentioneering 5 on the event frame (`pip install "retentioneering>=5,<6"`).

    python -m tests.benchmarks.funnel_on_a_frame --events 1000000

It is no requirement of the project: it reports its use to its makers unless told not to, which is done here.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.funnel import STEPS, TOUCHPOINTS, ours, seconds, synthetic
from touchpath.analysis import funnel
from touchpath.journey.funnel import Funnel

os.environ["RETENTIONEERING_NO_TRACK"] = "1"


def main() -> None:
    """Print both counts and the ratio of the times."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    from retentioneering.eventstream import Eventstream  # type: ignore[import-not-found]

    frame = synthetic(given.events)
    names = [step.name for step in STEPS]
    stream = Eventstream(
        frame.assign(
            user_id=frame["person"],
            event=frame["touchpoint"].map(dict(enumerate(TOUCHPOINTS, 1))),
            timestamp=frame["moment"],
        )[["user_id", "event", "timestamp"]]
    )
    spec = Funnel(steps=STEPS)
    with tempfile.TemporaryDirectory() as folder:
        workspace = ours(frame, Path(folder))

        def first() -> funnel.FunnelResult:
            with workspace.engine.transaction():
                pass
            return funnel.measure(workspace.engine, spec)

        counts = [step.people for step in first().steps]
        theirs = [int(step["unique_paths"]) for step in stream.funnel_data(steps=names)["steps"]]
        print(f"{given.events:,} events: ours {counts}, retentioneering {theirs}")
        pairs = [(seconds(first), seconds(lambda: stream.funnel_data(steps=names))) for _ in range(given.rounds)]
        workspace.close()
    print(f"time ratio, first question: {statistics.median(a[0] / b[0] for a, b in pairs):.3f}")


if __name__ == "__main__":
    main()
