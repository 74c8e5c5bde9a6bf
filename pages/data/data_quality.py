"""Can these data be trusted: findings, what they do to the headline numbers, and remedies."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis import quality
from touchpath.charts.drawing import drawing
from touchpath.charts.quality import effect_alt, effect_chart, height
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import Targets
from touchpath.journey.words import moment_in_words, plural
from touchpath.ui import cached, downloads, explain, header, notices, session, theme
from touchpath.ui.quality import findings as quality_findings
from touchpath.ui.quality import words as quality_words

WHOLE = "whole workspace"

top = header.header("Can I trust these data?", filtered=False)
engine, settings = session.engine(), session.workspace().settings
imports = session.workspace().imports()
if not imports and engine.calendar.data_end is None:
    notices.empty("There are no data to look at yet: add a file.", "Add data", "pages/data/add_data.py")
    st.stop()

names = {str(part.import_id): f"{part.file_name} ({moment_in_words(part.imported_at)})" for part in imports}
chosen = st.selectbox(
    "Look at",
    [WHOLE, *names],
    format_func=lambda key: "The whole workspace" if key == WHOLE else names[key],
    key="quality_import",
    bind="query-params",
    help="The findings of one import concern its own rows; the numbers are then those of this import alone.",
    width=420,
)
currency = str(settings["currency"].value)
targets = Targets(
    goal=settings["goal"].value,
    purchase=settings["purchase"].value,
    returning=settings["returning"].value,
    entering=settings["entering"].value,
)
with st.spinner("Looking at every event, answer and rejected row"):
    report = cached.answer(quality.report, engine, targets, None if chosen == WHOLE else int(chosen))

top.answer(quality_words.answer(report))
quality_findings.said()
st.caption(
    explain.plain(
        "As they are, all dates and channels: "
        + " · ".join(
            f"{label} {text}"
            for label, text in quality_words.headline_texts(report.headline, currency, engine.calendar, targets.days)
        )
    )
)
if bars := quality_words.effect_bars(report):
    theme.draw(
        drawing(effect_chart, bars, theme.palette()), alt=effect_alt(bars), key="quality_picture", height=height(bars)
    )
quality_findings.in_force(engine)
quality_findings.findings(engine, report, currency, targets.days)
quality_findings.coverage(report.coverage)
quality_findings.sound(report.sound)
with st.container(horizontal=True):
    explain.explained(
        "Every headline number is counted twice: as the data are, and with the affected rows left out or repaired. "
        "A finding is serious when people, events, conversion, revenue or retention change by 1 % or more, or that "
        "part of the rows is missing. Conversion is people with the goal among people with an event; retained is a "
        f"return within {targets.days} days of the first event, among people whose days are over. Remedies set rows "
        "aside or change how they are read; nothing is deleted.",
        "all events of the workspace (or of the import chosen); the filters of the sidebar do not apply",
        NO_FILTERS,
        float(report.headline.events),
        lambda: engine.sql("ask/quality/headline"),
    )
    if report.findings:
        downloads.table(quality_words.findings_table(report), "data-quality", label="Download the findings (CSV)")
notices.note(f"{plural(report.headline.events, 'event')} looked at.")
