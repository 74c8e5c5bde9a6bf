"""`touchpath ask` prints any question, with the digits of the app."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.reference import reference_path
from tests.ui.small_workspace import write
from touchpath.answers import ask, question_to_plain
from touchpath.answers.finding import short_questions
from touchpath.command import main
from touchpath.journey.change import Change, day_from
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.workspace import Workspace
from touchpath.workspace.changes import save_change
from touchpath.workspace.saved import save

FUNNEL = Funnel((Step("view"), Step("buy")), window_seconds=7 * 86400, breakdown=Breakdown("channel"))

NOTHING_TO_LIST = {
    "data_quality", "pain_points", "prediction", "response_check", "suggested_personas", "survey_drivers", "themes",
    "value_ahead", "value_for_cost",
}  # fmt: skip
"""Nothing is wrong with the data of this shop, nothing hurts, no asking is on record, there is one question, no word
stands out, too few buy or leave to look ahead, their behaviour falls into no groups, and nothing cost anything."""
NO_TABLE = ("prediction", "csv")
REFUSED = {"uplift": "There is no test with a file of assignments here yet"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 people view, half of them buy, a third come back, all are asked; one name is saved twice."""
    start = datetime(2025, 1, 6, 12)
    events: list[tuple[object, ...]] = []
    for person in range(60):
        at, channel = start + timedelta(hours=7 * person), ("web", "store", "-2+3")[person % 3]
        events.append((person, at, "view", channel))
        if person % 2:
            events.append((person, at + timedelta(hours=1), "buy", channel, 10.0 + person, f"o{person}"))
        if not person % 3:
            events.append((person, at + timedelta(days=9), "view", channel))
    said = ("too slow", "quick and friendly", "slow, slow again")
    answers = [(person, start + timedelta(days=20), "nps", person % 11, None, "web", 0, 10, said[person % 3])
               for person in range(60)]  # fmt: skip
    file = write(
        tmp_path_factory.mktemp("ask") / "shop.duckdb", events=events, answers=answers,
        personas={person: ("Family", "Senior")[person % 2] for person in range(60)},
        settings={"goal": ["buy"], "purchase": ["buy"]},
    )  # fmt: skip
    with Workspace.open(file) as workspace:
        save(workspace.engine, "funnel", "Checkout", {"steps": [{"touchpoint": "view"}, {"touchpoint": "buy"}]})
        save(workspace.engine, "funnel", "Twice", {"steps": [{"touchpoint": "view"}]})
        save(workspace.engine, "retention", "Twice", {"target": "view", "returning": "view"})
        save_change(workspace.engine, Change("Bigger photos", day_from("2025-01-13"), Outcome("retention", "view")))
    return file


def printed(capsys: pytest.CaptureFixture[str], *given: object) -> str:
    assert main(["ask", *map(str, given)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("word", short_questions())
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_every_short_question_is_printed_in_every_form(
    shop: Path, capsys: pytest.CaptureFixture[str], word: str, form: str
) -> None:
    if word in REFUSED or (word, form) == NO_TABLE:
        assert main(["ask", str(shop), word, "--as", form]) == 1
        assert REFUSED.get(word, "has no table") in capsys.readouterr().err
        return
    out = printed(capsys, shop, word, "--as", form)
    if form == "json":
        plain = json.loads(out)
        assert plain["sentence"]
        assert plain["definition"]
        assert word in plain["question"].values()
        assert plain["tables"] or word in NOTHING_TO_LIST
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
        assert len(rows) > 1 or word in NOTHING_TO_LIST
        assert len({len(row) for row in rows}) == 1
    else:
        assert "Definition: " in out
        assert "Filters: all dates" in out


def test_a_file_is_asked_with_filters_and_gives_the_digits_of_the_app(
    shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "funnel.json"
    file.write_text(json.dumps(question_to_plain(FUNNEL)))
    plain = json.loads(
        printed(capsys, shop, file, "--as", "json", "--channel", "web", "--from", "2025-01-07", "--persona", "Family")
    )
    with Workspace.open(shop) as workspace:
        filters = Filters(date_from="2025-01-07", channels=("web",), personas=("Family",))  # type: ignore[arg-type]
        answer = ask(workspace, FUNNEL, filters)
    assert plain["sentence"] == answer.sentence
    assert [row["people"] for row in plain["tables"]["funnel"]] == list(answer.table().rows["people"])
    assert plain["link"] == answer.link


def test_names_of_saved_definitions_are_found(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Of 60 people who began with view" in printed(capsys, shop, "Checkout")
    assert "Did the change do it?" in printed(capsys, shop, "Bigger photos")
    assert main(["ask", str(shop), "Twice"]) == 1
    assert "say funnel:Twice or retention:Twice" in capsys.readouterr().err
    assert "60 people did view" in printed(capsys, shop, "funnel:Twice")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["nonsense"], 'Nothing is saved here as "nonsense". There are: funnel:Checkout'),
        (["missing.json"], "There is no file missing.json: check the path."),
        (["funnel", "--from", "yesterday"], '"yesterday" is not a date'),
        (["funnel", "--where", "amount"], '"amount" is not a condition'),
        (["funnel", "--as", "csv", "--table", "x"], "choose one of funnel."),
    ],
)
def test_what_cannot_be_answered_is_said(
    shop: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    assert main(["ask", str(shop), *given]) == 1
    assert said in capsys.readouterr().err


def test_a_workspace_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", str(tmp_path / "no.duckdb"), "funnel"]) == 1
    assert "There is no such workspace" in capsys.readouterr().err


def test_csv_cells_run_as_no_formula(shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "funnel.json"
    file.write_text(json.dumps(question_to_plain(FUNNEL)))
    out = printed(capsys, shop, file, "--as", "csv")
    assert "'-2+3" in out


def test_small_groups_can_be_hidden_by_who_asks(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Fewer than 40 people: hidden, shown as –" in printed(capsys, shop, "funnel", "--small-cell", "40")
    assert main(["ask", str(shop), "funnel", "--small-cell", "70"]) == 1
    assert "shows nothing about fewer than 70 people" in capsys.readouterr().err


def test_a_query_is_printed(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "SELECT" in printed(capsys, shop, "funnel", "--sql")


def test_the_simple_shop_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = reference_path("real/simple_shop/simple-onlineshop.csv")
    workspace = tmp_path / "shop.duckdb"
    assert main(["import", str(workspace), str(file)]) == 0
    steps = ("catalog", "cart", "delivery_choice", "payment_choice", "payment_done")
    question = tmp_path / "question.json"
    question.write_text(json.dumps({"question": "funnel", "steps": [{"touchpoint": name} for name in steps]}))
    capsys.readouterr()
    plain = json.loads(printed(capsys, workspace, question, "--as", "json"))
    assert [row["people"] for row in plain["tables"]["funnel"]] == [3611, 1924, 1356, 958, 653]
