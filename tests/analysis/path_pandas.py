"""Logs of many events, and transitions and ways as a notebook counts them: sort, shift, group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from tests.tables import make_tables
from touchpath.analysis.paths import measure_transitions, measure_variants
from touchpath.engine.base import Store
from touchpath.engine.duckdb import DuckDBStore
from touchpath.journey.paths import Transitions, Variants

_COLUMNS = {
    "person": ("user_id", "person", "case_id", "customer_id", "case:concept:name"),
    "moment": ("timestamp", "event_timestamp", "time", "occurred_at", "time:timestamp"),
    "touchpoint": ("event", "touchpoint", "event_type", "activity", "concept:name"),
}  # fmt: skip


def stored(frame: pd.DataFrame, folder: Path) -> DuckDBStore:
    """A workspace that holds these events."""
    file = folder / "workspace.duckdb"
    with duckdb.connect(str(file)) as connection:
        make_tables(connection)
        names = pd.DataFrame({"touchpoint": sorted(frame["touchpoint"].unique())})
        connection.register("names", names)
        connection.execute("INSERT INTO touchpoints (raw_name, touchpoint) SELECT touchpoint, touchpoint FROM names")
        rows = frame.assign(moment=pd.to_datetime(frame["moment"], unit="us"), row=np.arange(len(frame)))
        connection.register("rows", rows)
        connection.execute(
            "INSERT INTO people (person, person_id, canonical) "
            "SELECT DISTINCT person, person::VARCHAR, person FROM rows"
        )
        connection.execute(
            "INSERT INTO events (person, identity, occurred_at, touchpoint, import_id, source_row) SELECT r.person, "
            "r.person, r.moment, t.code, 1, r.row FROM rows AS r JOIN touchpoints AS t ON t.raw_name = r.touchpoint "
            "ORDER BY t.code, r.person, r.moment"
        )
    return DuckDBStore(file, folder / "spool")


def by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """Every neighbouring pair of a person's events: how often, and by how many people."""
    ordered = frame.sort_values(["person", "moment"], kind="stable")
    names = ordered["touchpoint"].astype("category").cat.add_categories("(end)")
    following = ordered.assign(touchpoint=names).groupby("person")["touchpoint"].shift(-1).fillna("(end)")
    pairs = ordered.assign(following=following).groupby(["touchpoint", "following"], observed=True)["person"]
    return pairs.agg(["size", "nunique"])


def same_counts(engine: Store, frame: pd.DataFrame) -> int:
    """How many transitions there are; AssertionError where pandas counts otherwise."""
    peer = {pair: tuple(row) for pair, row in zip(*_columns(by_pandas(frame)), strict=True)}
    found = measure_transitions(engine, Transitions(unit="person", collapse="none")).edges
    ours = {
        (edge.source, edge.target or "(end)"): (edge.count, edge.people)
        for edge in found
        if edge.source_kind != "start"
    }
    assert ours == peer
    return len(ours)


def _columns(peer: pd.DataFrame) -> tuple[list[Any], list[Any]]:
    return peer.index.tolist(), peer.to_numpy().tolist()


def same_ways(engine: Store, frame: pd.DataFrame) -> int:
    """How many of the commonest ways there are; AssertionError where pandas counts otherwise."""
    peer = frame.sort_values(["person", "moment"], kind="stable").groupby("person")["touchpoint"].agg(tuple)
    counts = peer.value_counts()
    found = measure_variants(engine, Variants(unit="person", collapse="none", cover=1.0)).variants
    assert all(counts[way.steps] == way.units for way in found)
    assert [way.units for way in found] == counts.head(len(found)).tolist()
    return len(found)


def read_log(file: Path) -> pd.DataFrame | None:
    """The events of a file, but for all but one at equal times of a person, whose order only the file knows.

    None where the file has no person, time and event in columns of the usual names.
    """
    whole = pd.read_csv(file, low_memory=False)
    found = {name: next((one for one in known if one in whole), None) for name, known in _COLUMNS.items()}
    if None in found.values():
        return None
    return log_of(pd.DataFrame({name: whole[column] for name, column in found.items()}))


def log_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Events with numbered people and microseconds, one at each moment of a person."""
    frame = frame.dropna()
    moment = pd.to_datetime(frame["moment"], errors="coerce", utc=True, format="mixed")
    frame = frame.assign(moment=moment, touchpoint=frame["touchpoint"].astype(str)).dropna()
    frame["moment"] = frame["moment"].dt.tz_localize(None).astype("datetime64[us]").astype("int64")
    frame["person"] = pd.factorize(frame["person"])[0] + 1
    return frame.drop_duplicates(["person", "moment"])
