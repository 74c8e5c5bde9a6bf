"""Odd files that generated ones have taught us to read: each was a failure once."""

from __future__ import annotations

import io
import zipfile

import pytest

from lib.ingest.guess import guess
from lib.ingest.presets.days import facts_of, nth_day
from lib.ingest.refusal import ImportRefused
from lib.ingest.sniff import sniff
from lib.ingest.spool import Spool
from lib.workspace import Workspace
from tests.ingest.written import HEADER, ROW, imported, table_of


def _zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = method
            archive.writestr(entry, content)
    return packed.getvalue()


def test_a_header_whose_quotes_do_not_match_is_said_and_loses_no_row() -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "x.csv", 'who"","w"h"en,"what\n"a"b,2024\n')
        assert len(table.columns) == 1
        assert any("could not be read as names" in note for note in table.notes)


def test_a_blank_after_the_last_quote_is_no_damage() -> None:
    with Workspace.in_memory() as workspace:
        rows = '"a","2024-01-01","x" \n"b","2024-01-02","y" \n'
        report = imported(workspace, "x.csv", '"who","when","what" \n' + rows)
        assert (report.rows_read, report.accepted) == (2, 2)


def test_a_long_cell_in_quotes_is_one_cell() -> None:
    with Workspace.in_memory() as workspace:
        content = (HEADER + f'a,2024-01-01,"x{"y" * 200_000}"\n' + ROW).encode("utf-16")
        assert imported(workspace, "x.csv", content).accepted == 2


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_a_damaged_member_is_refused(method: int) -> None:
    content = bytearray(_zipped({"a.csv": (HEADER + ROW * 50).encode()}, method))
    content[45:60] = bytes(15)
    with Workspace.in_memory() as workspace:
        with pytest.raises(ImportRefused, match=r"x\.zip: The archive is cut off or damaged"):
            table_of(workspace.spool, "x.zip", bytes(content))


def test_a_member_without_a_name_is_passed_over() -> None:
    with Workspace.in_memory() as workspace:
        content = _zipped({"": b"", "a.csv": (HEADER + ROW).encode()})
        assert imported(workspace, "x.zip", content).accepted == 1


WORKBOOK = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'
    b'+xml"/></Types>',
    "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://'
    b'schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>'
    b"</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    b'Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


DAMAGED_ROWS = (
    '<row r="1"><c r="A1" t="b"><v>x</v></c></row>',
    '<row r="1"><c r="A1">',
    '<row><c t="s"><v>7</v></c></row>',
)


@pytest.mark.parametrize("rows", DAMAGED_ROWS)
def test_a_sheet_with_a_damaged_cell_is_refused(rows: str) -> None:
    content = _zipped({**WORKBOOK, "xl/worksheets/sheet1.xml": SHEET.format(rows).encode()})
    with Workspace.in_memory() as workspace:
        with pytest.raises(ImportRefused, match="The workbook is cut off or damaged"):
            table_of(workspace.spool, "x.xlsx", content)


@pytest.mark.parametrize("size", ["", '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'])
def test_the_size_a_sheet_says_it_has_hides_no_cell(size: str) -> None:
    cells = [("A", "who"), ("B", "when"), ("C", "what")], [("A", "a"), ("B", "2024-01-01"), ("C", "x")]
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in given)
        + "</row>"
        for row, given in enumerate(cells, 1)
    )
    sheet = SHEET.format(rows).replace("<sheetData>", f"{size}<sheetData>")
    with Workspace.in_memory() as workspace:
        assert (
            imported(workspace, "x.xlsx", _zipped({**WORKBOOK, "xl/worksheets/sheet1.xml": sheet.encode()})).accepted
            == 1
        )


def test_days_no_calendar_has_are_no_days() -> None:
    assert facts_of(["Start date: 20241399", "End date: 20240131"]) == {
        "start date": "20241399",
        "end date": "20240131",
        "end": "2024-01-31",
    }
    assert facts_of(["99999999-20240101"]) == {}
    assert nth_day("²", "2024-01-01") is None
    assert nth_day("0001", "2024-13-99") is None
    assert nth_day("99999", "9999-12-01") is None


def test_rows_made_of_one_row_are_rejected_one_by_one_each_with_its_text() -> None:
    columns = [
        "Id",
        "Requester",
        "Requester id",
        "Subject",
        "Status",
        "Via",
        "Created at",
        "Solved at",
        "Satisfaction Score",
    ]
    content = (
        ",".join(columns)
        + "\n"
        + "1,a,7,x,solved,web,not a day,nor this,Good\n2,b,8,y,open,web,2024-01-01 10:00,2024-01-02 10:00,\n"
    )
    with Workspace.in_memory() as workspace:
        spool = Spool(workspace.spool)
        table = sniff(spool.save("tickets.csv", io.BytesIO(content.encode())))[0]
        report = workspace.import_table(table, guess(table, workspace.engine).mapping)
        rejected = workspace.rejected_rows(report.import_id or 0)
        assert len(rejected) == report.rejected
        assert rejected["raw"].is_unique
