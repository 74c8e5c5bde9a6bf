"""What an import did: the count of rows, what was rejected and why, and where to go next."""

from __future__ import annotations

import streamlit as st

from touchpath.home import HOME
from touchpath.ingest.report import ImportReport
from touchpath.journey.words import count
from touchpath.ui import downloads, notices, pages, session
from touchpath.ui.data import moved, queue
from touchpath.ui.data.upload import Piece, look_at, remove
from touchpath.ui.explain import plain

_SHOWN = 200
_NEXT: dict[str, tuple[tuple[str, str], ...]] = {
    "events": (
        ("pages/journeys/funnel.py", "See where people drop off"),
        ("pages/data/touchpoints.py", "Check the touchpoints"),
        ("pages/data/personas.py", "Make personas"),
    ),
    "people": (("pages/data/personas.py", "Make personas"), ("pages/journeys/overview.py", "See the overview")),
    "identities": (("pages/journeys/overview.py", "See the overview"),),
    "responses": (
        ("pages/evidence/surveys.py", "See the scores"),
        ("pages/journeys/overview.py", "See the overview"),
    ),
    "costs": (("pages/value/attribution.py", "See what channels are worth"),),
    "daily_counts": (("pages/journeys/overview.py", "See the overview"),),
}


def result(piece: Piece, report: ImportReport, waiting: Piece | None) -> None:
    """The outcome of one table; what comes next is the table that is `waiting`, else the answer to a question."""
    st.markdown(f":material/check_circle: **{plain(report.sentence)}.**")
    if report.accepted:
        notices.note(f"{report.comes_out}.")
    _equation(report)
    if not report.accepted and report.duplicate:
        notices.note("Nothing changed: these rows were there already.")
    for warning in report.warnings:
        notices.warning(warning)
    for finding in report.findings:
        examples = f" For example {', '.join(finding.examples[:3])}." if finding.examples else ""
        notices.note(finding.sentence + examples)
    if report.rejected and report.import_id is not None:
        _rejected(report.import_id, report)
    with st.container(horizontal=True, vertical_alignment="center"):
        _next(report, waiting)
        st.button("Done", key=f"done_{piece.key}", on_click=remove, args=(piece.key,), type="tertiary")
    if report.accepted:
        moved.show(queue.before())


def _next(report: ImportReport, waiting: Piece | None) -> None:
    links = [(path, label) for path, label in _NEXT[report.kind] if (HOME / path).is_file()]
    if waiting:
        st.button(
            f"Next: {plain(waiting.name)}", type="primary", key="import_next", on_click=look_at, args=(waiting.key,)
        )
    elif links and st.button(links[0][1], type="primary", key="import_next"):
        pages.go(links[0][0])
    for path, label in links if waiting else links[1:]:
        pages.link(path, label)


def _equation(report: ImportReport) -> None:
    """rows read = accepted + rejected + duplicate + set aside, as figures, and what was set aside with its lines."""
    parts = (
        ("Rows read", report.rows_read),
        ("= imported", report.accepted),
        ("+ rejected", report.rejected),
        ("+ already there", report.duplicate),
        *((("+ set aside", report.set_aside),) if report.set_aside else ()),
    )
    with st.container(horizontal=True, gap="large"):
        for label, rows in parts:
            st.metric(label, count(rows), width="content")
    for part in report.aside:
        notices.note(f"Set aside: {part.sentence}.")


def _rejected(import_id: int, report: ImportReport) -> None:
    rows = session.workspace().imports.rejected_rows(import_id)
    rows.insert(0, "file", report.file_name)
    for reason in report.reasons:
        notices.note(f"{reason.reason}: {count(reason.rows)}")
    st.dataframe(
        rows.head(_SHOWN),
        hide_index=True,
        column_config={
            "file": "File",
            "source_row": st.column_config.NumberColumn("Row", format="localized"),
            "column_name": "Column",
            "reason": "Why",
            "raw": "The row as it was",
        },
        alt="Rejected rows with the reason of each",
    )
    if len(rows) > _SHOWN:
        notices.note(f"The first {_SHOWN} of {count(len(rows))} rejected rows; the download has them all.")
    downloads.table(rows, f"rejected {report.file_name}", label="Download the rejected rows (CSV)")
