"""A table written anew: the same rows under the same numbers, whatever the file looked like."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from touchpath.ingest.reading.rewritten import PLAIN, Cells, written_anew
from touchpath.ingest.reading.rows import Row
from touchpath.ingest.reading.table_rows import table_rows
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool

PLAIN_FILE = "who,when,what\nann,2025-01-01,visit\nbob,2025-01-02,buy\neve,2025-01-03,call\n"


def workbook() -> bytes:
    book, target = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for line in PLAIN_FILE.splitlines():
        sheet.append(line.split(","))
    book.create_sheet("Other").append(["note", "by"])
    book["Other"].append(["hello", "ann"])
    book.save(target)
    return target.getvalue()


def packed() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("one.csv", PLAIN_FILE)
        archive.writestr("two.csv", "id,city\nann,Rome\nbob,Bari\n")
    return target.getvalue()


FILES: dict[str, tuple[str, bytes]] = {
    "plain": ("a.csv", PLAIN_FILE.encode()),
    "gzip": ("a.csv.gz", gzip.compress(PLAIN_FILE.encode())),
    "utf-16": ("a.csv", PLAIN_FILE.replace("eve", "Ève").encode("utf-16")),
    "blank lines and a bad row": ("a.csv", b"who,when,what\nann,2025-01-01,a\n\nbob,2,3,4,5\neve,2025-01-03,call\n"),
    "trailing delimiters": ("a.csv", b"who,when,what\nann,2025-01-01,a,,\nbob,2025-01-02,buy\neve,2025-01-03,c,\n"),
    "quoted line ends": ("a.csv", b'who,when,what\nann,2025-01-01,"a\nb"\n"bo""b",2025-01-02,buy\neve,2025-01-03,\n'),
    "banner": ("a.csv", b"# Report\n# made for ann\nwho,when,what\nann,2025-01-01,visit\nbob,2025-01-02,buy\n"),
    "footer": ("a.csv", (PLAIN_FILE + "\nmade for ann by the export\n").encode()),
    "two tables": ("a.csv", (PLAIN_FILE + "\nid,size\nann,3\nbob,4\n").encode()),
    "two header rows": ("a.csv", b"who,score,why\nResponse,Open-Ended Response,Response\nann,9,x\nbob,3,y\n"),
    "no header": ("a.csv", b"1 19970101 1 29.33\n1 19970118 1 29.73\n2 19970101 5 14.96\n"),
    "json lines": ("a.json", b'{"who": "ann", "n": 1}\n{"who": "bob", "n": 2}\n{"who": "eve", "more": "x"}\n'),
    "workbook": ("a.xlsx", workbook()),
    "archive": ("a.zip", packed()),
}  # fmt: skip


def tables(folder: Path, kind: str) -> tuple[SourceTable, ...]:
    name, content = FILES[kind]
    return sniff(Spool(folder).save(name, io.BytesIO(content)))


def rows(table: SourceTable) -> list[tuple[int, Cells]]:
    width = len(table.columns)
    return [(row.number, [*row.cells, None, None][:width]) for row in table_rows(table) if not row.reason]


@pytest.mark.parametrize("kind", sorted(FILES))
def test_what_is_written_anew_reads_as_before(tmp_path: Path, kind: str) -> None:
    found = tables(tmp_path, kind)
    assert len(found) == (2 if kind in ("two tables", "workbook", "archive") else 1)
    for place, table in enumerate(found):
        fresh = written_anew(table, lambda row: row.cells, table.file.path.with_name(f"{place}{PLAIN}"))
        assert fresh.names == table.names
        good = [(number, cells) for number, cells in rows(table) if len(cells) == len(table.columns)]
        again = dict(rows(fresh))
        assert {number: cells for number, cells in good if number in again} == again
        bad = [row.number for row in table_rows(fresh) if row.reason]
        assert sorted([*again, *bad]) == [number for number, _ in rows(table)] or kind == "blank lines and a bad row"


@pytest.mark.parametrize("kind", sorted(set(FILES) - {"no header"}))
def test_rows_left_out_leave_the_numbers_of_the_others(tmp_path: Path, kind: str) -> None:
    for place, table in enumerate(tables(tmp_path, kind)):
        before = {number: cells for number, cells in rows(table) if "ann" not in cells}
        target = table.file.path.with_name(f"{place}{PLAIN}")
        fresh = written_anew(table, without_ann, target)
        assert dict(rows(fresh)) == before
        assert b"ann" not in target.read_bytes()


def without_ann(row: Row) -> Cells | None:
    return None if "ann" in row.cells else row.cells


def test_a_row_with_blank_cells_too_many_is_no_bad_row(tmp_path: Path) -> None:
    table = tables(tmp_path, "trailing delimiters")[0]
    fresh = written_anew(table, lambda row: row.cells, table.file.path.with_name(f"x{PLAIN}"))
    assert [row.reason for row in table_rows(fresh)] == ["", "", ""]


def test_a_bad_row_stays_one_without_its_text_in_its_place(tmp_path: Path) -> None:
    table = tables(tmp_path, "blank lines and a bad row")[0]
    fresh = written_anew(table, lambda row: row.cells, table.file.path.with_name(f"x{PLAIN}"))
    assert [(row.number, bool(row.reason)) for row in table_rows(fresh)] == [(2, False), (4, True), (5, False)]
    assert b"bob" not in fresh.file.path.read_bytes()
