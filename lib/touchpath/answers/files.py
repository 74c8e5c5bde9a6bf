"""Answers as text, JSON and CSV."""

from __future__ import annotations

import json
from datetime import date, datetime
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from touchpath.answers.answer import Answer, Table
from touchpath.answers.register import REGISTER
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import NOTHING, count
from touchpath.workspace.spreadsheet_cells import csv_lines

_BYTE_ORDER_MARK = "\ufeff"


def csv_text(frame: pd.DataFrame) -> str:
    """CSV that a spreadsheet opens as text: a cell that would run as a formula gets a leading apostrophe."""
    return _BYTE_ORDER_MARK + csv_lines(frame)


def answer_as_csv(answer: Answer[Any], name: str = "") -> str:
    """One table of the answer, the first without a name. Raises DefinitionError for a table that is not there."""
    try:
        return csv_text(answer.table(name).rows)
    except KeyError as error:
        known = ", ".join(table.name for table in answer.tables)
        said = f"no such table: choose one of {known}." if known else f"no table. {answer.sentence}"
        raise DefinitionError(f"This answer has {said}") from error


def answer_as_json(answer: Answer[Any]) -> str:
    """All of the answer; what is hidden or unknown is null."""
    kind = REGISTER.of(answer.question)
    plain = {
        "question": REGISTER.write(answer.question),
        "filters": answer.filters.sentence(),
        "title": answer.title,
        "sentence": answer.sentence,
        "n": answer.n,
        "denominator": answer.denominator,
        "definition": answer.definition,
        "notes": answer.notes,
        "tables": {table.name: table.rows.to_dict("records") for table in answer.tables},
        "small_cell": answer.viewer.small_cell,
        "data_version": answer.data_version,
        "page": kind.page,
        "link": answer.link,
    }
    return json.dumps(_json(plain), ensure_ascii=False, indent=2) + "\n"


def answer_as_text(answer: Answer[Any]) -> str:
    """The answer to read: sentence, tables, what to know, how it was computed."""
    blocks = [f"{answer.title}\n{answer.sentence}", *(_as_text(table) for table in answer.tables if len(table.rows))]
    if answer.notes:
        blocks.append("\n".join(f"- {note}" for note in answer.notes))
    if answer.viewer.small_cell:
        blocks.append(f"Fewer than {answer.viewer.small_cell} people: hidden, shown as {NOTHING}.")
    blocks.append(
        f"Definition: {answer.definition}\nCounted among: {answer.denominator}\n"
        f"Filters: {answer.filters.sentence()}\nn = {count(answer.n)}"
    )
    return "\n\n".join(blocks) + "\n"


def _as_text(table: Table) -> str:
    """Columns side by side, as wide as they need."""
    cells = [[_cell(name) for name in table.readable.columns]]
    cells += [[_cell(value) for value in row] for row in table.readable.itertuples(index=False)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return NOTHING if not isfinite(value) else f"{value:,.6g}"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == datetime.min.time() else f"{value:%Y-%m-%d %H:%M}"
    return " ".join(str(value).split("\n"))


def _json(value: Any) -> Any:
    """Plain values: numbers that are none are null, moments are ISO text."""
    if isinstance(value, dict):
        return {str(name): _json(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_json(part) for part in value]
    if value is None or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        return _json(value.item())
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value.isoformat() if isinstance(value, date) else value
