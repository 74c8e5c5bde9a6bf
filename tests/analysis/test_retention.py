from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from lib.analysis.retention import measure
from lib.journey.conditions import Condition
from lib.journey.filters import Filters
from lib.journey.funnel import Breakdown, Step
from lib.journey.retention import Retention
from tests.analysis.retention_oracle import Oracle, begins, local
from tests.events import Row, workspace_of

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
