"""A person erased is in no table and in no file: found before, gone after, in plain bytes and in DuckDB's storage."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments
from touchpath.workspace.saved import save_group, saved_groups

ANN, COOKIE, BOB = "wilhelmina.quack@example.com", "cookie-9f3c77", "bob@example.org"
EVENTS = (
    "who,when,what,note\n"
    f"{COOKIE},2025-01-01 10:00,visit,first\n"
    f"{ANN},2025-01-02 10:00,order,second\n"
    f"{ANN},never,order,third\n"
    f"{BOB},2025-01-02 11:00,visit,invited by {ANN}\n"
    f"{BOB},2025-01-03 11:00,order,plain\n"
    f"eve,2025-01-03 11:00,visit,x,{COOKIE}\n"
)
AGAIN = f"who,when,what,note\n{ANN},2025-01-02 10:00,order,second\n{BOB},2025-01-09 10:00,order,late\n"
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}
IDS = (ANN, COOKIE)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    files = {
        "events.csv": EVENTS,
        "again.csv": AGAIN,
        "aliases.csv": f"cookie,mail\n{COOKIE},{ANN}\n",
        "people.csv": f"mail,segment,friend\n{ANN},family,{BOB}\n{BOB},single,{ANN}\n",
        "answers.csv": f"mail,when,score,why\n{ANN},2025-01-04,9,good\n{BOB},2025-01-05,3,ask {ANN}!\n",
        "tests.csv": f"mail,arm\n{ANN},a\n{BOB},b\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "shop").mkdir()
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as opened:
        opened.import_events(tmp_path / "events.csv", **COLUMNS)
        opened.import_events(tmp_path / "again.csv", **COLUMNS)
        opened.import_identities(tmp_path / "aliases.csv", alias="cookie", person="mail")
        opened.import_people(tmp_path / "people.csv", person="mail", persona="segment")
        opened.import_responses(
            tmp_path / "answers.csv", person="mail", answered_at="when", score="score", comment="why"
        )
        import_assignments(opened, tmp_path / "tests.csv", arm="arm", person="mail")
        found = opened.people.find(ANN)
        save_group(opened.engine, "Regulars", [*found.people], "picked")
        yield opened


def stored(path: Path) -> str:
    """Every value of every column of every table, read past the app."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return " ".join(str(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables)


def in_bytes(folder: Path) -> list[str]:
    """Files of the workspace whose bytes, unpacked where they are packed, hold one of the ids."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".zst":
                with pa.CompressedInputStream(str(path), "zstd") as stream:
                    content += stream.read()
            if any(one.encode() in content for one in IDS):
                found.append(path.name)
    return found


def test_a_person_is_found_before_and_gone_after(workspace: Workspace) -> None:
    folder, file = workspace.path.parent, workspace.path
    found = workspace.people.find(COOKIE)
    assert set(IDS) <= set(found.ids)
    assert dict(found.rows) == {
        "events": 2, "repeated events": 1, "answers": 1, "rows of people files": 1, "aliases": 1,
        "assignments of tests": 1, "saved groups": 1 if len(found.people) == 1 else 2, "rejected rows": 2,
    }  # fmt: skip
    workspace.engine.rewrite()
    (folder / "shop.version-1.duckdb").write_text(f"a copy from before an update, with {ANN}")
    assert any(name.endswith(".zst") for name in in_bytes(folder))
    assert {"shop.duckdb", "shop.version-1.duckdb"} <= set(in_bytes(folder))
    receipt = workspace.people.erase(COOKIE)
    assert workspace.people.find(ANN).total == 0
    assert receipt.originals == 5
    assert ANN not in receipt.text
    workspace.close()
    assert all(one not in stored(file) for one in IDS)
    assert in_bytes(folder) == []
    assert BOB in stored(file)


def test_the_counts_of_imports_still_add_up(workspace: Workspace) -> None:
    workspace.people.erase(ANN)
    records = workspace.imports()
    assert all(r.rows_read == r.accepted + r.rejected + r.duplicate + r.set_aside for r in records)
    events = [r for r in records if r.kind == "events"]
    assert sum(r.accepted for r in events) == len(workspace.engine.frame("ask/load/list_events")) == 3
    assert [r.rows_read for r in events] == [1, 2]
    assert [group.people for group in saved_groups(workspace.engine)] == [0]
    assert not list(workspace.spool.iterdir())


def test_others_keep_their_rows_and_what_they_said(workspace: Workspace) -> None:
    workspace.people.erase(ANN)
    events = workspace.engine.frame("ask/load/list_events")
    assert set(events["person_id"]) == {BOB}
    assert "invited by [erased]" in [dict(properties)["note"] for properties in events["properties"]]
    answers = workspace.engine.frame("ask/load/list_responses")
    assert list(answers["comment"]) == ["ask [erased]!"]
    workspace.engine.frame("ask/load/list_people")


def test_an_erased_original_can_still_be_mapped_again(workspace: Workspace) -> None:
    from touchpath.ingest.mapping import EventMapping

    workspace.people.erase(ANN)
    first = workspace.imports()[-1]
    again = workspace.import_again(first.import_id, EventMapping(**COLUMNS, channel="note"))
    assert again.accepted == 2
    assert workspace.people.find(ANN).total == 0


def test_a_hashed_person_is_found_by_the_raw_id(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(EVENTS)
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        workspace.settings.save(protect_people=True)
        workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        assert dict(workspace.people.find(ANN).rows)["events"] == 1
        workspace.people.erase(ANN)
        assert workspace.people.find(ANN).total == 0


def test_nobody_is_refused_with_a_sentence(workspace: Workspace) -> None:
    for unknown in ("nobody@example.com", "  "):
        with pytest.raises(DefinitionError, match="Nobody here"):
            workspace.people.erase(unknown)


def test_short_ids_leave_the_quantities_of_others_alone(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("who,when,what,pieces\n7,2025-01-01,order,1\n8,2025-01-01,order,7\n")
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        report = workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        assert workspace.people.erase("7").too_short
        events = workspace.engine.frame("ask/load/list_events")
        assert [(row.person_id, dict(row.properties)["pieces"]) for row in events.itertuples()] == [("8", "7")]
        original = workspace.corrections.original_table(report.import_id).file.path
        with original.open(newline="") as stream:
            assert ["8", "2025-01-01", "order", "7"] in list(csv.reader(stream))


def test_everything_held_about_a_person_can_be_handed_out(workspace: Workspace) -> None:
    packed = zipfile.ZipFile(io.BytesIO(workspace.people.export(ANN)))
    assert set(packed.namelist()) == {
        "events.csv", "repeated events.csv", "answers.csv", "rows of people files.csv", "aliases.csv",
        "saved groups.csv", "assignments of tests.csv", "rejected rows.csv", "people.csv", "ids.csv",
    }  # fmt: skip
    assert COOKIE in packed.read("events.csv").decode()
    assert BOB not in packed.read("answers.csv").decode()


def test_an_erase_killed_before_the_file_was_rewritten_is_finished(workspace: Workspace, monkeypatch) -> None:
    folder, file = workspace.path.parent, workspace.path
    monkeypatch.setattr("touchpath.workspace.people_erased.finish", lambda *given: None)
    workspace.people.erase(ANN)
    workspace.close()
    assert file.with_name("shop.erasing").exists()
    assert in_bytes(folder)
    with Workspace.open(file):
        pass
    assert in_bytes(folder) == []
    assert not file.with_name("shop.erasing").exists()


def test_a_retention_period_deletes_what_is_older(workspace: Workspace) -> None:
    days = (datetime.now(UTC).replace(tzinfo=None) - datetime(2025, 1, 3)) // timedelta(days=1)
    assert workspace.people.delete_old() is None
    workspace.settings.save(retention_days=days)
    deleted = workspace.people.delete_old()
    assert deleted is not None
    events = workspace.engine.frame("ask/load/list_events")
    assert events["occurred_at"].min() >= deleted.before
    assert set(events["person_id"]) == {BOB}
    records = workspace.imports()
    assert all(r.rows_read == r.accepted + r.rejected + r.duplicate + r.set_aside for r in records)
    assert sum(r.accepted for r in records if r.kind == "events") == len(events)
    assert workspace.people.delete_old() is None
    assert not workspace.corrections.original_kept(records[-1].import_id)
    with pytest.raises(DefinitionError, match="number of days"):
        workspace.settings.save(retention_days=0)
