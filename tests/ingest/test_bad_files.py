"""Files in a bad state: refused with a sentence, or their bad rows rejected one by one; nothing is lost."""

from __future__ import annotations

import gzip
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.written import HEADER, ROW, imported, table_of
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.refusal import ImportRefused
from touchpath.workspace import Workspace

REFUSED = {
    "empty.csv": (b"", "The file is empty"),
    "blank_lines.csv": (b"\n\n \n", "holds no rows"),
    "header_only.csv": (HEADER.encode(), "no rows below the header"),
    "program.csv": (bytes(range(256)) * 50, "not a text file"),
    "cut.csv.gz": (gzip.compress((HEADER + ROW * 5000).encode())[:150], "cut off or damaged"),
    "cut.parquet": (b"PAR1" + b"xx" * 50, "cut off or damaged"),
    "cut.xlsx": (b"PK\x03\x04" + b"a" * 100, "cut off or damaged"),
    "locked.xlsx": (b"\xd0\xcf\x11\xe0" + b"a" * 200, "protected by a password"),
    "cut.json": (b'[{"who":1},{"who":2}', "cut off or damaged"),
    "numbers.json": (b"[1,2,3]", "holds no objects"),
    "wide.csv": ((",".join(f"c{place}" for place in range(10_000)) + "\n").encode(), "10,000 columns"),
    "one_line.csv": (b"a" * 17_000_000, "over 16 million characters"),
    "other_columns.csv": (b"name,age\nx,1\n", 'no column "who". It has "name", "age"'),
    "day_or_month.csv": ((HEADER + "a,01/02/2024,x\nb,03/04/2024,x\n").encode(), "can mean day/month or month/day"),
    "no_times.csv": ((HEADER + "a,7,x\nb,9,x\n").encode(), '"7" is no time'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(name: str) -> None:
    content, sentence = REFUSED[name]
    with Workspace.in_memory() as workspace:
        with pytest.raises(ImportRefused) as refusal:
            imported(workspace, name, content)
        assert sentence in str(refusal.value)
        assert str(refusal.value).startswith(name)
        assert workspace.imports() == ()


REJECTED = {
    "no time": ("a,,x\n", "when"),
    "no person": (",2024-01-01,x\n", "who"),
    "no touchpoint": ("a,2024-01-01, \n", "what"),
    "time not readable": ("a,2024-13-01,x\n", "when"),
    "time before 1900 or after 2199": ("a,0001-01-01,x\n", "when"),
    "too few columns: 2 instead of 3": ("a,2024-01-01\n", None),
    "too many columns: 5 instead of 3": ("a,2024-01-01,x,y,z\n", None),
    "a quotation mark is opened and never closed": ('a,"2024-01-01,x\n', None),
    "quotation marks do not match": ('a,"2024"-"01",x\n', None),
    "longer than 1.9 million bytes": ("a,2024-01-01," + "x" * 2_000_000 + "\n", None),
}


@pytest.mark.parametrize("reason", REJECTED)
def test_a_bad_row_is_rejected_with_its_line_and_reason(reason: str) -> None:
    row, column = REJECTED[reason]
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "rows.csv", HEADER + ROW * 2 + row + ROW)
        assert (report.rows_read, report.accepted, report.rejected, report.duplicate) == (4, 3, 1, 0)
        rejected = workspace.imports.rejected_rows(report.import_id).iloc[0]
        assert (rejected["source_row"], rejected["reason"]) == (4, reason)
        assert (rejected["column_name"] or None) == column
        assert rejected["raw"][:5] == row.rstrip("\n")[:5]


@pytest.mark.parametrize("cell", ["é" * 1_200_000, '"' * 1_200_000], ids=["two bytes a sign", "doubled quotes"])
def test_a_row_that_grows_beyond_what_the_database_reads_is_rejected(cell: str) -> None:
    """In Parquet nothing but its length is wrong with it; in CSV as well."""
    rows = {"who": ["a", "b", "c"], "when": ["2024-01-01"] * 3, "what": ["x", cell, "x"]}
    made = BytesIO()
    pq.write_table(pa.table(rows), made)
    written = HEADER + "a,2024-01-01,x\n" + 'b,2024-01-01,"' + cell.replace('"', '""') + '"\nc,2024-01-01,x\n'
    for name, content in (("rows.parquet", made.getvalue()), ("rows.csv", written.encode())):
        with Workspace.in_memory() as workspace:
            report = imported(workspace, name, content)
            assert (report.rows_read, report.accepted, report.rejected) == (3, 2, 1)
            rejected = workspace.imports.rejected_rows(report.import_id)
            assert rejected["reason"].tolist() == ["longer than 1.9 million bytes"]


@pytest.mark.parametrize("seconds", ["1735689600", "1741000123", "1741000123.5"])
def test_seconds_among_times_written_out_are_not_readable(seconds: str) -> None:
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "rows.csv", HEADER + ROW * 20 + f"a,{seconds},x\n")
        assert workspace.imports.rejected_rows(report.import_id)["reason"].tolist() == ["time not readable"]


def test_bytes_outside_the_encoding_reject_one_row() -> None:
    content = (HEADER + "é,2024-01-01,x\n" * 10).encode() + b"\xff\xfe,2024-01-01,y\n" + ROW.encode()
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "bytes.csv", content)
        assert (report.rows_read, report.rejected) == (12, 1)
        assert workspace.imports.rejected_rows(1)["source_row"].tolist() == [12]


def test_bad_json_lines_are_rejected_rows() -> None:
    lines = '{"who":"a","when":"2024-01-01","what":"x"}\n{"who":\n[1]\n'
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "lines.json", lines)
        assert (report.rows_read, report.accepted) == (3, 1)
        assert workspace.imports.rejected_rows(1)["reason"].tolist() == ["not valid JSON", "not a JSON object"]


def test_line_ends_in_quotes_do_not_shift_row_numbers_of_the_rows_after() -> None:
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "quotes.csv", HEADER + '"a\nb",2024-01-01,x\n' + ROW + ",2024-01-01,x\n")
        assert (report.accepted, report.rejected) == (2, 1)
        assert workspace.imports.rejected_rows(1)["source_row"].tolist() == [4]


def test_names_that_look_like_sql_or_html_are_only_names() -> None:
    header = 'who,when,what,"x""; DROP TABLE events; --",<b>bold</b>,😀\n'
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "names.csv", header + "a,2024-01-01,x,1,2,3\n")
        assert report.accepted == 1
        properties = workspace.engine.frame("ask/load/list_events")["properties"][0]
        assert properties == {'x"; DROP TABLE events; --': "1", "<b>bold</b>": "2", "😀": "3"}


def test_values_that_are_no_finite_numbers_are_a_finding() -> None:
    rows = "".join(f"a,2024-01-0{day},x,{value}\n" for day, value in enumerate(["NaN", "inf", "1e400", "x", "2"], 1))
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "values.csv", "who,when,what,worth\n" + rows)
        report = workspace.import_table(table, EventMapping("who", "when", "what", value="worth"))
        assert report.accepted == 5
        assert [finding.count for finding in report.findings] == [4]
        values = workspace.engine.frame("ask/load/list_events")["value"]
        assert values.dropna().tolist() == [2.0]


def test_a_time_zone_must_exist() -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "x.csv", HEADER + ROW)
        with pytest.raises(ImportRefused, match='"Mars/Base" is not'):
            workspace.import_table(table, EventMapping("who", "when", "what", timezone="Mars/Base"))


def test_a_field_that_is_needed_is_asked_for() -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "x.csv", HEADER + ROW)
        with pytest.raises(ImportRefused, match=r"Who .* is needed"):
            workspace.import_table(table, EventMapping(occurred_at="when", touchpoint="what"))


def test_times_in_the_future_are_said() -> None:
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "future.csv", HEADER + "a,2180-01-01,x\nb,2181-01-01,y\n")
        assert [finding.sentence for finding in report.findings] == [
            "All 2 times lie in the future: check how the times are written."
        ]


ODD_CELLS = ["=1+1", "@SUM(A1)", "9" * 30, "00017", "17", "1e5", "<b>x</b>", "NaN", "\U0001f600"]


def test_a_person_id_stays_as_it_is_written() -> None:
    rows = "".join(f"{cell},2024-01-01 10:00:00,x\n" for cell in ODD_CELLS)
    with Workspace.in_memory() as workspace:
        assert imported(workspace, "ids.csv", HEADER + rows).accepted == len(ODD_CELLS)
        assert sorted(workspace.engine.frame("ask/load/list_events")["person_id"]) == sorted(ODD_CELLS)


def test_a_repeated_column_name_is_told_apart() -> None:
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "twice.csv", "who,when,what,who\na,2024-01-01,x,b\n")
        assert report.accepted == 1
        assert workspace.engine.frame("ask/load/list_events")["properties"][0] == {"who (2)": "b"}


def test_text_the_database_cannot_split_is_read_by_ourselves() -> None:
    rows = '"a\nb",2024-01-01,x\r\nc,2024-01-02,y\r\n'
    with Workspace.in_memory() as workspace:
        report = imported(workspace, "mixed.csv", HEADER.replace("\n", "\r\n") + rows)
        assert (report.rows_read, report.accepted) == (2, 2)
