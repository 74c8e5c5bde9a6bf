"""Small files once understood wrongly come in right through the page, the command line and Python alike.

What is right is worked out by hand from the files; where a file leaves a question open, its answer stands here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.ingest.corpus.facts import differing, figures
from tests.reference import reference_path
from touchpath.command import main
from touchpath.home import HOME
from touchpath.ingest.refusal import ImportRefused
from touchpath.ui.data.job import JOB
from touchpath.ui.explain import plain
from touchpath.ui.session import open_file
from touchpath.workspace import Workspace
from touchpath.workspace.folder import create_workspace

_MOST_CLICKS = 16


@dataclass(frozen=True)
class Found:
    """A file, the answers to the questions it may raise, and the figures that must come out of it."""

    file: str
    right: dict[str, Any]
    answers: dict[str, str] = field(default_factory=dict)


TABLE = (
    Found("ids_three_letters.csv", {"people": 7, "events": 21, "value": None}),
    Found("visitor_clicks.csv", {"people": 6, "events": 15, "count_days": 0}),
    Found(
        "no_header_events.csv",
        {"people": 5, "events": 15, "count_days": 0},
        {"person": "column 1", "touchpoint": "column 3"},
    ),
    Found("form_answers.csv", {"count_days": 0, "respondents": 12}),
    Found("event_id_first.csv", {"people": 3, "events": 8}),
    Found("nps_score_long.csv", {"metrics": {"nps": 33}}),
    Found("qualtrics_tag_twice.csv", {"respondents": 14, "answering": 0, "answered_first": "2021-07-01"}),
    Found("ga4_saved_as_excel.xlsx", {"count_days": 40, "events": 0}),
    Found("ga4_informe_es.csv", {"count_days": 7, "count_first": "2021-04-24"}),
    Found("app_installs_campaigns.csv", {"spend": None, "count_days": 252, "count_first": "2021-01-01"}),
    Found("helpdesk_cases.csv", {"people": 6, "events": 24, "where": {}}, {"person": "Case ID"}),
    Found("meta_visits.csv", {"measures": {"Facebook visits": 84.0, "Instagram profile visits": 348.0}}),
    Found("meta_ads_by_month.csv", {"months": {"2021-01": 21.0, "2021-02": 41.0, "2021-03": 61.0, "2021-04": 81.0}}),
    Found("shopify_two_lines.csv", {"people": 5, "orders": 5, "value": 150.0}),
    Found("invoice_lines.csv", {"people": 4, "orders": 5, "value": 90.0}),
)  # fmt: skip


@pytest.fixture(params=TABLE, ids=[found.file for found in TABLE])
def found(request: pytest.FixtureRequest) -> Found:
    one: Found = request.param
    return one


def _path(found: Found) -> Path:
    return reference_path(f"found/imports/{found.file}")


def _hold(found: Found, workspace: Workspace) -> None:
    assert not differing(figures(workspace, (), found.right), found.right)


def test_in_python(found: Found) -> None:
    path = _path(found)
    with Workspace.in_memory() as workspace:
        if found.answers:
            with pytest.raises(ImportRefused) as refused:
                workspace.import_file(path)
            assert {question.role for question in refused.value.questions} & set(found.answers)
        workspace.import_file(path, answers=found.answers)
        _hold(found, workspace)


def test_from_the_command_line(found: Found, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, file = _path(found), tmp_path / "shop.duckdb"
    told = main(["import", str(file), str(path)])
    assert told == (1 if found.answers else 0), capsys.readouterr()
    if found.answers:
        assert all("--answer" in line for line in capsys.readouterr().err.splitlines() if "such as" in line)
        given = [part for role, answer in found.answers.items() for part in ("--answer", f"{role}={answer}")]
        assert main(["import", str(file), str(path), *given]) == 0
    with Workspace.open(file) as workspace:
        _hold(found, workspace)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path))
    with Workspace.open(create_workspace(tmp_path, "Corner shop").file):
        pass
    page = AppTest.from_file(str(HOME / "app.py"), default_timeout=120)
    page.switch_page("pages/data/add_data.py").run()
    yield page
    assert not page.exception


def test_on_the_page(found: Found, app: AppTest) -> None:
    path = _path(found)
    app.file_uploader[0].set_value([(found.file, path.read_bytes(), "application/octet-stream")])
    app.run()
    asked = set[str]()
    for _ in range(_MOST_CLICKS):
        if not _clicked(app, found, asked):
            break
    assert asked == set(found.answers)
    file = str(app.session_state["_workspace"].file.resolve())
    _hold(found, open_file(file).workspace)


def _clicked(app: AppTest, found: Found, asked: set[str]) -> bool:
    """Answer the question, import the table or go on to the next; False where nothing is left to click."""
    keys = {str(button.key): button for button in app.button}
    for role, answer in found.answers.items():
        offered = [one for key, one in keys.items() if key.startswith("ask_") and f"_{role}_" in key]
        if chosen := next((one for one in offered if f"**{plain(answer)}**" in one.label), None):
            asked.add(role)
            chosen.click().run()
            return True
    for key in ("import_go", "import_next"):
        if key in keys:
            keys[key].click().run()
            if JOB in app.session_state:
                app.session_state[JOB].thread.join(timeout=60)
            app.run()
            return True
    return False
