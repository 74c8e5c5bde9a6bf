"""The checks one by one, on small logs with one thing wrong, and beside what must not alarm."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.analysis.sample_quality import TARGETS, dirty_events
from tests.events import START, Row, rows, workspace_of
from tests.reference import reference_path
from touchpath.analysis import measures
from touchpath.analysis.quality import report
from touchpath.analysis.quality.clock import LateRun, hours_late, night_peak, shifted_blocks
from touchpath.analysis.quality.days import empty_days, runs, volume_changes
from touchpath.analysis.quality.effect import WhatIf, among, without
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look
from touchpath.analysis.quality.names import folded, twins
from touchpath.analysis.quality.order import impossible_orders
from touchpath.analysis.quality.people import many_ids, robots, without_persona
from touchpath.analysis.quality.times import ancient_times, future_times, tied_times
from touchpath.ingest.mapping import Constant
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.quality import Effect, Finding, Rows, Stretch, Targets, relative_change
from touchpath.workspace import Workspace

DAY = timedelta(days=1)


def _look(workspace: Workspace, targets: Targets | None = None) -> Look:
    return Look(workspace.engine, workspace.engine.calendar, targets or Targets())


def _days(counts: list[int], touchpoint: str = "visit") -> list[Row]:
    """`counts[d]` people with one event each on day d, spread over the day."""
    return [
        Row(f"p{day}_{i}", START + day * DAY + i * timedelta(minutes=5), touchpoint, "web")
        for day, number in enumerate(counts)
        for i in range(number)
    ]


def _found(outcome: CheckOutcome) -> Finding:
    assert isinstance(outcome, Draft)
    return outcome.finding


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Add to cart", "addtocart"),
        ("add_to_cart", "addtocart"),
        ("addToCart", "addtocart"),
        ("Café-visit", "cafevisit"),
    ],
)
def test_folding_takes_away_how_a_name_is_written(written: str, expected: str) -> None:
    assert folded(written) == expected


def test_twins_share_their_letters_and_digits_only() -> None:
    names = ["visit", "step_1", "Step 2", "VISIT", "step 2", "***", "..."]
    assert twins(names) == [("visit", "VISIT"), ("Step 2", "step 2")]


def _hours(number: int) -> np.ndarray[Any, Any]:
    return np.arange(number) * 600


def test_a_late_block_is_moved_back() -> None:
    seconds = _hours(1000)
    seconds[400:500] += 9 * 3600
    assert shifted_blocks(seconds, np.arange(1000) % 40) == [LateRun(400, 499, 9 * 3600)]


def test_an_early_block_is_moved_ahead() -> None:
    seconds = _hours(1000)
    seconds[400:500] -= 2 * 3600
    assert shifted_blocks(seconds, np.arange(1000) % 40) == [LateRun(400, 499, -2 * 3600)]


def test_half_hours_are_told_from_whole_ones() -> None:
    seconds = _hours(1000) // 100
    seconds[400:500] += 19_800
    assert shifted_blocks(seconds, np.arange(1000) % 40) == [LateRun(400, 499, 19_800)]


@pytest.mark.parametrize("people", [np.zeros(1000, np.int64), np.arange(1000) % 4])
def test_one_device_that_is_late_is_no_clock(people: np.ndarray[Any, Any]) -> None:
    seconds = _hours(1000)
    seconds[400:500] += 9 * 3600
    assert shifted_blocks(seconds, people) == []


def test_a_file_by_person_is_in_no_time_order() -> None:
    seconds = np.tile(np.arange(10) * 86_400, 100)
    assert shifted_blocks(seconds, np.repeat(np.arange(100), 10)) == []


@pytest.mark.parametrize("late", [-7, -1, 0, 3, 12])
def test_hours_late_finds_the_shift_of_a_profile(late: int) -> None:
    others = np.array([4, 3, 3, 2, 2, 3, 4, 8, 11, 13, 15, 16, 18, 17, 15, 15, 18, 20, 26, 32, 33, 25, 15, 7.0])
    expected = 0 if abs(late) == 1 else late
    assert hours_late(np.roll(others, late) * 3, others) == expected


def test_a_busy_night_is_found_and_a_busy_day_is_not() -> None:
    def at(hours: Callable[[int], float]) -> list[Row]:
        return [Row(f"p{i}", START + (i % 20) * DAY + timedelta(hours=hours(i)), "visit") for i in range(1200)]

    day = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17]
    with workspace_of(at(lambda i: (day[i % 10] + 15) % 24)) as workspace:
        assert _found(night_peak(_look(workspace))).rows == 1200
    with workspace_of(at(lambda i: day[i % 10])) as workspace:
        assert not isinstance(night_peak(_look(workspace)), Draft)


def test_days_in_a_row_become_spans() -> None:
    days = [START.date() + n * DAY for n in (0, 1, 2, 5, 7, 8)]
    assert [(first.day, last.day) for first, last in runs(days)] == [(1, 3), (6, 6), (8, 9)]


def test_empty_days_are_found_where_events_were_to_be_expected() -> None:
    counts = [30] * 28
    counts[10] = counts[11] = 0
    with workspace_of(_days(counts)) as workspace:
        finding = _found(empty_days(_look(workspace)))
    assert [row[0] for row in finding.examples.rows] == ["11 Jan 2025", "12 Jan 2025"]


@pytest.mark.parametrize("sundays", [0, 1])
def test_closed_sundays_and_sparse_data_are_no_empty_days(sundays: int) -> None:
    counts = [sundays if (START + day * DAY).weekday() == 6 else 30 for day in range(35)]
    with workspace_of(_days(counts)) as workspace:
        assert not isinstance(empty_days(_look(workspace)), Draft)
    with workspace_of(_days([2, 0, 1, 3, 0] * 7)) as workspace:
        assert not isinstance(empty_days(_look(workspace)), Draft)


def test_an_empty_day_in_a_quiet_end_is_no_gap() -> None:
    counts = [30] * 35 + [2, 1, 3, 1, 2, 0, 1, 2, 1, 3, 1]
    with workspace_of(_days(counts)) as workspace:
        assert not isinstance(empty_days(_look(workspace)), Draft)


@pytest.mark.parametrize(("beside", "found"), [(20, True), (19, False)])
def test_a_gap_needs_twenty_events_at_the_level_of_its_neighbours(beside: int, found: bool) -> None:
    counts = [30] * 42
    counts[20:27] = [beside, beside, beside, 0, beside, beside, beside]
    with workspace_of(_days(counts)) as workspace:
        assert isinstance(empty_days(_look(workspace)), Draft) is found


def test_a_day_with_far_more_events_is_found() -> None:
    counts = [30, 31, 29, 33, 28] * 6
    counts[12] = 200
    with workspace_of(_days(counts)) as workspace:
        finding = _found(volume_changes(_look(workspace)))
    assert finding.examples.rows == (("13 Jan 2025", 200, 30),)


def test_a_lasting_step_is_found_and_growth_is_not() -> None:
    with workspace_of(_days([30, 32, 28] * 7 + [90, 95, 85] * 7)) as workspace:
        assert "22 Jan 2025" in _found(volume_changes(_look(workspace))).sentence
    with workspace_of(_days([30 + day * 2 for day in range(42)])) as workspace:
        assert not isinstance(volume_changes(_look(workspace)), Draft)


def test_a_robot_is_found_and_a_busy_person_is_not() -> None:
    people = [Row(f"p{i}", i * 60.0 + n, "visit") for i in range(400) for n in range(4)]
    robot = [Row("robot", n * 20.0, "visit") for n in range(400)]
    busy = [Row("busy", n * 20.0, "visit") for n in range(150)]
    bulk = [Row("bulk", 0.0, "visit", properties={"line": n}) for n in range(500)]
    with workspace_of(people + robot + busy + bulk) as workspace:
        finding = _found(robots(_look(workspace)))
    assert finding.rows == 400
    assert finding.sentence.startswith("robot has up to 400 events")


def test_a_person_of_many_ids_is_found() -> None:
    ids = [f"a{i}" for i in range(25)]
    known = {name: {"source": "shop"} for name in ids}
    with workspace_of(rows("ann: view 0"), aliases=dict.fromkeys(ids, "ann"), attributes=known) as workspace:
        assert _found(many_ids(_look(workspace))).rows == 26


def test_personas_are_missed_only_where_others_have_one() -> None:
    log = rows("ann: view 0; bob: view 1; cem: view 2")
    with workspace_of(log) as workspace:
        assert not isinstance(without_persona(_look(workspace)), Draft)
    with workspace_of(log, personas={"ann": "Families", "bob": "Seniors"}) as workspace:
        assert _found(without_persona(_look(workspace))).rows == 1


def test_times_far_from_all_others() -> None:
    log = _days([30] * 20)
    strays = [Row("a", datetime(1970, 1, 1, 5), "visit"), Row("b", datetime(2099, 5, 1), "visit")]
    with workspace_of(log + strays) as workspace:
        look = _look(workspace)
        assert (_found(future_times(look)).rows, _found(ancient_times(look)).rows) == (1, 1)
    with workspace_of(log + [Row(f"old{i}", datetime(2019, 1, 1), "visit") for i in range(10)]) as workspace:
        look = _look(workspace)
        assert not isinstance(ancient_times(look), Draft), "1.6 % of the events are no stray"


def test_ties_need_two_touchpoints_of_one_person() -> None:
    log = rows("ann: view 0, cart 0, buy 9; bob: view 0, view 0; cem: view 0")
    with workspace_of(log) as workspace:
        finding = _found(tied_times(_look(workspace)))
    assert finding.rows == 2
    assert finding.severity == "note"


def _leads(number: int, reversed_people: int, twice: int = 0) -> list[Row]:
    leads = [Row(f"p{i}", i * 1000.0, "lead") for i in range(number)]
    deals = [Row(f"p{i}", i * 1000.0 + (500 if i >= reversed_people else -500), "deal") for i in range(number // 2)]
    return leads + deals + [Row(f"p{i}", i * 1000.0 + 900, "deal") for i in range(twice)]


def test_a_deal_before_its_lead_is_found() -> None:
    with workspace_of(_leads(300, 1)) as workspace:
        (outcome,) = impossible_orders(_look(workspace))
    finding = _found(outcome)
    assert (finding.title, finding.rows) == ('"deal" before "lead"', 1)
    assert [row[finding.examples.columns.index("touchpoint")] for row in finding.examples.rows] == ["lead", "deal"]


@pytest.mark.parametrize(("number", "reversed_people", "twice"), [(300, 5, 0), (90, 1, 0), (300, 1, 20)])
def test_loose_orders_rare_pairs_and_repeated_touchpoints_are_no_finding(
    number: int, reversed_people: int, twice: int
) -> None:
    with workspace_of(_leads(number, reversed_people, twice)) as workspace:
        (outcome,) = impossible_orders(_look(workspace))
    assert not isinstance(outcome, Draft)


def test_an_empty_workspace_has_nothing_to_say() -> None:
    with Workspace.in_memory() as workspace:
        made = report(workspace.engine, TARGETS)
    assert made.findings == ()
    assert made.headline.events == 0


def test_leaving_rows_out_keeps_those_of_which_the_condition_is_unknown() -> None:
    log = rows("ann: view 0", "web") + rows("bob: view 0, cart 1")
    with workspace_of(log) as workspace:
        web = Rows("e.channel = $code", (("code", 1),))
        assert workspace.engine.frame("ask/quality/tally", {}, NO_FILTERS, [among(web)])["events"][0] == 1
        assert workspace.engine.frame("ask/quality/tally", {}, NO_FILTERS, [without(web)])["events"][0] == 2


def test_the_headline_is_that_of_the_overview() -> None:
    targets = Targets(goal=("purchase",), purchase=("purchase",), returning=("visit",))
    with dirty_events() as workspace:
        engine = workspace.engine
        mine = _look(workspace, targets).headline
        settings = MeasureSettings(
            targets.goal, targets.purchase, targets.entering, targets.returning, retained_days=targets.days
        )
        kept = measures.value(engine, "retained", Filters(), settings)
        sold = measures.value(engine, "revenue", Filters(), settings)
    assert (kept.n, kept.value) == (mine.mature_people, pytest.approx(mine.retained_rate))
    assert sold.value == pytest.approx(mine.revenue)


@pytest.mark.parametrize(
    "names", [((), ()), (("visit",), ("visit",)), (("visit",), ("buy",)), (("visit",), ("buy", "visit"))]
)
def test_coming_back_is_that_of_the_measure_at_its_edges(names) -> None:
    """Exactly the gap, exactly the days, exactly mature, and a microsecond beside each; with and without sessions."""
    day, tick = 86400.0, 1e-6
    moments = (0.0, 1800.0, 1800 + tick, 1801.0, 30 * day, 30 * day + tick)
    log = [
        Row(f"p{i}", start + at, touchpoint, session=session)
        for i, (at, touchpoint, session, start) in enumerate(
            itertools.product(moments, ("visit", "buy"), (None, "s"), (0.0, 2 * day, 2 * day + tick))
        )
        for at, touchpoint, session in ((0.0, "visit", session), (at, touchpoint, session))
    ]
    log += [Row("end", 32 * day, "visit")]
    targets = Targets(entering=names[0], returning=names[1])
    settings = MeasureSettings(entering=names[0], returning=names[1], retained_days=targets.days)
    with workspace_of([row for row in log if row.at <= 32 * day]) as workspace:
        mine = _look(workspace, targets).headline
        kept = measures.value(workspace.engine, "retained", Filters(), settings)
    assert (kept.n, kept.value) == (mine.mature_people, pytest.approx(mine.retained_rate))


def test_moving_a_stretch_moves_the_ends_and_the_returns() -> None:
    log = [Row("ann", 0.0, "visit"), Row("ann", 40 * 86400.0, "visit"), Row("bob", 80 * 86400.0, "visit")]
    with workspace_of(log) as workspace:
        meter = _look(workspace, Targets(returning=("visit",))).meter
        before = meter.headline()
        after = meter.headline(WhatIf(moved=Stretch(1, 1, 1), moved_seconds=-20 * 86400))
        late = meter.headline(WhatIf(moved=Stretch(1, 2, 2), moved_seconds=86400))
    assert (before.mature_people, before.retained_rate) == (1, 0.0)
    assert (after.mature_people, after.retained_rate) == (1, 1.0)
    assert late.last_event == START + 81 * DAY


def test_the_size_of_an_effect_is_its_largest_relative_change() -> None:
    with workspace_of(rows("ann: view 0; bob: view 0, buy 5")) as workspace:
        look = _look(workspace, Targets(goal=("buy",)))
        after = look.meter.headline(WhatIf(leave_out=Rows("e.touchpoint = $code", (("code", 2),))))
        assert Effect("left out", look.headline, after).size == 1.0
    assert relative_change(200, 190) == pytest.approx(0.05)
    assert relative_change(float("nan"), float("nan")) == 0.0
    assert relative_change(0.0, 5.0) == 1.0


def test_olist_the_deal_before_its_contact_and_the_leads_without_origin() -> None:
    leads = reference_path("real/olist_funnel/marketing_qualified_leads.csv")
    deals = reference_path("real/olist_funnel/closed_deals.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_events(
            leads, person="mql_id", occurred_at="first_contact_date", touchpoint=Constant("lead"), channel="origin"
        )
        workspace.import_events(deals, person="mql_id", occurred_at="won_date", touchpoint=Constant("deal"))
        made = report(workspace.engine, Targets(goal=("deal",)))
    assert {finding.code: finding.rows for finding in made.findings} == {
        "without_channel": 60,
        "impossible_orders": 1,
    }
    order = next(finding for finding in made.findings if finding.code == "impossible_orders")
    assert order.effect is not None
    assert (order.effect.before.goal_people, order.effect.after.goal_people) == (842, 841)


def test_coverage_counts_what_can_be_placed() -> None:
    log = rows("ann: view 0, buy 5", "web") + rows("bob: view 1; anon: view 2")
    with workspace_of(log, personas={"ann": "Families"}, aliases={"anon": "ann"}) as workspace:
        made = report(workspace.engine, Targets())
    assert {part.name: (part.hits, part.of) for part in made.coverage} == {
        "events with a channel": (2, 4),
        "people with a persona": (1, 2),
        "ids that were merged into a person known by another id": (1, 3),
    }


def test_without_any_value_no_revenue_appears_when_repeated_rows_are_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "twice.csv"
    file.write_text("who,at,did\np1,2025-03-04 10:00,visit\np1,2025-03-04 10:00,visit\n", "utf-8")
    with Workspace.open(tmp_path / "plain.duckdb") as workspace:
        workspace.import_events(file, person="who", occurred_at="at", touchpoint="did")
        found = next(f for f in report(workspace.engine, Targets()).findings if f.code == "repeated_rows")
    assert found.effect is not None
    assert isnan(found.effect.before.revenue)
    assert isnan(found.effect.after.revenue)
