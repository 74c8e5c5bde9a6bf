"""Retained after every touchpoint in one pass: as for one touchpoint by itself, whatever makes the sessions."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.path_workspace import workspace
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.first_meetings import first_meetings
from touchpath.analysis.log.whole import chosen, whole_log
from touchpath.analysis.retention.at import read_retained
from touchpath.analysis.retention.many import returned_within, returns_in
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.retention import Retention

NAMES = ("visit", "cart", "buy", "survey")
BACK = ("visit", "cart", "buy")


def _events(chance: random.Random, named: bool) -> list[tuple[object, ...]]:
    """Sessions that the file names may lie across each other; many events share a moment."""
    events: list[tuple[object, ...]] = []
    for person in range(60):
        minute = chance.randrange(9000)
        for _ in range(chance.randrange(1, 9)):
            minute += chance.choice((0, 0, 4, 29, 31, 500, 20_000, 40_000))
            session = chance.choice((None, f"{person}-a", f"{person}-b")) if named else None
            place = chance.choice(("web", "app", None))
            events.append((f"p{person}", minute, chance.choice(NAMES), place, session, {"d": chance.choice("xy")}))
    return events


@pytest.mark.parametrize("named", [False, True], ids=["a pause ends sessions", "the file names sessions"])
def test_each_touchpoint_is_as_by_itself(tmp_path: Path, named: bool) -> None:
    engine = workspace(tmp_path, _events(random.Random(3), named), data_end=130_000)
    arrays = EventArrays(engine)
    log = whole_log(arrays)
    for filters in (
        Filters(personas=("counted",)), Filters(personas=("counted",), channels=("web", None)),
        Filters(personas=("counted",), where=(Condition("d", "=", "x"),)),
    ):  # fmt: skip
        at = first_meetings(arrays, filters).at
        returned, mature = returned_within(arrays, BACK, filters, 20).of(at)
        for name in NAMES:
            mine = log.touchpoint[at] == log.touchpoints.index(name)
            alone = read_retained(engine, Retention(name, BACK, "first_matching"), 20, filters)
            assert log.person[at[mine]].tolist() == alone.person.tolist()
            assert mature[mine].tolist() == alone.mature.tolist()
            assert returned[mine].tolist() == alone.retained.tolist()
    engine.close()


def test_the_next_click_is_no_return_and_the_edge_counts(tmp_path: Path) -> None:
    day = 24 * 60
    events = [("a", 0, "visit"), ("a", 20, "cart"), ("a", day, "buy"), ("b", 0, "visit"), ("b", 29, "cart")]
    engine = workspace(tmp_path, events, data_end=10 * day)
    log = whole_log(EventArrays(engine))
    back = returns_in(log, log.of(("visit", "cart", "buy")))
    at = np.flatnonzero((log.touchpoint == log.touchpoints.index("visit")) & (log.place == 0))
    assert back.after[at].tolist() == [day * 60 * 1_000_000, -1]
    returned, _ = back.retained(log, at, 1)
    assert returned.tolist() == [True, False]
    returned, _ = back.retained(log, at, 0.999)
    assert returned.tolist() == [False, False]
    engine.close()


def test_nobody_in_view_is_nobody(tmp_path: Path) -> None:
    engine = workspace(tmp_path, [("a", 0, "visit", "web")])
    arrays = EventArrays(engine)
    assert not chosen(arrays, Filters(channels=("fax",))).any()
    assert chosen(arrays, NO_FILTERS).all()
    assert returns_in(whole_log(arrays), np.zeros(1, dtype=bool)).after.tolist() == [-1]
    engine.close()
