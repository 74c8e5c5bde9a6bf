"""The scores that were planted in the sample company, and those of a real survey, found through the front door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.analysis.change_sample import sample, truth
from tests.reference import reference_path
from touchpath import Condition, Filters, Measure, ResponseCheck, Scores, Workspace, ask
from touchpath.answers.surveys.response import CANNOT, if_lower


def asked(question: Any, filters: Filters | None = None) -> Any:
    return ask(sample(), question, filters or Filters())


def test_ces_by_waiting_time_holds_the_planted_effect() -> None:
    planted = truth()["slow_support"]
    found = asked(Scores("ces", split="property:wait_minutes", cut=20)).result
    quick, slow = found.groups
    assert (quick.label, quick.answers) == ("under 20", planted["quick"]["ces_answers"])
    assert (slow.label, slow.answers) == ("20 and more", planted["slow"]["ces_answers"])
    assert (round(quick.score, 2), round(slow.score, 2)) == (5.76, 3.58)
    effect = planted["slow"]["ces_mean"] - planted["quick"]["ces_mean"]
    assert slow.versus_low < effect < slow.versus_high < 0
    assert slow.p_value < 0.001


def test_the_sentence_says_where_it_is_worst_and_that_it_is_more_than_chance() -> None:
    said = asked(Scores("ces", split="property:wait_minutes", cut=20)).sentence
    assert "CES is 5.36" in said
    assert (
        "Worst for wait_minutes 20 and more: 3.58 (n = 157), 2.19 below the others, which is more than chance" in said
    )


@pytest.mark.parametrize("metric", ["nps", "csat", "ces"])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(), Filters(personas=("Families",)), Filters(channels=("app", None)),
        Filters(date_from="2025-05-01", date_to="2025-06-30"), Filters(where=(Condition("wait_minutes", "<", 20),)),
    ],
    ids=lambda filters: filters.sentence(),
)  # fmt: skip
def test_every_face_shows_the_same_score(metric: str, filters: Filters) -> None:
    scored = asked(Scores(metric, split="none"), filters).result.whole
    (measured,) = asked(Measure(metric), filters).result.measures
    assert measured.figure.n == scored.answers
    if scored.answers:
        assert (measured.figure.value, measured.figure.low) == (scored.score, scored.low)


def test_silence_about_support_is_repaired_by_the_wait() -> None:
    planted = truth()["survey_silence"]["ces"]
    answer = asked(ResponseCheck("ces"))
    found = answer.result
    assert (found.asked, found.answered) == (planted["asked"], planted["answered"]) == (2021, 854)
    amber = [part.characteristic for part in found.differences if part.amber]
    assert (amber, found.factors) == (["wait_minutes"], ("wait_minutes",))
    everybody = planted["score_if_all_answered"]
    assert found.weighted.low < everybody < found.weighted.high
    assert not found.plain.low < everybody < found.plain.high
    assert found.weighted.effective < found.plain.effective == 854


def test_silence_that_depends_on_the_feeling_is_not_repaired_and_that_is_said() -> None:
    planted = truth()["survey_silence"]["nps"]
    answer = asked(ResponseCheck("nps"))
    found = answer.result
    assert not any(part.amber for part in found.differences)
    assert round(found.plain.score, 1) == 32.6
    everybody = planted["score_if_all_answered"]
    assert everybody < found.weighted.low < found.weighted.score < found.plain.score
    assert CANNOT in answer.notes
    assert any("little to work with" in said for said in answer.notes)
    assert round(if_lower(found, 20)) == 17
    assert "+17" in answer.table("plain-and-weighted").readable["NPS"].iloc[-1]


def test_nothing_about_csat_is_amber() -> None:
    assert not any(part.amber for part in asked(ResponseCheck("csat")).result.differences)


@pytest.fixture(scope="module")
def airport() -> Iterator[Workspace]:
    file = reference_path("real/sfo_survey/2017_SFO_Customer_Survey.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_file(file)
        yield workspace


def test_a_wide_survey_with_weights_opens_at_its_nps(airport: Workspace) -> None:
    answer = ask(airport, Scores())
    whole = answer.result.whole
    assert (answer.result.metric, whole.answers) == ("nps", 2746)
    assert (round(whole.plain, 1), round(whole.score, 1)) == (39.8, 40.4)
    assert whole.effective < whole.answers
    assert any("without weights +39.8" in said for said in answer.notes)


def test_questions_of_a_wide_survey_by_their_top_two_boxes(airport: Workspace) -> None:
    overall = ask(airport, Scores("csat", "Q7ALL")).result.whole
    assert round(100 * overall.plain_good, 1) == 82.1
    groups = ask(airport, Scores("csat", split="question", most_groups=30)).result.groups
    shown = {part.label: round(100 * part.plain_good, 1) for part in groups}
    assert (shown["Q7FOOD"], shown["Q7WIFI"], shown["Q7ALL"]) == (55.7, 74.6, 82.1)
    safe = ask(airport, Scores("other", "Q10SAFE")).result.whole
    assert round(100 * safe.plain_good, 1) == 87.1


def test_answers_of_a_wide_survey_can_be_split_by_another_answer(airport: Workspace) -> None:
    groups = ask(airport, Scores(split="answer:Q19AGE")).result.groups
    assert sum(part.answers for part in groups) == 2746
    assert len([part for part in groups if part.kind == "value"]) > 1


def test_a_survey_of_rankings_opens_without_a_hand_on_it() -> None:
    file = reference_path("real/starwars_survey/StarWars.csv")
    with Workspace.in_memory() as workspace:
        workspace.import_file(file)
        answer = ask(workspace, Scores())
    assert answer.result.whole.answers >= 835
    assert "Star Wars" in answer.sentence
