"""A report as one HTML file with nothing to load from elsewhere: pictures are in it, every text is escaped."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

import pandas as pd

from touchpath.answers import Table
from touchpath.charts.paper import svg
from touchpath.journey.watching import Watch, unwatched
from touchpath.journey.words import count
from touchpath.reports.report import BoardReport, ReportPart
from touchpath.reports.texts import written

_PAGE = Path(__file__).with_name("report.html")
_MOST_ROWS = 200


def html_bytes(report: BoardReport, watch: Watch = unwatched) -> bytes:
    """The report as UTF-8 bytes."""
    sections = []
    for place, part in enumerate(report.parts):
        watch(place, len(report.parts))
        sections.append(_section(part))
    watch(len(report.parts), len(report.parts))
    page = Template(_PAGE.read_text("utf-8")).substitute(
        title=_text(report.title),
        workspace=_text(report.workspace),
        about=_text(report.about),
        note=_paragraph(report.note, "note"),
        sections="\n".join(sections),
    )
    return page.encode("utf-8")


def _section(part: ReportPart) -> str:
    if part.refusal:
        return f'<section><h2>{_text(part.title)}</h2><p class="refused">{_text(part.refusal)}</p></section>'
    figure = ""
    if part.picture is not None:
        figure = f'<figure role="img" aria-label="{_text(part.alt)}">{svg(part.picture)}</figure>'
    notes = "".join(f"<li>{_text(note)}</li>" for note in part.notes)
    return (
        f'<section><h2>{_text(part.title)}</h2><p class="answer">{_text(part.sentence)}</p>'
        f"{_paragraph(part.note, 'note')}{figure}{_tables(part)}"
        f"{f'<ul>{notes}</ul>' if notes else ''}"
        f"<details><summary>How is this computed?</summary><dl>{_small_print(part)}</dl></details></section>"
    )


def _tables(part: ReportPart) -> str:
    found = "".join(_table(table) for table in part.tables)
    if not found or part.show_table:
        return found
    return f"<details><summary>The numbers</summary>{found}</details>"


def _table(table: Table) -> str:
    rows = table.readable
    head = "".join(f"<th>{_text(str(name))}</th>" for name in rows.columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>"
        for row in rows.head(_MOST_ROWS).itertuples(index=False)
    )
    more = f"<p>The first {_MOST_ROWS} of {count(len(rows))} rows.</p>" if len(rows) > _MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}" if len(rows) else ""


def _cell(value: object) -> str:
    missing = value is None or (isinstance(value, float) and value != value) or value is pd.NaT or value is pd.NA
    return "" if missing else _text(str(value))


def _small_print(part: ReportPart) -> str:
    return "".join(f"<dt>{_text(name)}</dt><dd>{_text(said)}</dd>" for name, said in part.small_print)


def _paragraph(text: str, kind: str) -> str:
    return f'<p class="{kind}">{_text(text)}</p>' if text else ""


def _text(text: str) -> str:
    return escape(written(text))
