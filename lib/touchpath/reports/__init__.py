"""Boards, pages and changes as files to send on: HTML, slides, a workbook; the digits of the page in each.

What is too small to be shown is hidden before anything is rendered, and the same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable

from touchpath.journey.watching import Watch, unwatched
from touchpath.reports.html import html_bytes
from touchpath.reports.pptx import pptx_bytes
from touchpath.reports.report import BoardReport, ReportPart, report_of
from touchpath.reports.xlsx import xlsx_bytes

FORMS: dict[str, Callable[[BoardReport, Watch], bytes]] = {"html": html_bytes, "pptx": pptx_bytes, "xlsx": xlsx_bytes}
"""How a report can be written, by the ending of its file."""
MEDIA = {
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def rendered(report: BoardReport, form: str, watch: Watch = unwatched) -> bytes:
    """The report as a file of one of the FORMS; `watch` is told how many of its parts are done."""
    return FORMS[form](report, watch)


__all__ = ["FORMS", "MEDIA", "BoardReport", "ReportPart", "rendered", "report_of"]
