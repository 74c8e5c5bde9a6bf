"""Steps that only a first event ever fills, and alternatives with conditions of their own."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.events import Row, workspace_of
from touchpath.analysis.funnel import measure
from touchpath.analysis.retention import measure as measure_retention
from touchpath.journey.conditions import AnyOf, Condition
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step, funnel_from
from touchpath.journey.retention import Retention

OVER_TEN, WEB = Condition("value", ">", 10), Condition("channel", "=", "web")
DEAR, BASKET = Step("buy", where=(OVER_TEN,)), Step("cart")
DAY = 86_400


def _named(touchpoint: str) -> Condition:
    return Condition("touchpoint", "=", (touchpoint,))


def _people(rows: list[Row], funnel: Funnel, filters: Filters = NO_FILTERS) -> list[int]:
    with workspace_of(rows) as workspace:
        return [step.people for step in measure(workspace.engine, funnel, filters).steps]


def test_only_the_first_time_ever_that_fits_fills_the_step() -> None:
    rows = [
        Row("ann", 0, "buy", value=5), Row("ann", 10, "visit"), Row("ann", 20, "buy", value=50),
        Row("bob", 0, "visit"), Row("bob", 5, "buy", value=20),
        Row("eve", 0, "buy", value=30), Row("eve", 5, "visit"), Row("eve", 9, "buy", value=40),
    ]  # fmt: skip
    visit = Step("visit")
    assert _people(rows, Funnel((visit, DEAR))) == [3, 3]
    first_dear = Step("buy", where=(OVER_TEN,), occurrence="first_ever")
    assert _people(rows, Funnel((visit, first_dear))) == [3, 2], "eve had bought for over 10 before her visit"
    first_then_dear = Step("buy", where=(OVER_TEN,), occurrence="first_ever_then_where")
    assert _people(rows, Funnel((visit, first_then_dear))) == [3, 1], "the first of ann was cheap"
    assert _people(rows, Funnel((first_then_dear,))) == [2]


def test_ever_looks_before_the_dates_and_a_filter_on_events_chooses_among_which() -> None:
    rows = [Row("ann", 0, "buy", "web"), Row("ann", 2 * DAY, "buy", "app"), Row("bob", 2 * DAY, "buy", "app")]
    first = Step("buy", occurrence="first_ever")
    later = Filters(date_from="2025-01-02")  # type: ignore[arg-type]
    assert _people(rows, Funnel((first,)), later) == [1]
    in_app = Filters(where=(Condition("channel", "=", "app"),))
    assert _people(rows, Funnel((first,)), in_app) == [2], "conditions apply to every event, so also to the first"
    of_all = Step("buy", occurrence="first_ever_then_where")
    assert _people(rows, Funnel((of_all,)), in_app) == [1]


def test_ties_of_a_first_time_follow_the_file() -> None:
    rows = [Row("ann", 0, "buy", value=5), Row("ann", 0, "buy", value=50)]
    then_dear = Step("buy", where=(OVER_TEN,), occurrence="first_ever_then_where")
    assert _people(rows, Funnel((then_dear,))) == [0]
    assert _people(rows[::-1], Funnel((then_dear,))) == [1]


def test_alternatives_have_conditions_of_their_own() -> None:
    rows = [
        Row("ann", 0, "buy", value=50), Row("bob", 0, "buy", value=5), Row("eve", 0, "cart"),
        Row("dan", 0, "cart", value=3),
    ]  # fmt: skip
    assert _people(rows, Funnel((Step.either(DEAR, BASKET),))) == [3]
    small = Step("cart", where=(Condition("value", "<", 5),))
    assert _people(rows, Funnel((Step.either(DEAR, small),))) == [2]
    assert _people(rows, Funnel((Step.either(DEAR, Step(None, where=(Condition("value", "<", 10),))),))) == [3]
    assert _people(rows, Funnel((Step.either(DEAR, Step(None)),))) == [4]
    further = Step.either(Step.either(DEAR, small), Step("buy", where=(Condition("value", "<", 6),)))
    assert _people(rows, Funnel((further,))) == [3]
    assert further.where == (
        AnyOf(
            ((_named("buy"), OVER_TEN), (_named("cart"), *small.where), (_named("buy"), Condition("value", "<", 6)))
        ),
    )


def test_conditions_joined_by_or_in_a_filter_and_about_the_person() -> None:
    rows = [Row("ann", 0, "buy", "web", value=5), Row("bob", 0, "buy", "app", value=50), Row("eve", 0, "buy", "app")]
    either = AnyOf(((WEB,), (OVER_TEN,)))
    assert _people(rows, Funnel((Step("buy"),)), Filters(where=(either,))) == [2]
    assert _people(rows, Funnel((Step("buy"),)), Filters(where=(either, OVER_TEN))) == [1]
    north = Condition("region", "=", "North", "person")
    with workspace_of(rows, attributes={"eve": {"region": "North"}}) as workspace:
        asked = Filters(where=(AnyOf((WEB, north)),))
        assert measure(workspace.engine, Funnel((Step("buy"),)), asked).steps[0].people == 2


def test_they_turn_to_plain_dicts_and_back() -> None:
    funnel = Funnel((Step.either(DEAR, BASKET), Step("pay", occurrence="first_ever")))
    assert funnel_from(to_plain(funnel)) == funnel
    assert "either" in funnel.sentence()
    assert "pay for the first time ever" in funnel.sentence()


@pytest.mark.parametrize(
    "made",
    [
        lambda: AnyOf((WEB,)),
        lambda: AnyOf(((WEB,), ())),
        lambda: Step.either(DEAR),
        lambda: Step("buy", occurrence="last"),
        lambda: funnel_from({"steps": [{"touchpoint": "a", "where": [{"alternatives": [3, 4]}]}]}),
    ],
)
def test_what_is_no_alternative_is_refused(made: Callable[[], Any]) -> None:
    with pytest.raises(DefinitionError):
        made()


def _random_rows(seed: int) -> list[Row]:
    """Many ties, on purpose: moments are few."""
    chance = random.Random(seed)
    return [
        Row(f"p{chance.randrange(12)}", 3600.0 * chance.randrange(60), chance.choice("ab"),
            chance.choice(["web", "app"]), value=chance.choice([5.0, 20.0, None]))
        for _ in range(90)
    ]  # fmt: skip


def _brute_first(rows: list[Row], step: Step) -> list[Row]:
    """The rows that fill the step, in plain Python."""

    def meets(row: Row) -> bool:
        return row.value is not None and row.value > 10

    ordered = sorted(rows, key=lambda row: float(row.at))  # type: ignore[arg-type]  # stable: file order at ties
    at = [row for row in ordered if row.touchpoint in (step.touchpoints or ("a", "b"))]
    if step.occurrence == "first_ever":
        at = [row for row in at if not step.where or meets(row)]
    firsts = {row.by: row for row in reversed(at)}
    return [row for row in firsts.values() if not step.where or meets(row)]


STEPS = [
    Step(names, where, occurrence=occurrence)
    for names in ("a", ("a", "b"), None)
    for where in ((), (OVER_TEN,))
    for occurrence in ("first_ever", "first_ever_then_where")
]


@pytest.mark.parametrize("seed", range(3))
def test_funnel_and_retention_take_the_firsts_that_brute_force_finds(seed: int) -> None:
    rows = _random_rows(seed)
    with workspace_of(rows) as workspace:
        for step in STEPS:
            firsts = _brute_first(rows, step)
            assert measure(workspace.engine, Funnel((step,))).steps[0].people == len(firsts), step
            cohorts = measure_retention(workspace.engine, Retention(step, None, intervals=3)).cohorts
            days = sorted(int(float(row.at) // DAY) for row in firsts)  # type: ignore[arg-type]
            assert sum(cohort.size for cohort in cohorts) == len(days), step
            back = measure_retention(workspace.engine, Retention("b", step, "first_matching", intervals=3))
            entered = {}
            for row in sorted(rows, key=lambda row: float(row.at)):  # type: ignore[arg-type]
                if row.touchpoint == "b":
                    entered.setdefault(row.by, int(float(row.at) // DAY))  # type: ignore[arg-type]
            returned = sum(1 for row in firsts if int(float(row.at) // DAY) == entered.get(row.by, 99) + 1)  # type: ignore[arg-type]
            assert sum(cohort.people[1] for cohort in back.cohorts if len(cohort.people) > 1) == returned, step
