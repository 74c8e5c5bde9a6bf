"""Logs of web servers in the common and combined formats: named without a header, each line an event of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from touchpath.ingest.reading.access_log import access_log
from touchpath.ingest.treatment import SUGGESTED
from touchpath.workspace import Workspace

COMMON = '192.0.2.{n} - - [04/Mar/2024:10:0{n}:00 +0100] "GET /p/{n}?q=1 HTTP/1.1" 200 512'
COMBINED = COMMON + ' "https://example.org/" "Mozilla/5.0 (X11; \\"odd\\") x"'


def _lines(line: str, before: str = "") -> list[str]:
    return [before + line.replace("{n}", str(n)) for n in range(1, 9)]


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (_lines(COMMON), ("client", "bytes", 7)),
        (_lines(COMBINED), ("client", "user agent", 9)),
        (_lines(COMBINED, "shop.example:443 "), ("server", "user agent", 10)),
        (_lines(COMBINED + " 0.012"), ("client", "field 10", 10)),
    ],
)
def test_the_columns_are_named_as_the_server_writes_them(lines: list[str], ends: tuple[str, str, int]) -> None:
    found = access_log(lines)
    assert found is not None
    assert (found.names[0], found.names[-1], len(found.names)) == ends


@pytest.mark.parametrize(
    "lines",
    [[], ["a,b", "1,2"], ["192.0.2.1 - - 200"], [*_lines(COMMON)[:4], *["Mar 4 10:00:01 host kernel: up"] * 4]],
)
def test_other_texts_are_no_such_logs(lines: list[str]) -> None:
    assert access_log(lines) is None


def test_a_request_is_an_event_of_its_page_in_utc_and_a_torn_line_is_told(tmp_path: Path) -> None:
    file = tmp_path / "access.log"
    torn = '192.0.2.1 - - [04/Mar/2024:10:09:00 +0100] "GET'
    file.write_text(
        "\n".join([*_lines(COMBINED), '192.0.2.1 - - [04/Mar/2024:10:09:00 +0100] "-" 408 -', torn]) + "\n"
    )
    with Workspace.in_memory() as workspace:
        report = workspace.import_file(file, protect=SUGGESTED)[0]
        assert (report.rows_read, report.accepted, report.rejected) == (10, 8, 2)
        held = workspace.engine.frame("ask/load/list_events").sort_values("source_row")
        assert list(held["touchpoint"][:2]) == ["/p/1", "/p/2"]
        assert f"{held['occurred_at'].iloc[0]:%H:%M}" == "09:01"
        assert not any("192.0.2" in person for person in held["person_id"])
