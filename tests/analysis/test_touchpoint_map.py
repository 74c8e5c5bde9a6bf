"""The map of journeys short enough to count by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import isnan
from pathlib import Path

import pytest

from tests.ui.small_workspace import engine_with
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.whole import whole_log
from touchpath.analysis.map import measure
from touchpath.analysis.map.card import measure_card
from touchpath.analysis.map.gaps import measure_gaps
from touchpath.analysis.map.result import MapMark, TouchpointMapResult
from touchpath.answers.map.card import neighbours
from touchpath.answers.map.marks import measure_map
from touchpath.charts.map.layout import layout
from touchpath.engine.duckdb import DuckDBStore
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.touchpoint_map import TouchpointCard, TouchpointMap
from touchpath.journey.touchpoints import Traits

DAY = datetime(2025, 1, 6)


def at(days: float) -> datetime:
    """So many days after the first."""
    return DAY + timedelta(days=days)


EVENTS = [
    (1, at(0), "visit", "web"), (1, at(0.01), "cart", "web"), (1, at(2), "buy", "web", 40.0),
    (1, at(20), "buy", "app", 100.0), (1, at(40), "parcel_delivered", "post"),
    (2, at(1), "visit", "web"), (2, at(5), "visit", "app"), (2, at(6), "cart", "app"),
    (3, at(3), "visit", "web"), (3, at(3.001), "visit", "web"), (3, at(4), "parcel_delivered", "post"),
    (4, at(60), "visit", "web"), (4, at(60.01), "call"),
]  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> DuckDBStore:
    settings = {"purchase": ["buy"], "goal": ["buy"]}
    answers = [(1, at(2.1), "nps", 3), (2, at(5.5), "nps", 9), (3, at(3.5), "nps", 10)]
    return engine_with(tmp_path, events=EVENTS, answers=answers, settings=settings)


def mark(found: TouchpointMapResult, touchpoint: str, channel: str | None) -> MapMark:
    return next(part for part in found.marks if (part.touchpoint, part.channel) == (touchpoint, channel))


def test_a_mark_counts_people_from_their_first_visit_there(engine: DuckDBStore) -> None:
    found = measure(engine, TouchpointMap(horizon_days=30), NO_FILTERS, ("buy",))
    visit = mark(found, "visit", "web")
    assert (visit.people, visit.events) == (4, 5)
    # the days of person 4 are not over; 1 bought in another session, 2 came back on the app, of 3 only a parcel came
    assert (visit.mature, visit.left) == (3, 1)
    assert visit.worth == pytest.approx((40 + 100) / 3)
    # to the next other touchpoint: 0.01, 5, 0.999 and 0.01 days
    assert visit.onward == 4
    assert visit.seconds == pytest.approx((0.01 + 1.0) / 2 * 86_400, abs=1)
    assert visit.place == 0.0
    assert mark(found, "call", None).people == 1
    assert found.arriving == ("parcel_delivered",)
    assert (found.people, found.mature, found.left) == (4, 3, 1)


@pytest.mark.parametrize("events", [1, 2, 3, 5])
def test_the_map_is_the_same_over_blocks_of_people(
    engine: DuckDBStore, monkeypatch: pytest.MonkeyPatch, events: int
) -> None:
    filters = (
        NO_FILTERS, Filters(channels=("web",)), Filters(channels=("web", None), personas=(None,)),
        Filters(date_from="2025-01-08", date_to="2025-01-20"), Filters(date(2025, 1, 9), date(2025, 1, 11), ("app",)),
    )  # fmt: skip
    whole = [measure(engine, TouchpointMap(), chosen, ("buy",)) for chosen in filters]
    monkeypatch.setattr("touchpath.analysis.log.whole.BLOCK_EVENTS", events)
    with engine.transaction() as writer:  # another version: nothing is kept
        writer.run("keep/save_setting", {"name": "touched", "value": "1"})
    assert len(whole_log(EventArrays(engine)).blocks) > 1
    blocks = [measure(engine, TouchpointMap(), chosen, ("buy",)) for chosen in filters]
    assert list(map(repr, blocks)) == list(map(repr, whole))  # repr: a figure that is not there is NaN


def test_blocks_hold_all_events_of_their_people(engine: DuckDBStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("touchpath.analysis.log.whole.BLOCK_EVENTS", 3)
    log = whole_log(EventArrays(engine))
    blocks = log.blocks
    assert [part.start for part in blocks] == [0, *(part.stop for part in blocks[:-1])]
    assert blocks[-1].stop == len(log)
    people = [set(log.part(part).person.tolist()) for part in blocks]
    assert sum(map(len, people)) == len(set.union(*people)) == 4


def test_another_colour_is_not_measured_anew_another_horizon_is(engine: DuckDBStore) -> None:
    first = measure_map(engine, TouchpointMap(), NO_FILTERS)
    assert measure_map(engine, TouchpointMap("value", across="phase"), NO_FILTERS) is first
    assert measure_map(engine, TouchpointMap(horizon_days=2), NO_FILTERS) is not first
    assert measure_map(engine, TouchpointMap(), Filters(channels=("web",))) is not first
    with engine.transaction() as writer:
        writer.run("keep/save_setting", {"name": "touched", "value": "1"})
    assert measure_map(engine, TouchpointMap(), NO_FILTERS) is not first


def test_the_horizon_counts_to_its_last_moment(engine: DuckDBStore) -> None:
    assert mark(measure(engine, TouchpointMap(horizon_days=2), NO_FILTERS, ("buy",)), "visit", "web").left == 2
    assert mark(measure(engine, TouchpointMap(horizon_days=1.9), NO_FILTERS, ("buy",)), "visit", "web").left == 3


def test_change_is_against_the_stretch_before(engine: DuckDBStore) -> None:
    dates = Filters(date(2025, 1, 9), date(2025, 1, 11))
    found = measure(engine, TouchpointMap("change"), dates, ("buy",))
    visit = mark(found, "visit", "web")
    assert (visit.people, visit.before) == (1, 2)
    assert visit.change == -0.5
    whole = measure(engine, TouchpointMap("change"), NO_FILTERS, ("buy",))
    assert isnan(mark(whole, "visit", "web").change)
    assert whole.no_change.startswith("There is no period before")


def test_scores_stand_where_answers_are_placed(engine: DuckDBStore) -> None:
    found = measure(engine, TouchpointMap(metric="nps"), NO_FILTERS, ("buy",))
    assert (mark(found, "buy", "web").answers, mark(found, "buy", "web").score) == (1, -100)
    assert (mark(found, "visit", "app").score, mark(found, "visit", "web").score) == (100, 100)
    assert found.score == pytest.approx(100 / 3)


def test_the_card_tells_the_same_and_what_comes_before_and_after(engine: DuckDBStore) -> None:
    found = measure(engine, TouchpointMap(), NO_FILTERS, ("buy",))
    card = measure_card(engine, TouchpointCard("visit", "web"), NO_FILTERS, ("buy",), Traits())
    visit = mark(found, "visit", "web")
    assert (card.people, card.events, card.mature, card.left) == (
        visit.people,
        visit.events,
        visit.mature,
        visit.left,
    )
    assert card.worth == visit.worth
    after = dict(neighbours(card.after))
    assert after["cart"] == 2
    assert sum(after.values()) == card.people
    assert dict(neighbours(card.before)) == {"nothing: their journey begins here": 4.0}


def test_gaps_are_those_of_the_list(engine: DuckDBStore) -> None:
    found = measure(engine, TouchpointMap(), NO_FILTERS, ("buy",))
    gaps = measure_gaps(engine, found, NO_FILTERS).gaps
    said = {(gap.kind, gap.name) for gap in gaps}
    assert {("channel", "app"), ("channel", "post"), ("last seen", "buy"), ("first seen", "call")} <= said
    assert ("channel", "web") not in said
    assert ("no survey", "cart") in said
    assert ("no survey", "buy") not in said


def test_every_mark_has_a_place_and_names_do_not_lie_on_each_other(engine: DuckDBStore) -> None:
    placed = layout(measure(engine, TouchpointMap(), NO_FILTERS, ("buy",)))
    assert len(placed.marks) == 8
    assert len({(part.x, part.lane) for part in placed.marks}) == 8
    assert placed.lanes[0] == "web"
    assert placed.bands[0].stage == "no stage yet" or all(band.stage for band in placed.bands)
    for band in placed.bands:
        assert band.ends - band.begins >= placed.width / 9.01, "each band is wide enough for its name"
