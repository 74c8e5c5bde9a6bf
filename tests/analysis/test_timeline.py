"""One person's events and answers in order."""

from datetime import datetime

import pytest

from tests.events import START, Row, workspace_of
from touchpath.analysis.timeline import timeline
from touchpath.journey.definition import DefinitionError


@pytest.fixture
def engine():
    events = [
        Row("ann", 60, "cart", "app", properties={"product": "shoes"}),
        Row("ann", 0, "view", "web"),
        Row("anon-1", 30, "search"),
        Row("ann", 120, "buy", "app", value=19.5),
        Row("bob", 10, "view"),
    ]
    workspace = workspace_of(
        events, personas={"ann": "Family"}, attributes={"ann": {"region": "North"}}, aliases={"anon-1": "ann"}
    )
    with workspace.engine.transaction() as writer:
        writer._own.execute(
            "INSERT INTO responses (import_id, source_row, respondent, person, answered_at, question, metric, score, "
            "scale_low, scale_high, comment, touchpoint) VALUES "
            "(2, 1, 'ann', 1, TIMESTAMP '2025-01-01 00:01:30', 'How likely?', 'nps', 9, 0, 10, 'Quick!', 1), "
            "(2, 2, 'ann', 1, NULL, 'Why?', 'other', NULL, NULL, NULL, NULL, NULL)"
        )
    return workspace.engine


def test_events_of_all_ids_and_answers_stand_in_order(engine):
    found = timeline(engine, "ann")
    assert [moment.name for moment in found.moments] == ["view", "search", "cart", "NPS", "buy", "Why?"]
    assert found.moments[0].at == START
    assert found.moments[3].at == datetime(2025, 1, 1, 0, 1, 30)
    assert found.moments[-1].at is None


def test_what_was_recorded_is_told(engine):
    found = timeline(engine, "ann")
    assert (found.persona, found.attributes, found.other_ids) == ("Family", (("region", "North"),), ("anon-1",))
    view, _, cart, answer, buy, _ = found.moments
    assert (view.channel, cart.detail, buy.value) == ("web", "product: shoes", 19.5)
    assert (answer.kind, answer.value, answer.detail) == ("answer", 9.0, "about cart – Quick!")


def test_an_alias_finds_its_person(engine):
    assert timeline(engine, "anon-1").person_id == "ann"


def test_a_stranger_is_refused_with_a_sentence(engine):
    with pytest.raises(DefinitionError, match='nobody called "zoe"'):
        timeline(engine, "zoe")
