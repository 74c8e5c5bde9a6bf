"""The frame: it opens, keeps filters over pages, and says what a link asks for in vain."""

import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME
from touchpath.journey.conditions import Condition
from touchpath.ui.pages import PAGES, existing
from touchpath.workspace import Workspace
from touchpath.workspace.folder import list_workspaces
from touchpath.workspace.saved import save_group

APP = HOME / "app.py"
START = datetime(2025, 1, 6, 12)
EVENTS = [
    (person, START + timedelta(days=day), "visit" if day % 2 else "purchase", ("web", "app", None)[person % 3], 9.0)
    for person in range(1, 10)
    for day in range(0, 60, person)
]


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    workspace_named(tmp_path, "Corner shop", events=EVENTS, personas={1: "Family", 2: "Senior"})
    return tmp_path


def opened(**link):
    app = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def filters_of(app):
    return app.session_state["_filters"]


def people(app):
    return next(metric.value for metric in app.metric if metric.label == "People")


def test_every_listed_page_opens(root):
    for entry in existing():
        app = opened()
        app.switch_page(entry.path).run()
        assert not app.exception, entry.path
        assert app.title, entry.path


def test_filters_from_a_link_give_the_picture_on_a_fresh_start(root):
    app = opened(period="Last 30 days", channel=["web", "(no channel)"], persona="Family", where="value > 5")
    chosen = filters_of(app)
    assert chosen.channels == ("web", None) or chosen.channels == (None, "web")
    assert chosen.personas == ("Family",)
    assert str(chosen.date_to) == "2025-03-06"
    assert str(chosen.date_from) == "2025-02-05"
    assert chosen.where == (Condition("value", ">", "5"),)
    assert not app.warning


def test_dates_chosen_in_a_link(root):
    chosen = filters_of(opened(period="Choose dates", dates=["2025-01-10", "2025-01-20"]))
    assert (str(chosen.date_from), str(chosen.date_to)) == ("2025-01-10", "2025-01-20")


def test_filters_survive_a_change_of_page(root):
    app = opened()
    app.multiselect(key="channel").select("app").run()
    before = filters_of(app)
    app.switch_page("pages/data/workspaces.py").run()
    app.switch_page("pages/journeys/overview.py").run()
    assert filters_of(app) == before
    assert before.channels == ("app",)


def test_a_filter_changes_the_figures_and_the_sentence(root):
    app = opened()
    assert people(app) == "9"
    app.multiselect(key="persona").select("Senior").run()
    assert people(app) == "1"
    assert any("personas Senior" in caption.value for caption in app.caption)


def test_a_persona_that_is_gone_is_said_until_a_filter_changes(root):
    app = opened(persona="Pirates")
    assert any("Pirates" in warning.value for warning in app.warning)
    assert filters_of(app).personas == ()
    app.run()
    assert any("Pirates" in warning.value for warning in app.warning)
    app.multiselect(key="persona").select("Family").run()
    assert not app.warning


def test_a_saved_group_filters_and_is_in_the_link(root):
    with Workspace.open(list_workspaces(root)[0].file) as workspace:
        save_group(workspace.engine, "Early birds", [1, 2], "picked by hand")
    app = opened(group="Early birds")
    assert people(app) == "2"
    assert any('people in "Early birds"' in caption.value for caption in app.caption)
    assert any("Late birds" in warning.value for warning in opened(group="Late birds").warning)


def test_a_workspace_that_is_gone_is_said(root):
    app = opened(workspace="nowhere")
    assert any("nowhere" in warning.value for warning in app.warning)
    assert app.query_params["workspace"] == "corner-shop"


def test_a_workspace_open_elsewhere_is_said_and_another_offered(root):
    workspace_named(root, "Second shop", events=EVENTS[:1])
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    file = next(entry.file for entry in list_workspaces(root) if entry.slug == "second-shop")
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as held:
        assert held.stdout.readline() == b"held\n"
        app = opened(workspace="second-shop")
        assert not app.exception
        assert any("open in another" in error.value for error in app.error)
        app.button(key="instead_corner-shop").click().run()
        assert people(app) == "9"
        held.stdin.close()


def test_a_link_names_the_workspace(root):
    workspace_named(root, "A second one", events=EVENTS[:1])
    assert people(opened(workspace="a-second-one")) == "1"
    assert people(opened(workspace="corner-shop")) == "9"


def test_a_condition_that_says_nothing_is_refused_with_a_sentence(root):
    app = opened(where="gibberish")
    assert any("is not a condition" in warning.value for warning in app.warning)
    assert filters_of(app).where == ()


def test_the_builder_adds_a_condition_to_the_link(root):
    app = opened()
    assert "new_op" not in [part.key for part in app.selectbox]  # folded: no values are read
    app.session_state["new_open"] = True
    app.run()
    app.selectbox(key="new_op").select(">=").run()
    app.text_input(key="new_value").input("3").run()
    app.button(key="new_condition").click().run()
    assert filters_of(app).where == (Condition("value", ">=", "3"),)
    assert app.query_params["where"] == "value >= 3"


def test_values_are_chosen_from_those_there_are_with_their_people(root):
    app = opened()
    app.session_state["new_open"] = True
    app.run()
    app.selectbox(key="new_property").select(("event", "touchpoint")).run()
    offered = app.multiselect(key="new_values").options
    assert any(" people)" in option or " person)" in option for option in offered)
    first = offered[0].rsplit(" (", 1)[0]
    app.multiselect(key="new_values").set_value([first]).run()
    app.button(key="new_condition").click().run()
    assert filters_of(app).where == (Condition("touchpoint", "=", first),)


def test_a_number_is_chosen_as_a_range(root):
    app = opened()
    app.session_state["new_open"] = True
    app.run()
    app.selectbox(key="new_op").select("between").run()
    app.number_input(key="new_from").set_value(2.0).run()
    app.number_input(key="new_to").set_value(5.0).run()
    app.button(key="new_condition").click().run()
    assert [part.op for part in filters_of(app).where] == [">=", "<="]
    assert [float(part.value) for part in filters_of(app).where] == [2, 5]


def test_an_alternative_is_joined_to_the_last_condition(root):
    app = opened(where="channel = web")
    app.session_state["new_open"] = True
    app.run()
    app.selectbox(key="new_op").select("between").run()
    app.number_input(key="new_from").set_value(2.0).run()
    app.number_input(key="new_to").set_value(5.0).run()
    app.segmented_control(key="new_join").select("or").run()
    app.button(key="new_condition").click().run()
    (either,) = filters_of(app).where
    assert [[part.op for part in parts] for parts in either.alternatives] == [["="], [">=", "<="]]


def test_counts_beside_values_follow_the_other_filters(root):
    app = opened()
    app.session_state["new_open"] = True
    app.run()
    app.selectbox(key="new_property").select(("event", "touchpoint")).run()
    everybody = app.multiselect(key="new_values").options
    app.multiselect(key="channel").set_value(["web"]).run()
    assert app.multiselect(key="new_values").options != everybody


UNFILTERED = ("share/alerts", "data/add_data", "data/data_quality", "data/personas", "data/workspaces")


@pytest.mark.parametrize("page", UNFILTERED)
def test_filters_are_not_shown_where_they_do_nothing_and_come_back_after(root, page):
    app = opened(channel="web")
    app.switch_page(f"pages/{page}.py").run()
    drawn = [part.key for part in (*app.selectbox, *app.multiselect)]
    assert not {"period", "persona", "channel", "where"} & set(drawn)
    app.run()
    app.switch_page("pages/journeys/overview.py").run()
    assert filters_of(app).channels == ("web",)


def test_every_page_that_is_not_named_above_shows_them():
    shown = {entry.path.removeprefix("pages/").removesuffix(".py") for entry in PAGES if not entry.filtered}
    assert shown == set(UNFILTERED)


def test_a_channel_called_like_missing_is_told_from_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    events = [(1, START, "visit", "(no channel)"), (2, START, "visit", None), (3, START, "visit", None)]
    workspace_named(tmp_path, "Odd names", events=events)
    assert people(opened(channel="(no channel)")) == "2"
    assert people(opened(channel='"(no channel)"')) == "1"
