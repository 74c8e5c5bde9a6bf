from __future__ import annotations

import math
import random
from datetime import datetime, timedelta

import pytest

from tests.events import Row, workspace_of
from touchpath.analysis.repeat_purchase import measure
from touchpath.journey.churn import RepeatPurchase
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters

START = datetime(2025, 1, 1)


def bought(person: str, *days: float, channel: str | None = None) -> list[Row]:
    return [Row(person, START + timedelta(days=day), "order", channel) for day in days]


def orders(workspace, *named: tuple[str, int, str]) -> None:
    """Give events of a person an order id by their place in the person's rows."""
    with workspace.engine.transaction() as writer:
        for person, place, order in named:
            writer._own.execute(
                "UPDATE events SET order_id = $order WHERE source_row = ("
                "SELECT e.source_row FROM events e JOIN people p ON p.person = e.identity "
                "WHERE p.person_id = $person ORDER BY e.occurred_at LIMIT 1 OFFSET $place)",
                {"order": order, "person": person, "place": place},
            )
        writer.gather_orders(anew=True)


def test_only_people_whose_days_have_passed_count():
    made = [*bought("ann", 0, 20), *bought("bob", 0), *bought("eve", 80, 85), *bought("end", 100)]
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, RepeatPurchase("order", days=(7, 30, 99)))
    told = [(point.days, point.people, point.size) for point in result.points]
    assert told == [(7, 1, 3), (30, 1, 2), (99, 1, 2)]
    assert (result.people, result.repeaters, result.median_days) == (4, 2, 12.5)


def test_events_of_one_order_are_one_purchase_and_two_at_once_are_two():
    made = [*bought("ann", 0, 3), *bought("bob", 0, 0), *bought("eve", 0, 0), *bought("end", 50)]
    with workspace_of(made) as workspace:
        orders(workspace, ("ann", 0, "A1"), ("ann", 1, "A1"), ("bob", 0, "B1"), ("bob", 1, "B1"))
        result = measure(workspace.engine, RepeatPurchase("order", days=30))
    assert [(point.people, point.size) for point in result.points] == [(1, 3)]
    assert result.median_days == 0


def test_the_first_purchase_ever_decides_dates_and_channel():
    made = [
        *bought("ann", 0, 10, channel="web"),
        *bought("bob", 9, 12, channel="store"),
        *bought("eve", 9, channel="web"),
        *bought("end", 90),
    ]
    with workspace_of(made) as workspace:
        later = Filters(date_from="2025-01-05", date_to="2025-02-01")
        dated = measure(workspace.engine, RepeatPurchase("order", days=30, breakdown="channel"), later)
        web = measure(workspace.engine, RepeatPurchase("order", days=30), Filters(channels=("web",)))
    assert [(p.people, p.size) for p in dated.points] == [(1, 2)]
    assert {g.label: (g.points[0].people, g.points[0].size) for g in dated.groups} == {"store": (1, 1), "web": (0, 1)}
    assert (web.points[0].people, web.points[0].size) == (1, 2)


def test_nobody_and_no_days():
    with pytest.raises(DefinitionError, match="above 0"):
        RepeatPurchase("order", days=(0,))
    with workspace_of([]) as workspace:
        result = measure(workspace.engine, RepeatPurchase("order", days=(30,)))
    assert result.points[0].size == 0
    assert math.isnan(result.points[0].rate)


def test_random_purchases_agree_with_counting_one_person_at_a_time():
    chance = random.Random(11)
    made = [
        row
        for i in range(60)
        for row in bought(f"p{i}", *(chance.randrange(120) for _ in range(chance.randint(1, 3))))
    ]
    days = (1, 10, 40, 90)
    with workspace_of(made) as workspace:
        result = measure(workspace.engine, RepeatPurchase("order", days=days))
    end = max(row.moment for row in made)
    for point in result.points:
        size = people = 0
        for i in range(60):
            own = sorted(row.moment for row in made if row.by == f"p{i}")
            if own[0] + timedelta(days=point.days) <= end:
                size += 1
                people += len(own) > 1 and own[1] <= own[0] + timedelta(days=point.days)
        assert (point.people, point.size) == (people, size)
