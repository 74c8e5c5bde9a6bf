"""The page of changes: the guided question, every state of the answer, saving, files of assignments."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from touchpath.home import HOME
from touchpath.journey.change import Assignment, Change, Reach, change_to_plain
from touchpath.journey.change_outcome import Outcome
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace
from touchpath.workspace.changes import add_changes, saved_changes
from touchpath.workspace.folder import create_workspace

RETURNED = Outcome("retention", "sign_up", "visit", 7)
START, DAY = datetime(2025, 1, 6), date(2025, 3, 3)


def _events(file: Path) -> None:
    """Ten people sign up each day for 14 weeks; families return more often from 3 March on; weeks differ a little."""
    rows = ["id,at,what,channel,variant"]
    for day in range(98):
        at = START + timedelta(days=day)
        for i in range(10):
            name = f"p{day}-{i}"
            family = i < 5
            back = i % 5 == 0 or (family and at.date() >= DAY and i < 4) or (i == 9 and (day // 7) % 2 == 0)
            back = back or (i == 4 and (day // 7) % 3 == 0)
            arm = "new" if (day + i) % 2 else "old"
            rows.append(f"{name},{at + timedelta(minutes=i):%Y-%m-%dT%H:%M:%S},sign_up,web,{arm}")
            if back:
                rows.append(f"{name},{at + timedelta(days=1):%Y-%m-%dT%H:%M:%S},visit,app,")
    file.write_text("\n".join(rows))


def _people(file: Path) -> None:
    rows = ["id,persona"]
    rows += [f"p{day}-{i},{'Families' if i < 5 else 'Singles'}" for day in range(98) for i in range(10)]
    file.write_text("\n".join(rows))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a shop of 14 weeks."""
    files = tmp_path_factory.mktemp("files")
    _events(files / "events.csv")
    _people(files / "people.csv")
    with Workspace.open(create_workspace(files / "data", "Corner shop").file) as workspace:
        workspace.import_events(
            files / "events.csv", person="id", occurred_at="at", touchpoint="what", channel="channel"
        )
        workspace.import_people(files / "people.csv", person="id", persona="persona")
    return files / "data"


@pytest.fixture
def app(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page over a copy of the shop."""
    monkeypatch.setenv("TOUCHPATH_DATA", str(shutil.copytree(shop, tmp_path / "data")))
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    page.switch_page("pages/evidence/change_lab.py")
    yield page
    assert not page.exception


def _asking(app: AppTest, **parts: Any) -> AppTest:
    change = Change(**{"name": "New form", "day": DAY, "outcome": RETURNED, "hoped_for": 5, **parts})
    app.query_params["change"] = json.dumps(change_to_plain(change))
    app.run()
    assert not app.exception
    return app


def _link(app: AppTest) -> Any:
    """The question as it stands in the link."""
    kept = app.query_params["change"]
    return json.loads(kept if isinstance(kept, str) else kept[0])


def _engine(app: AppTest) -> Any:
    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace.engine


def _answer(app: AppTest) -> str:
    return next(text.value for text in app.markdown if text.value.startswith("#####"))


def _badge(app: AppTest) -> str:
    return next(text.value for text in app.markdown if "-badge[" in text.value)


def test_it_starts_empty_and_says_what_is_missing_until_the_question_is_complete(app: AppTest) -> None:
    app.run()
    assert app.title[0].value == "Did the change do it?"
    assert _missing(app) == "what changed, since when, whom it reached and what it should have moved"
    assert app.selectbox(key="change_name").value is None
    assert app.date_input(key="change_day").value is None
    app.date_input(key="change_day").set_value(DAY).run()
    app.selectbox(key="change_outcome").set_value("retention").run()
    assert _missing(app) == "what changed and whom it reached"
    app.multiselect(key="change_personas").set_value(["Families"]).run()
    assert _missing(app) == "what changed"
    assert not app.metric
    app.query_params["change"] = json.dumps({**_link(app), "name": "Shorter form", "unsaid": []})
    app.run()
    assert "after 3 Mar 2025 than before (range" in _answer(app)
    assert {metric.label for metric in app.metric} == {"Before", "After"}


def _missing(app: AppTest) -> str:
    return _answer(app).split("say ")[-1].split("said: ")[-1].removesuffix(".").replace("##### ", "")


def test_another_name_is_another_question_and_takes_nothing_over(app: AppTest) -> None:
    _asking(app, reached=Reach(("Families",)))
    add_changes(_engine(app), [{"name": "Second form", "day": "2025-02-03", "who": {"persona": "Singles"}}])
    app.run()
    app.selectbox(key="change_name").set_value("Second form").run()
    assert _missing(app) == "what it should have moved"
    assert app.multiselect(key="change_personas").value == ["Singles"]
    assert not app.metric
    app.button(key="change_new").click().run()
    assert _missing(app) == "what changed, since when, whom it reached and what it should have moved"


def test_everybody_is_said_and_can_be_taken_back(app: AppTest) -> None:
    _asking(app)
    assert app.multiselect(key="change_personas").value == ["Everybody"]
    app.multiselect(key="change_personas").set_value(["Everybody", "Singles"]).run()
    assert app.multiselect(key="change_personas").value == ["Singles"]
    app.multiselect(key="change_personas").set_value([]).run()
    assert _missing(app) == "whom it reached"
    assert not app.metric


def test_a_filter_that_leaves_out_everybody_it_reached_says_so(app: AppTest) -> None:
    app.query_params["persona"] = "Singles"
    _asking(app, reached=Reach(("Families",)))
    assert any("the change reached Families: nobody it reached is left" in info.value for info in app.info)
    assert app.multiselect(key="change_personas").value == ["Families"]


def test_the_answer_names_effect_range_and_what_is_missing(app: AppTest) -> None:
    _asking(app, reached=Reach(("Families",)))
    assert "points higher after 3 Mar 2025 than before (range" in _answer(app)
    assert "no comparison group" in _answer(app)
    assert "Probable" in _badge(app)
    assert {metric.label for metric in app.metric} == {"Before", "After"}


def test_a_comparison_group_is_one_click_away(app: AppTest) -> None:
    _asking(app, reached=Reach(("Families",)))
    app.button_group(key="change_design").set_value("with_control").run()
    assert "more than in the comparison group" in _answer(app)
    assert "Solid" in _badge(app)
    app.multiselect(key="change_control").set_value(["Singles"]).run()
    assert "more than in the comparison group" in _answer(app)
    assert len(app.metric) == 4


def test_a_late_change_says_from_when_it_is_readable(app: AppTest) -> None:
    _asking(app, day="2025-04-07")
    assert "It cannot be told yet" in _answer(app)
    assert "21 Apr 2025" in _answer(app)
    assert "Cannot tell yet" in _badge(app)


def test_no_change_is_no_detectable_change(app: AppTest) -> None:
    _asking(app, reached=Reach(("Singles",)), hoped_for=20)
    assert "no detectable change" in _answer(app)
    assert "would have been seen in 4 of 5 cases" in _answer(app)


def test_everything_can_be_changed_by_hand(app: AppTest) -> None:
    _asking(app)
    app.date_input(key="change_day").set_value(date(2025, 2, 10)).run()
    assert "10 Feb 2025" in _answer(app)
    app.number_input(key="change_days").set_value(3).run()
    assert _link(app)["outcome"]["days"] == 3
    app.multiselect(key="change_personas").set_value(["Singles"]).run()
    assert _link(app)["reached"] == {"personas": ["Singles"]}
    app.selectbox(key="change_outcome").set_value("engagement").run()
    assert "Sessions per person" in _answer(app)
    app.selectbox(key="change_outcome").set_value("conversion").run()
    assert "Conversion was" in _answer(app)
    app.multiselect(key="change_funnel").set_value(["sign_up"]).run()
    assert any("at least two steps" in info.value for info in app.info)
    app.selectbox(key="change_outcome").set_value("nps").run()
    assert "cannot be told yet" in _answer(app).lower()


def test_arms_by_a_property_of_events(app: AppTest) -> None:
    _asking(app, day="2025-01-06")
    app.button_group(key="change_design").set_value("randomised").run()
    assert _missing(app) == "where the arms of its test are written down"
    assert not app.metric
    app.selectbox(key="change_assignment").set_value(0).run()
    assert app.selectbox(key="change_control_arm").value == "old"
    assert "with new than with old" in _answer(app)


def test_a_planned_split_is_typed_and_checked(app: AppTest) -> None:
    arms = Assignment("touchpoint", "variant", "sign_up", control="old")
    _asking(app, day="2025-01-06", assignment=arms)
    field = app.text_input(key="change_planned_split")
    assert (field.value, "in this order: new and old" in field.help) == ("", True)
    field.set_value("90 : 10").run()
    assert _link(app)["assignment"]["planned"] == [["new", 90], ["old", 10]]
    assert "Do not use these numbers" in _answer(app)
    app.text_input(key="change_planned_split").set_value("90").run()
    assert any("a share above 0 for each of the arms" in info.value for info in app.info)
    assert _link(app)["assignment"]["planned"] == [["new", 90], ["old", 10]]
    app.text_input(key="change_planned_split").set_value("").run()
    assert "planned" not in _link(app)["assignment"]


def test_regions_need_a_column_and_say_so(app: AppTest) -> None:
    _asking(app)
    app.button_group(key="change_design").set_value("clusters").run()
    assert any("No attribute of people" in info.value for info in app.info)


def test_a_file_without_ids_brings_its_own_outcome(app: AppTest, tmp_path: Path) -> None:
    _asking(app)
    lines = [f"{'mail' if i % 2 else 'none'},{int(i % 2 and i % 3 > 0)}" for i in range(600)]
    app.file_uploader(key="change_file").set_value(
        ("mails.csv", "\n".join(["arm,bought", *lines]).encode(), "text/csv")
    )
    app.run()
    assert app.selectbox(key="change_file_arm").value == "arm"
    assert app.selectbox(key="change_file_person").value is None
    app.button(key="change_add_file").click().run()
    assert any("600 assignments of 1 tests" in info.value for info in app.info)
    app.button_group(key="change_design").set_value("randomised").run()
    app.selectbox(key="change_assignment").set_value(0).run()
    app.selectbox(key="change_outcome").set_value("column").run()
    assert "points higher with mail than with none" in _answer(app)
    assert "Solid" in _badge(app)


def test_saving_keeps_the_question_and_deleting_can_be_undone(app: AppTest) -> None:
    _asking(app, reached=Reach(("Families",)), note="why we did it")
    app.button(key="change_save").click().run()
    kept = saved_changes(_engine(app))
    assert [part.name for part in kept] == ["New form"]
    assert kept[0].question is not None
    assert kept[0].question.note == "why we did it"
    app.button(key="change_delete_0").click().run()
    assert saved_changes(_engine(app)) == ()
    app.button(key="change_undo").click().run()
    assert [part.name for part in saved_changes(_engine(app))] == ["New form"]


def test_a_damaged_link_shows_another_question(app: AppTest) -> None:
    app.query_params["change"] = '{"name": "x", "day": "tomorrow", "outcome": {}}'
    app.run()
    assert any("cannot be read" in info.value for info in app.info)
    assert app.title[0].value == "Did the change do it?"


def test_an_empty_workspace_leads_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    create_workspace(tmp_path, "Empty")
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
    page.switch_page("pages/evidence/change_lab.py").run()
    assert not page.exception
    assert any("nothing to judge a change by" in text.value for text in page.markdown)


def _said(app: AppTest) -> str:
    return " ".join(part.value for part in app.markdown)


def test_how_often_it_would_have_cried_wolf_is_asked_with_a_button_and_answered(app: AppTest) -> None:
    _asking(app, reached=Reach(("Families",)), day=date(2025, 4, 7))
    assert "cried wolf" not in _said(app)
    app.button(key="change_pretend").click().run()
    for _ in range(200):
        if not any(button.key == "long_question_cancel" for button in app.button):
            break
        time.sleep(0.05)
        app.run()
    assert "How often would this have cried wolf here?" in _said(app)
    assert "chance alone is allowed 5 %" in _said(app) or "too short to say" in _said(app)
    _asking(app, reached=Reach(("Singles",)), day=date(2025, 4, 7))
    assert app.button(key="change_pretend"), "another question is asked anew"


def test_a_test_with_arms_offers_no_pretended_weeks(app: AppTest) -> None:
    _asking(app, assignment=Assignment("touchpoint", "variant", touchpoint="sign_up", control="old"))
    assert not any(button.key == "change_pretend" for button in app.button)
