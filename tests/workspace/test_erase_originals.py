"""Kept originals of every format: a person erased is in none of their bytes, also where no import took them from."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.workspace.test_erase import stored
from touchpath.ingest.mapping import EventMapping, PeopleMapping
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace
from touchpath.workspace.bytes_searched import holds

ANN, BOB = "wilhelmina.quack@example.com", "bob@example.org"
BOTH = f"who,when,what\n{ANN},2025-01-01,visit\n{BOB},2025-01-02,buy\n{BOB},2025-01-03,call\n"
ONLY_BOB = f"who,when,what\n{BOB},2025-01-02,buy\n{BOB},2025-01-03,call\n"
ROWS = [dict(zip(("who", "when", "what"), line.split(","), strict=True)) for line in BOTH.splitlines()[1:]]


def workbook() -> bytes:
    """A sheet of Bob's, and one that is not imported and names Ann."""
    book, target = openpyxl.Workbook(), io.BytesIO()
    for line in ONLY_BOB.splitlines():
        book.active.append(line.split(","))
    book.create_sheet("Contacts").append(["name", "city"])
    book["Contacts"].append([ANN, "Rome"])
    book["Contacts"].append([BOB, "Bari"])
    book.save(target)
    return target.getvalue()


def parquet() -> bytes:
    target = io.BytesIO()
    pd.DataFrame(ROWS).to_parquet(target)
    return target.getvalue()


def packed(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


FILES: dict[str, tuple[str, bytes, int]] = {
    "plain": ("a.csv", BOTH.encode(), 2),
    "utf-16": ("a.csv", BOTH.encode("utf-16"), 2),
    "gzip": ("a.csv.gz", gzip.compress(BOTH.encode()), 2),
    "a remark above": ("a.csv", f"# Exported for {ANN}\n#\n{ONLY_BOB}".encode(), 2),
    "a remark below": ("a.csv", f"{ONLY_BOB}\nExported for {ANN} on Monday\n".encode(), 2),
    "another table": ("a.csv", f"{ONLY_BOB}\nname,size\n{ANN},3\n{BOB},4\n".encode(), 2),
    "another sheet": ("a.xlsx", workbook(), 2),
    "json": ("a.json", json.dumps(ROWS).encode(), 2),
    "parquet": ("a.parquet", parquet(), 2),
    "archive": ("a.zip", packed(("one.csv", BOTH.encode()), ("two.csv", f"id,city\n{ANN},Rome\n".encode())), 2),
    "gzip in an archive": ("a.zip", packed(("one.csv.gz", gzip.compress(BOTH.encode()))), 2),
}  # fmt: skip
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what"}


def kept(workspace: Workspace) -> list[Path]:
    """The kept originals, unpacked from how they are kept."""
    assert workspace.originals is not None
    files = []
    for record in workspace.imports():
        file = workspace.originals.fetch(record.sha256, record.file_name, Spool(workspace.spool))
        files.append(file.path)
    assert {path.name.split(".")[0] for path in workspace.originals.folder.iterdir()} == {
        record.sha256 for record in workspace.imports()
    }
    return files


@pytest.mark.parametrize("kind", sorted(FILES))
def test_an_original_is_kept_without_the_person(kind: str, tmp_path: Path) -> None:
    name, content, events = FILES[kind]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "known.csv").write_text(f"who,when,what\n{ANN},2024-01-01,visit\n")
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        workspace.import_events(tmp_path / "known.csv", **COLUMNS)
        report = workspace.import_events(tmp_path / name, **COLUMNS)
        assert kind == "parquet" or any(holds(path, [ANN]) for path in kept(workspace)[:1])
        workspace.people.erase(ANN)
        assert not any(holds(path, [ANN]) for path in kept(workspace))
        assert workspace.imports()[0].accepted == events
        again = workspace.import_again(report.import_id, EventMapping(**{**COLUMNS, "channel": "what"}))
        assert (again.accepted, again.rejected) == (events, 0)
        assert ANN not in stored_text(workspace)


def stored_text(workspace: Workspace) -> str:
    path = workspace.path
    assert path is not None
    workspace.close()
    return stored(path)


def test_every_imported_table_of_a_file_is_kept_without_the_person(tmp_path: Path) -> None:
    text = f"{BOTH}\nid,size\n{ANN},3\n{BOB},4\n"
    (tmp_path / "a.csv").write_text(text)
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        spool = Spool(workspace.spool)
        file = spool.take(tmp_path / "a.csv")
        events, people = sniff(file)
        workspace.import_table(events, EventMapping(**COLUMNS))
        workspace.import_table(people, PeopleMapping(person="id"))
        spool.discard(file)
        assert len(workspace.imports()) == 2
        workspace.people.erase(ANN)
        files = kept(workspace)
        assert len(set(files)) == 2
        assert not any(holds(path, [ANN]) for path in files)
        assert all(workspace.corrections.original_kept(record.import_id) for record in workspace.imports())
        for record in workspace.imports():
            assert BOB in "".join(workspace.corrections.original_table(record.import_id).file.path.read_text())


def test_an_original_that_speaks_of_nobody_erased_stays_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ONLY_BOB)
    (tmp_path / "b.csv").write_text(BOTH)
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        for name in ("a.csv", "b.csv"):
            workspace.import_events(tmp_path / name, **COLUMNS)
        assert workspace.people.erase(ANN).originals == 1
        assert kept(workspace)[1].read_text() == ONLY_BOB


def test_ids_are_met_in_every_usual_encoding_and_packing(tmp_path: Path) -> None:
    path, who = tmp_path / "x", "Zoë.Müller"
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"):
        plain = ("-" * 1_048_570 + who + "-").encode(encoding)
        for content in (plain, gzip.compress(plain), packed(("a.csv.gz", gzip.compress(plain)))):
            path.write_bytes(content)
            assert holds(path, [who])
            assert not holds(path, ["Zoe.Muller"])
    path.write_bytes(b"PK\x03\x04 cut off")
    assert not holds(path, [who])
    path.write_bytes(gzip.compress(b"x" * 1000)[:20])
    assert holds(path, [who])
