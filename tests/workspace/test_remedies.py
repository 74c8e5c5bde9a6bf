"""Remedies do what the finding said they would, are recorded, and can be undone in any order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.analysis.sample_quality import TARGETS, dirty_events
from tests.events import Row, rows, workspace_of
from touchpath.analysis.quality import report
from touchpath.analysis.quality.look import Look
from touchpath.journey.definition import DefinitionError
from touchpath.journey.quality import EndData, Finding, Headline, Merge, Rows, SetAside, Shift, Stretch, Targets
from touchpath.workspace import Workspace, remedies

EVENTS = "SELECT * FROM events ORDER BY ALL"


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with dirty_events() as opened:
        opened.settings.save(goal=("purchase",), purchase=("purchase", "Add to cart"), returning=("visit",))
        yield opened


def _held(workspace: Workspace) -> pd.DataFrame:
    """Every event the workspace holds, in one order."""
    with workspace.engine.transaction() as writer:
        events: pd.DataFrame = writer._own.execute(EVENTS).fetch_df()
    return events


def _seen(workspace: Workspace) -> pd.DataFrame:
    with workspace.engine.transaction() as writer:
        people: pd.DataFrame = writer._own.execute(
            "SELECT person, first_seen, last_seen FROM people ORDER BY person"
        ).fetch_df()
    return people


def _found(workspace: Workspace) -> dict[str, Finding]:
    return {finding.code: finding for finding in report(workspace.engine, TARGETS).findings}


def _assert_same(found: Headline, expected: Headline) -> None:
    """Equal in everything; revenue to the last cent (sums of floats depend on their order)."""
    assert found.revenue == pytest.approx(expected.revenue, abs=0.001)
    assert replace(found, revenue=0.0) == replace(expected, revenue=0.0)


@pytest.mark.parametrize(
    "code", ["repeated_rows", "future_times", "ancient_times", "robots", "shifted_stretches", "twin_names"]
)
def test_a_remedy_gives_the_numbers_it_promised_and_its_undoing_the_old_ones(workspace: Workspace, code: str) -> None:
    before, seen = _held(workspace), _seen(workspace)
    finding = _found(workspace)[code]
    done = remedies.apply(workspace.engine, finding.remedies[0])
    after = report(workspace.engine, TARGETS)
    assert finding.effect is not None
    _assert_same(after.headline, finding.effect.after)
    assert code not in {left.code for left in after.findings}
    assert remedies.applied(workspace.engine) == (done,)
    assert done.rows == (2 if code == "twin_names" else finding.rows)

    remedies.undo(workspace.engine, done.remedy_id)
    _assert_same(report(workspace.engine, TARGETS).headline, finding.effect.before)
    pd.testing.assert_frame_equal(_held(workspace), before)
    pd.testing.assert_frame_equal(_seen(workspace), seen)
    assert remedies.applied(workspace.engine) == ()


def test_remedies_come_off_in_any_order(workspace: Workspace) -> None:
    before = _held(workspace)
    found = _found(workspace)
    stretch = next(part for part in found["shifted_stretches"].remedies if isinstance(part, Shift)).stretch
    inside = Rows("e.import_id = 2 AND e.source_row BETWEEN 2200 AND 2300")
    first = remedies.apply(workspace.engine, SetAside("Some of the shifted rows", inside))
    second = remedies.apply(workspace.engine, Shift("Nine hours back", stretch, -9 * 3600))
    third = remedies.apply(workspace.engine, found["robots"].remedies[0])
    for remedy in (first, third, second):
        remedies.undo(workspace.engine, remedy.remedy_id)
    pd.testing.assert_frame_equal(_held(workspace), before)


def test_merging_speaks_to_settings_and_comes_back(workspace: Workspace) -> None:
    (merge,) = _found(workspace)["twin_names"].remedies
    assert merge == Merge('Show both as "add_to_cart"', ("add_to_cart", "Add to cart"), "add_to_cart")
    done = remedies.apply(workspace.engine, merge)
    assert workspace.settings["purchase"].value == ("purchase", "add_to_cart")
    remedies.undo(workspace.engine, done.remedy_id)
    assert workspace.settings["purchase"].value == ("purchase", "Add to cart")


def test_the_end_of_the_data_is_set_and_comes_back(workspace: Workspace) -> None:
    end = next(part for part in _found(workspace)["future_times"].remedies if isinstance(part, EndData))
    assert end.day == "2025-06-29"
    done = remedies.apply(workspace.engine, end)
    assert workspace.settings["data_end"].value == "2025-06-29"
    assert workspace.engine.calendar.data_end is not None
    assert workspace.engine.calendar.data_end.year == 2025
    remedies.undo(workspace.engine, done.remedy_id)
    assert workspace.settings["data_end"].value is None


def test_events_come_back_to_the_person_their_id_belongs_to_by_now() -> None:
    with workspace_of(rows("ann: view 0; anon: view 5")) as opened:
        mine = Rows("e.identity = $identity", (("identity", 2),))
        done = remedies.apply(opened.engine, SetAside("One id", mine))
        with opened.engine.transaction() as writer:
            writer._own.execute("UPDATE people SET canonical = 1 WHERE person = 2")
        remedies.undo(opened.engine, done.remedy_id)
        assert _held(opened)["person"].tolist() == [1, 1]


def test_nothing_to_do_is_refused_and_leaves_no_record() -> None:
    with workspace_of([Row("ann", 0.0, "view")]) as opened:
        with pytest.raises(DefinitionError, match="nothing left to do"):
            remedies.apply(opened.engine, SetAside("Nobody", Rows("e.person = 99")))
        with pytest.raises(DefinitionError, match="nothing left to do"):
            remedies.apply(opened.engine, Shift("No such rows", Stretch(7, 0, 9), 3600))
        assert remedies.applied(opened.engine) == ()


def test_a_remedy_is_undone_once() -> None:
    with workspace_of(rows("ann: view 0, cart 5")) as opened:
        done = remedies.apply(opened.engine, SetAside("Carts", Rows("e.touchpoint = 2")))
        remedies.undo(opened.engine, done.remedy_id)
        with pytest.raises(DefinitionError, match="undone already"):
            remedies.undo(opened.engine, done.remedy_id)
        assert len(_held(opened)) == 2


def test_a_failing_remedy_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with workspace_of(rows("ann: view 0, cart 5")) as opened:
        before = _held(opened)
        monkeypatch.setattr(remedies, "described", lambda remedy: {"not JSON": {1, 2}})
        with pytest.raises(TypeError):
            remedies.apply(opened.engine, SetAside("Carts", Rows("e.touchpoint = 2")))
        pd.testing.assert_frame_equal(_held(opened), before)
        assert Look(opened.engine, opened.engine.calendar, Targets()).headline.events == 2


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two overlapping files; a robot in both."""
    robot = [f"robot,2025-01-02T10:{n // 60:02}:{n % 60:02}Z,view,web" for n in range(50)]
    (tmp_path / "a.csv").write_text("\n".join(["who,when,what,where", "ann,2025-01-01T10:00:00Z,view,web", *robot]))
    (tmp_path / "b.csv").write_text("\n".join(["who,when,what,where", *robot, "bob,2025-01-03T10:00:00Z,view,app"]))
    return tmp_path / "a.csv", tmp_path / "b.csv"


COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what", "channel": "where"}
ROBOT = Rows("e.person IN (SELECT p.person FROM people AS p WHERE p.person_id = $id)", (("id", "robot"),))


def test_an_overlapping_file_does_not_bring_back_what_was_set_aside(files: tuple[Path, Path]) -> None:
    with Workspace.in_memory() as opened:
        opened.import_events(files[0], **COLUMNS)
        done = remedies.apply(opened.engine, SetAside("The robot", ROBOT))
        assert opened.import_events(files[1], **COLUMNS).duplicate == 50
        assert len(_held(opened)) == 2
        remedies.undo(opened.engine, done.remedy_id)
        assert len(_held(opened)) == 52


def test_undoing_an_import_takes_what_was_set_aside_of_it(files: tuple[Path, Path]) -> None:
    with Workspace.in_memory() as opened:
        report = opened.import_events(files[0], **COLUMNS)
        remedies.apply(opened.engine, SetAside("The robot", ROBOT))
        assert report.import_id is not None
        opened.imports.undo(report.import_id)
        assert remedies.applied(opened.engine) == ()
        assert len(_held(opened)) == 0
        assert opened.engine.frame("ask/log/touchpoint_codes").empty


def test_people_set_aside_outlive_the_undoing_of_another_import(files: tuple[Path, Path]) -> None:
    with Workspace.in_memory() as opened:
        opened.import_events(files[0], **COLUMNS)
        done = remedies.apply(opened.engine, SetAside("The robot", ROBOT))
        second = opened.import_events(files[1], **COLUMNS)
        assert second.import_id is not None
        opened.imports.undo(second.import_id)
        remedies.undo(opened.engine, done.remedy_id)
        assert len(_held(opened)) == 51
