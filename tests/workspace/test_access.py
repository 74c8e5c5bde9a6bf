"""Every write passes one door, which writes down who did what and how it came out: also what did not come about."""

from __future__ import annotations

import ast
import json
import re
import stat
from io import BytesIO
from pathlib import Path

import pytest

from touchpath.engine.base import StorageError
from touchpath.ingest.refusal import ImportRefused
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import EndData
from touchpath.queries.catalog import FOLDER
from touchpath.workspace import Workspace
from touchpath.workspace.access import Access, AuditLog, NotAllowedError, acting_as, current_actor
from touchpath.workspace.backup import back_up, restore
from touchpath.workspace.exports import export
from touchpath.workspace.folder import create_workspace, delete_workspace, rename_workspace

ANN = "wilhelmina.quack@example.com"
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}
HOUSE = FOLDER.parent
ROOM = HOUSE / "workspace"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    file = tmp_path / f"orders of {ANN}.csv"
    file.write_text(f"who,when,what\n{ANN},2025-01-01,visit\nbob@example.org,2025-01-02,buy\n")
    return file


def said(log: AuditLog) -> list[tuple[str, str, str]]:
    return [(line.action, line.on, line.outcome) for line in log.lines()]


def test_what_is_done_is_written_down_beside_the_database(tmp_path: Path, events: Path) -> None:
    with acting_as("ines"), Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        import_id = workspace.import_events(events, **COLUMNS).import_id
        workspace.settings.save(currency="CHF")
        workspace.settings.save(protect_people=True, retention_days=None)
        workspace.saved.save("funnel", "Mine", {"steps": []})
        workspace.catalogue.show_as(["buy"], "purchase")
        workspace.remedies.apply(EndData("The end", "2025-01-02"))
        export(workspace, "events", "csv", NO_FILTERS, tmp_path / "out.csv")
        workspace.people.export("bob@example.org")
        workspace.saved.delete("funnel", "Mine")
        workspace.imports.undo(import_id)
        log = workspace.access.log
        assert said(log) == [
            ("import", events.name, "done"),
            ("settings", "currency", "done"),
            ("privacy", "protect_people = true, retention_days = null", "done"),
            ("keep", 'funnel "Mine"', "done"),
            ("catalogue", 'touchpoint "purchase"', "done"),
            ("remedy", "end_data", "done"),
            ("export", "events as csv", "done"),
            ("export", "a person", "done"),
            ("delete", 'funnel "Mine"', "done"),
            ("undo", f"import {import_id}", "done"),
        ]
        assert {line.actor for line in log.lines()} == {"ines"}
    file = tmp_path / "shop" / "shop.audit.jsonl"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 10
    assert set(lines[0]) == {"at", "actor", "action", "on", "outcome"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"audit" not in (tmp_path / "shop" / "shop.duckdb").read_bytes()


def test_what_did_not_come_about_is_written_down_too(tmp_path: Path, events: Path, monkeypatch) -> None:
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        with pytest.raises(ImportRefused):
            workspace.imports.undo(7)
        with pytest.raises(DefinitionError):
            workspace.people.erase("nobody@example.org")
        with pytest.raises(DefinitionError):
            workspace.settings.save(time_zone="Mars")
        workspace.import_events(events, **COLUMNS)

        def full(*given: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("touchpath.workspace.people_erased.clear_originals", full)
        with pytest.raises(StorageError):
            workspace.people.erase(ANN)
        found = [(line.action, line.outcome, line.why) for line in workspace.access.log.lines()]
    assert found == [
        ("undo", "refused", "ImportRefused"),
        ("erase", "refused", "DefinitionError"),
        ("settings", "refused", "DefinitionError"),
        ("import", "done", ""),
        ("erase", "failed", "StorageError"),
    ]


def test_what_the_rule_forbids_is_not_done(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "a.jsonl")
    door = Access(log, allowed=lambda actor, action: actor == "owner" and action == "erase")
    done = []
    with pytest.raises(NotAllowedError, match="viewer may not do this"), acting_as("viewer"), door.act("erase", "x"):
        done.append("viewer")
    with acting_as("owner"), door.act("erase", "x"):
        done.append("owner")
    assert done == ["owner"]
    assert [(line.actor, line.outcome, line.why) for line in log.lines()] == [
        ("viewer", "refused", "not allowed"),
        ("owner", "done", ""),
    ]


def test_the_actor_is_the_user_of_the_machine_until_somebody_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "machine")
    assert current_actor() == "machine"
    with acting_as("ines"):
        with acting_as("bo"):
            assert current_actor() == "bo"
        assert current_actor() == "ines"

    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert current_actor() == "somebody"


def test_the_audit_does_not_outlive_an_erase(tmp_path: Path, events: Path) -> None:
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        workspace.import_events(events, **COLUMNS)
        assert ANN in (tmp_path / "shop" / "shop.audit.jsonl").read_text()
        workspace.people.erase(ANN)
        log = workspace.access.log
        assert said(log) == [("import", "orders of [erased].csv", "done"), ("erase", "a person", "done")]
    assert ANN not in (tmp_path / "shop" / "shop.audit.jsonl").read_text()


def test_whole_workspaces_leave_their_lines_in_the_data_folder(tmp_path: Path) -> None:
    entry = create_workspace(tmp_path, "Shop")
    with Workspace.open(entry.file) as workspace:
        back_up(workspace, "Shop", tmp_path / "shop.zip")
        assert said(workspace.access.log) == [("back up", 'workspace "Shop"', "done")]
    restored = restore(tmp_path, BytesIO((tmp_path / "shop.zip").read_bytes()), "shop.zip")
    with pytest.raises(ImportRefused):
        restore(tmp_path, BytesIO(b"no zip"), "other.zip")
    rename_workspace(tmp_path, restored.slug, "Copy")
    with pytest.raises(DefinitionError):
        delete_workspace(tmp_path, restored.slug, "Copie")
    delete_workspace(tmp_path, restored.slug, "Copy")
    assert said(AuditLog(tmp_path / "audit.jsonl")) == [
        ("create", 'workspace "Shop"', "done"),
        ("restore", "shop.zip", "done"),
        ("restore", "other.zip", "refused"),
        ("rename", 'workspace "Shop (2)" to "Copy"', "done"),
        ("delete", 'workspace "Copy"', "refused"),
        ("delete", 'workspace "Copy"', "done"),
    ]


def test_an_audit_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    door, done = Access(AuditLog(tmp_path / "not there" / "a.jsonl")), []
    with door.act("settings", "x"):
        done.append(1)
    assert done == [1]
    damaged = tmp_path / "a.jsonl"
    damaged.write_text('{"at": "2025\nno line\n{"other": 1}\n')
    assert AuditLog(damaged).lines() == ()


def writers() -> set[str]:
    """Functions of the room that change a workspace without passing the door: they, or what they call, write."""
    functions = {
        (path.stem, node.name): node
        for path in ROOM.glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and ".act(" not in ast.unparse(node)
    }
    writing = {key for key, node in functions.items() if WRITES.search(ast.unparse(node))}
    while True:
        public = {name for _, name in writing if not name.startswith("_")}
        more = {
            (module, name)
            for (module, name), node in functions.items()
            if called(node) & (public | {one for of, one in writing if of == module})
        }
        if more <= writing:
            return public
        writing |= more


WRITES = re.compile(r"\.(transaction|rewrite)\(\)")


def called(node: ast.AST) -> set[str]:
    return {part.func.id for part in ast.walk(node) if isinstance(part, ast.Call) and isinstance(part.func, ast.Name)}


def test_nobody_outside_the_room_writes_past_the_door() -> None:
    names = writers()
    assert {"save", "save_group", "show_as", "apply_personas", "undo", "save_change", "delete_old"} <= names
    past = []
    for path in [*HOUSE.rglob("*.py"), *(HOUSE.parents[1] / "pages").rglob("*.py")]:
        if ROOM in path.parents or path.relative_to(HOUSE.parents[1]).parts[2:3] in (("engine",), ("ingest",)):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        modules = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "touchpath.workspace"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("touchpath.workspace."):
                past += [f"{path.name}: {alias.name}" for alias in node.names if alias.name in names]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
                past += [f"{path.name}: {node.value.id}.{node.attr}"] if node.attr in names else []
            elif isinstance(node, ast.Attribute) and node.attr == "transaction":
                past.append(f"{path.name}: a transaction")
    assert past == []


def test_every_part_passes_the_door_before_it_writes() -> None:
    names, found = writers(), 0
    for path in ROOM.glob("*.py"):
        for part in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(part, ast.ClassDef):
                continue
            for method in (node for node in part.body if isinstance(node, ast.FunctionDef)):
                if not method.name.startswith("_") and method.name not in PASSED and called(method) & names:
                    found += 1
                    assert ".act(" in ast.unparse(method), f"{part.name}.{method.name} writes past the door"
    assert found > 15


PASSED = {"take", "resume_erasing"}
"""`take` is what import_table and import_again do behind the door; resuming finishes what passed it before."""
