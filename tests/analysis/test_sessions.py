from __future__ import annotations

import math
import random

import numpy as np
import pytest

from tests.events import Row, rows, workspace_of
from touchpath.analysis import sessions as measured
from touchpath.analysis.sessions import gap_sessions, measure, read_sessions
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.sessions import Sessions


def test_a_pause_of_just_the_gap_goes_on_and_a_longer_one_begins_anew():
    with workspace_of(rows("ann: view 0, view 1800, view 3601")) as workspace:
        table = read_sessions(workspace.engine, Sessions())
    assert table.seconds.tolist() == [1800, 0]
    assert table.events.tolist() == [2, 1]


def test_a_session_named_by_the_file_wins():
    made = [
        Row("ann", 0, "view", session="s1"),
        Row("ann", 90_000, "view", session="s1"),
        Row("ann", 90_010, "view", session="s2"),
        Row("ann", 20, "view"),
        Row("bob", 30, "view", session="s1"),
    ]
    with workspace_of(made) as workspace:
        result = measure(workspace.engine)
        assert sorted(read_sessions(workspace.engine, Sessions()).seconds.tolist()) == [0, 0, 0, 90_000]
    assert (result.sessions, result.people, result.events) == (4, 2, 5)
    assert result.sessions_per_person == 2


def test_engaged_lasts_repeats_or_converts():
    told = "ann: view 0; bob: view 0, view 5; eve: order 0; dan: view 0, view 10"
    with workspace_of(rows(told)) as workspace:
        strict = measure(workspace.engine, Sessions(engaged_events=3, conversion=("order",)))
        usual = measure(workspace.engine, Sessions())
        none = measure(workspace.engine, Sessions(), Filters(date_to="2020-01-01"))
    assert (strict.engaged, strict.sessions) == (2, 4)
    assert usual.engaged == 2
    assert strict.engaged_rate_low < 0.5 < strict.engaged_rate_high
    assert none.sessions == 0
    assert math.isnan(none.engaged_rate)


def test_a_gap_must_last():
    with pytest.raises(DefinitionError, match="longer"):
        Sessions(gap_seconds=0)


@pytest.mark.parametrize("largest", [2**62, 2**38, 0])
def test_random_events_agree_with_a_walk_through_each_person(largest, monkeypatch):
    """One block of people, several, and the way without blocks."""
    monkeypatch.setattr(measured, "_LARGEST", largest)
    chance = random.Random(7)
    events = [(chance.randrange(9), chance.randrange(40_000) * 1_000_000, chance.random() < 0.1) for _ in range(600)]
    person, moment, converted = (np.array(column) for column in zip(*events, strict=True))
    table = gap_sessions(person, moment, converted, 100)
    found = list(zip(table.person, table.began, table.ended, table.events, table.converted, strict=True))
    expected: list[list] = []
    for who, at, goal in sorted(events):
        if expected and expected[-1][0] == who and at - expected[-1][2] <= 100_000_000:
            expected[-1][2:] = [at, expected[-1][3] + 1, expected[-1][4] or goal]
        else:
            expected.append([who, at, at, 1, goal])
    assert [tuple(line) for line in expected] == found
