"""The same three events, however they are written."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.ingest.written import HEADER, event_rows, gzipped, imported, json_lines, table_of
from touchpath.workspace import Workspace

TEXT = HEADER + "ü,2024-01-01 10:00:00,x\nb,2024-01-02 11:30:00,x\nc,2024-01-03 00:00:00,y y\n"
EXPECTED = [
    ("b", "2024-01-02T11:30:00", "x", 1),
    ("c", "2024-01-03T00:00:00", "y y", 1),
    ("ü", "2024-01-01T10:00:00", "x", 1),
]
OBJECTS = [dict(zip(["who", "when", "what"], line.split(","), strict=True)) for line in TEXT.splitlines()[1:]]


def parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(OBJECTS), sink)
    return sink.getvalue()


def workbook() -> bytes:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    for line in TEXT.splitlines():
        book.active.append(line.split(","))
    book.save(sink)
    return sink.getvalue()


CASES = {
    "plain.csv": TEXT.encode(),
    "mark.csv": TEXT.encode("utf-8-sig"),
    "windows_lines.csv": TEXT.replace("\n", "\r\n").encode(),
    "old_mac_lines.csv": TEXT.replace("\n", "\r").encode(),
    "no_last_line_end.csv": TEXT.rstrip().encode(),
    "tabs.tsv": TEXT.replace(",", "\t").encode(),
    "semicolons.csv": TEXT.replace(",", ";").encode(),
    "pipes.txt": TEXT.replace(",", "|").encode(),
    "quoted.csv": "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in TEXT.splitlines()).encode(),
    "trailing_commas.csv": (HEADER + "".join(line + ",\n" for line in TEXT.splitlines()[1:])).encode(),
    "utf16.csv": TEXT.encode("utf-16"),
    "utf16_without_mark.csv": (TEXT * 1).encode("utf-16-le"),
    "packed.csv.gz": gzipped(TEXT),
    "lines.ndjson": json_lines(OBJECTS).encode(),
    "lines.ndjson.gz": gzipped(json_lines(OBJECTS)),
    "array.json": json.dumps(OBJECTS, indent=2).encode(),
    "wrapped.json": json.dumps({"next": None, "results": OBJECTS}).encode(),
    "table.parquet": parquet(),
    "book.xlsx": workbook(),
}


@pytest.mark.parametrize("name", CASES)
def test_every_format_gives_the_same_events(name: str) -> None:
    with Workspace.in_memory() as workspace:
        report = imported(workspace, name, CASES[name])
        assert (report.rows_read, report.accepted) == (3, 3)
        assert event_rows(workspace.engine) == EXPECTED


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_western_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    text = HEADER + "Müller – Café Zoë,2024-01-01,Straße “Süd”\n" * 20
    table = table_of(tmp_path, "names.csv", text.encode(encoding))
    assert table.options.encoding == encoding
    assert table.column("who").examples == ("Müller – Café Zoë",)


def test_nested_json_is_flattened_and_keeps_how_numbers_are_written(tmp_path: Path) -> None:
    text = '{"event":"x","properties":{"time":1700000000,"price":10.50,"tags":["a","b"],"ok":true,"none":null}}\n'
    table = table_of(tmp_path, "nested.json", text)
    assert table.names == (
        "event", "properties.time", "properties.price", "properties.tags", "properties.ok", "properties.none",
    )  # fmt: skip
    assert table.sample[0] == ("x", "1700000000", "10.50", '["a", "b"]', "true", None)


def test_every_sheet_is_a_table(tmp_path: Path) -> None:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "events"
    book.active.append(["who", "when"])
    book.active.append(["a", "2024-01-01"])
    second = book.create_sheet("people")
    second.append(["id", "tier"])
    second.append([7, 1.5])
    book.save(sink)
    from touchpath.ingest.sniff import sniff
    from touchpath.ingest.spool import Spool

    tables = sniff(Spool(tmp_path).save("book.xlsx", io.BytesIO(sink.getvalue())))
    assert [(table.name, table.names, table.rows) for table in tables] == [
        ("events", ("who", "when"), 1),
        ("people", ("id", "tier"), 1),
    ]
    assert tables[1].sample == (("7", "1.5"),)


def test_a_repeated_or_blank_column_name_gets_its_own(tmp_path: Path) -> None:
    assert table_of(tmp_path, "x.csv", "a,a,,a\n1,2,3,4\n").names == ("a", "a (2)", "column 3", "a (3)")


def test_headers_are_told_from_data(tmp_path: Path) -> None:
    with_header = table_of(tmp_path, "x.csv", "id,amount\n1,2.5\n2,3\n")
    without = table_of(tmp_path, "x.csv", "1,2.5\n2,3\n3,4\n")
    assert with_header.names == ("id", "amount")
    assert (without.names, without.rows) == (("column 1", "column 2"), 3)


def test_files_with_the_same_header_share_a_key(tmp_path: Path) -> None:
    first, second = (table_of(tmp_path, "x.csv", f"a,b\n{value},2\n") for value in (1, 2))
    other = table_of(tmp_path, "x.csv", "b,a\n1,2\n")
    assert first.header_key == second.header_key != other.header_key


def test_path_parts_in_a_file_name_lead_nowhere(tmp_path: Path) -> None:
    file = table_of(tmp_path, "../../etc/passwd\x00\n", HEADER).file
    assert file.name == "passwd"
    assert file.path.parent.parent == tmp_path
