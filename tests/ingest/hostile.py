"""Files nobody would wish for, generated from a seed: random tables with damage, and an import of them as guessed."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from lib.ingest.guess import guess
from lib.ingest.preview import preview
from lib.ingest.refusal import ImportRefused
from lib.ingest.sniff import sniff
from lib.ingest.source import SourceTable
from lib.ingest.spool import Spool
from lib.workspace import Workspace

NAMES = (
    "user_id", "event", "timestamp", "date", "time", "channel", "amount", "", "user_id", '"', "<b>x</b>", "#",
    "Total", "'; DROP TABLE x; --", "\U0001f600", "a\nb", "nps", "score", "email", "question", "spend", "c0",
    "row", "\x00", "=1+1", "täg", "id" * 300,
)  # fmt: skip
VALUES = (
    "a", "17", "00017", "2024-01-01", "2024-01-01 10:00:00", "01/02/2024", "13.02.2024", "1700000000", "1e400", "NaN",
    "-inf", "9" * 40, "", " ", "null", "=cmd|' /C calc'!A0", "<script>", '"', '""', "x" * 5000, "\r", "\n", "\t",
    "\u202e", "\ud7ff", '[{"key": "a", "value": 1}]', "[1,2", "{}", "2024-02-30", "0001-01-01", "9999-12-31",
    "1.234,50", "€ 5", "5 %", "#",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman", "shift_jis")


def hostile_file(seed: int) -> tuple[str, bytes]:
    """A file name and its bytes, always the same for a seed."""
    dice = random.Random(seed)
    name, content = dice.choice(_MAKERS)(dice)
    for damage in dice.sample(_DAMAGES, dice.choice((0, 0, 0, 1, 2))):
        content = damage(content, dice)
    return name, content


def import_hostile(name: str, content: bytes, folder: Path) -> str:
    """Import every table of the file as guessed; "imported" or "refused". AssertionError: the books do not balance.

    Any exception but ImportRefused comes through: nothing else may happen.
    """
    with Workspace.open(folder / "w.duckdb") as workspace:
        spool = Spool(workspace.spool)
        file = spool.save(name, io.BytesIO(content))
        outcome = "refused"
        try:
            for table in sniff(file):
                if _imported(workspace, table):
                    outcome = "imported"
        except ImportRefused as refusal:
            assert str(refusal)  # noqa: PT017 - one of two good ends
        finally:
            spool.discard(file)
        left = [path for path in workspace.spool.rglob("*") if path.is_file() and "spill" not in path.parts]
        assert not left, f"left behind: {left}"
    return outcome


def _imported(workspace: Workspace, table: SourceTable) -> bool:
    before = len(workspace.imports())
    try:
        mapping = guess(table, workspace.engine).mapping
        looked = preview(workspace.engine, table, mapping)
        report = workspace.import_table(table, mapping)
    except ImportRefused as refusal:
        assert str(refusal)  # noqa: PT017 - one of two good ends
        assert len(workspace.imports()) == before, "a refused import left something behind"
        return False
    assert report.rows_read == report.accepted + report.rejected + report.duplicate
    assert looked.rows_read == report.rows_read
    assert (looked.accepted, looked.rejected) == (report.accepted + report.duplicate, report.rejected)
    if report.import_id is not None:
        assert len(workspace.rejected_rows(report.import_id)) == report.rejected
    return True


def _table(dice: random.Random) -> list[list[str]]:
    width = dice.choice((2, 3, 4, 4, 6, 9))
    header = [dice.choice(NAMES) for _ in range(width)]
    if dice.random() < 0.85:
        header[:3] = ["user_id", "timestamp", "event"][:width]
    rows = [[_value(dice, name) for name in header] for _ in range(dice.choice((1, 2, 5, 5, 40)))]
    for row in rows:
        if dice.random() < 0.1:
            row.extend(dice.choices(VALUES, k=dice.choice((1, 2))))
        elif dice.random() < 0.1 and row:
            row.pop()
    return [header, *rows]


def _value(dice: random.Random, name: str) -> str:
    usual = {"user_id": f"u{dice.randrange(9)}", "timestamp": f"2024-01-{dice.randrange(1, 31):02}", "event": "open"}
    return usual[name] if name in usual and dice.random() < 0.9 else dice.choice(VALUES)


def _csv(dice: random.Random) -> tuple[str, bytes]:
    sign = dice.choice(",,,,;\t| ")
    lines = []
    for row in _table(dice):
        quoted = [cell if dice.random() < 0.5 else '"' + cell.replace('"', '""') + '"' for cell in row]
        lines.append(sign.join(quoted) + dice.choice(("", "", "", sign, "\t", " ")))
    if dice.random() < 0.2:
        lines.insert(
            dice.randrange(len(lines) + 1),
            dice.choice(("", "# a remark", "Total,5", ",,,", "# Start date: 20240101")),
        )
    text = dice.choice(("\n", "\r\n", "\r")).join(lines)
    return dice.choice(("x.csv", "x.txt", "../x.tsv")), text.encode(dice.choice(ENCODINGS), "replace")


def _json(dice: random.Random) -> tuple[str, bytes]:
    header, *rows = _table(dice)
    items = [dict(zip(header, row, strict=False)) for row in rows]
    shapes: tuple[Callable[[], str], ...] = (
        lambda: "\n".join(json.dumps(item) for item in items),
        lambda: json.dumps(items),
        lambda: json.dumps({"next": None, "results": items}),
        lambda: json.dumps({"a": {"b": items}, "c": [1, [2]]}),
        lambda: json.dumps([*items, 5, None, "x"]),
    )
    return "x.json", dice.choice(shapes)().encode()


def _gzip(dice: random.Random) -> tuple[str, bytes]:
    name, content = dice.choice((_csv, _json))(dice)
    return f"{name}.gz", gzip.compress(content)


def _zip(dice: random.Random) -> tuple[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(dice.choice((0, 1, 2, 3))):
            name, content = dice.choice((_csv, _json, _gzip))(dice)
            archive.writestr(f"{number}/{name.rpartition('/')[2]}", content)
    return "x.zip", packed.getvalue()


def _noise(dice: random.Random) -> tuple[str, bytes]:
    heads = (b"", b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{", b"[", b"\xff\xfe", b"\xef\xbb\xbf")
    return dice.choice(("x.csv", "x.xlsx", "x.parquet", "x")), dice.choice(heads) + dice.randbytes(
        dice.randrange(2000)
    )


_MAKERS = (_csv, _csv, _csv, _csv, _json, _gzip, _zip, _noise)


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), dice.choice((1, 3, 30)))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _repeat(content: bytes, dice: random.Random) -> bytes:
    return content * dice.choice((2, 3))


_DAMAGES = (_cut, _flip, _repeat)
