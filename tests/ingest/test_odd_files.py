"""Odd files that generated ones have taught us to read: each was a failure once."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from tests.ingest.written import HEADER, ROW, imported, table_of
from touchpath.answers.files import csv_text
from touchpath.ingest.guess import guess, guess_as
from touchpath.ingest.mapping import CostMapping, EventMapping, ResponseMapping
from touchpath.ingest.presets.days import facts_of, nth_day
from touchpath.ingest.preview import preview
from touchpath.ingest.reading.delimited import split_records
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace


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


@pytest.mark.parametrize("protect", [False, True])
def test_a_quote_within_a_cell_opens_nothing_whoever_reads_the_file(protect: bool) -> None:
    """A 5" screen is no open quote: neither to the database nor to our own reader (here: ids are replaced)."""
    with Workspace.in_memory() as workspace:
        workspace.settings.save(protect_people=protect)
        report = imported(workspace, "x.csv", HEADER + 'a,2024-01-01,5" screen\n' + ROW)
        assert (report.rows_read, report.accepted) == (2, 2)


def test_a_quote_within_a_cell_hides_no_cell_of_two_lines() -> None:
    lines = ['5" screen;"of two\n', 'lines";x\n', "a;b;c\n"]
    assert [record.cells for record in split_records(lines, ";", '"')] == [
        ['5" screen', "of two\nlines", "x"],
        ["a", "b", "c"],
    ]


@pytest.mark.parametrize("worst", ['"', '";', 'a"', '"a";', '""', '";"', ';"'])
def test_finding_the_end_of_a_record_takes_time_as_its_text_does(worst: str) -> None:
    started = time.process_time()
    list(split_records([worst * (1_000_000 // len(worst)) + "\n"], ";", '"'))
    assert time.process_time() - started < 5


def test_a_long_cell_in_quotes_is_one_cell() -> None:
    with Workspace.in_memory() as workspace:
        content = (HEADER + f'a,2024-01-01,"x{"y" * 200_000}"\n' + ROW).encode("utf-16")
        assert imported(workspace, "x.csv", content).accepted == 2


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_with_a_damaged_member_is_refused(method: int) -> None:
    content = bytearray(_zipped({"a.csv": (HEADER + ROW * 50).encode()}, method))
    content[45:60] = bytes(15)
    refused = pytest.raises(ImportRefused, match=r"x\.zip: The archive is cut off or damaged")
    with Workspace.in_memory() as workspace, refused:
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
    refused = pytest.raises(ImportRefused, match="The workbook is cut off or damaged")
    with Workspace.in_memory() as workspace, refused:
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
        rejected = workspace.imports.rejected_rows(report.import_id or 0)
        assert len(rejected) == report.rejected
        assert rejected["raw"].is_unique


def test_odd_quotes_in_the_header_hide_no_row() -> None:
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "x.csv", '"who","when","what"\t\n' + '"a","2024-01-01","x"\n' * 3)
        assert (report.rows_read, report.accepted) == (3, 3)


def test_an_endless_name_or_number_is_looked_at_in_no_time() -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "x.csv", f"{'9' * 200_000}?,b\n{'9' * 200_000}x,1\n")
        assert guess(table, workspace.engine).mapping
        assert max(map(len, table.names)) == 500
        assert max(len(text) for column in table.columns for text in column.examples) == 200


def test_a_file_may_have_the_columns_we_would_add() -> None:
    names = (
        "Name,Email,Financial Status,Paid at,Total,Created at,Lineitem quantity,Lineitem name,person,cancellation\n"
    )
    with Workspace.in_memory() as workspace:
        row = "#1,a@b.c,voided,,5,2024-01-01 10:00:00,1,Hat,x,y\n"
        table = table_of(workspace.spool, "x.csv", names + row)
        assert len(set(table.names)) == len(table.names) > 10


def test_rows_to_fix_come_back_as_they_were_downloaded(tmp_path: Path) -> None:
    """Formulas are taken for text in a download, but not when they come back; a total among the rows is a row."""
    rows = "a,2024-01-01,x,-5\nTotal,no day,x,-7\n=b,no day,x,-6\nTotal,no day,x,1\nz,no day,x,2\n"
    with Workspace.open(tmp_path / "w.duckdb") as workspace:
        table = table_of(workspace.spool, "x.csv", "who,when,what,=worth\n" + rows)
        report = workspace.import_table(table, EventMapping("who", "when", "what", value="=worth"))
        assert (report.accepted, report.rejected) == (1, 4)
        given = csv_text(workspace.corrections.rows_to_fix(report.import_id or 0))
        assert "'=worth" in given
        (tmp_path / "fixed.csv").write_text(given.replace("no day", "2024-01-02"), encoding="utf-8")
        assert workspace.import_fixed(report.import_id or 0, tmp_path / "fixed.csv").accepted == 4
        kept = workspace.engine.frame("ask/load/list_events")
        assert sorted(kept["value"]) == [-7, -6, -5, 1, 2]
        assert sorted(kept["person_id"]) == ["=b", "Total", "Total", "a", "z"]


def test_half_a_character_is_no_part_of_a_name_or_remark() -> None:
    with Workspace.in_memory() as workspace:
        objects = table_of(workspace.spool, "x.json", '{"\\ud800":1,"a\\u0000b":2}\n')
        assert objects.names == ("?", "ab")
        content = b"# r\xff\n" + (HEADER + ROW * 9).encode().replace(b"what", b"wh\xffat") + b"\nTotal \xff\n"
        text = table_of(workspace.spool, "x.csv", content)
        assert all(said.encode() for said in (*text.names, *text.notes, text.name))


@pytest.mark.parametrize("day", ["infinity", "-infinity", "0001-01-01", "9999-12-31"])
def test_a_day_beyond_all_calendars_rejects_its_row(day: str) -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "x.csv", f"date,channel,spend\n2024-01-01,web,1\n{day},web,2\n")
        mapping = CostMapping("date", "spend", "channel")
        assert preview(workspace.engine, table, mapping).rejected == 1
        report = workspace.import_table(table, mapping)
        assert (report.accepted, report.rejected) == (1, 1)
        assert workspace.imports.rejected_rows(report.import_id or 0)["column_name"].tolist() == ["date"]


def test_deep_json_in_a_header_is_a_cell_like_any_other() -> None:
    deep = "[" * 100_000
    with Workspace.in_memory() as workspace:
        content = f'Q1,Q2\nWhat?,Why?\n"{{""ImportId"":""QID1""}}","{deep}"\n1,2\n'
        assert table_of(workspace.spool, "x.csv", content).names


def test_a_cell_of_a_tab_stays_when_people_are_protected() -> None:
    content = 'respondent_id,date,comment\na@b.co,2024-01-01,"\t"\nc@d.co,2024-01-02,fine\n'
    mapping = ResponseMapping(respondent="respondent_id", answered_at="date", comment="comment")
    counts = []
    for protected in (False, True):
        with Workspace.in_memory() as workspace:
            workspace.settings.save(protect_people=protected)
            report = workspace.import_table(table_of(workspace.spool, "x.csv", content), mapping)
            counts.append((report.accepted, report.rejected))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("cell", ["²", "①", "9" * 5_000, "٣", "½"])
def test_what_is_almost_a_number_is_a_text(cell: str) -> None:
    names = ["year", "month", "day", "hour", "customer_id", "event", "quantity", "price", "score", "card"]
    row = ",".join([*[cell] * len(names), "2024-01-01 10:00"])
    text = "\n".join([",".join([*names, "time"]), *[row] * 12])
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "x.csv", text)
        answers = {"person": "customer_id", "occurred_at": "time", "touchpoint": "event"}
        report = workspace.import_table(table, guess_as(table, "events", answers).mapping)
        assert (report.rows_read, report.accepted) == (12, 12)
