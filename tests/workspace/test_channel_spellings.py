"""Channels that differ only in case and blanks are one; a person may keep them apart, an undo takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath import Condition, Filters, Funnel, Step, Workspace, ask
from touchpath.analysis.quality import report
from touchpath.ingest.report import ImportReport
from touchpath.journey.quality import Targets
from touchpath.workspace import remedies
from touchpath.workspace.touchpoints import show_as, split, take_back


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.in_memory()


def _add(workspace: Workspace, folder: Path, name: str, *channels: str) -> ImportReport:
    path = folder / f"{name}.csv"
    rows = [
        f"{name}{number},2025-01-{number + 1:02d} 10:00,visit,{channel}" for number, channel in enumerate(channels)
    ]
    path.write_text("\n".join(["who,when,what,place", *rows]) + "\n")
    return workspace.import_events(path, person="who", occurred_at="when", touchpoint="what", channel="place")


def _shown(workspace: Workspace) -> dict[str, str]:
    rows = workspace.engine.frame("ask/touchpoints/channel_names")
    return dict(zip(rows["raw_name"], rows["shown"], strict=True))


def test_the_commonest_spelling_is_shown_and_said(workspace: Workspace, tmp_path: Path) -> None:
    report = _add(workspace, tmp_path, "a", "Web", "web", "web", "in store", "InStore")
    assert _shown(workspace) == {"Web": "web", "web": "web", "in store": "in store", "InStore": "in store"}
    said = [finding.sentence for finding in report.findings if finding.code == "channel_spellings"]
    assert len(said) == 2
    assert '"Web" and "web" differ only in case and blanks' in "".join(said)


def test_a_tie_goes_to_the_spelling_seen_first(workspace: Workspace, tmp_path: Path) -> None:
    _add(workspace, tmp_path, "a", "web", "Web")
    assert set(_shown(workspace).values()) == {"web"}


def test_other_signs_do_not_merge(workspace: Workspace, tmp_path: Path) -> None:
    _add(workspace, tmp_path, "a", "in-store", "in store")
    assert len(set(_shown(workspace).values())) == 2


def test_more_events_change_the_name_and_an_undo_takes_it_back(workspace: Workspace, tmp_path: Path) -> None:
    _add(workspace, tmp_path, "a", "Web", "Web", "web")
    before = _shown(workspace)
    second = _add(workspace, tmp_path, "b", "web", "web", "WEB")
    assert set(_shown(workspace).values()) == {"web"}
    assert second.import_id is not None
    workspace.imports.undo(second.import_id)
    assert _shown(workspace) == before == {"Web": "Web", "web": "Web"}


def test_spellings_split_by_hand_stay_apart(workspace: Workspace, tmp_path: Path) -> None:
    _add(workspace, tmp_path, "a", "Web", "web")
    before = split(workspace.engine, "Web", "channel")
    _add(workspace, tmp_path, "b", "WEB")
    assert _shown(workspace) == {"Web": "Web", "web": "web", "WEB": "WEB"}
    take_back(workspace.engine, before)
    _add(workspace, tmp_path, "c", "Web")
    assert set(_shown(workspace).values()) == {"Web"}


def test_a_new_spelling_joins_the_name_a_person_chose(workspace: Workspace, tmp_path: Path) -> None:
    _add(workspace, tmp_path, "a", "web")
    show_as(workspace.engine, ("web",), "Web", "channel")
    _add(workspace, tmp_path, "b", "WEB", "WEB")
    assert set(_shown(workspace).values()) == {"Web"}


def test_filters_and_conditions_find_a_merged_spelling(workspace: Workspace, tmp_path: Path) -> None:
    _add(workspace, tmp_path, "a", "Web", "Web", "web", "Store")
    funnel = Funnel((Step("visit"),))
    assert ask(workspace, funnel, Filters(channels=("web",))).result.steps[0].people == 3
    assert ask(workspace, funnel, Filters(where=(Condition("channel", "=", "web"),))).result.steps[0].people == 3
    asked = Funnel((Step("visit", where=(Condition("channel", "=", ("web", "Store")),)),))
    assert ask(workspace, asked).result.steps[0].people == 4


def test_twins_of_other_signs_are_offered_and_the_remedy_comes_off(workspace: Workspace, tmp_path: Path) -> None:
    _add(workspace, tmp_path, "a", "in-store", "in-store", "in store", "web")
    found = report(workspace.engine, Targets())
    (finding,) = (one for one in found.findings if one.code == "twin_channels")
    before = _shown(workspace)
    taken = remedies.apply(workspace.engine, finding.remedies[0])
    assert set(_shown(workspace).values()) == {"in-store", "web"}
    remedies.undo(workspace.engine, taken.remedy_id)
    assert _shown(workspace) == before
