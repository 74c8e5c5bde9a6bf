"""A large text is glanced at, and looked at whole when it is imported: what lies between the pieces is found then."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from touchpath import Condition, Funnel, Step, ask
from touchpath.ingest import spool as spooling
from touchpath.ingest.reading import glance as module
from touchpath.ingest.reading.glance import encoding_at_a_glance
from touchpath.ingest.reading.text_encoding import _beyond_ascii, detect_encoding
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

ROWS = 3_000
HEADER = "user_id,timestamp,event,city\n"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 10_000)
    monkeypatch.setattr(spooling, "LARGE", 10_000)
    monkeypatch.setattr(module, "_HEAD", 4_000)
    monkeypatch.setattr(module, "_PIECE", 600)
    monkeypatch.setattr(module, "_PIECES", 4)


def _row(number: int, city: str = "Ulm", end: str = "\n") -> str:
    event = ("view", "buy")[number % 2]
    return f"u{number % 50:02},2025-03-{1 + number % 28:02} 10:{number % 60:02}:07,{event},{city}{end}"


def _file(folder: Path, odd: bytes = b"", at: int = 1_400) -> Path:
    """A plain log; the row at a place between the pieces looked at is replaced by `odd`."""
    path = folder / "log.csv"
    rows = [_row(number).encode() for number in range(ROWS)]
    rows[at] = odd or rows[at]
    path.write_bytes(HEADER.encode() + b"".join(rows))
    return path


def test_utf8_is_told_at_a_glance(tmp_path: Path) -> None:
    path = _file(tmp_path, _row(1, "Köln").encode())
    assert encoding_at_a_glance(path, "none", "log.csv").glanced
    assert not detect_encoding(path, "none", "log.csv").troubled
    with Workspace.in_memory() as workspace:
        (report,) = workspace.import_file(path)
        assert (report.rows_read, report.accepted, report.findings) == (ROWS, ROWS, ())


@pytest.mark.parametrize("place", [0, ROWS - 1])
def test_another_encoding_in_a_piece_is_told_by_the_whole_file(tmp_path: Path, place: int) -> None:
    found = encoding_at_a_glance(_file(tmp_path, _row(1, "Köln").encode("cp1252"), place), "none", "log.csv")
    assert (found.name, found.glanced) == ("cp1252", False)


def test_another_encoding_between_the_pieces_is_found_by_the_import_and_said(tmp_path: Path) -> None:
    path = _file(tmp_path, _row(1, "Köln").encode("cp1252"))
    assert encoding_at_a_glance(path, "none", "log.csv").glanced
    with Workspace.in_memory() as workspace:
        (report,) = workspace.import_file(path)
        assert (report.rows_read, report.accepted) == (ROWS, ROWS)
        assert [(finding.code, "cp1252" in finding.sentence) for finding in report.findings] == [
            ("other_encoding", True)
        ]
        anything = Step(None, where=(Condition("city", "=", "Köln"),))
        assert ask(workspace, Funnel((anything,))).result.steps[0].people == 1


def test_lines_that_end_otherwise_between_the_pieces_lose_no_row(tmp_path: Path) -> None:
    path = _file(tmp_path, _row(1, end="\r\n").encode())
    with Workspace.in_memory() as workspace:
        (report,) = workspace.import_file(path)
        assert (report.rows_read, report.accepted) == (ROWS, ROWS)


def test_the_fingerprint_is_that_of_the_file_though_made_meanwhile(tmp_path: Path) -> None:
    path = _file(tmp_path)
    with Workspace.in_memory() as workspace:
        taken = Spool(workspace.spool).take(path)
        assert not isinstance(taken.fingerprint, str)
        assert taken.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        (table,) = sniff(taken)
        assert table.glanced
        Spool(workspace.spool).discard(taken)
        assert not taken.path.exists()


@pytest.mark.parametrize("text", ["", "plain", "Köln", "日本語 and more", "🙂"])
def test_signs_beyond_ascii_are_counted_in_bytes(text: str) -> None:
    assert _beyond_ascii(text.encode()) == sum(sign > "\x7f" for sign in text)
