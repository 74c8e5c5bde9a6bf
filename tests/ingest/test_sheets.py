"""Workbooks as people have them: titles, two header rows, totals, serial days, formulas; files of other programs."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from touchpath.ingest.guess import guess
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace


def book_of(**sheets: list[list[object]]) -> bytes:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(sink)
    return sink.getvalue()


def tables_of(folder: Path, content: bytes, name: str = "book.xlsx") -> tuple[SourceTable, ...]:
    return sniff(Spool(folder).save(name, io.BytesIO(content)))


LAID_OUT: dict[str, tuple[list[list[object]], tuple[str, ...], int]] = {
    "plain": ([["who", "n"], ["a", 1], ["b", 2]], ("who", "n"), 2),
    "title": ([["Costs"], ["January"], [], ["day", "channel", "n"], ["x", "y", 1]], ("day", "channel", "n"), 1),
    "total": ([["day", "n"], ["2024-01-01", 1], ["2024-01-02", 2], ["Total", 3]], ("day", "n"), 2),
    "blank row": ([["who", "n"], ["a", 1], [], ["b", 2]], ("who", "n"), 2),
    "groups": (
        [["", "Visits", None], ["Day", "Web", "App"], ["2024-01-01", 1, 2], ["2024-01-02", 3, 4]],
        ("Day", "Visits - Web", "Visits - App"),
        2,
    ),
    "footer": ([["who", "n"], ["a", 1], ["b", 2], [], ["Source: finance"]], ("who", "n"), 2),
    "wide": ([["who", "n"], ["a", 1, None, None], ["b", 2, None, None]], ("who", "n"), 2),
    "starts lower": ([[], [], [None, "who", "n"], [None, "a", 1]], ("column 1", "who", "n"), 1),
}


@pytest.mark.parametrize("name", LAID_OUT)
def test_the_table_is_found_in_its_sheet(tmp_path: Path, name: str) -> None:
    rows, names, count = LAID_OUT[name]
    (table,) = tables_of(tmp_path, book_of(Sheet=rows))
    assert (table.names, table.rows) == (names, count)


def test_two_tables_of_a_sheet_are_told_apart(tmp_path: Path) -> None:
    rows = [["day", "visits"], ["2024-01-01", 5], ["2024-01-02", 6], [], ["country", "people"], ["DE", 3], ["FR", 4]]
    tables = tables_of(tmp_path, book_of(Sheet=rows))
    assert [(table.names, table.rows) for table in tables] == [(("day", "visits"), 2), (("country", "people"), 2)]


def test_days_as_excel_counts_them_are_days() -> None:
    rows = [["Date", "Channel", "Cost"], [45292, "Search", 12.5], [45293, "Social", 10], ["Total", None, 22.5]]
    with Workspace.in_memory() as workspace:
        (table,) = tables_of(workspace.spool, book_of(Costs=rows))
        report = workspace.import_table(table, guess(table, workspace.engine).mapping)
        costs = workspace.engine.frame("ask/load/list_costs")
        assert (report.kind, report.accepted, report.rejected) == ("costs", 2, 0)
        assert [str(day)[:10] for day in costs["day"]] == ["2024-01-01", "2024-01-02"]


def test_days_and_times_of_cells_are_read(tmp_path: Path) -> None:
    rows = [["a", "b", "c"], [date(2024, 1, 5), datetime(2024, 1, 5, 10, 30), time(9, 5)]]
    (table,) = tables_of(tmp_path, book_of(Sheet=rows))
    assert table.sample == (("2024-01-05 00:00:00", "2024-01-05 10:30:00", "09:05:00"),)


def test_formulas_without_a_value_are_said(tmp_path: Path) -> None:
    (table,) = tables_of(tmp_path, book_of(Sheet=[["a", "b"], [1, "=A2*2"], [2, "=A3*2"]]))
    assert any(note.startswith("2 cells hold formulas without a computed value") for note in table.notes)


def test_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, book_of(Empty=[], Data=[["who", "n"], ["a", 1]], Notes=[]), "book.xlsm")
    assert [table.name for table in tables] == ["Data"]


def packed(**members: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


FOREIGN = {
    "sheet.ods": (
        packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}),
        "ods",
    ),
    "book.xlsb": (packed(**{"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "binary workbook"),
    "text.docx": (packed(**{"[Content_Types].xml": b"", "word/document.xml": b""}), "Word document"),
    "book.numbers": (packed(**{"Index/Document.iwa": b"x"}), "Apple Numbers"),
    "report.pdf": (b"%PDF-1.7 x", "PDF"),
    "answers.sav": (b"$FL2@(#) SPSS DATA FILE", "SPSS"),
    "old.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "old.xml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "saved as XML",
    ),
    "base.db": (b"SQLite format 3\x00", "SQLite"),
    "all.7z": (b"7z\xbc\xaf\x27\x1c", "7z"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_of_another_program_is_named(tmp_path: Path, name: str) -> None:
    content, said = FOREIGN[name]
    with pytest.raises(ImportRefused, match=said) as refused:
        tables_of(tmp_path, content, name)
    assert any(word in str(refused.value) for word in ("CSV", ".xlsx", "Unpack"))
