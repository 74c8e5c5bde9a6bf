from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.analysis.retention_oracle import Oracle, begins, local
from tests.events import START, Row, rows, workspace_of
from touchpath.analysis.retention import grid as retention_grid
from touchpath.analysis.retention import measure, trend
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Step
from touchpath.journey.retention import Retention, retention_from

SPANS = {
    "hour": timedelta(hours=30),
    "day": timedelta(days=12),
    "week": timedelta(days=60),
    "month": timedelta(days=300),
}
STARTS = (datetime(2025, 3, 25, 7), datetime(2024, 10, 20, 21), datetime(2024, 1, 30, 3))
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago")


def random_rows(chance: random.Random, period: str) -> list[Row]:
    start, span = chance.choice(STARTS), SPANS[period]
    made = []
    for _ in range(chance.randint(1, 40)):
        at = start + span * chance.random()
        if chance.random() < 0.3:
            at = at.replace(minute=0, second=0, microsecond=0)
        made.append(
            Row(
                chance.choice("abcdef"),
                at,
                chance.choice(("visit", "buy", "call")),
                channel=chance.choice(("web", "store", None)),
                value=chance.choice((None, 1.0, 2.5)),
                properties={"plan": chance.choice(("free", "paid"))},
            )
        )
    return made


def random_retention(chance: random.Random, period: str) -> Retention:
    def step() -> Step:
        touchpoint = chance.choice((None, "visit", "buy", ("visit", "buy")))
        return Step(touchpoint, where=(Condition("plan", "=", "paid"),) if chance.random() < 0.3 else ())

    target = step()
    mode = chance.choice(("on", "on", "on_or_after", "brackets"))
    return Retention(
        target,
        target if chance.random() < 0.3 else step(),
        kind=chance.choice(("recurring", "first_matching", "first_ever")),
        period=period,
        bucketing=chance.choice(("calendar", "calendar", "rolling")),
        intervals=chance.randint(1, 6),
        mode=mode,
        brackets=(2, 3) if mode == "brackets" else (),
        min_occurrences=chance.choice((1, 1, 2)),
        breakdown=Breakdown("channel") if chance.random() < 0.3 else None,
        channel_of=chance.choice(("entry", "entry", "every", "first_ever")),
    )


def random_filters(chance: random.Random, made: list[Row]) -> Filters:
    days = sorted(row.moment.date() for row in made)
    return Filters(
        date_from=chance.choice((None, chance.choice(days))),
        date_to=chance.choice((None, days[-1])),
        channels=chance.choice(((), (), ("web",), ("store", None))),
    )


def counted(result, retention: Retention) -> dict[tuple, dict[str, float]]:
    """The measured cells by (group, local start, column); the two hours of one name add up."""
    parts = [(group.values[0], group.cohorts) for group in result.groups] if retention.breakdown else None
    cells: dict[tuple, Counter] = {}
    for group, cohorts in parts or [(None, result.cohorts)]:
        for cohort in cohorts:
            for k in range(len(retention.labels)):
                cell = cells.setdefault((group, cohort.start, k), Counter())
                cell["people"] += cohort.people[k]
                if k:
                    cell.update(mature=cohort.mature[k], mature_people=cohort.mature_people[k])
                    cell.update(value=round(cohort.value[k], 6) if cohort.value else 0)
    return {key: +cell for key, cell in cells.items() if +cell}


def expected_cells(made: list[Row], retention: Retention, filters: Filters, calendar, values: bool):
    cells: dict[tuple, Counter] = {}
    for (group, start, k), cell in Oracle(made, retention, filters, calendar).cells().items():
        here = local(begins(start, calendar), calendar.zone).replace(tzinfo=None)
        kept = {name: amount for name, amount in cell.items() if values or name != "value"}
        cells.setdefault((group, here, k), Counter()).update(kept)
    return {key: +cell for key, cell in cells.items() if +cell}


@pytest.mark.parametrize("seed", range(40))
def test_random_logs_agree_with_counting_one_person_at_a_time(seed):
    chance = random.Random(seed)
    period = chance.choice(("hour", "day", "week", "month"))
    made = random_rows(chance, period)
    settings = {"time_zone": chance.choice(ZONES), "week_start": chance.choice(("monday", "sunday"))}
    with workspace_of(made, settings=settings) as workspace:
        for _ in range(12):
            retention, filters = random_retention(chance, period), random_filters(chance, made)
            values = chance.random() < 0.5
            result = measure(workspace.engine, retention, filters, values=values)
            found = counted(result, retention)
            expected = expected_cells(made, retention, filters, workspace.engine.calendar, values)
            assert found == expected, f"{retention}\n{filters}\n{settings}"


def test_one_row_per_person_and_period():
    """Six rows: ann joins on a Monday and is back on Wednesday, bob joins on Tuesday and never is."""
    made = [
        Row("ann", datetime(2025, 3, 3, 9), "visit"),
        Row("ann", datetime(2025, 3, 3, 18), "visit"),
        Row("ann", datetime(2025, 3, 5, 9), "visit"),
        Row("bob", datetime(2025, 3, 4, 9), "visit"),
        Row("eve", datetime(2025, 3, 6, 9), "call"),
        Row("eve", datetime(2025, 3, 6, 9), "visit"),
    ]
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, Retention("visit", "visit", intervals=4))
    assert result.matrix == [[1, 0, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]
    assert [cohort.label for cohort in result.cohorts] == ["3 Mar 2025", "4 Mar 2025", "5 Mar 2025", "6 Mar 2025"]
    # the data end on the morning of the 6th: that day is complete for nobody
    assert [cohort.complete for cohort in result.cohorts] == [
        (True, True, True, False),
        (True, True, False, False),
        (True, False, False, False),
        (False, False, False, False),
    ]
    assert [(point.people, point.size) for point in result.curve] == [(3, 3), (0, 2), (1, 1), (0, 0)]
    assert result.people == 3


def test_groups_add_up_and_are_compared_with_the_rest():
    made = [
        *(Row(f"w{i}", START + timedelta(days=d), "visit", channel="web") for i in range(8) for d in (0, 1)),
        *(Row(f"s{i}", START, "visit", channel="store") for i in range(6)),
        Row("x", START, "visit"),
        Row("end", START + timedelta(days=9), "visit", channel="app"),
    ]
    split = Retention("visit", "visit", kind="first_ever", intervals=2, breakdown=Breakdown("channel", limit=2))
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, split)
        whole = measure(workspace.engine, split.ungrouped())
    assert [(group.label, group.kind, group.size) for group in result.groups] == [
        ("web", "value", 8),
        ("store", "value", 6),
        ("Other", "other", 1),
        ("Missing", "missing", 1),
    ]
    assert result.cohorts == whole.cohorts
    web = result.groups[0].differences[1]
    assert web.difference == 1
    assert 0 < web.difference_low < 1 == web.difference_high


def test_the_trend_follows_one_column_over_the_cohorts():
    made = rows("ann: visit 0, visit 90000; bob: visit 90000; eve: visit 200000; dan: visit 300000")
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, Retention("visit", "visit", intervals=3))
    points = trend(result, 1)
    assert [(point.people, point.size, point.complete) for point in points] == [
        (1, 1, True),
        (0, 2, True),
        (0, 0, False),
        (0, 0, False),
    ]


def test_merged_people_count_once():
    made = rows("ann: visit 0; ann@mail: visit 90000; eve: visit 300000")
    with workspace_of(made, aliases={"ann@mail": "ann"}) as workspace:
        result = measure(workspace.engine, Retention("visit", "visit", kind="first_ever", intervals=2))
    assert result.matrix[0] == [1, 1]
    assert result.people == 2


def test_a_touchpoint_that_is_not_there_is_named():
    with workspace_of(rows("ann: visit 0")) as workspace:
        result = measure(workspace.engine, Retention("vist", "visit"))
    assert result.cohorts == ()
    assert result.warnings == ('No event is called "vist" in these data.',)


def test_too_many_cohorts_are_refused():
    made = [Row("ann", datetime(2020, 1, 1), "visit"), Row("ann", datetime(2025, 1, 1), "visit")]
    with workspace_of(made) as workspace, pytest.raises(DefinitionError, match="longer period"):
        measure(workspace.engine, Retention("visit", "visit", period="hour"))


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": "weekly"},
        {"period": "year"},
        {"mode": "brackets"},
        {"brackets": (0,)},
        {"min_occurrences": 0},
        {"intervals": 0},
        {"intervals": 4_000},
        {"channel_of": "last"},
        {"breakdown": Breakdown(("a", "b", "c"))},
        {"breakdown": Breakdown("a", scope="group")},
    ],
)
def test_what_cannot_be_measured_is_refused(parts):
    with pytest.raises(DefinitionError):
        Retention("visit", "visit", **parts)


def test_a_definition_survives_the_link():
    told = Retention(
        Step(("visit", "call"), where=(Condition("plan", "=", ("a", "b")),)),
        None,
        brackets=(4, 6),
        breakdown="persona",
    )
    assert retention_from(json.loads(json.dumps(to_plain(told)))) == told
    assert told.labels == ("Day 0", "Days 1-4", "Days 5-10")


@pytest.mark.parametrize("cells", [64, 200])
def test_blocks_of_people_give_the_same_counts(cells, monkeypatch):
    made = random_rows(random.Random(1), "day") + random_rows(random.Random(2), "day")
    asked = Retention("visit", None, intervals=5, min_occurrences=2)
    quick = Retention("visit", None, intervals=5)
    with workspace_of(made) as workspace:
        whole = measure(workspace.engine, asked), measure(workspace.engine, quick)
        monkeypatch.setattr(retention_grid, "_MOST_CELLS", cells)
        monkeypatch.setattr(retention_grid, "_MOST_MARKS", cells)
        assert (measure(workspace.engine, asked), measure(workspace.engine, quick)) == whole


@pytest.mark.parametrize("seed", range(8))
def test_bits_and_windows_agree_on_groups_of_people(seed):
    """Without values bits answer, with them windows over counts: two routes to the same people."""
    chance = random.Random(seed)
    made = random_rows(chance, "day")
    personas = {name: chance.choice(("new", "old")) for name in "abcd"}
    attributes = {name: {"city": chance.choice(("", "Rome", "Oslo"))} for name in "abcdef"}
    with workspace_of(made, personas=personas, attributes=attributes) as workspace:
        for by in (Breakdown("persona"), Breakdown(("persona", "city"), scope=("person", "person"), limit=2)):
            asked = replace(random_retention(chance, "day"), breakdown=by, bucketing="calendar", min_occurrences=1)
            one = measure(workspace.engine, asked)
            other = measure(workspace.engine, asked, values=True)
            assert [group.label for group in one.groups] == [group.label for group in other.groups]
            assert [[(c.start, c.people, c.mature_people) for c in group.cohorts] for group in one.groups] == [
                [(c.start, c.people, c.mature_people) for c in group.cohorts] for group in other.groups
            ]
            assert sum(group.size for group in one.groups) == sum(cohort.size for cohort in one.cohorts)


def test_ten_and_ten_point_nought_are_one_group_of_people_and_of_events():
    rows = [Row("a", 0, "join", properties={"size": "10"}), Row("b", 0, "join", properties={"size": "10.0"})]
    with workspace_of(rows, attributes={"a": {"seats": "10.00"}, "b": {"seats": "10"}}) as workspace:
        for name, scope in (("size", "event"), ("seats", "person")):
            asked = Retention("join", None, breakdown=Breakdown(name, scope=scope))
            groups = measure(workspace.engine, asked).groups
            assert [(group.label, group.cohorts[0].size) for group in groups] == [("10", 2)]
