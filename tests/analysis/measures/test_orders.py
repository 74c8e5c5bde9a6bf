"""Orders: rows of one person at one touchpoint under one order id are one event, in every sequence and count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from touchpath.analysis import funnel, measures, trends
from touchpath.analysis.change.outcomes import read_units
from touchpath.journey.change import Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.journey.measures import MeasureSettings
from touchpath.journey.trends import Trend
from touchpath.workspace import Workspace

HEAD = "person,time,event,order,amount,product,cancelled\n"
LINES = """ann,2025-01-01 10:00,buy,A1,30,hat,
ann,2025-01-01 10:05,buy,A1,20,,
ann,2025-01-01 10:05,buy,A1,5,shoe,
ann,2025-01-03 10:00,shipped,A1,,,
ann,2025-01-09 10:00,refund,A1,-10,,
bob,2025-01-02 09:00,buy,A1,40,hat,
bob,2025-01-02 09:00,buy,B2,-40,hat,
bob,2025-01-05 09:00,buy,B3,0,gift,
bob,2025-01-06 09:00,buy,B4,50,hat,
bob,2025-01-06 09:00,buy,B4,-50,hat,
cat,2025-01-02 09:00,buy,C1,70,bag,
cat,2025-01-02 09:01,buy,C1,7,bag,true
cat,2025-01-20 09:00,buy,,8,bag,
cat,2025-01-21 09:00,buy,,9,bag,
end,2025-03-01 09:00,visit,,,,
"""
BUY = MeasureSettings(goal=("buy",), purchase=("buy",), repeat_days=30)


@pytest.fixture
def workspace(tmp_path: Path):
    file = tmp_path / "orders.csv"
    file.write_text(HEAD + LINES, encoding="utf-8")
    with Workspace.in_memory() as opened:
        opened.import_events(
            file, person="person", occurred_at="time", touchpoint="event", value="amount", order_id="order",
            cancelled="cancelled", timezone="UTC",
        )  # fmt: skip
        yield opened


def people_at(workspace: Workspace, *steps: Step, **how) -> list[int]:
    return [step.people for step in funnel.measure(workspace.engine, Funnel(steps, **how)).steps]


def test_rows_stay_and_events_are_orders(workspace):
    assert sum(record.accepted for record in workspace.imports()) == 15
    assert measures.value(workspace.engine, "events").value == 11
    counted = trends.measure(workspace.engine, Trend(("buy",), period="month"), Filters())
    assert counted.events == 8


def test_two_lines_are_no_second_purchase(workspace):
    """Ann bought once; Bob's second and fourth order came back whole; his third is worth nothing and counts."""
    found = measures.value(workspace.engine, "repeat_purchase", settings=BUY)
    assert (found.hits, found.n) == (2, 3)
    assert people_at(workspace, Step("buy"), Step("buy")) == [3, 2]
    assert measures.value(workspace.engine, "purchases", settings=BUY).value == 1 + 2 + 2


def test_a_cancelled_order_is_no_first_purchase(tmp_path):
    """Who cancelled and then bought once has bought once; who bought once, cancelled and bought has bought twice."""
    file = tmp_path / "cancelled.csv"
    rows = [
        "ann,2025-01-01 10:00,buy,A1,30,,true", "ann,2025-01-05 10:00,buy,A2,30,,",
        "bob,2025-01-01 10:00,buy,B1,30,,", "bob,2025-01-03 10:00,buy,B2,9,,true", "bob,2025-01-05 10:00,buy,B3,9,,",
        "eve,2025-01-01 10:00,buy,E1,30,,true", "end,2025-03-01 09:00,visit,,,,",
    ]  # fmt: skip
    file.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    with Workspace.in_memory() as opened:
        opened.import_events(
            file, person="person", occurred_at="time", touchpoint="event", value="amount", order_id="order",
            cancelled="cancelled", timezone="UTC",
        )  # fmt: skip
        found = measures.value(opened.engine, "repeat_purchase", settings=BUY)
        assert (found.hits, found.n) == (1, 2)


def test_revenue_is_net_and_gross_stands_beside(workspace):
    """Cat's marked order counts in neither; Ann's refund under her purchase's id counts in net."""
    net = measures.value(workspace.engine, "revenue", settings=BUY).value
    assert net == (30 + 20 + 5 - 10) + (40 - 40 + 0 + 50 - 50) + 8 + 9
    assert measures.value(workspace.engine, "gross_revenue", settings=BUY).value == 55 + 40 + 50 + 17


def test_what_a_change_did_to_revenue_sums_to_the_measure(workspace):
    """No cancelled order counts, and what was given back at another touchpoint does, person by person."""
    change = Change("x", date(2025, 1, 15), Outcome("revenue", None, "buy", 365))
    units = read_units(workspace.engine, change, Filters())
    assert sorted(units.value) == [0, 0, 8 + 9, 30 + 20 + 5 - 10]
    assert units.value.sum() == measures.value(workspace.engine, "revenue", settings=BUY).value
    soon = read_units(workspace.engine, replace(change, outcome=replace(change.outcome, days=2)), Filters())
    assert sorted(soon.value) == [0, 0, 0, 55]


def test_any_line_meets_a_condition(workspace):
    shoes, hats = Condition("product", "=", "shoe"), Condition("product", "=", "hat")
    assert people_at(workspace, Step("buy", where=(shoes,))) == [1]
    assert people_at(workspace, Step("buy", where=(shoes, hats))) == [1]
    assert people_at(workspace, Step("buy", where=(Condition("value", "=", 55),))) == [1]
    for where, events in (((shoes,), 1), ((shoes, hats), 1), ((Condition("value", ">", 54),), 2)):
        assert measures.value(workspace.engine, "events", Filters(where=where)).value == events


def test_a_breakdown_takes_the_first_line_that_says_something(workspace):
    split = Funnel((Step("buy"),), breakdown=Breakdown("product"))
    found = {group.label: group.steps[0].people for group in funnel.measure(workspace.engine, split).groups}
    assert found == {"hat": 2, "bag": 1}
    split = Funnel((Step("buy"),), breakdown=Breakdown("value"))
    assert "55" in {group.label for group in funnel.measure(workspace.engine, split).groups}


def test_an_order_of_another_touchpoint_is_another_event(workspace):
    assert people_at(workspace, Step("buy"), Step("shipped")) == [3, 1]
    assert people_at(workspace, Step(None), Step(None), Step(None)) == [4, 3, 3]


def test_imports_and_undoing_gather_anew(workspace, tmp_path):
    file = tmp_path / "more.csv"
    file.write_text(HEAD + "ann,2025-02-01 10:00,buy,A1,1,hat,\n", encoding="utf-8")
    report = workspace.import_events(
        file, person="person", occurred_at="time", touchpoint="event", value="amount", order_id="order",
        cancelled="cancelled", timezone="UTC",
    )  # fmt: skip
    assert measures.value(workspace.engine, "events").value == 11
    assert measures.value(workspace.engine, "revenue", settings=BUY).value == 62 + 1
    workspace.imports.undo(report.import_id)
    assert measures.value(workspace.engine, "revenue", settings=BUY).value == 62


def test_a_refund_without_its_purchase_in_view_is_no_revenue(tmp_path):
    file = tmp_path / "refund.csv"
    file.write_text(
        HEAD + "ann,2025-01-01 10:00,buy,A1,30,,\nann,2025-01-02 10:00,refund,Z9,-10,,\n", encoding="utf-8"
    )
    with Workspace.in_memory() as opened:
        opened.import_events(
            file, person="person", occurred_at="time", touchpoint="event", value="amount", order_id="order",
            cancelled="cancelled", timezone="UTC",
        )  # fmt: skip
        assert measures.value(opened.engine, "revenue", settings=BUY).value == 30
