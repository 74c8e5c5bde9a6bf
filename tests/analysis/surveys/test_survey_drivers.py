"""What goes along with an overall score: one item at a time, and a chosen set, on surveys made for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.analysis.surveys.wide_survey import ratings, wide_survey
from tests.reference import reference_path
from touchpath import Constant, Workspace
from touchpath.analysis.surveys.drivers import DriversFound, survey_drivers
from touchpath.answers import Viewer, ask
from touchpath.answers.surveys.drivers import chosen_sentence
from touchpath.ingest.question import Question
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.survey_drivers import SurveyDrivers

AIRPORT = (
    *("Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7INFODOWN", "Q7INFOUP", "Q7WIFI"),
    *("Q7ROADS", "Q7PARK", "Q7AIRTRAIN", "Q7RENTAL"),
)


def asked(*names: str) -> tuple[Question, ...]:
    return tuple(Question(name, metric="csat", scale_low=1, scale_high=5) for name in names)


def survey(folder: Path, people: int, seed: int = 1) -> Workspace:
    """Overall goes with speed (0.6 a box) and a little with price; colour has nothing to do with it."""
    random = np.random.default_rng(seed)
    common = random.normal(0, 0.5, people)
    columns = {name: ratings(random, people, common, met) for name, met in (("speed", 0.8), ("price", 0.5))}
    columns["colour"] = ratings(random, people, np.zeros(people))
    told = 0.6 * np.nan_to_num(columns["speed"], nan=3.0) + 0.1 * np.nan_to_num(columns["price"], nan=3.0)
    columns["overall"] = np.clip(np.round(1.2 + told + random.normal(0, 0.6, people)), 1, 5)
    return wide_survey(folder, columns, questions=asked(*columns))


def found(workspace: Workspace, question: SurveyDrivers, filters: Filters = NO_FILTERS) -> DriversFound:
    return survey_drivers(workspace.engine, question, filters)


def test_the_item_that_tells_of_the_score_comes_first(tmp_path: Path) -> None:
    with survey(tmp_path, 600) as workspace:
        result = found(workspace, SurveyDrivers("overall"))
        names = [item.name for item in result.items]
        assert names[0] == "speed"
        assert names[-1] == "colour"
        first, last = result.items[0], result.items[-1]
        assert first.called
        assert first.low < 0.6 < first.high + 0.1
        assert first.people < result.people == 600, "only those who met it"
        assert not last.called
        assert last.low < 0 < last.high
        assert first.bracket == 1 < last.bracket


def test_the_chosen_set_counts_those_who_scored_all_of_it(tmp_path: Path) -> None:
    with survey(tmp_path, 600) as workspace:
        chosen = found(workspace, SurveyDrivers("overall", chosen=("speed", "price", "colour"))).chosen
        assert chosen is not None
        assert 200 < chosen.people < 300
        assert sum(item.share for item in chosen.items) == pytest.approx(chosen.r_squared)
        assert chosen.items[0].name == "speed"
        assert all(item.low <= item.share <= item.high for item in chosen.items)


@pytest.mark.parametrize(("people", "refused"), [(99, "few"), (100, "")])
def test_under_a_hundred_people_nothing_is_shared(tmp_path: Path, people: int, refused: str) -> None:
    random = np.random.default_rng(people)
    columns = {f"item {n}": ratings(random, people, np.zeros(people)) for n in range(4)}
    columns["overall"] = ratings(random, people, np.zeros(people))
    with wide_survey(tmp_path, columns, questions=asked(*columns)) as workspace:
        chosen = found(workspace, SurveyDrivers("overall", chosen=tuple(f"item {n}" for n in range(4)))).chosen
        assert chosen is not None
        assert (chosen.people, chosen.refused) == (people, refused)
        assert bool(chosen.items) == (not refused)


@pytest.mark.parametrize(("people", "refused"), [(109, "few_per_item"), (110, "")])
def test_ten_people_per_item_are_needed(tmp_path: Path, people: int, refused: str) -> None:
    random = np.random.default_rng(people)
    columns = {f"item {n}": ratings(random, people, np.zeros(people)) for n in range(11)}
    columns["overall"] = ratings(random, people, np.zeros(people))
    with wide_survey(tmp_path, columns, questions=asked(*columns)) as workspace:
        question = SurveyDrivers("overall", chosen=tuple(f"item {n}" for n in range(11)))
        chosen = found(workspace, question).chosen
        assert chosen is not None
        assert chosen.refused == refused
        said = chosen_sentence(question, chosen)
        assert f"{people} of {people} people scored all 11" in said
        assert ("too few to share the score out, which takes 110" in said) is bool(refused)


def test_items_that_move_together_are_one(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    desk = ratings(random, 400, np.zeros(400))
    other = np.where(random.random(400) < 0.01, 6 - desk, desk)
    columns = {"desk up": desk, "desk down": other, "price": ratings(random, 400, np.zeros(400))}
    columns["overall"] = np.clip(np.round(0.5 * desk + 0.3 * columns["price"] + random.normal(1, 0.5, 400)), 1, 5)
    with wide_survey(tmp_path, columns, questions=asked(*columns)) as workspace:
        chosen = found(workspace, SurveyDrivers("overall", chosen=("desk up", "price", "desk down"))).chosen
        assert chosen is not None
        assert [item.name for item in chosen.items] == ["desk up + desk down", "price"]
        assert chosen.items[0].inflation > 10
        assert chosen.items[0].mean == pytest.approx((desk.mean() + other.mean()) / 2)
        assert chosen.people == 400


def test_the_airport_survey() -> None:
    path = reference_path("real/sfo_survey/2017_SFO_Customer_Survey.csv")
    questions = [
        Question(name, metric="csat", scale_low=1, scale_high=5, blank=("0", "6", "Blank"))
        for name in (*AIRPORT, "Q7ALL")
    ]
    with Workspace.in_memory() as workspace:
        workspace.import_responses(
            path, respondent="RESPNUM", answered_at=Constant("2017-05-13"), questions=tuple(questions)
        )
        answer = ask(workspace, SurveyDrivers("Q7ALL", chosen=AIRPORT))
    chosen = answer.result.chosen
    assert (chosen.people, chosen.asked) == (540, 2_831)
    joined = [item for item in chosen.items if len(item.parts) > 1]
    assert [item.parts for item in joined] == [("Q7INFODOWN", "Q7INFOUP")]
    assert joined[0].inflation == pytest.approx(14.9, abs=0.05)
    assert len(chosen.items) == 12
    assert "540 of 2,831 people scored all 13 chosen items" in answer.notes[0]
    met = {item.name: item.people for item in answer.result.items}
    assert met["Q7SIGN"] > 2_600, "one at a time, everybody who met it"


def test_touchpoints_can_be_the_items(tmp_path: Path) -> None:
    random = np.random.default_rng(9)
    lines = ["id,metric,score,about"]
    for number in range(200):
        desk, shop = random.integers(1, 6, 2)
        overall = int(np.clip(2 * desk + random.integers(-1, 2), 0, 10))
        lines += [f"p{number},nps,{overall},", f"p{number},csat,{desk},desk", f"p{number},csat,{shop},shop"]
    file = tmp_path / "long.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    with Workspace.in_memory() as workspace:
        workspace.import_responses(file, person="id", metric="metric", score="score", touchpoint="about")
        result = found(workspace, SurveyDrivers("nps", touchpoints_of="csat"))
    assert [(item.name, item.people, item.called) for item in result.items] == [
        ("desk", 200, True),
        ("shop", 200, False),
    ]
    assert result.items[0].difference == pytest.approx(2, abs=0.1)


def test_personas_are_compared_within(tmp_path: Path) -> None:
    """Families score everything two boxes higher; within a persona the item says nothing."""
    random = np.random.default_rng(3)
    lines = ["id,persona,metric,score"]
    for number in range(400):
        more = 2 * (number % 2)
        for metric in ("nps", "csat"):
            persona = ("Single", "Family")[number % 2]
            lines.append(f"p{number},{persona},{metric},{random.integers(1, 4) + more}")
    answers, people = tmp_path / "answers.csv", tmp_path / "people.csv"
    answers.write_text("\n".join(lines), encoding="utf-8")
    people.write_text("id,persona\n" + "\n".join(f"p{n},{('Single', 'Family')[n % 2]}" for n in range(400)), "utf-8")
    with Workspace.in_memory() as workspace:
        workspace.import_responses(answers, person="id", metric="metric", score="score")
        pooled = found(workspace, SurveyDrivers("nps")).items[0]
        workspace.import_people(people, person="id", persona="persona")
        within = found(workspace, SurveyDrivers("nps")).items[0]
    assert pooled.called
    assert pooled.difference > 0.4
    assert not within.called
    assert abs(within.difference) < 0.2


def test_few_people_are_hidden(tmp_path: Path) -> None:
    with survey(tmp_path, 60) as workspace:
        bare, shown = (ask(workspace, SurveyDrivers("overall"), viewer=v) for v in (Viewer(), Viewer("viewer", 40)))
        price = next(item for item in bare.result.items if item.name == "price")
        assert price.people < 40
        assert price.difference == price.difference
        hidden = next(item for item in shown.result.items if item.name == "price")
        assert hidden.people != hidden.people
        assert hidden.difference != hidden.difference
        assert "price" not in shown.sentence


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"overall": ""}, "Choose the overall score"),
        ({"overall": "a", "items": ("b", "b")}, "twice"),
        ({"overall": "a", "chosen": ("a",)}, "cannot be one of the items"),
        ({"overall": "a", "touchpoints_of": "a"}, "another score"),
        ({"overall": "a", "chosen": tuple("bcdefghijklmno")}, "at most 13"),
    ],
)
def test_what_cannot_be_compared_is_refused(question: dict, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        SurveyDrivers(**question)


def test_a_score_that_nobody_was_asked_is_refused(tmp_path: Path) -> None:
    with survey(tmp_path, 40) as workspace, pytest.raises(DefinitionError, match='No answers are called "taste"'):
        found(workspace, SurveyDrivers("taste"))


def test_nobody_in_view_is_said(tmp_path: Path) -> None:
    with survey(tmp_path, 40) as workspace:
        answer = ask(workspace, SurveyDrivers("overall", chosen=("speed",)), Filters(channels=("store",)))
        assert "Nobody in view has a score of overall" in answer.sentence
        assert answer.result.chosen.refused == "few"
