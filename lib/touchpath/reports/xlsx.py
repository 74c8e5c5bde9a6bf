"""A report as a workbook: a sheet that says everything in words, then a sheet a table with its full digits."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from math import isfinite
from typing import Any

import pandas as pd
import xlsxwriter

from touchpath.answers import Table
from touchpath.journey.watching import Watch, unwatched
from touchpath.reports.report import BoardReport, ReportPart
from touchpath.reports.texts import settled, written

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31
_MOST_ROWS = 1_000_000
_LONGEST_CELL = 32_000
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HEAD = ("Question", "Answer", "n", "Counted among", "Filters", "Definition", "Remarks", "Note", "Sheets")


def xlsx_bytes(report: BoardReport, watch: Watch = unwatched) -> bytes:
    """The report as the bytes of an .xlsx file; texts stay texts, whatever they begin with."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {**_PLAIN, "in_memory": True, "remove_timezone": True})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "whole": book.add_format({"num_format": "#,##0"}),
    }
    first = book.add_worksheet("Report")
    used = {"report"}
    sheets: list[str] = []
    for place, part in enumerate(report.parts):
        watch(place, len(report.parts))
        names = []
        for table in part.tables:
            names.append(_free_name(f"{place + 1} {table.name}", used))
            _table(book.add_worksheet(names[-1]), table, looks)
        sheets.append(", ".join(names))
    _contents(first, report, sheets, looks)
    book.close()
    watch(len(report.parts), len(report.parts))
    return settled(made.getvalue())


def _contents(sheet: Any, report: BoardReport, sheets: list[str], looks: dict[str, Any]) -> None:
    for line, text in enumerate((report.title, f"{report.workspace}. {report.about}", report.note)):
        sheet.write_string(line, 0, written(text)[:_LONGEST_CELL], looks["head"] if not line else None)
    for column, name in enumerate(_HEAD):
        sheet.write_string(4, column, name, looks["head"])
    for line, (part, names) in enumerate(zip(report.parts, sheets, strict=True), start=5):
        for column, text in enumerate(_words(part, names)):
            sheet.write_string(line, column, written(text)[:_LONGEST_CELL], looks["text"])
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 8, 24)


def _words(part: ReportPart, sheets: str) -> tuple[str, ...]:
    said = dict(part.small_print)
    told = [said.get(name, "") for name in ("n", "Counted among", "Filters", "Definition")]
    return (part.title, part.sentence, *told, "\n".join(part.notes), part.note, sheets)


def _table(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    rows = table.rows.head(_MOST_ROWS)
    for column, name in enumerate(rows.columns):
        sheet.write_string(0, column, written(str(name)), looks["head"])
        for line, value in enumerate(rows.iloc[:, column].tolist(), start=1):
            _cell(sheet, line, column, value, looks)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(rows.columns) - 1), 18)


def _cell(sheet: Any, line: int, column: int, value: Any, looks: dict[str, Any]) -> None:
    """A value with all its digits; unknown and hidden ones stay empty."""
    if value is None or value is pd.NaT or value is pd.NA or value == "":
        return
    if isinstance(value, float) and not isfinite(value):
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int):
        sheet.write_number(line, column, value, looks["whole"])
    elif isinstance(value, float):
        sheet.write_number(line, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(line, column, value, looks["time"])
    elif isinstance(value, date):
        sheet.write_datetime(line, column, value, looks["day"])
    else:
        sheet.write_string(line, column, written(str(value))[:_LONGEST_CELL])


def _free_name(wanted: str, used: set[str]) -> str:
    """A name no other sheet has, of signs and a length that a workbook allows."""
    plain = _NOT_IN_NAMES.sub(" ", written(wanted)).strip()[:_LONGEST_NAME] or "Table"
    name, number = plain, 2
    while name.lower() in used:
        name, number = f"{plain[: _LONGEST_NAME - 4]} {number}", number + 1
    used.add(name.lower())
    return name
