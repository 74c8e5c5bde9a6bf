from __future__ import annotations

import random
from datetime import timedelta

from tests.events import START, Row, rows, workspace_of
from touchpath.analysis.log.calendar import microseconds
from touchpath.analysis.retention.at import read_retained
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention

DAY = 86_400


def retained(told: str, days: float, **parts) -> dict[str, tuple[bool, bool]]:
    with workspace_of(rows(told)) as workspace:
        found = read_retained(workspace.engine, Retention("join", "visit", **parts), days)
    return {
        "abcd"[key - 1]: (bool(r), bool(m))
        for key, r, m in zip(found.person, found.retained, found.mature, strict=True)
    }


def test_the_window_is_open_at_entry_and_closed_at_its_end():
    told = f"a: join 0, visit 0; b: join 0, visit {7 * DAY}; c: join 0, visit {7 * DAY + 1}; d: join {3 * DAY}"
    assert retained(told, 7) == {"a": (False, True), "b": (True, True), "c": (False, True), "d": (False, False)}


def test_what_happens_at_the_moment_of_entry_hides_no_later_return():
    told = f"a: join 0, visit 0, visit {DAY}; b: join 0, visit 0, visit {9 * DAY}; c: join {9 * DAY}"
    assert retained(told, 7) == {"a": (True, True), "b": (False, True), "c": (False, False)}


def test_a_return_counts_though_an_earlier_one_came_before_entry():
    assert retained(f"a: visit 0, join 10, visit 20; b: join {2 * DAY}", 1) == {
        "a": (True, True),
        "b": (False, False),
    }


def test_the_first_entry_in_the_dates_or_ever():
    told = rows(f"a: join 0, join {40 * DAY}, visit {41 * DAY}; b: join {60 * DAY}")
    later = Filters(date_from="2025-02-01")
    with workspace_of(told) as workspace:
        matching = read_retained(workspace.engine, Retention("join", "visit"), 7, later)
        ever = read_retained(workspace.engine, Retention("join", "visit", "first_ever"), 7, later)
    assert matching.retained.tolist() == [True, False]
    assert ever.person.tolist() == [2]


def test_random_logs_agree_with_counting_one_person_at_a_time():
    chance = random.Random(5)
    made = [
        Row(chance.choice("abcdefgh"), chance.randrange(60 * DAY), chance.choice(("join", "visit")))
        for _ in range(120)
    ]
    end = max(row.moment for row in made)
    keys = {name: key for key, name in enumerate(dict.fromkeys(row.by for row in made), 1)}
    with workspace_of(made) as workspace:
        for days in (0.5, 7, 30):
            found = read_retained(workspace.engine, Retention("join", "visit"), days)
            for i, key in enumerate(found.person):
                own = [row for row in made if keys[row.by] == key]
                entry = min(row.moment for row in own if row.touchpoint == "join")
                window = timedelta(days=days)
                assert found.entry[i] == microseconds(entry)
                assert found.mature[i] == (entry + window <= end)
                hit = any(row.touchpoint == "visit" and entry < row.moment <= entry + window for row in own)
                assert found.retained[i] == hit
    assert end > START
