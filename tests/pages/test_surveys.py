"""The page of survey answers: its sentence, its controls, its empty states."""

from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME

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
