"""Every line of a file is accounted for: rows read = accepted + rejected + duplicate + set aside."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from touchpath.ingest.mapping import DailyCountMapping, EventMapping
from touchpath.ingest.reading.account import imported_together, where
from touchpath.ingest.reading.table_rows import table_rows
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import ReadingOptions, SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

EVENTS = EventMapping("who", "when", "what")


def tables_of(
    folder: Path, text: str, options: ReadingOptions | None = None, name: str = "a.csv"
) -> list[SourceTable]:
    return list(sniff(Spool(folder).save(name, io.BytesIO(text.encode())), options))


def outcome_of(text: str) -> ImportReport:
    with Workspace.in_memory() as workspace:
        return workspace.import_table(tables_of(workspace.spool, text)[0], EVENTS)


def accounted_rows(table: SourceTable) -> int:
    return sum(1 for _ in table_rows(table)) + sum(part.rows for part in table.aside)


def counted(report: ImportReport) -> tuple[int, int, int, int]:
    assert report.rows_read == report.accepted + report.rejected + report.duplicate + report.set_aside
    assert report.set_aside == sum(part.rows for part in report.aside)
    return report.rows_read, report.accepted, report.rejected, report.set_aside


def test_a_cell_that_begins_with_a_sign_ends_no_table() -> None:
    rows = [f'"{"# great, " if n % 9 == 4 else ""}p{n}",2024-01-0{1 + n % 9},view' for n in range(900)]
    report = outcome_of("who,when,what\n" + "\n".join(rows) + "\n")
    assert counted(report) == (900, 900, 0, 0)


@pytest.mark.parametrize("first", [True, False])
def test_the_first_and_the_last_row_may_begin_with_a_sign(first: bool) -> None:
    plain, signed = "a,2024-01-01,x\nb,2024-01-02,y\n", "# 1 fan,2024-01-03,z\n"
    text = "who,when,what\n" + (signed + plain if first else plain + signed)
    assert counted(outcome_of(text)) == (3, 3, 0, 0)


def test_a_remark_among_rows_is_set_aside_and_the_rows_after_it_are_kept() -> None:
    report = outcome_of("who,when,what\na,2024-01-01,x\n# paused here\nb,2024-01-02,y\nc,2024-01-03,z\n")
    assert counted(report) == (4, 3, 0, 1)
    assert report.sentence == "4 rows: 3 imported, 1 set aside: 1 remarks (line 3)"


def test_titles_remarks_and_totals_are_named_with_their_lines() -> None:
    text = "Shop report,,\n# made in May\n\nwho,when,what\na,2024-01-01,x\nb,2024-01-02,y\n\nConfidential\n"
    report = outcome_of(text)
    assert counted(report) == (5, 2, 0, 3)
    assert [part.sentence for part in report.aside] == [
        "1 titles above a table (line 1)",
        "1 remarks (line 2)",
        "1 lines below a table (line 8)",
    ]


TWO = (
    "who,when,what\na,2024-01-01,x\nb,2024-01-02,y\n\n"
    "# costs\nday,spend\n2024-01-01,5\n2024-01-02,6\n2024-01-03,7\nTotal,18\n"
)


def test_another_table_of_the_file_is_set_aside() -> None:
    report = outcome_of(TWO)
    assert counted(report) == (7, 2, 0, 5)
    said = {part.sentence for part in report.aside}
    assert said == {"1 remarks (line 5)", "1 totals (line 10)", "3 rows of another table (lines 7-9)"}


def test_the_reports_of_tables_imported_together_add_up_to_the_file() -> None:
    with Workspace.in_memory() as workspace:
        events, costs = imported_together(tables_of(workspace.spool, TWO))
        first = workspace.import_table(events, EVENTS)
        second = workspace.import_table(costs, DailyCountMapping("day", amount="spend"))
        records = workspace.imports()
    assert (counted(first), counted(second)) == ((4, 2, 0, 2), (3, 3, 0, 0))
    assert sum(record.rows_read for record in records) == 7
    assert records[-1].aside == first.aside


def test_the_account_holds_where_a_person_said_how_the_file_is_read(tmp_path: Path) -> None:
    options = ReadingOptions(skip_rows=5, header_rows=1, take_rows=2)
    table = tables_of(tmp_path, TWO, options)[0]
    assert [(part.why, part.rows, part.where) for part in table.aside] == [
        ("lines above the table", 4, "lines 1-3, 5"),
        ("lines below the table", 2, "lines 9-10"),
    ]


def test_the_other_sheets_of_a_workbook_are_set_aside() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Events"
    for row in (["who", "when", "what"], ["a", "2024-01-01", "x"], ["# b", "2024-01-02", "y"]):
        book.active.append(row)
    costs = book.create_sheet("Costs")
    for cells in (["Budget"], ["day", "spend", "note"], ["2024-01-01", 5, "a"], ["2024-01-02", 6, "b"]):
        costs.append(cells)
    held = io.BytesIO()
    book.save(held)
    held.seek(0)
    with Workspace.in_memory() as workspace:
        tables = sniff(Spool(workspace.spool).save("book.xlsx", held))
        report = workspace.import_table(tables[0], EVENTS)
    assert counted(report) == (5, 2, 0, 3)
    assert {part.where for part in report.aside} == {"sheet Costs, line 1", "sheet Costs"}


def test_importing_the_same_file_again_tells_the_same_account() -> None:
    with Workspace.in_memory() as workspace:
        table = tables_of(workspace.spool, TWO)[0]
        workspace.import_table(table, EVENTS)
        again = workspace.import_table(table, EVENTS)
    assert again.import_id is None
    assert (counted(again), again.duplicate) == ((7, 0, 0, 5), 2)


def test_lines_are_told_as_people_write_them() -> None:
    assert where([3, 1, 2, 9]) == "lines 1-3, 9"
    assert where([4]) == "line 4"
    assert where(range(1, 40, 2)) == "lines 1, 3, 5, 7, 9, 11, 13, 15 and more"


NAMES = ("users", "views", "page", "note")
words = st.sampled_from(["x", "# y", "#z", "Total", "a b"])
dates = st.dates().map(lambda day: day.isoformat())


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, int]:
    """A piece of a text with how many of its lines are no header."""
    kind = draw(st.sampled_from(["table", "remark", "total", "title", "rows"]))
    if kind == "remark":
        return f"# {draw(words)}", 1
    if kind == "total":
        return f"Total,{draw(st.integers(0, 99))}", 1
    if kind == "title":
        return f"Report of {draw(words)}", 1
    width = draw(st.integers(2, 4))
    header = ["day", *draw(st.permutations(NAMES))[: width - 1]]
    rows = [
        ",".join([draw(st.one_of(dates, words)), *(str(draw(st.integers(0, 999))) for _ in range(width - 1))])
        for _ in range(draw(st.integers(1, 5)))
    ]
    return "\n".join([",".join(header), *rows] if kind == "table" else rows), len(rows)


@settings(max_examples=150)
@given(st.lists(st.tuples(blocks(), st.integers(0, 2)), min_size=1, max_size=6))
def test_every_line_of_any_text_of_tables_remarks_and_totals_is_accounted_for(
    parts: list[tuple[tuple[str, int], int]],
) -> None:
    text = "".join(block + "\n" * (1 + blanks) for (block, _), blanks in parts)
    with tempfile.TemporaryDirectory() as folder:
        try:
            tables = tables_of(Path(folder), text)
        except ImportRefused:
            assume(False)
        lines = sum(bool(line.strip()) for line in text.splitlines())
        data = lines - sum({table.part: table.options.header_rows for table in tables}.values())
        together = imported_together(tables)
        assert [accounted_rows(table) for table in tables] == [data] * len(tables)
        assert sum(accounted_rows(table) for table in together) == data
