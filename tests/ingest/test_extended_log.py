"""Logs of web servers whose columns are named by a remark: named, with all their lines accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.corpus.case import moment
from touchpath.ingest.reading.extended_log import extended_log
from touchpath.workspace import Workspace

REMARKS = ["#Software: A server 10.0", "#Version: 1.0", "#Date: 2024-03-04 00:00:00"]
WHO = {"person": "c-ip", "touchpoint": "cs-uri-stem"}
FIELDS = "#Fields: date time c-ip cs-method cs-uri-stem cs(Referer) sc-status"


def _rows(sign: str) -> list[str]:
    cells = [
        (f"{moment(n):%Y-%m-%d}", f"{moment(n):%H:%M:%S}", f"192.0.2.{n % 7}", "GET", f"/{'abc'[n % 3]}", "-", "200")
        for n in range(60)
    ]
    return [sign.join(row) for row in cells]


@pytest.mark.parametrize("sign", [" ", "\t"])
def test_a_log_is_read_by_the_names_of_its_remark(sign: str, tmp_path: Path) -> None:
    file = tmp_path / "u_ex240304.log"
    file.write_text("\n".join([*REMARKS, FIELDS, *_rows(sign)]) + "\n")
    with Workspace.in_memory() as workspace:
        report = workspace.import_file(file, kind="events", answers=WHO)[0]
        assert (report.rows_read, report.accepted, report.set_aside, report.rejected) == (64, 60, 4, 0)
        held = workspace.engine.frame("ask/load/list_events").sort_values("source_row")
        assert list(held["occurred_at"][:2]) == [moment(0), moment(1)]
        assert list(held["touchpoint"][:3]) == ["/a", "/b", "/c"]
        assert int(held["source_row"].min()) == 5


def test_a_log_that_begins_anew_tells_its_lines_apart(tmp_path: Path) -> None:
    file, rows = tmp_path / "log.log", _rows(" ")
    file.write_text("\n".join([*REMARKS, FIELDS, *rows[:30], *REMARKS, FIELDS, *rows[30:]]))
    with Workspace.in_memory() as workspace:
        report = workspace.import_file(file, kind="events", answers=WHO)[0]
        assert (report.rows_read, report.accepted, report.rejected, report.set_aside) == (68, 60, 4, 4)


@pytest.mark.parametrize(
    "lines",
    [
        ["a,b", "1,2"], ["#Fields: a b"], ["#Fields: a", "1"], ["#Version: 1.0", "1 2"], ["# Fields: a b", "1 2"],
        ["x", "#Fields: a b", "1 2"], [],
    ],
)  # fmt: skip
def test_other_texts_are_no_logs(lines: list[str]) -> None:
    assert extended_log(lines) is None
