"""The page of survey answers: its sentence, its controls, its empty states."""

from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME
from touchpath.ingest.question import Question
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace

START = datetime(2025, 1, 6, 12)
PAGE = "pages/evidence/surveys.py"
EVENTS = [(person, START + timedelta(days=person), "call", ("web", "app")[person % 2]) for person in range(1, 101)]
ANSWERS = [
    (person, START + timedelta(days=person, hours=2), "nps", 10 if person % 2 or person % 5 == 0 else 4)
    for person in range(1, 101)
]


@pytest.fixture
def surveys(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))

    def shown(view=None, **content):
        workspace_named(tmp_path, "Corner shop", **content)
        app = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
        app.switch_page(PAGE)
        if view:
            app.query_params["surveys_view"] = view
        app.run()
        assert not app.exception
        return app

    return shown


def said(app) -> str:
    return " ".join([*(m.value for m in app.markdown), *(c.value for c in app.caption), *(i.value for i in app.info)])


def test_the_sentence_names_the_score_and_where_it_is_worst(surveys):
    app = surveys(events=EVENTS, answers=ANSWERS)
    assert app.title[0].value == "How did it feel?"
    assert "NPS is +20.0" in said(app)
    assert "Worst for channel web: −60.0 (n = 50), 160.0 points below the others, which is more than chance" in said(
        app
    )
    assert "would not show between two groups of 100 answers each" in said(app)


def test_the_split_is_chosen_and_stands_in_the_link(surveys):
    app = surveys(events=EVENTS, answers=ANSWERS)
    app.selectbox(key="scores_split").select("none").run()
    assert not app.exception
    assert '"split":"none"' in str(app.query_params["scores"])
    assert "Worst for" not in said(app)


def test_without_answers_the_page_says_what_to_do(surveys):
    app = surveys(events=EVENTS)
    assert "There are no survey answers with a score in this workspace yet" in said(app)
    assert app.button(key="empty_pages/data/add_data.py").label == "Add data"


def test_few_answers_are_said_to_be_few(surveys):
    app = surveys(events=EVENTS, answers=ANSWERS[:12])
    assert "That is few: under 30 answers a score says little" in said(app)


def test_answers_of_nobody_known_are_one_survey_of_one_question(surveys):
    app = surveys(view="Who answered", answers=[(None, *answer[1:]) for answer in ANSWERS])
    assert "No answer is linked to a person" in said(app)
    assert "No touchpoint is known to ask for answers, so nobody knows who stayed silent" in said(app)


def test_who_answered_stands_beside_the_silent(surveys):
    asks = [(person, START + timedelta(days=person, hours=1), "survey_sent", "email") for person in range(1, 161)]
    app = surveys(view="Who answered", events=[*EVENTS, *asks], answers=ANSWERS)
    assert "Of 160 asked for NPS, 100 answered: 62.5" in said(app)
    assert "Weighting cannot repair silence that depends on the feeling itself" in said(app)
    assert "Which asks are of this survey is a guess" in said(app)


def test_what_follows_a_score_is_told_by_band(surveys):
    bought = [(person, START + timedelta(days=person + 3), "buy") for person in range(1, 60, 2)]
    late = [(1, START + timedelta(days=200), "call")]
    app = surveys("What follows", events=[*EVENTS, *bought, *late], answers=ANSWERS, settings={"goal": ["buy"]})
    assert app.title[0].value == "What follows a score?"
    assert "Within 30 days" in app.markdown[0].value
    assert list(app.dataframe[-1].value["Score"]) == [
        "Detractors (up to 6)",
        "Passives (7 to 8)",
        "Promoters (9 and more)",
    ]


def test_nothing_to_compare_is_said_on_the_tab_of_drivers(surveys):
    app = surveys("Drivers", events=EVENTS, answers=ANSWERS)
    assert app.title[0].value == "What goes along with the score?"
    assert "No item was met by enough people" in said(app)


def test_items_stand_beside_the_score_and_a_chosen_set_shares_it(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    lines = ["id,overall,speed,price"]
    lines += [f"r{n},{1 + n % 5},{1 + (n + n % 3) % 5},{1 + n % 4}" for n in range(200)]
    (tmp_path / "wide.csv").write_text("\n".join(lines), encoding="utf-8")
    questions = tuple(
        Question(name, metric="csat", scale_low=1, scale_high=5) for name in ("overall", "speed", "price")
    )
    with Workspace.open(create_workspace(tmp_path, "Corner shop").file) as workspace:
        workspace.import_responses(tmp_path / "wide.csv", respondent="id", questions=questions)
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    app.switch_page(PAGE)
    app.query_params["surveys_view"] = "Drivers"
    app.query_params["drivers_overall"] = "overall"
    app.run()
    assert not app.exception
    assert set(app.dataframe[0].value["Item"]) == {"speed", "price"}
    app.multiselect(key="drivers_chosen").set_value(["speed", "price"]).run()
    assert not app.exception
    assert "200 of 200 people scored all 2 chosen items" in said(app)


def test_no_comments_is_said_with_what_to_do(surveys):
    app = surveys("Comments", events=EVENTS, answers=ANSWERS)
    assert app.title[0].value == "What do they write?"
    assert "choose another score, or other dates" in said(app)
