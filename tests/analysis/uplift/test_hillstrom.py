"""A real randomised test, 64,000 people: the e-mail about women's clothes, by what people had bought before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.reference import reference_path
from touchpath.answers import ask
from touchpath.journey.change import Assignment, Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.uplift import Uplift
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments

KNOWN_BEFORE = ("womens", "mens", "newbie", "channel", "zip_code", "history", "recency")


@pytest.fixture(scope="module")
def emails() -> Iterator[Workspace]:
    path = reference_path("real/hillstrom/hillstrom.csv")
    with Workspace.in_memory() as workspace:
        import_assignments(workspace, path, arm="segment", name="E-mails")
        yield workspace


def asked(*split_by: str) -> Uplift:
    outcome, assignment = Outcome("column", column="visit"), Assignment("file", "E-mails")
    change = Change("E-mails", date(2008, 3, 20), outcome, assignment=assignment, split_by=split_by)
    return Uplift(change, "Womens E-Mail")


def test_for_whom_the_womens_email_worked(emails: Workspace) -> None:
    found = ask(emails, asked("womens")).result
    (label,) = found.labels
    effects = {group.name: group.effect for group in label.groups}
    assert 100 * effects["1"].estimate == pytest.approx(7.31, abs=0.005)
    assert 100 * effects["0"].estimate == pytest.approx(1.11, abs=0.005)
    for name, half in (("1", 0.90), ("0", 0.87)):
        assert 50 * (effects[name].high - effects[name].low) == pytest.approx(half, abs=0.01)
    assert label.differs
    assert label.adjusted_p < 1e-10
    rest = next(group.against_rest for group in label.groups if group.name == "1")
    assert (rest.estimate, rest.low > 0.04) == (pytest.approx(0.0620, abs=1e-4), True)


def test_an_order_by_expected_effect_gains_more_than_one_by_outcome(emails: Workspace) -> None:
    answer = ask(emails, asked(*KNOWN_BEFORE))
    order = answer.result.order
    assert 100 * order.area_gain.estimate == pytest.approx(0.75, abs=0.15)
    assert 100 * order.area_outcome.estimate == pytest.approx(0.22, abs=0.1)
    assert order.better.low > 0
    assert {label.by for label in answer.result.differing} == {"womens", "mens"}
    assert answer.sentence.startswith("It worked differently by womens (p < 0.001): +7.3 points")
