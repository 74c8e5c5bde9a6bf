"""The retention page: answer, controls that change the definition, tabs, what it says when there is too little."""

import json
import re
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME
from touchpath.journey.definition import to_plain
from touchpath.journey.retention import Retention

START = datetime(2025, 1, 6, 12)
PAGE = "pages/evidence/retention.py"
EVENTS = [
    (person, START + timedelta(days=day), "purchase" if day % 14 == 0 else "visit", ("web", "app")[person % 2], 9.0)
    for person in range(1, 41)
    for day in range(person, 50 + 20 * (person % 4), 5 + person % 3)
]
SETTINGS = {"goal": ["purchase"], "purchase": ["purchase"], "returning": ["visit"], "currency": "EUR"}


@pytest.fixture
def retention(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))

    def shown(link=None, events=EVENTS, **content):
        workspace_named(tmp_path, "Corner shop", events=events, settings=SETTINGS, **content)
        app = AppTest.from_file(str(HOME / "app.py"), default_timeout=30)
        app.switch_page(PAGE)
        for name, value in (link or {}).items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return shown


def said(app) -> str:
    return " ".join([*(m.value for m in app.markdown), *(c.value for c in app.caption), *(i.value for i in app.info)])


def told(definition: Retention) -> str:
    return json.dumps(to_plain(definition))


def linked_to(app) -> dict:
    found = app.query_params["retention"]
    return json.loads(found if isinstance(found, str) else found[0])


def test_the_answer_has_its_numbers(retention):
    app = retention()
    assert app.title[0].value == "Who comes back?"
    assert re.search(r"Of 40 people who did any touchpoint, \d+\.\d\s% came back \(visit\) in week 1 and", said(app))
    assert "first ever did any touchpoint" in said(app)
    assert "Hatched: not complete yet" in said(app)


def test_controls_change_definition_and_link(retention):
    app = retention()
    app.multiselect(key="retention_target").select("purchase").run()
    app.selectbox(key="retention_period").select("month").run()
    app.selectbox(key="retention_kind").select("recurring").run()
    assert not app.exception
    linked = linked_to(app)
    assert linked["target"]["touchpoint"] == "purchase"
    assert linked["period"] == "month"
    assert "kind" not in linked
    assert "cohorts do not add up" in said(app)


def test_a_link_shows_the_same_question(retention):
    definition = Retention("purchase", "visit", "first_ever", "month", brackets=(1, 2), breakdown="channel")
    app = retention({"retention": told(definition)})
    assert app.multiselect(key="retention_target").value == ["purchase"]
    assert app.selectbox(key="retention_mode").value == "brackets"
    assert app.selectbox(key="retention_split").value == "Channel"
    assert (
        app.selectbox(key="retention_at").options == ["Months 2-3"]
        or "Month 1" in app.selectbox(key="retention_at").options
    )


@pytest.mark.parametrize(
    "link", ["nonsense", '{"target": "a"}', '{"target": null, "returning": null, "period": "year"}']
)
def test_a_damaged_link_is_said_and_something_is_shown(retention, link):
    app = retention({"retention": link})
    assert "The retention in the link cannot be read" in said(app)
    assert "came back" in said(app)


@pytest.mark.parametrize(
    ("view", "finding"),
    [
        ("Over time", "cohorts that are too young are left out"),
        ("Churn", "known to have churned"),
        ("Repeat purchase", "first-time purchasers bought again within"),
        ("Lifecycle", "returning and"),
        ("Stickiness", "days on average"),
    ],
)
def test_each_tab_answers(retention, view, finding):
    app = retention({"retention_view": view, "retention": told(Retention(None, "visit", "first_ever", "week"))})
    assert finding in said(app)
    assert not app.error


def test_groups_are_compared_with_the_rest_and_tested(retention):
    split = told(Retention(None, "visit", "first_ever", "week", breakdown="persona"))
    personas = {person: ("new", "old")[person % 2] for person in range(1, 41)}
    app = retention({"retention": split}, personas=personas)
    assert "Each group against everybody else" in said(app)
    churn = retention_view(app, "Churn")
    assert "log-rank test" in said(churn)


def retention_view(app, view):
    app.query_params["retention_view"] = view
    app.session_state["retention_view"] = view
    return app.run()


def test_values_per_person(retention):
    app = retention({"retention_cells": "Value per person"})
    assert not app.exception
    assert any("Value per person" in str(m.value) for m in app.markdown)


def test_what_cannot_be_is_refused_in_a_sentence(retention):
    app = retention({"retention": told(Retention(None, None, brackets=(2, 3)))})
    app.text_input(key="retention_brackets").set_value("two").run()
    assert '"two" is no list of widths' in said(app).replace("\\", "")
    assert not app.exception


def test_saving_opening_and_undoing(retention):
    app = retention()
    app.text_input(key="retention_save_name").set_value("Weekly return").run()
    app.button(key="retention_save").click().run()
    assert 'Saved as "Weekly return".' in said(app).replace("\\", "")
    app.selectbox(key="retention_period").select("month").run()
    app.button(key="retention_open_0").click().run()
    assert app.selectbox(key="retention_period").value == "week"
    app.button(key="retention_delete_saved_0").click().run()
    app.button(key="retention_undo").click().run()
    assert app.button(key="retention_open_0").label == "Weekly return"


def test_no_events_lead_to_adding_data(retention):
    app = retention(events=())
    assert "There are no events in this workspace yet." in said(app)
    assert any(button.label == "Add data" for button in app.button)


def test_one_day_of_data_says_that_it_is_too_soon(retention):
    app = retention(events=[(1, START, "visit"), (2, START + timedelta(hours=3), "visit")])
    assert "nobody has been observed long enough" in said(app)
