"""What is counted in the log is what the database counts: people, events, sessions, returns, touchpoints."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.log import holding
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.whole import whole_log
from touchpath.analysis.measures.activity import activity
from touchpath.analysis.measures.retained import MEASURE
from touchpath.analysis.suggested_funnels import volumes, volumes_in_view
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.sessions import Sessions
from touchpath.journey.trends import Bucket, buckets

START = datetime(2026, 1, 5)
VIEWS = (
    NO_FILTERS, Filters(channels=("web", None)), Filters(channels=("fax",)), Filters(personas=("Families",)),
    Filters(date(2026, 1, 7), date(2026, 1, 12), ("Families", None), ("app",)),
)  # fmt: skip
GAPS = (1, 30 * 60, 86_400.5)


def _events(chance: random.Random, kind: str) -> list[tuple[object, ...]]:
    events: list[tuple[object, ...]] = []
    for person in range(1, 40):
        minute = chance.randrange(9000)
        for _ in range(chance.randrange(1, 12)):
            minute += chance.choice((0, 0, 4, 29, 30, 31, 500, 4_000))
            order = f"o{person}-{chance.randrange(3)}" if kind == "orders" and chance.random() < 0.5 else None
            session = chance.choice((None, f"{person}-a", f"{person}-b")) if kind == "sessions" else None
            events.append((person, START + timedelta(minutes=minute), chance.choice(("visit", "cart", "buy")),
                           chance.choice(("web", "app", None)), 5.0, order, session))  # fmt: skip
    return events


@pytest.fixture(params=["plain", "orders", "sessions"])
def engine(tmp_path: Path, request: pytest.FixtureRequest) -> Reader:
    personas = dict.fromkeys(range(1, 20), "Families")
    return engine_with(tmp_path, events=_events(random.Random(7), request.param), personas=personas)


@pytest.mark.parametrize("block", [1 << 16, 5])
def test_the_log_and_the_database_count_alike(engine: Reader, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr("touchpath.analysis.log.whole.BLOCK_EVENTS", block)
    monkeypatch.setattr("touchpath.analysis.measures.activity.BLOCK_EVENTS", block)
    in_log = _in_every_view(engine)
    assert holding.log_at_hand(EventArrays(engine), NO_FILTERS)
    assert (len(whole_log(EventArrays(engine)).blocks) > 1) == (block == 5)
    with engine.transaction() as writer:  # another version: nothing is kept
        writer.run("keep/save_setting", {"name": "touched", "value": "1"})
    monkeypatch.setattr(holding, "EVENT_BYTES", 1 << 60)
    assert not holding.answers_from_log(EventArrays(engine), NO_FILTERS)
    in_database = _in_every_view(engine)
    assert in_log == in_database


def _in_every_view(engine: Reader) -> list[list[object]]:
    weeks = buckets(engine.calendar, NO_FILTERS, "week")
    return [_counts(engine, filters, weeks) for filters in VIEWS]


def _counts(engine: Reader, filters: Filters, weeks: tuple[Bucket, ...]) -> list[object]:
    figure = MEASURE.read(engine, filters, MeasureSettings(retained_days=3), weeks)
    return [
        [activity(engine, filters, weeks, Sessions(gap)) for gap in GAPS],
        repr(figure), volumes(engine), volumes_in_view(engine, filters),
    ]  # fmt: skip


def test_what_lies_after_the_chosen_end_counts_in_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events = [(1, START, "visit"), (1, START + timedelta(days=40), "visit")]
    engine = engine_with(tmp_path, events=events, settings={"data_end": "2026-01-20"})
    assert holding.answers_from_log(EventArrays(engine), NO_FILTERS)
    assert activity(engine, NO_FILTERS, (), Sessions()).events == 1
    monkeypatch.setattr(holding, "EVENT_BYTES", 1 << 60)
    assert activity(engine, NO_FILTERS, (), Sessions(60)).events == 1
