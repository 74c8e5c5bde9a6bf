"""No file we hand out runs anything in a spreadsheet, whatever stands in names, comments and ids."""

from __future__ import annotations

import ast
import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import touchpath
from touchpath.answers.files import csv_text
from touchpath.journey.filters import NO_FILTERS
from touchpath.workspace import Workspace
from touchpath.workspace.exports import export
from touchpath.workspace.spreadsheet_cells import FORMULA_SIGNS, as_written, harmless

ROOT = Path(touchpath.__file__).parent
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("sign", STARTS)
def test_a_sign_that_begins_a_formula_is_disarmed_and_comes_back(sign: str) -> None:
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert as_written(harmless(f"{sign}1+1")) == f"{sign}1+1"
    head = next(csv.reader(io.StringIO(csv_text(pd.DataFrame({f"{sign}name": ["plain"]}))[1:], newline="")))
    assert head == [f"'{sign}name"]


def test_a_sign_inside_a_cell_begins_no_line() -> None:
    for text in ("x\r=1+1", "x\n=1+1", "x\r\n=1+1", 'x"\r=1+1', "x,=1+1"):
        rows = list(csv.reader(io.StringIO(csv_text(pd.DataFrame({"name": [text], "other": ["y"]}))[1:], newline="")))
        assert rows == [["name", "other"], [text, "y"]]
        written = csv_text(pd.DataFrame({"name": [text]}))
        assert f'"{text.replace(chr(34), chr(34) * 2)}"' in written  # read by those who end a line at a lone CR


def test_other_cells_are_left_alone() -> None:
    for value in ("plain", "1=1", "", "it's", "'quoted'", -1, 2.5, None):
        assert harmless(value) is value
    assert as_written("'quoted'") == "'quoted'"


def test_rows_and_what_is_held_about_a_person_are_harmless(tmp_path: Path) -> None:
    events = [["who", "when", "what", "where", "note"]]
    events += [["=id()", f"2025-01-{day:02d} 10:00", f"{sign}x", f"{sign}y", f"{sign}z"] for day, sign in _days()]
    with (tmp_path / "events.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([*events, ["=id()", "no time", "=x", "=y", "=z"]])
    with Workspace.in_memory() as workspace:
        workspace.import_events(
            tmp_path / "events.csv", person="who", occurred_at="when", touchpoint="what", channel="where"
        )
        export(workspace, "events", "csv", NO_FILTERS, tmp_path / "out.csv")
        packed = zipfile.ZipFile(io.BytesIO(workspace.people.export("=id()")))
    files = {name: packed.read(name).decode() for name in packed.namelist()}
    assert {"events.csv", "ids.csv", "rejected rows.csv"} <= files.keys()
    for text in (*files.values(), (tmp_path / "out.csv").read_text(encoding="utf-8")):
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA_SIGNS)]
    assert "'=id()" in files["ids.csv"]


def test_every_table_is_written_through_the_same_door() -> None:
    """A `to_csv` of cells that nobody made harmless fails here."""
    calls = [
        (path.relative_to(ROOT).as_posix(), ast.unparse(node.func.value))
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "to_csv"
    ]
    assert calls
    assert [call for call in calls if call != ("workspace/spreadsheet_cells.py", "_harmless_frame(frame)")] == []


def _days() -> list[tuple[int, str]]:
    return list(enumerate(STARTS, start=1))
