"""The overview: figures with what they rest on, and trends that say when there is too little."""

from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME

START = datetime(2025, 1, 6, 12)
EVENTS = [
    (person, START + timedelta(days=day), "purchase" if day % 14 == 0 else "visit", ("web", "app")[person % 2], 9.0)
    for person in range(1, 21)
    for day in range(person, 200, 5)
]
ANSWERS = [(person, START + timedelta(days=150 + person), "nps", 10 if person < 15 else 3) for person in range(1, 21)]
SETTINGS = {"goal": ["purchase"], "purchase": ["purchase"], "returning": ["visit"], "currency": "EUR"}


@pytest.fixture
def overview(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))

    def shown(link=None, **content):
        workspace_named(tmp_path, "Corner shop", **content)
        app = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
        for name, value in (link or {}).items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return shown


def metrics(app):
    return {metric.label: metric for metric in app.metric}


def test_the_figures_that_have_data_are_there_and_the_others_in_one_line(overview):
    app = overview(events=EVENTS, answers=ANSWERS, settings=SETTINGS)
    found = metrics(app)
    assert list(found) == [
        *("People", "Events", "Sessions", "Revenue"),
        *("Conversion rate", "Retained at 30 days", "Repeat purchase", "NPS"),
    ]
    assert found["People"].value == "20"
    assert found["Events"].value == str(len(EVENTS))
    assert found["NPS"].value == "+40"
    without = next(caption.value for caption in app.caption if "Without a figure here" in caption.value)
    assert "CSAT (No CSAT answers are in view)" in without
    assert "CES" in without


def test_changes_show_only_against_a_stretch_the_data_cover(overview):
    app = overview(events=EVENTS, settings=SETTINGS)
    assert not any(metric.delta for metric in app.metric)
    app.selectbox(key="period").select("Last 30 days").run()
    assert metrics(app)["Events"].delta
    assert any("against the 30 days before" in caption.value for caption in app.caption)


def test_the_answer_says_the_main_figures(overview):
    app = overview(events=EVENTS, settings=SETTINGS)
    answer = app.markdown[0].value
    assert "20 people" in answer
    assert "reached the goal (purchase)" in answer


def test_answers_without_events_are_shown(overview):
    app = overview(answers=ANSWERS)
    assert metrics(app)["NPS"].value == "+40"
    assert "no events are in view" in app.markdown[0].value


def test_an_empty_workspace_says_what_to_do(overview):
    app = overview()
    assert not app.metric
    assert any("add a file" in text.value for text in app.markdown)
    assert any(button.label == "Add data" for button in app.button)


def test_filters_that_leave_nothing_are_said(overview):
    app = overview({"where": "colour = green"}, events=EVENTS)
    assert any("Nothing passes these filters" in text.value for text in app.markdown)


def test_too_little_for_a_trend_is_said_not_drawn(overview):
    app = overview(events=EVENTS[:1], settings={"goal": ["visit"]})
    assert any("fewer than two complete" in text.value for text in app.markdown)


def test_a_trend_can_be_split(overview):
    app = overview(events=EVENTS, settings=SETTINGS)
    app.selectbox(key="trend_split").select("channel").run()
    assert not app.exception
    table = next(frame.value for frame in app.dataframe)
    assert set(table["group"]) == {"web", "app"}
    assert table["events"].sum() == sum(event[2] == "purchase" for event in EVENTS)
