"""Scores beside the steps of a funnel, counted by hand: the last answer by the landmark, and what is left out."""

from __future__ import annotations

import numpy as np
import pytest

from tests.events import Row, workspace_of
from touchpath import DefinitionError, Funnel, FunnelScores, Viewer, Workspace, ask
from touchpath.analysis.drivers.felt import funnel_scores
from touchpath.journey.filters import NO_FILTERS

HOUR, DAY = 3600, 86_400
FUNNEL = Funnel(("cart", "buy"), window_seconds=3 * DAY)
END = Row("end", 30 * DAY, "visit")


def _answer(workspace: Workspace, row: int, person: str, second: int, score: float, metric: str = "nps") -> None:
    low, high = (0, 10) if metric == "nps" else (1, 5)
    with workspace.engine.transaction() as writer:
        writer._own.execute(
            "INSERT INTO responses (import_id, source_row, respondent, person, answered_at, question, metric, score, "
            "scale_low, scale_high) SELECT 2, ?, p.person_id, p.person, TIMESTAMP '2025-01-01' + to_seconds(?), 'q', "
            "?, ?, ?, ? FROM people AS p WHERE p.person_id = ?",
            [row, second, metric, score, low, high, person],
        )


def _workspace() -> Workspace:
    """Of eight with a cart: p0-p2 go on after two days, p3-p5 never, p6 within an hour, p7 began too late."""
    rows = [Row(f"p{number}", 0, "cart") for number in range(7)]
    rows += [Row(f"p{number}", 2 * DAY, "buy") for number in range(3)]
    rows += [Row("p6", HOUR, "buy"), Row("p7", 29 * DAY, "cart"), END]
    workspace = workspace_of(rows)
    given = [("p0", DAY, 9), ("p0", DAY + 1, 0), ("p1", -DAY, 10), ("p2", 5, 8), ("p3", 0, 3), ("p4", 0, 9)]
    for row, (person, second, score) in enumerate([*given, ("p4", HOUR, 6), ("p6", 0, 10), ("p7", 29 * DAY, 0)]):
        _answer(workspace, row, person, second, score)
    return workspace


@pytest.fixture(scope="module")
def workspace():
    made = _workspace()
    yield made
    made.close()


def test_the_last_answer_by_the_landmark_counts(workspace: Workspace) -> None:
    found = funnel_scores(workspace.engine, FunnelScores(FUNNEL), NO_FILTERS)
    (step,) = found.steps
    assert (found.metric, found.hours, step.place, step.people) == ("nps", 24, 1, 6)
    # p0 said 9 at the landmark and 0 a second later; p1 10 before the cart; p2 8: two promoters of three
    assert (step.went_on.answers, step.went_on.score) == (3, pytest.approx(200 / 3))
    # p3 said 3, p4 6 after 9; p5 is silent: two detractors of two
    assert (step.dropped.answers, step.dropped.score) == (2, -100)
    assert step.difference == pytest.approx(500 / 3)
    assert step.low < step.difference


def test_the_score_that_most_had_given_by_then_is_told() -> None:
    """NPS comes first in lists; where it is asked after the funnel, it says nothing about its steps."""
    rows = [Row(f"p{number}", 0, "cart") for number in range(4)] + [Row("p0", 2 * DAY, "buy"), END]
    workspace = workspace_of(rows)
    for row, person in enumerate(("p0", "p1", "p2")):
        _answer(workspace, row, person, 20 * DAY, 9)
        _answer(workspace, 10 + row, person, HOUR, 4, "csat")
    found = funnel_scores(workspace.engine, FunnelScores(FUNNEL), NO_FILTERS)
    assert (found.metric, found.metrics) == ("csat", ("nps", "csat"))
    assert funnel_scores(workspace.engine, FunnelScores(FUNNEL, "nps"), NO_FILTERS).metric == "nps"
    workspace.close()


def test_people_are_watched_as_for_reasons_where_a_day_is_all_they_have(workspace: Workspace) -> None:
    found = funnel_scores(workspace.engine, FunnelScores(Funnel(("cart", "buy"), window_seconds=DAY)), NO_FILTERS)
    assert found.hours == 1
    assert found.steps[0].went_on.answers == 0  # p6 bought within the hour, the others too late
    assert np.isnan(found.steps[0].difference)


def test_few_are_said_to_be_few_and_few_are_hidden(workspace: Workspace) -> None:
    answer = ask(workspace, FunnelScores(FUNNEL))
    assert (
        answer.sentence == "At no step did 30 of each, who went on and who did not, answer NPS: too few to compare."
    )
    assert answer.table().readable["NPS, went on"][0].endswith("n = 3")
    (hidden,) = ask(workspace, FunnelScores(FUNNEL), viewer=Viewer("owner", 3)).result.steps
    assert np.isnan([hidden.went_on.score, hidden.dropped.score, hidden.dropped.answers, hidden.difference]).all()


def test_a_score_that_nobody_gave_and_none_at_all(workspace: Workspace) -> None:
    assert ask(workspace, FunnelScores(FUNNEL, "csat")).n == 0
    empty = workspace_of([Row("p0", 0, "cart"), END])
    assert "no survey answers" in ask(empty, FunnelScores(FUNNEL)).sentence
    empty.close()


@pytest.mark.parametrize(
    ("funnel", "metric", "hours", "said"),
    [
        (Funnel(("cart",)), None, 24, "at least two steps"),
        (Funnel(("cart", "buy"), order="any"), None, 24, "come in this order"),
        (Funnel(("cart", "buy"), counting="attempts"), None, 24, "people are counted"),
        (FUNNEL, "mood", 24, "is no score"),
        (FUNNEL, None, 0, "above 0"),
    ],
)
def test_what_cannot_be_told_is_refused(funnel: Funnel, metric: str, hours: float, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        FunnelScores(funnel, metric, hours)
