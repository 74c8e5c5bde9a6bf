"""Days of activity in a week or month: by hand on the edges, and by brute force."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from tests.events import Row, workspace_of
from touchpath.analysis.small_cells import Withheld, hidden
from touchpath.analysis.stickiness import StickinessResult, measure
from touchpath.answers import ask
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.stickiness import Stickiness

MONDAY = datetime(2025, 1, 6)


def _row(person: str, day: float, touchpoint: str = "visit", channel: str | None = None) -> Row:
    return Row(person, MONDAY + timedelta(days=day), touchpoint, channel)


def _times(result: StickinessResult) -> dict[int, int]:
    return {part.days: part.times for part in result.days if part.times}


def test_days_count_once_and_only_whole_weeks_count() -> None:
    rows = [
        *(_row("ann", day) for day in (0, 0.2, 1, 6.99)), *(_row("ann", day) for day in (7, 8)),
        _row("bob", 3), _row("bob", 14), _row("eve", 2, "call"), _row("end", 14),
    ]  # fmt: skip
    with workspace_of(rows) as workspace:
        result = measure(workspace.engine, Stickiness("visit"))
        assert [(part.people, part.mean_days) for part in result.periods] == [(2, 2.0), (1, 2.0)]
        assert (_times(result), result.people, result.times) == ({1: 1, 2: 1, 3: 1}, 2, 3)
        assert result.mean_days.estimate == 2
        shorter = measure(workspace.engine, Stickiness("visit"), Filters(date_from="2025-01-07"))  # type: ignore[arg-type]
        assert [part.people for part in shorter.periods] == [1], "a week that the dates cut short is left out"
        until = measure(workspace.engine, Stickiness("visit"), Filters(date_to="2025-01-12"))  # type: ignore[arg-type]
        assert [part.people for part in until.periods] == [2]


def test_a_week_is_whole_when_the_data_reach_its_end_and_begin_on_its_first_day() -> None:
    with workspace_of([_row("ann", 0.5), _row("end", 7)]) as workspace:
        assert len(measure(workspace.engine, Stickiness()).periods) == 1
    with workspace_of([_row("ann", 0.5), _row("end", 6.9999)]) as workspace:
        assert measure(workspace.engine, Stickiness()).periods == ()
    with workspace_of([_row("ann", 1), _row("end", 7)]) as workspace:
        assert measure(workspace.engine, Stickiness()).periods == ()


def test_days_are_those_of_the_zone() -> None:
    late = [_row("ann", 0.99), _row("ann", 1.01), _row("first", -1), _row("end", 15)]
    with workspace_of(late, settings={"time_zone": "America/New_York"}) as workspace:
        assert _times(measure(workspace.engine, Stickiness())) == {1: 1}, "18:46 and 19:14 of Monday"
    with workspace_of(late) as workspace:
        assert _times(measure(workspace.engine, Stickiness())) == {2: 1}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("period", ["week", "month"])
def test_as_counted_in_plain_python(seed: int, period: str) -> None:
    chance = random.Random(seed)
    rows = [_row(f"p{chance.randrange(9)}", chance.uniform(0, 100), channel=chance.choice("ab")) for _ in range(300)]
    active: dict[tuple[str, object], set[object]] = {}
    last = max(row.moment for row in rows)
    first = min(row.moment for row in rows)
    for row in rows:
        day = row.moment.date()
        start = day - timedelta(days=day.weekday()) if period == "week" else day.replace(day=1)
        end = start + timedelta(days=7) if period == "week" else (start + timedelta(days=32)).replace(day=1)
        if row.channel == "a" and start >= first.date() and datetime.combine(end, datetime.min.time()) <= last:
            active.setdefault((row.by, start), set()).add(day)
    with workspace_of(rows) as workspace:
        result = measure(workspace.engine, Stickiness(None, period), Filters(channels=("a",)))  # type: ignore[arg-type]
    lengths = [len(days) for days in active.values()]
    assert _times(result) == {n: lengths.count(n) for n in sorted(set(lengths))}
    assert result.mean_days.estimate == pytest.approx(sum(lengths) / len(lengths))
    assert result.people == len({person for person, _ in active})
    assert sum(part.rate for part in result.days) == pytest.approx(1)


def test_it_is_said_in_words_and_nobody_is_said_too() -> None:
    rows = [*(_row("ann", day) for day in range(5)), *(_row("bob", day) for day in (2, 3)), _row("end", 7)]
    with workspace_of(rows) as workspace:
        answer = ask(workspace, Stickiness("visit"))
        assert answer.sentence.startswith("In a week in which they are active at all, people are active on 3.5 days")
        assert "50.0 % on 4 or more" in answer.sentence
        assert len(answer.tables[0].rows) == 7
        assert "Nobody was active" in ask(workspace, Stickiness("nothing")).sentence


def test_few_people_are_hidden_with_the_next_smallest() -> None:
    rows = [_row(f"p{i}", day) for i in range(30) for day in range(1 + (i > 3) + (i > 12))]
    with workspace_of([*rows, _row("end", 7)]) as workspace:
        result = measure(workspace.engine, Stickiness("visit"))
    shown = {part.days: part.people for part in hidden(result, 5).days if part.people}
    assert shown[3] == 17
    assert all(people != people for days, people in shown.items() if days in (1, 2))
    with pytest.raises(Withheld):
        hidden(result, 40)


def test_only_weeks_and_months_have_days_to_count() -> None:
    with pytest.raises(DefinitionError):
        Stickiness("visit", "day")  # type: ignore[arg-type]
