"""The transition graph of retentioneering 5, run by an interpreter that has it.

    PYTHON paths_peer.py LOG.parquet OUT.parquet

Prints wall and processor seconds of counting, then of all that one question of ours answers (counts, people, median
and 95th percentile of times). OUT gets a row (source, target, count, people) per transition. Needs duckdb and
retentioneering, not this project, and lets it send nothing to anybody.
"""

from __future__ import annotations

import os
import sys
import time

os.environ["RETENTIONEERING_NO_TRACK"] = "1"


def main(log: str, out: str) -> None:
    """Count, time, write down."""
    import duckdb
    from retentioneering.eventstream.eventstream import Eventstream

    frame = duckdb.sql(f"SELECT * FROM read_parquet('{log}')").df()
    schema = {"path_cols": ["person"], "event_col": "touchpoint", "timestamp_col": "moment"}
    stream = Eventstream(frame, schema)
    found, spent = {}, [(time.perf_counter(), time.process_time())]
    for weight in ("count", "unique_paths", "time_median", "time_q95"):
        found[weight] = stream.transition_graph_data(weight)
        spent.append((time.perf_counter(), time.process_time()))
    for last in (1, 4):
        print(*(f"{after - before:.3f}" for before, after in zip(spent[0], spent[last], strict=True)))
    both = found["count"].stack().to_frame("count").assign(people=found["unique_paths"].stack())
    both.index.names = ["source", "target"]
    edges = both[both["count"] > 0].reset_index().astype({"source": str, "target": str})
    duckdb.from_df(edges).write_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
