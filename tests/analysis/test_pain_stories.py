"""Leaving after several touchpoints by the same people is told once; so is leaving on the way to a step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.events import Row, workspace_of
from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.pain.meetings import Meetings, meetings
from touchpath.analysis.pain.result import Pain, PainOutcome, PainResult
from touchpath.analysis.pain.stories import joined
from touchpath.analysis.small_cells import hidden
from touchpath.answers.map.pain import evidence, pain_sentence
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import Funnel

_DAY = 86_400.0
WAY = Funnel(("visit", "cart", "buy"))


def _events() -> list[Row]:
    """Thirty visit, twenty of them reach a cart, and nobody returns; of twenty who ask for help five had a cart."""
    events = [Row("late", 200 * _DAY, "visit", "web")]
    for number in range(30):
        events.append(Row(f"a{number}", number, "visit", "app"))
        if number < 20:
            events.append(Row(f"a{number}", number + 60, "cart", "app"))
    return events + [Row(f"a{number}", number + 120, "help", "app") for number in range(15, 35)]


@pytest.fixture
def engine() -> Iterator[Reader]:
    workspace = workspace_of(_events(), personas={f"a{number}": "Families" for number in range(35)})
    yield workspace.engine
    workspace.close()


@pytest.fixture
def met(engine: Reader) -> Meetings:
    return meetings(EventArrays(engine), NO_FILTERS, {"leaving": ("visit", "cart", "buy", "help")}, 30)


def pain(place: str, low: float, outcome: str = "leaving", people: int = 300) -> Pain:
    part = PainOutcome(outcome, people, 120, 300, 60, 300, 60, 0.2, low + 10, low, 0.001)
    return Pain("cell", place, "Families", "app", "", "", (part,))


def told(pains: tuple[Pain, ...]) -> list[tuple[str, list[str]]]:
    return [(pain.place, [pain.place_of(part) for part in pain.outcomes]) for pain in pains]


def test_the_same_people_leaving_is_told_where_it_is_surest(met: Meetings) -> None:
    found = joined((pain("visit", 20), pain("cart", 30), pain("help", 25)), met, None)
    assert told(found) == [("cart", ["cart", "visit"]), ("help", ["help"])]


def test_leaving_on_the_way_to_a_step_is_the_story_of_the_step(met: Meetings) -> None:
    found = joined((pain("buy", 80, "step"), pain("visit", 20), pain("cart", 30), pain("help", 25)), met, WAY)
    assert told(found) == [("buy", ["buy", "cart", "visit"]), ("help", ["help"])]
    assert found[0].main.outcome == "step"


def test_it_stands_by_itself_where_it_is_surer_than_the_step_or_of_others(met: Meetings) -> None:
    surer = joined((pain("buy", 10, "step"), pain("cart", 30)), met, WAY)
    assert told(surer) == [("cart", ["cart"]), ("buy", ["buy"])]
    after = joined((pain("cart", 80, "step"), pain("cart", 30)), met, WAY)
    assert told(after) == [("cart", ["cart"]), ("cart", ["cart"])], "the step lies before it, not after"
    elsewhere = Pain("cell", "cart", "Families", "web", "", "", pain("cart", 3).outcomes)
    others = joined((pain("buy", 80, "step"), elsewhere), met, WAY)
    assert len(others) == 2


def test_the_sentence_names_every_touchpoint_and_the_evidence_leads_there(met: Meetings, engine: Reader) -> None:
    (row,) = joined((pain("buy", 80, "step"), pain("visit", 20), pain("cart", 30)), met, WAY)
    found = PainResult(900, (row,), 9, float("nan"), WAY, 30, (), (), (), 2)
    assert pain_sentence(row, found).endswith(
        "; also they do nothing more within 30 days after cart (40.0 %) or visit (40.0 %)."
    )
    part = Pain("cell", "buy", "Families", "app", "", "", (row.outcomes[1],))
    shown = evidence(part, found, engine, NO_FILTERS)
    assert (shown.page, '"cart"' in dict(shown.parameters)["retention"]) == ("retention", True)


def test_what_a_row_took_in_is_hidden_by_itself_where_few_are_behind_it(met: Meetings) -> None:
    (row,) = joined((pain("buy", 80, "step"), pain("cart", 30, people=4)), met, WAY)
    found = PainResult(900, (row,), 9, float("nan"), WAY, 30, (), (), (), 2)
    assert told(hidden(found, 5).pains) == [("buy", ["buy"])]
