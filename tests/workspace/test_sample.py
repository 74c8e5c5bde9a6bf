"""The sample company: opened once, all of it or nothing."""

import json

import pytest

from touchpath.analysis import measures
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings
from touchpath.workspace import Workspace, sample
from touchpath.workspace.assignments import assigned_tests
from touchpath.workspace.changes import saved_changes
from touchpath.workspace.folder import list_workspaces

pytestmark = pytest.mark.skipif(
    not (sample.FILES / "events.csv.gz").is_file(), reason="the sample files are not here"
)


def test_opened_with_everything_and_only_once(tmp_path):
    told = []
    assert sample.wanted(tmp_path)
    entry = sample.open_sample(tmp_path, told.append)
    assert [found.name for found in list_workspaces(tmp_path)] == [sample.NAME]
    assert not sample.wanted(tmp_path)
    assert len(told) == 6
    with Workspace.open(entry.file) as workspace:
        kinds = {record.kind: record for record in workspace.imports()}
        assert set(kinds) == {"events", "identities", "people", "responses", "costs"}
        assert all(record.rejected == 0 and record.accepted == record.rows_read for record in kinds.values())
        assert workspace.settings["goal"].value == ("purchase",)
        assert workspace.settings["goal"].confirmed
        assert {change.name for change in saved_changes(workspace.engine)} >= {"Guided account setup"}
        assert {test.name for test in assigned_tests(workspace.engine)} == {"express_checkout", "search_ranking"}
        truth = json.loads((sample.FILES / "truth.json").read_text(encoding="utf-8"))["immature"]
        entering, returning = (workspace.settings[name].value for name in ("entering", "returning"))
        settings = MeasureSettings(entering=entering, returning=returning, retained_days=truth["days"])
        retained = measures.value(workspace.engine, "retained", Filters(), settings)
        assert retained.value == pytest.approx(truth["retention_mature_people"], abs=5e-9)
        assert retained.immature == truth["people"]
        names = workspace.engine.frame("ask/overview/filter_names")
        assert set(names[names["kind"] == "persona"]["name"].dropna()) == {
            *("Families", "Young professionals", "Seniors", "Enthusiasts", "Bargain hunters")
        }
        assert workspace.engine.frame("ask/people_in_view", {}, Filters(personas=("Families",))).shape[0] > 1000


def test_a_start_that_breaks_off_leaves_nothing(tmp_path, monkeypatch):
    def broken(workspace):
        raise RuntimeError("the power went")

    (tmp_path / ".sample-leftover").mkdir()
    monkeypatch.setattr(sample, "_people", broken)
    with pytest.raises(RuntimeError):
        sample.open_sample(tmp_path, lambda said: None)
    assert list(tmp_path.iterdir()) == []
    assert sample.wanted(tmp_path)
