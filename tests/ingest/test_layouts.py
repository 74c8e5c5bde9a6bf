"""Text as people have it: banners, remarks, several headers, several tables, footers, odd separators, archives."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from tests.ingest.written import table_of
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import EventMapping
from touchpath.ingest.presets.views import rows_of
from touchpath.ingest.reading import text_tables
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import ReadingOptions, SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

ROWS = "who,when,what\na,2024-01-01,x\nb,2024-01-02,y\n"
PLAIN = (("who", "when", "what"), 2)
LAID_OUT = {
    "title_lines.csv": ("My report,,\n2024,,\n" + ROWS, *PLAIN),
    "title_set_off.csv": ("Events of the shop\nMade in May\n\n" + ROWS, *PLAIN),
    "remarks.csv": ("# made by a tool\n#\n# Date: Jan 1, 2024\n" + ROWS, *PLAIN),
    "blank_lines_first.csv": ("\n\n" + ROWS, *PLAIN),
    "blank_line_inside.csv": ("who,when,what\na,2024-01-01,x\n\nb,2024-01-02,y\n", *PLAIN),
    "footer.csv": (ROWS + '\n"Grand Totals (2 records)"\n\n"Confidential"\n', *PLAIN),
    "total.csv": ("day,spend\n2024-01-01,5\n2024-01-02,6\nTotal,11\n", ("day", "spend"), 2),
    "tabs_at_the_end.csv": ("a,b,c\n1,2,3\n4,5,6\n7\t\t\n8,9\t\n", ("a", "b", "c"), 4),
    "repeated_header.csv": ("who,n\nwho,n\na,1\nb,2\n", ("who", "n"), 2),
    "groups.csv": (
        ",Visits,,Orders,\nDay,Web,App,Web,App\n2024-01-01,1,2,3,4\n2024-01-02,1,2,3,4\n2024-01-03,1,2,3,4\n",
        ("Day", "Visits - Web", "Visits - App", "Orders - Web", "Orders - App"),
        3,
    ),
    "questions.csv": (
        "Q1,Q2,When\nHow old are you?,How tall?,Recorded Date\n3,180,2024-01-01\n4,170,2024-01-02\n",
        ("Q1", "Q2", "When"),
        2,
    ),
    "spaces.txt": (" 0001  20240101   3.50\n 0002  20240102  13.50\n", ("column 1", "column 2", "column 3"), 2),
    "first_name_is_a_sign.csv": ("#,name\n1,a\n2,b\n", ("#", "name"), 2),
}


@pytest.mark.parametrize("name", LAID_OUT)
def test_the_table_is_found_in_its_file(tmp_path: Path, name: str) -> None:
    text, names, rows = LAID_OUT[name]
    table = table_of(tmp_path, name, text)
    assert (table.names, table.rows) == (names, rows)
    assert sum(not row.reason for row in rows_of(table)) == rows


ENCODED = "who,when,what\n" + "Müller – “Zoë”,2024-01-01,Straße Café\n" * 30


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("packed", [False, True])
def test_text_of_any_encoding_comes_through(encoding: str, packed: bool) -> None:
    content = ENCODED.encode(encoding)
    with Workspace.in_memory() as workspace:
        name = "text.csv.gz" if packed else "text.csv"
        table = table_of(workspace.spool, name, gzip.compress(content) if packed else content)
        report = workspace.import_table(table, EventMapping("who", "when", "what"))
        assert (report.accepted, report.rejected) == (30, 0)
        events = workspace.engine.frame("ask/load/list_events")
        assert (events["person_id"][0], events["touchpoint"][0]) == ("Müller – “Zoë”", "Straße Café")


def test_what_is_left_out_below_a_table_is_said(tmp_path: Path) -> None:
    table = table_of(tmp_path, "footer.csv", ROWS + '\n"Source: finance"\n')
    assert table.notes == ('1 line below the table is no row and left out: "Source: finance".',)


def test_tables_of_one_file_are_told_apart(tmp_path: Path) -> None:
    text = "day,visits\n2024-01-01,5\n2024-01-02,6\n\ncountry,people\nDE,3\nFR,4\n"
    tables = tables_of(tmp_path, "two.csv", text.encode())
    assert [(table.names, table.rows) for table in tables] == [(("day", "visits"), 2), (("country", "people"), 2)]
    assert len({table.header_key for table in tables}) == 2


def test_names_can_be_typed_for_a_file_without_a_header(tmp_path: Path) -> None:
    file = table_of(tmp_path, "x.txt", "0001  20240101   3.50\n0002  20240102  13.50\n").file
    table = sniff(file, ReadingOptions(delimiter=" ", header_rows=0, names=("id", "day", "amount")))[0]
    assert table.names == ("id", "day", "amount")


def test_members_of_an_archive_are_tables(tmp_path: Path) -> None:
    packed = archive(
        {"people.csv": b"id,tier\n1,gold\n", "folder/.hidden.csv": b"x\n", "readme.md": b"# x\n"}, {"e.csv": ROWS}
    )
    tables = tables_of(tmp_path, "all.zip", packed)
    assert [(table.name, table.rows) for table in tables] == [("all.zip, people.csv", 1), ("all.zip, e.csv", 2)]


def test_parts_with_the_same_header_are_one_table(tmp_path: Path) -> None:
    parts = {f"part{number}.csv": f"id,n\na{number},{number}\n".encode() for number in range(3)}
    assert [(table.names, table.rows) for table in tables_of(tmp_path, "parts.zip", archive(parts))] == [
        (("id", "n"), 3)
    ]


BAD_ARCHIVES = {
    "bomb.zip": (lambda: archive({"zeros.csv": bytes(400 << 20)}), "far more than its size"),
    "empty.zip": (lambda: archive({}), "no table"),
    "pictures.zip": (lambda: archive({"a.png": b"x"}), "no table"),
    "cut.zip": (lambda: archive({"a.csv": ROWS.encode() * 100})[:80], "cut off or damaged"),
    "cut_inside.zip": (lambda: archive({"a.csv.gz": gzip.compress(ROWS.encode() * 999)[:60]}), "cut off or damaged"),
}


@pytest.mark.parametrize("name", BAD_ARCHIVES)
def test_a_bad_archive_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    make, said = BAD_ARCHIVES[name]
    with pytest.raises(ImportRefused, match=said):
        tables_of(tmp_path, name, make())


def test_a_day_and_a_time_in_two_columns_are_one_time() -> None:
    text = "user_id,event,date,time\nu1,open,2024-01-01,10:11:12\nu2,open,2024-01-02,23:59:59\n"
    assert times("events.csv", text) == ["2024-01-01T10:11:12", "2024-01-02T23:59:59"]


def test_days_with_hours_are_times() -> None:
    text = "user_id,event,date_hour\nu1,open,2024010113\nu2,open,2024010214\n"
    assert times("events.csv", text) == ["2024-01-01T13:00:00", "2024-01-02T14:00:00"]


def test_the_zone_in_a_header_counts() -> None:
    header = "Conversation ID,Conversation started at (America/New_York),Started by,Conversation source"
    text = f"{header},Conversation rating,User email\nc1,2024-01-01 10:00:00,a,Messenger,4,a@example.org\n"
    assert times("talks.csv", text) == ["2024-01-01T15:00:00"]


def test_the_zone_in_the_third_row_of_qualtrics_counts(tmp_path: Path) -> None:
    names = "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,Q1"
    ids = ",".join('"{""ImportId"":""x"",""timeZone"":""America/Denver""}"' for _ in range(8))
    rows = "2024-01-01 10:00:00,2024-01-01 10:00:00,0,100,1,2024-01-01 10:00:00,R_1,3\n"
    table = table_of(tmp_path, "survey.csv", f"{names}\na,b,c,d,e,f,g,How?\n{ids}\n{rows}")
    with Workspace.in_memory() as workspace:
        mapping = guess(table, workspace.engine).mapping
    assert (mapping.timezone, mapping.questions[0].text) == ("America/Denver", "How?")


def test_an_epoch_shifted_by_whole_hours_is_moved_back() -> None:
    line = '{"event":"x","properties":{"time":%d,"distinct_id":"a","$insert_id":"%d","mp_processing_time_ms":%d}}\n'
    shifted = line % (1_652_825_148, 1, (1_652_825_148 + 25_200) * 1000 + 643)
    late = line % (1_652_825_148, 2, (1_652_825_148 + 5_000) * 1000)
    assert times("raw.json", shifted + late) == ["2022-05-17T22:05:48", "2022-05-18T05:05:48"]


def test_lists_of_keys_and_values_become_columns(tmp_path: Path) -> None:
    pairs = '[{""key"":""page"",""value"":{""string_value"":""/home"",""int_value"":null}}]'
    table = table_of(tmp_path, "x.csv", f'who,params\na,"{pairs}"\nb,"{pairs}"\n')
    assert table.names == ("who", "params", "params.page")
    assert table.sample[0][2] == "/home"


def test_rows_per_line_item_are_one_purchase() -> None:
    header = "Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price"
    text = (
        f"{header},Fulfillment Status\n"
        "#1,a@example.org,paid,30.00,2026-04-10 11:11:26 +0530,1,shirt,10.00,fulfilled\n"
        "#1,,,,,2,sock,10.00,\n#2,b@example.org,paid,5.00,2026-04-11 11:11:26 +0530,1,sock,5.00,fulfilled\n"
    )
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "orders.csv", text)
        report = workspace.import_table(table, guess(table, workspace.engine).mapping)
        events = workspace.engine.frame("ask/load/list_events")
        assert (report.accepted, events["order_id"].nunique(), events["value"].sum()) == (3, 2, 35.0)
        assert events["occurred_at"].min().isoformat() == "2026-04-10T05:41:26"


def times(name: str, text: str) -> list[str]:
    """The UTC times of the events of a file, imported as guessed, in order."""
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, name, text)
        report = workspace.import_table(table, guess(table, workspace.engine).mapping)
        assert report.rejected == 0
        frame = workspace.engine.frame("ask/load/list_events")
        return sorted(moment.isoformat() for moment in frame["occurred_at"])


def archive(*contents: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for content in contents:
            for name, data in content.items():
                target.writestr(name, data)
    return packed.getvalue()


def tables_of(spool: Path, name: str, content: bytes) -> tuple[SourceTable, ...]:
    return sniff(Spool(spool).save(name, io.BytesIO(content)))


def test_a_small_archive_of_a_long_text_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_tables, "_WHOLE_SIGNS", 10_000)
    text = "# made by a tool\n\nwho,when,what\n" + "a,2024-01-01,x\n" * 2_000 + "Total,2000,\n"
    packed = gzip.compress(text.encode())
    assert len(packed) < 10_000
    table = table_of(tmp_path, "report.csv.gz", packed)
    assert (table.names, table.options.take_rows) == (("who", "when", "what"), None)
