"""First visits, first meetings and what comes next: as plain Python finds them, over blocks of any size."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.path_workspace import workspace
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.first_meetings import first_meetings
from touchpath.analysis.log.first_visits import visits_in_view
from touchpath.analysis.log.onward import onward
from touchpath.analysis.log.whole import WholeLog, chosen, whole_log
from touchpath.engine.base import Reader
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import NO_FILTERS, Filters

Spot = tuple[int, int]
VIEWS = (
    NO_FILTERS, Filters(channels=("web", None)), Filters(channels=("fax",)), Filters(personas=("counted",)),
    Filters(personas=(None,)), Filters(personas=("counted",), channels=("app",)),
    Filters(date(2026, 1, 7), date(2026, 1, 12)),
    Filters(date(2026, 1, 7), channels=("app", "web"), where=(Condition("d", "=", "x"),)),
)  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Reader:
    chance = random.Random(5)
    events: list[tuple[object, ...]] = []
    for person in range(40):
        minute = chance.randrange(9000)
        for _ in range(chance.randrange(1, 12)):
            minute += chance.choice((0, 0, 4, 31, 500, 4_000))
            place = chance.choice(("web", "app", None))
            events.append((f"p{person}", minute, chance.choice(("visit", "cart", "buy")), place, None,
                           {"d": chance.choice("xy")}))  # fmt: skip
    return workspace(tmp_path, events, data_end=60_000)


@pytest.mark.parametrize(("events", "table"), [(1 << 16, 1 << 21), (7, 1 << 21), (7, 0), (1 << 16, 0)])
def test_visits_and_meetings_are_those_of_plain_python(
    engine: Reader, monkeypatch: pytest.MonkeyPatch, events: int, table: int
) -> None:
    monkeypatch.setattr("touchpath.analysis.log.whole.BLOCK_EVENTS", events)
    monkeypatch.setattr("touchpath.analysis.log.first_visits._MOST_TABLE", table)
    arrays = EventArrays(engine)
    log = whole_log(arrays)
    assert (len(log.blocks) > 1) == (events == 7)
    for filters in VIEWS:
        firsts, counted = _by_hand(log, np.flatnonzero(chosen(arrays, filters)).tolist())
        assert bool(firsts) == (filters.channels != ("fax",))
        seen = visits_in_view(arrays, filters)
        rows = [seen.block(number) for number in seen.visits.blocks]
        found = {int(at): (seen.spots.pairs[spot], int(events)) for part in rows
                 for at, spot, events in zip(part.at, part.spot, part.events, strict=True)}  # fmt: skip
        assert found == {at: (spot, counted[person, spot]) for (person, spot), at in firsts.items()}
        met = first_meetings(arrays, filters)
        for touchpoint in range(len(log.touchpoints)):
            own = sorted(_earliest(firsts, touchpoint).values())
            assert met.at[met.part(touchpoint)].tolist() == own
            assert met.people[touchpoint] == len(own)
            assert met.places[touchpoint] == pytest.approx(_median_place(log, own), nan_ok=True)
        assert met.begun.tolist() == sorted(_earliest(firsts, None).values())


def test_the_next_event_at_another_touchpoint_is_of_the_same_person(engine: Reader) -> None:
    arrays = EventArrays(engine)
    log, place = whole_log(arrays), onward(arrays).place
    for at in range(len(log)):
        later = (
            other for other in range(at + 1, len(log))
            if log.person[other] == log.person[at] and log.touchpoint[other] != log.touchpoint[at]
        )  # fmt: skip
        assert place[at] == next(later, -1)


def _by_hand(log: WholeLog, seen: list[int]) -> tuple[dict[tuple[int, Spot], int], dict[tuple[int, Spot], int]]:
    """The first place of each person at each spot, and how many events there are."""
    firsts: dict[tuple[int, Spot], int] = {}
    counted: dict[tuple[int, Spot], int] = {}
    for at in seen:
        key = int(log.person[at]), (int(log.touchpoint[at]), int(log.channel[at]))
        firsts.setdefault(key, at)
        counted[key] = counted.get(key, 0) + 1
    return firsts, counted


def _earliest(firsts: dict[tuple[int, Spot], int], touchpoint: int | None) -> dict[int, int]:
    found: dict[int, int] = {}
    for (person, spot), at in firsts.items():
        if touchpoint in (None, spot[0]):
            found[person] = min(at, found.get(person, at))
    return found


def _median_place(log: WholeLog, own: list[int]) -> float:
    lengths = [int((log.person == log.person[at]).sum()) for at in own]
    places = [log.place[at] / max(length - 1, 1) for at, length in zip(own, lengths, strict=True)]
    return float(np.median(places)) if places else float("nan")
