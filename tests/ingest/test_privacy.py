"""Ids, e-mails and phone numbers become keyed hashes before anything is stored."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tests.ingest.written import table_of
from tests.workspace.test_erase import stored
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import Constant, EventMapping, mapping_from_plain
from touchpath.ingest.personal import personal_columns
from touchpath.ingest.privacy import MASK, Hashing, workspace_key
from touchpath.ingest.treatment import SUGGESTED, Protect
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.protecting import protected_preview

ROWS = (
    "email,when,what,full name,note,mobile\n"
    "Ann.Quack@example.com,2025-01-01 10:00,visit,Ann Quack,call +44 20 7946 0958 or bob@example.org,020 7946 0958\n"
    "bob@example.org,2025-01-02 10:00,visit,Bob,nothing on 01-02-2025,+49 30 901820\n"
    "eve@example.org,never,visit,Eve Adams,wrote to ann.quack@example.com,+49 30 901821\n"
    "mal@example.org,2025-01-02 10:00\n"
)
COLUMNS = {"person": "email", "occurred_at": "when", "touchpoint": "what"}
SECRETS = ("quack@", "bob@example", "eve@example", "mal@example", "7946 0958", "901820", "901821")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (tmp_path / "events.csv").write_text(ROWS)
    return folder / "shop.duckdb"


def _everything(workspace: Workspace) -> str:
    frames = [
        workspace.engine.frame("ask/load/list_events"),
        *(workspace.imports.rejected_rows(r.import_id) for r in workspace.imports()),
    ]
    return " ".join(frame.to_csv() for frame in frames).lower()


def test_nobody_can_be_read_after_the_import(shop: Path, tmp_path: Path) -> None:
    with Workspace.open(shop) as workspace:
        workspace.settings.save(protect_people=True)
        report = workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        assert (report.rows_read, report.accepted, report.rejected) == (4, 2, 2)
        assert not [secret for secret in SECRETS if secret in _everything(workspace)]
        events = workspace.engine.frame("ask/load/list_events")
        hashing = workspace.core.hashing
        assert list(events["person_id"]) == [hashing.of("ann.quack@example.com"), hashing.of("bob@example.org")]
        assert hashing.of("bob@example.org") in dict(events["properties"][0])["note"]
        assert dict(events["properties"][1])["note"] == "nothing on 01-02-2025"
        assert {finding.code for finding in report.findings} == {"personal_column"}
        original = workspace.corrections.original_table(report.import_id)
        text = original.file.path.read_text().lower()
        assert not [secret for secret in SECRETS if secret in text]
    assert not [secret for path in shop.parent.rglob("*") if path.is_file() for secret in SECRETS
                if secret.encode() in path.read_bytes().lower()]  # fmt: skip


@pytest.mark.parametrize(("treatment", "left"), [("mask", MASK), ("drop", None)])
def test_columns_that_look_personal_are_masked_or_left_out(
    shop: Path, tmp_path: Path, treatment: str, left: str | None
) -> None:
    with Workspace.open(shop) as workspace:
        workspace.settings.save(protect_people=True, personal_columns=treatment)
        report = workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        properties = dict(workspace.engine.frame("ask/load/list_events")["properties"][0])
        assert properties.get("full name") == left
        assert properties.get("mobile") == left
        assert any("full name" in f.sentence and "speaks of names" in f.sentence for f in report.findings)


def test_the_same_id_joins_files_of_a_workspace_and_none_of_another(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("mail,segment\nANN.QUACK@example.com,family\n")
    with Workspace.open(shop) as workspace:
        workspace.settings.save(protect_people=True)
        workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        workspace.import_people(tmp_path / "people.csv", person="mail", persona="segment")
        people = workspace.engine.frame("ask/load/list_people")
        assert list(people[people["persona"] == "family"]["person_id"]) == [
            workspace.core.hashing.of("ann.quack@example.com")
        ]
        mine = workspace.core.hashing.of("ann")
    with Workspace.open(tmp_path / "other.duckdb") as other:
        assert other.core.hashing.of("ann") != mine
    with Workspace.open(shop) as again:
        assert again.core.hashing.of("ann") == mine


def test_a_protected_import_can_be_mapped_again_and_fixed(shop: Path, tmp_path: Path) -> None:
    from touchpath.ingest.mapping import EventMapping

    with Workspace.open(shop) as workspace:
        workspace.settings.save(protect_people=True, personal_columns="drop")
        first = workspace.import_events(tmp_path / "events.csv", **COLUMNS)
        before = list(workspace.engine.frame("ask/load/list_events")["person_id"])
        again = workspace.import_again(first.import_id, EventMapping(**COLUMNS, channel="what"))
        assert list(workspace.engine.frame("ask/load/list_events")["person_id"]) == before
        rows = (
            workspace.corrections.rows_to_fix(again.import_id)
            .query("`file row` == 4")
            .assign(when="2025-01-03", email="eve@example.org")
        )
        rows.to_csv(tmp_path / "fixed.csv", index=False)
        assert workspace.import_fixed(again.import_id, tmp_path / "fixed.csv").accepted == 1
        assert workspace.core.hashing.of("eve@example.org") in list(
            workspace.engine.frame("ask/load/list_events")["person_id"]
        )
        assert "eve@" not in _everything(workspace)


def test_the_key_is_its_owners_alone_and_not_in_the_database(tmp_path: Path) -> None:
    path = tmp_path / "shop.key"
    key = workspace_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert workspace_key(path) == key
    assert len(key) == 32


def test_hashes_stay_what_they_are() -> None:
    hashing = Hashing(b"k" * 32)
    once = hashing.of("ann")
    assert hashing.of(once) == once
    assert hashing.of("Ann@Example.com ") == hashing.of("ann@example.com")
    assert hashing.of("Ann") != hashing.of("ann")
    assert hashing.inside("order 20250101, at 10:00, 3 for 2") == "order 20250101, at 10:00, 3 for 2"


def test_columns_are_told_with_their_reason(tmp_path: Path) -> None:
    table = table_of(tmp_path / "spool", "x.csv", ROWS)
    reasons = {part.column: part.reason for part in personal_columns(table)}
    assert set(reasons) == {"email", "full name", "mobile", "note"}
    assert reasons["note"].startswith("2 of 3 texts hold")
    assert "e-mail addresses" in reasons["email"]
    assert "phone numbers" in reasons["mobile"]


CONTACTS = (
    "email,when,what,full name,phone,note\n"
    "Wilma.Quack@Example.com,2025-01-01 10:00,visit,Wilma Quack,+44 20 7946 0958,first\n"
    "bob@example.org,2025-01-02 10:00,visit,Bob Byte,+49 30 901820,wrote to wilma.quack@example.com\n"
    "eve@example.org,never,visit,Eve Adams,+49 30 901821,x\n"
)
ANSWERS = "who,day,score,why\n WILMA.QUACK@example.com ,2025-01-05,9,call bob@example.org\n"
PLAIN = (b"quack", b"bob@", b"byte", b"eve@", b"adams", b"7946 0958", b"901820", b"901821")


def _held(folder: Path) -> bytes:
    """Every byte of the workspace, unpacked where it is packed, and every value DuckDB holds."""
    found = b""
    for path in folder.rglob("*"):
        if path.is_file():
            found += path.read_bytes()
            if path.suffix == ".zst":
                with pa.CompressedInputStream(str(path), "zstd") as stream:
                    found += stream.read()
    return (found + stored(next(folder.glob("*.duckdb"))).encode()).lower()


def _both(workspace: Workspace, folder: Path, protect: Protect | None) -> None:
    (folder / "contacts.csv").write_text(CONTACTS)
    (folder / "answers.csv").write_text(ANSWERS)
    workspace.import_events(folder / "contacts.csv", **COLUMNS, protect=protect)
    workspace.import_responses(
        folder / "answers.csv", person="who", answered_at="day", score="score", comment="why",
        metric=Constant("nps"), protect=protect,
    )  # fmt: skip


def test_what_is_protected_is_nowhere_in_the_workspace(shop: Path, tmp_path: Path) -> None:
    with Workspace.open(shop) as workspace:
        _both(workspace, tmp_path, None)
    assert [secret for secret in PLAIN if secret in _held(shop.parent)] == list(PLAIN)
    safe = tmp_path / "safe" / "safe.duckdb"
    with Workspace.open(safe) as workspace:
        _both(workspace, tmp_path, SUGGESTED)
    assert [secret for secret in PLAIN if secret in _held(safe.parent)] == []


def test_an_import_mapped_again_with_protection_leaves_no_plain_byte(shop: Path, tmp_path: Path) -> None:
    with Workspace.open(shop) as workspace:
        _both(workspace, tmp_path, None)
        for record in workspace.imports():
            mapping = replace(mapping_from_plain(record.mapping), protect=SUGGESTED)
            workspace.import_again(record.import_id, mapping)
    (tmp_path / "contacts.csv").unlink()
    assert [secret for secret in PLAIN if secret in _held(shop.parent)] == []


def test_a_hashed_person_joins_files_and_is_found_and_erased_by_the_plain_id(shop: Path, tmp_path: Path) -> None:
    with Workspace.open(shop) as workspace:
        _both(workspace, tmp_path, SUGGESTED)
        found = workspace.people.find("wilma.quack@example.com")
        assert len(found.people) == 1
        assert {"events", "answers"} <= set(dict(found.rows))
        workspace.people.erase("Wilma.Quack@EXAMPLE.com")
        assert workspace.people.find("wilma.quack@example.com").total == 0


def test_every_column_is_treated_as_chosen(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(CONTACTS)
    chosen = Protect(columns={"full name": "mask", "phone": "drop", "note": "hash"})
    with Workspace.open(shop) as workspace:
        report = workspace.import_events(tmp_path / "contacts.csv", **COLUMNS, protect=chosen)
        events = workspace.engine.frame("ask/load/list_events")
        assert list(events["person_id"]) == ["Wilma.Quack@Example.com", "bob@example.org"]
        kept = dict(events["properties"][1])
        hashed = workspace.core.hashing.of("wilma.quack@example.com")
        assert kept == {"full name": MASK, "note": f"wrote to {hashed}"}
        assert workspace.corrections.original_table(report.import_id).names == (
            "email",
            "when",
            "what",
            "full name",
            "note",
        )
        record = workspace.imports()[0]
        assert mapping_from_plain(record.mapping).protect == chosen


def test_the_preview_shows_the_protected_values(shop: Path, tmp_path: Path) -> None:
    with Workspace.open(shop) as workspace:
        table = table_of(workspace.spool, "contacts.csv", CONTACTS)
        mapping = EventMapping(**COLUMNS, protect=SUGGESTED)
        before = sorted(workspace.spool.rglob("*"))
        shown = protected_preview(workspace.engine, table, mapping, workspace.core.hashing)
        assert (shown.rows_read, shown.accepted, shown.rejected) == (3, 2, 1)
        text = shown.rows.to_csv().lower().encode()
        assert workspace.core.hashing.of("bob@example.org").encode() in text
        assert [secret for secret in PLAIN if secret in text] == []
        assert sorted(workspace.spool.rglob("*")) == before


def test_a_choice_is_remembered_for_files_with_the_same_columns(shop: Path, tmp_path: Path) -> None:
    with Workspace.open(shop) as workspace:
        _both(workspace, tmp_path, SUGGESTED)
        again = table_of(workspace.spool, "next.csv", CONTACTS)
        assert guess(again, workspace.engine).mapping.protect == SUGGESTED


def test_a_choice_outside_the_list_is_refused() -> None:
    with pytest.raises(DefinitionError, match="no way to treat"):
        Protect(columns={"note": "shred"})
    with pytest.raises(DefinitionError, match="no way to"):
        mapping_from_plain({"kind": "events", "protect": {"ids": True, "loud": 1}})
