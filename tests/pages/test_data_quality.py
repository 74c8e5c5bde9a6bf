"""The data-quality page: the answer, the findings, and remedies that can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.analysis.sample_quality import ANSWER_COLUMNS, DIRTY, EVENT_COLUMNS, EVENT_FILES
from tests.workspace.small_log import workspace_with
from touchpath.home import HOME
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace, remedies
from touchpath.workspace.folder import create_workspace

PAGE = "pages/data/data_quality.py"
SETTINGS = {"goal": ("purchase",), "purchase": ("purchase",), "returning": ("visit",)}
Opened = Callable[[], AppTest]


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the damaged files, imported once and copied for each test."""
    root = tmp_path_factory.mktemp("damaged")
    entry = create_workspace(root, "June")
    with Workspace.open(entry.file) as workspace:
        for name in EVENT_FILES:
            workspace.import_events(DIRTY / name, **EVENT_COLUMNS)
        workspace.import_responses(DIRTY / "survey_june.csv", **ANSWER_COLUMNS)
        workspace.settings.save(**SETTINGS)
    return root


@pytest.fixture
def opened(damaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    root = tmp_path / "data"
    shutil.copytree(damaged, root)
    monkeypatch.setenv("TOUCHPATH_DATA", str(root))

    def shown() -> AppTest:
        app = AppTest.from_file(str(HOME / "app.py"), default_timeout=60)
        app.switch_page(PAGE).run()
        assert not app.exception
        return app

    yield shown
    open_file.clear()


def _workspace(app: AppTest) -> Workspace:
    return open_file(str(app.session_state["_workspace"].file.resolve())).workspace


def _answer(app: AppTest) -> str:
    return next(part.value for part in app.markdown if part.value.startswith("#####"))


def _labels(app: AppTest) -> list[str]:
    return [part.label for part in app.expander]


def test_the_answer_names_the_worst_and_counts_the_rest(opened: Opened) -> None:
    app = opened()
    assert app.title[0].value == "Can I trust these data?"
    assert "Not yet" in _answer(app)
    assert "events in the future" in _answer(app)


def test_findings_come_by_severity_and_say_what_they_move(opened: Opened) -> None:
    labels = _labels(opened())
    severities = [label.split("[")[1].split("]")[0] for label in labels if "-badge" in label]
    assert severities == sorted(severities, key=["serious", "minor", "note"].index)
    robot = next(label for label in labels if "as many events as a robot" in label)
    assert "1,500 events" in robot
    assert "events −12.1 %" in robot
    assert labels[-1].startswith("Looked for and not found")


def test_the_effect_is_shown_with_and_without(opened: Opened) -> None:
    app = opened()
    tables = [table.value for table in app.dataframe]
    repeats = next(
        t for t in tables if "Without these rows" in t.columns and "12,350" in set(t["Without these rows"])
    )
    assert repeats.set_index("Number").loc["Revenue"].tolist() == ["€34,986", "€34,201", "−€784.70"]


def test_a_remedy_is_applied_and_undone(opened: Opened) -> None:
    app = opened()
    button = next(part for part in app.button if part.label == "Set the events of P99999 aside")
    button.click().run()
    assert not app.exception
    (remedy,) = remedies.applied(_workspace(app).engine)
    assert remedy.rows == 1500
    assert not any("as a robot" in label for label in _labels(app))
    app.button(key=f"quality_undo_{remedy.remedy_id}").click().run()
    assert not app.exception
    assert remedies.applied(_workspace(app).engine) == ()
    assert any("as a robot" in label for label in _labels(app))


def test_a_remedy_that_somebody_else_has_applied_is_refused_with_a_sentence(opened: Opened) -> None:
    app = opened()
    button = next(part for part in app.button if part.label == "Set repeated rows aside")
    engine = _workspace(app).engine
    other = opened()
    next(part for part in other.button if part.label == "Set repeated rows aside").click().run()
    assert len(remedies.applied(engine)) == 1
    button.click().run()
    assert not app.exception
    assert any("nothing left to do" in warning.value for warning in app.warning)
    assert len(remedies.applied(engine)) == 1


def test_one_import_can_be_looked_at_alone(opened: Opened) -> None:
    app = opened()
    app.selectbox(key="quality_import").set_value("2").run()
    labels = _labels(app)
    assert any("written in several ways" in label for label in labels)
    assert not any("as a robot" in label for label in labels)
    assert "Events 5,445" in app.caption[0].value


def test_sound_data_are_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    entry = create_workspace(tmp_path, "Corner shop")
    workspace_with(
        entry.folder, [("ada", "2025-01-01 10:00", "visit", "web"), ("bob", "2025-01-02 10:00", "visit", "web")]
    ).close()
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=30)
    app.switch_page(PAGE).run()
    assert not app.exception
    assert _answer(app).startswith("##### Yes: 33 checks")


def test_an_empty_workspace_leads_to_adding_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    create_workspace(tmp_path, "Empty")
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=30)
    app.switch_page(PAGE).run()
    assert not app.exception
    assert [button.label for button in app.button if button.label == "Add data"] == ["Add data"]
