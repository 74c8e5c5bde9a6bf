"""Funnels small enough to read: a few rows, and the figures they must give."""

from __future__ import annotations

import math
from datetime import date, datetime

import pytest

from tests.events import Row, rows, workspace_of
from touchpath.analysis import funnel
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step

DAY = 86400


def counts(told: str, definition: Funnel, filters: Filters = NO_FILTERS) -> list[int]:
    with workspace_of(rows(told)) as workspace:
        return [step.people for step in funnel.measure(workspace.engine, definition, filters).steps]


@pytest.mark.parametrize(
    "told, definition, expected",
    [
        ("ann: a 0, b 1; bob: b 0, a 1", Funnel(steps=("a", "b")), [2, 1]),
        ("ann: a 0, x 1, b 2", Funnel(steps=("a", "b")), [1, 1]),
        ("ann: a 0, x 1, b 2", Funnel(steps=("a", "b"), order="strict"), [1, 0]),
        ("ann: a 0, a 1, b 2", Funnel(steps=("a", "b"), order="strict"), [1, 1]),
        ("ann: a 0, a 1, b 2", Funnel(steps=("a", "b"), order="strict", entry="first"), [1, 0]),
        ("ann: b 0, a 1; bob: b 0", Funnel(steps=("a", "b"), order="any"), [2, 1]),
        ("ann: a 0, b 0", Funnel(steps=("a", "b"), order="any"), [1, 1]),
        ("ann: a 0", Funnel(steps=("a", "a"), order="any"), [1, 0]),
        ("ann: a 0, b 1", Funnel(steps=(("a", "b"), "a"), order="any"), [1, 1]),
        ("ann: c 0, a 1, b 2", Funnel(steps=("c", ("a", "b"), "a"), order="any"), [1, 1, 1]),
        ("ann: c 0, a 0, b 61", Funnel(steps=("c", ("a", "b"), "a"), order="any", window_seconds=60), [1, 1, 0]),
        ("ann: c 0, a 0, b 60", Funnel(steps=("c", ("a", "b"), "a"), order="any", window_seconds=60), [1, 1, 1]),
        ("ann: b 5, a 5", Funnel(steps=("a", "b")), [1, 1]),
        ("ann: b 5, a 5", Funnel(steps=("a", "b"), order="strict"), [1, 1]),
        ("ann: a 5, x 5, b 6", Funnel(steps=("a", "b"), order="strict"), [1, 1]),
        ("ann: a 5, b 6, x 6, c 7", Funnel(steps=("a", "b", "c"), order="strict"), [1, 1, 0]),
        ("ann: a 0; bob: a 0, a 0", Funnel(steps=("a", "a")), [2, 1]),
        ("ann: a 0, b 60", Funnel(steps=("a", "b"), window_seconds=60), [1, 1]),
        ("ann: a 0, b 61", Funnel(steps=("a", "b"), window_seconds=60), [1, 0]),
        ("ann: a 0, b 4, c 9", Funnel(steps=("a", "b", "c"), step_window_seconds=4), [1, 1, 0]),
        ("ann: a 0, a 50, b 61", Funnel(steps=("a", "b"), window_seconds=60), [1, 1]),
        ("ann: a 0, a 50, b 61", Funnel(steps=("a", "b"), window_seconds=60, entry="first"), [1, 0]),
        ("ann: a 0, b 1, a 2, b 3, a 4", Funnel(steps=("a", "b"), counting="attempts"), [3, 2]),
        ("ann: a 0, a 1, b 2", Funnel(steps=("a", "b"), counting="attempts"), [1, 1]),
        ("ann: a 0, b 9", Funnel(steps=("a", "b"), counting="sessions", session_gap_seconds=8), [1, 0]),
        ("ann: a 0, b 9", Funnel(steps=("a", "b"), counting="sessions", session_gap_seconds=9), [1, 1]),
        ("ann: a 0, c 1; bob: a 0, b 1, c 2", Funnel(steps=("a", Step("b", optional=True), "c")), [2, 1, 2]),
        ("ann: a 0, c 1, b 2; bob: a 0, b 1", Funnel(steps=("a", Step("b", optional=True), "c")), [2, 1, 1]),
        ("ann: a 0, z 1", Funnel(steps=("a", None)), [1, 1]),
        ("ann: a 0, c 1", Funnel(steps=("a", ("b", "c"))), [1, 1]),
    ],
)  # fmt: skip
def test_counts(told: str, definition: Funnel, expected: list[int]) -> None:
    assert counts(told, definition) == expected


def test_figures_of_a_funnel() -> None:
    told = (
        "ann: view 0, cart 60, pay 100; bob: view 5, pay 7; cy: view 1, cart 11; di: cart 3; ed: view 9; flo: view 2"
    )
    with workspace_of(rows(told)) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("view", "cart", "pay"), window_seconds=600))
    view, cart, pay = result.steps
    assert (view.people, cart.people, pay.people) == (5, 2, 1)
    assert (view.dropped, cart.dropped, pay.dropped) == (0, 3, 1)
    assert view.rate_from_start == 1
    assert math.isnan(view.rate_from_previous)
    assert (cart.rate_from_start, pay.rate_from_start, pay.rate_from_previous) == (0.4, 0.2, 0.5)
    # Wilson's interval of 2 out of 5
    assert (round(cart.rate_from_start_low, 4), round(cart.rate_from_start_high, 4)) == (0.1176, 0.7693)
    assert (cart.mean_seconds_from_previous, cart.median_seconds_from_previous) == (35, 35)
    assert cart.p90_seconds_from_previous == 55
    assert (pay.mean_seconds_from_previous, pay.mean_seconds_from_start) == (40, 100)
    assert (result.largest_drop_off, result.most_people_lost) == (1, 1)
    assert result.immature == 5


def test_exclusion_spoils_attempts_not_people() -> None:
    told = "ann: a 0, x 1, b 2; bob: a 0, x 1, a 2, b 3; cy: a 0, b 1, x 2; di: a 0, x 9; ed: a 0, x 11"
    told += "; flo: x 0, a 0, b 5"
    definition = Funnel(steps=("a", "b"), window_seconds=10, exclusions=(Exclusion("x"),))
    with workspace_of(rows(told)) as workspace:
        result = funnel.measure(workspace.engine, definition)
        stayed = funnel.people_at(workspace.engine, definition).person_id
    assert [step.people for step in result.steps] == [4, 3]
    assert result.excluded == 2
    assert stayed == ("bob", "cy", "ed", "flo")


def test_dates_are_of_the_first_step_only() -> None:
    told = f"ann: a {DAY}, b {3 * DAY}; bob: a 0, b {DAY}"
    second_day = Filters(date_from=date(2025, 1, 2), date_to=date(2025, 1, 2))
    assert counts(told, Funnel(steps=("a", "b")), second_day) == [1, 1]


def test_mature_only_keeps_complete_windows() -> None:
    told = "ann: a 0, b 1; bob: a 50, b 51; cy: x 100"
    assert counts(told, Funnel(steps=("a", "b"), window_seconds=50, mature_only=True)) == [2, 2]
    assert counts(told, Funnel(steps=("a", "b"), window_seconds=60, mature_only=True)) == [1, 1]


def test_data_end_set_by_the_reader_hides_later_events() -> None:
    told = f"ann: a 0, b {DAY}; bob: a {DAY + 9}"
    with workspace_of(rows(told), settings={"data_end": "2025-01-01"}) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("a", "b")))
    assert [step.people for step in result.steps] == [1, 0]


def test_hold_keeps_a_property_equal() -> None:
    events = [
        Row("ann", 0, "view", properties={"product": "hat"}),
        Row("ann", 1, "view", properties={"product": "shoe"}),
        Row("ann", 2, "buy", properties={"product": "shoe"}),
        Row("bob", 0, "view", properties={"product": "hat"}),
        Row("bob", 1, "buy", properties={"product": "shoe"}),
    ]
    with workspace_of(events) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("view", "buy"), hold=("product",)))
    assert [step.people for step in result.steps] == [2, 1]
    assert result.steps[1].mean_seconds_from_start == 1


def test_conditions_and_channels() -> None:
    events = [
        Row("ann", 0, "view", "web"), Row("ann", 1, "buy", "store", value=20),
        Row("bob", 0, "view", "store"), Row("bob", 1, "buy", "store", value=5),
        Row("cy", 0, "view"), Row("cy", 1, "buy", "web", value=20),
    ]  # fmt: skip
    dear = Funnel(steps=("view", Step("buy", where=(Condition("value", ">", 10),))))
    every = Funnel(steps=("view", "buy"), channel_of="every")
    with workspace_of(events, personas={"ann": "new"}) as workspace:

        def people(definition: Funnel, **filters: object) -> list[int]:
            return [s.people for s in funnel.measure(workspace.engine, definition, Filters(**filters)).steps]

        assert people(dear) == [3, 2]
        assert people(dear, channels=("web",)) == [1, 1]
        assert people(dear, channels=("web", None)) == [2, 2]
        assert people(every, channels=("store",)) == [1, 1]
        assert people(dear, personas=("new",)) == [1, 1]
        assert people(dear, personas=(None,)) == [2, 1]
        assert people(dear, personas=("gone",)) == [0, 0]


def test_missing_and_other_are_no_strings() -> None:
    events = [
        Row(p, 0, "a", c) for p, c in zip("abcdef", ("web", "web", "Other", "Missing", None, "app"), strict=True)
    ]
    with workspace_of(events) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("a",), breakdown=Breakdown("channel", limit=3)))
    found = {(group.kind, group.label): group.steps[0].people for group in result.groups}
    assert found == {
        ("value", "web"): 2, ("value", "Missing"): 1, ("value", "Other"): 1,
        ("other", "Other"): 1, ("missing", "Missing"): 1,
    }  # fmt: skip


def test_step_breakdown_counts_those_who_did_not_reach_it() -> None:
    events = [Row("ann", 0, "a", "web"), Row("ann", 1, "b", "app"), Row("bob", 0, "a", "web")]
    with workspace_of(events) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("a", "b"), breakdown=Breakdown("channel", at=1)))
    assert [(group.label, group.steps[0].people) for group in result.groups] == [("app", 1)]
    assert result.ungrouped == 1


def test_saved_groups_and_the_rest() -> None:
    with workspace_of(
        rows("ann: a 0; bob: a 0; cy: a 0"), groups={"big": ["ann", "bob"], "odd": ["ann"]}
    ) as workspace:
        spec = Funnel(steps=("a",), breakdown=Breakdown(("big", "odd"), scope="group"))
        groups = funnel.measure(workspace.engine, spec).groups
        inside = funnel.measure(workspace.engine, Funnel(steps=("a",)), Filters(group="big"))
    assert [(group.label, group.kind, group.steps[0].people) for group in groups] == [
        ("big", "value", 2), ("odd", "value", 1), ("In no group", "missing", 1),
    ]  # fmt: skip
    assert inside.steps[0].people == 2


def test_merged_identities_are_one_person_in_order() -> None:
    told = rows("anon: view 0, view 9; ann: buy 5, buy 0")
    with workspace_of(told, aliases={"anon": "ann"}) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("view", "buy")))
        people = funnel.people_at(workspace.engine, result.funnel, step=1)
    assert [step.people for step in result.steps] == [1, 1]
    assert result.steps[1].mean_seconds_from_start == 0
    assert people.person_id == ("ann",)


def test_unknown_touchpoint_warns_with_near_names() -> None:
    with workspace_of(rows("ann: checkout 0, pay 1")) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("chekout", "pay")))
    assert [step.people for step in result.steps] == [0, 0]
    assert "Did you mean checkout?" in result.warnings[0]
    assert math.isnan(result.steps[1].rate_from_start)


def test_empty_workspace() -> None:
    with workspace_of([]) as workspace:
        result = funnel.measure(workspace.engine, Funnel(steps=("a", "b"), order="strict", counting="sessions"))
        trend = funnel.trend(workspace.engine, Funnel(steps=("a",)))
        times = funnel.times(workspace.engine, Funnel(steps=("a", "b")))
    assert [step.people for step in result.steps] == [0, 0]
    assert trend.overall.points == ()
    assert len(times.counts) == 0


def test_people_who_dropped() -> None:
    told = "ann: a 0, b 1, c 2; bob: a 0, b 9; cy: a 4"
    definition = Funnel(steps=("a", "b", "c"))
    with workspace_of(rows(told)) as workspace:

        def who(step: int, dropped: bool, limit: int | None = None) -> tuple[str, ...]:
            return funnel.people_at(workspace.engine, definition, step=step, dropped=dropped, limit=limit).person_id

        assert who(0, False) == ("ann", "bob", "cy")
        assert who(1, True) == ("cy",)
        assert who(2, True) == ("bob",)
        assert who(0, True) == ()
        limited = funnel.people_at(workspace.engine, definition, step=0, limit=1)
        dropped = funnel.people_at(workspace.engine, definition, step=2, dropped=True)
        with pytest.raises(DefinitionError, match="no step 3"):
            who(3, False)
    assert (limited.total, limited.person_id) == (3, ("ann",))
    assert dropped.reached_at.astype("O").tolist() == [datetime(2025, 1, 1, 0, 0, 9)]


def test_times_and_their_histogram() -> None:
    told = "ann: a 0, b 10; bob: a 0, b 20; cy: a 0, b 30; di: a 0"
    with workspace_of(rows(told)) as workspace:
        found = funnel.times(workspace.engine, Funnel(steps=("a", "b")), bins=2)
        with pytest.raises(DefinitionError, match="0 to 1"):
            funnel.times(workspace.engine, Funnel(steps=("a", "b")), from_step=1)
    assert sorted(found.seconds) == [10, 20, 30]
    assert (found.counts.tolist(), found.edges.tolist()) == ([1, 2], [10, 20, 30])
    assert (found.mean, found.median, found.p90) == (20, 20, 28)


def test_trend_counts_a_person_once_in_each_period() -> None:
    told = f"ann: a 0, a 10, b 20, a {2 * DAY}; bob: a {2 * DAY + 5}, b {2 * DAY + 9}; cy: x {4 * DAY}"
    with workspace_of(rows(told)) as workspace:
        trend = funnel.trend(workspace.engine, Funnel(steps=("a", "b"), window_seconds=DAY), period="day")
    points = trend.overall.points
    assert [point.people for point in points] == [(1, 1), (0, 0), (2, 1), (0, 0), (0, 0)]
    assert [point.complete for point in points] == [True, True, True, False, False]
    assert [point.start.day for point in points] == [1, 2, 3, 4, 5]
    assert (points[2].rate, math.isnan(points[1].rate)) == (0.5, True)


def test_intervals_of_attempts_cluster_by_person() -> None:
    """Two people with ten equal attempts each tell no more than two people do."""
    told = "; ".join(f"{who}: " + ", ".join(f"a {i * 10}, {then} {i * 10 + 1}" for i in range(10)) for who, then in
                     (("ann", "b"), ("bob", "x")))  # fmt: skip
    definition = Funnel(steps=("a", "b"), window_seconds=5, counting="attempts")
    with workspace_of(rows(told)) as workspace:
        step = funnel.measure(workspace.engine, definition).steps[1]
    assert (step.people, step.rate_from_start) == (10, 0.5)
    assert step.rate_from_start_low < 0.1
    assert step.rate_from_start_high > 0.9
