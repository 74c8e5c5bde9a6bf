"""For whom a test worked: what is planted is found, what is not is not, and arms that no draw gives are refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import isnan

import numpy as np
import pytest

from tests.analysis.change_sample import sample
from tests.analysis.uplift.letters import asked, letters_sent
from touchpath.analysis.small_cells import hidden
from touchpath.analysis.small_cells.rules import Withheld
from touchpath.analysis.uplift import measure
from touchpath.analysis.uplift.effects import uplift_labels, whole_group
from touchpath.analysis.uplift.labels import PeopleLabel
from touchpath.answers import Viewer, ask
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures import pictures
from touchpath.charts.theme import LIGHT
from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.definition import DefinitionError
from touchpath.journey.uplift import Uplift
from touchpath.workspace import Workspace


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = letters_sent(Workspace.in_memory(), tmp_path_factory.mktemp("letters"))
    yield workspace
    workspace.close()


def test_what_is_planted_is_found_first(letters: Workspace) -> None:
    found = measure(letters.engine, asked("size", "town", "customer"))
    assert found.labels[0].by == "customer"
    assert [label.by for label in found.differing] == ["customer"]
    old, new = sorted(found.labels[0].groups, key=lambda group: str(group.name), reverse=True)
    assert old.effect.low < 0.2 < old.effect.high
    assert new.effect.low < 0 < new.effect.high
    assert old.against_rest.estimate == pytest.approx(old.effect.estimate - new.effect.estimate)
    assert old.against_rest.low < 0.2 < old.against_rest.high
    assert (old.treating, new.treating) == ("treat", "unclear")
    assert {group.treating for label in found.labels[1:] for group in label.groups} == {"alike"}


def test_numbers_are_taken_in_thirds(letters: Workspace) -> None:
    (label,) = measure(letters.engine, asked("size")).labels
    assert [str(group.name).split()[0] for group in label.groups] == ["under", "34", "66"]
    sizes = [group.people for group in label.groups]
    assert sum(sizes) == 8_000
    assert max(sizes) - min(sizes) < 600


def test_an_effect_must_be_worth_it(letters: Workspace) -> None:
    (label,) = measure(letters.engine, asked("customer", hoped_for=10)).labels
    assert {group.name: group.treating for group in label.groups} == {"old": "treat", "new": "leave"}


def test_an_order_by_effect_gains_more_than_one_by_outcome(letters: Workspace) -> None:
    order = measure(letters.engine, asked("town", "customer")).order
    assert order is not None
    assert order.better.low > 0
    half = order.shares.index(0.5)
    assert order.by_gain[half] > 0.8 * order.everybody
    assert order.by_gain[-1] == pytest.approx(order.by_outcome[-1])
    assert order.by_gain[0] == 0


def test_the_same_question_has_the_same_answer(letters: Workspace) -> None:
    assert measure(letters.engine, asked("town", "customer")) == measure(letters.engine, asked("town", "customer"))


def test_what_is_alike_in_everybody_tells_nobody_apart(letters: Workspace) -> None:
    found = measure(letters.engine, asked("everybody"))
    assert "everybody" in found.alone
    assert not found.labels
    assert found.order is None


def test_arms_that_are_not_alike_are_refused(letters: Workspace) -> None:
    with pytest.raises(DefinitionError, match=r"not alike in late \(p < 0.001\).*not drawn at random"):
        measure(letters.engine, asked("customer", "late"))


def test_a_broken_split_is_refused() -> None:
    outcome = Outcome("retention", None, ("purchase",), 14)
    change = Change("Ranking", date(2025, 2, 3), outcome, assignment=Assignment("file", "search_ranking"))
    with pytest.raises(DefinitionError, match="no arms drawn at random"):
        measure(sample().engine, Uplift(change))


def test_a_test_without_a_difference_between_groups_says_so() -> None:
    outcome = Outcome("retention", None, ("purchase",), 14)
    change = Change("Express", date(2025, 2, 3), outcome, assignment=Assignment("file", "express_checkout"))
    answer = ask(sample(), Uplift(change))
    assert answer.result.whole.effect.estimate == pytest.approx(0.0649, abs=1e-4)
    assert not answer.result.differing
    assert "was not detected (by " in answer.sentence
    assert "express moved purchase within 14 days by +6.5 points (range +4.1 to +8.9)" in answer.sentence


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Change("a", date(2025, 1, 6), Outcome()), "arms were drawn at random"),
        (
            Change("a", date(2025, 1, 6), Outcome("revenue"), assignment=Assignment("file", "x")),
            "is no share of people",
        ),
    ],
)
def test_only_shares_in_arms_can_be_asked(given: Change, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        Uplift(given)


def test_arms_and_outcomes_that_are_not_there_are_refused(letters: Workspace) -> None:
    with pytest.raises(DefinitionError, match='no arm called "postcard" beside none: choose letter'):
        measure(letters.engine, asked(arm="postcard"))
    with pytest.raises(DefinitionError, match="no arm called"):
        measure(letters.engine, asked(arm="none"))
    with pytest.raises(DefinitionError, match="holds numbers"):
        measure(letters.engine, asked(column="size"))
    with pytest.raises(DefinitionError, match='Nobody here has a "shoe"'):
        measure(letters.engine, asked("shoe"))


def test_it_is_told_with_pictures_and_tables(letters: Workspace) -> None:
    answer = ask(letters, asked("town", "customer"))
    assert answer.sentence.startswith("It worked differently by customer (p < 0.001): +")
    assert [table.name for table in answer.tables] == ["uplift-interactions", "uplift-groups", "uplift-order"]
    assert [picture.name for picture in pictures(answer, NameColours(LIGHT, {}))] == [
        "by customer",
        "by town",
        "qini",
    ]
    for picture in pictures(answer, NameColours(LIGHT, {})):
        assert picture.drawing.chart().to_dict()
    assert "more than drawing by lot" in answer.notes[0]


def test_groups_of_few_are_hidden_with_what_would_tell_them(letters: Workspace) -> None:
    raw = measure(letters.engine, asked("customer"))
    with pytest.raises(Withheld):
        hidden(raw, 5_000)
    label = hidden(raw, 700).labels[0]
    assert all(isnan(group.effect.estimate) for group in label.groups)
    assert isnan(label.adjusted_p)
    told = ask(letters, asked("customer"), viewer=Viewer("viewer", 700))
    assert "old" not in told.sentence.split()


def test_where_nothing_differs_a_difference_is_seldom_seen() -> None:
    """400 tests of three groups with unlike baselines and one effect: at most 5 % may be called."""
    random = np.random.default_rng(3)
    place = np.zeros(0, dtype=np.int64)
    label = PeopleLabel("town", place, ("a", "b", "c"), ("value", "value", "value"))
    seen = 0
    for _ in range(400):
        rates = np.array([0.2, 0.35, 0.5])
        control, treated = random.binomial(800, rates), random.binomial(800, rates + 0.06)
        counts = np.column_stack([np.full(3, 800), control, np.full(3, 800), treated]).astype(float)
        seen += uplift_labels([label], [counts], 0.0)[0].differs
    assert seen <= 20


def test_everybody_is_judged_at_the_edge_of_chance() -> None:
    assert whole_group(np.array([[1_000, 100, 1_000, 128]], dtype=float), 0.0).treating == "treat"
    assert whole_group(np.array([[1_000, 100, 1_000, 127]], dtype=float), 0.0).treating == "unclear"
    assert whole_group(np.array([[1_000, 128, 1_000, 100]], dtype=float), 0.0).treating == "leave"
