from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

import pytest

from tests.analysis.retention_oracle import begins, bucket_start, does, local, next_start
from tests.events import Row, workspace_of
from touchpath.analysis.lifecycle import measure
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Step
from touchpath.journey.lifecycle import Lifecycle

DAY = timedelta(days=1)


def day(number: int, hour: int = 12) -> datetime:
    return datetime(2025, 3, number, hour)


def test_six_rows():
    made = [
        Row("ann", day(3), "visit"),
        Row("ann", day(4), "visit"),
        Row("ann", day(6), "visit"),
        Row("bob", day(4), "call"),
        Row("bob", day(5), "visit"),
        Row("eve", day(6, 18), "visit"),
    ]
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, Lifecycle("visit", "day"), Filters(date(2025, 3, 4), date(2025, 3, 6)))
        matching = measure(workspace.engine, Lifecycle("visit", "day", new_by="first_matching"))
    told = [(p.new, p.returning, p.resurrected, p.dormant, p.complete) for p in result.periods]
    # bob was first seen by phone on the 4th: his first visit finds him known, and away the day before
    assert told == [(0, 1, 0, 0, True), (0, 0, 1, 1, True), (1, 0, 1, 1, False)]
    assert [(p.new, p.active) for p in matching.periods] == [(1, 1), (0, 1), (1, 1), (1, 2)]


def test_an_attribute_can_tell_when_a_person_began():
    made = [Row("ann", day(3), "visit"), Row("ann", day(4), "visit"), Row("bob", day(4), "visit")]
    known = {"ann": {"joined": "2025-03-04 08:00:00"}, "bob": {"joined": "never"}}
    with workspace_of(made, attributes=known) as workspace:
        lifecycle = Lifecycle("visit", "day", new_by="attribute", attribute="joined")
        periods = measure(workspace.engine, lifecycle).periods
    assert [(p.new, p.returning, p.resurrected) for p in periods] == [(0, 0, 1), (1, 0, 1)]


def test_too_many_periods_are_refused():
    made = [Row("ann", datetime(2015, 1, 1), "visit"), Row("ann", day(4), "visit")]
    with workspace_of(made) as workspace, pytest.raises(DefinitionError, match="longer period"):
        measure(workspace.engine, Lifecycle("visit", "hour"))


def test_no_events_give_no_periods():
    with workspace_of([]) as workspace:
        assert measure(workspace.engine, Lifecycle()).periods == ()


@pytest.mark.parametrize("seed", range(25))
def test_random_logs_agree_with_counting_one_person_at_a_time(seed):
    chance = random.Random(seed)
    period = chance.choice(("hour", "day", "week", "month"))
    span = {"hour": 1, "day": 10, "week": 50, "month": 250}[period]
    made = [
        Row(chance.choice("abcd"), day(28) + timedelta(days=span) * chance.random(), chance.choice(("visit", "buy")))
        for _ in range(40)
    ]
    first = chance.choice((None, (day(28) + timedelta(days=span / 3)).date()))
    step = Step(chance.choice((None, "visit")))
    by = chance.choice(("first_event", "first_matching"))
    settings = {"time_zone": chance.choice(("UTC", "Europe/Berlin", "America/New_York"))}
    with workspace_of(made, settings=settings) as workspace:
        calendar = workspace.engine.calendar
        result = measure(workspace.engine, Lifecycle(step, period, new_by=by), Filters(date_from=first))
    active, began = defaultdict(set), {}
    for row in sorted(made, key=lambda row: row.moment):
        bucket = bucket_start(row.moment, period, calendar)
        if by == "first_event" or does(row, step):
            began.setdefault(row.by, bucket)
        if not does(row, step):
            continue
        shown = first is None or local(row.moment, calendar.zone).date() >= first
        before = first is not None and begins(next_start(bucket, period), calendar) <= calendar.utc_of(first)
        if shown or before:
            active[bucket].add(row.by)
    found, expected = Counter(), Counter()
    for p in result.periods:
        found.update({(p.start, k): getattr(p, k) for k in ("new", "returning", "resurrected", "dormant")})
    starts = set(active) | {next_start(bucket, period) for bucket in active}
    previous = {next_start(bucket, period): people for bucket, people in active.items()}
    for bucket in starts:
        start = local(begins(bucket, calendar), calendar.zone).replace(tzinfo=None)
        if result.periods[0].start <= start <= result.periods[-1].start:
            now, then = active.get(bucket, set()), previous.get(bucket, set())
            new = {person for person in now if began[person] == bucket}
            expected.update({(start, "new"): len(new), (start, "returning"): len((now & then) - new)})
            expected.update({(start, "resurrected"): len(now - then - new), (start, "dormant"): len(then - now)})
    assert +found == +expected
