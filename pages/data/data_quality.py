"""Can these data be trusted: findings, what they do to the headline numbers, and remedies."""

from __future__ import annotations

import streamlit as st

from touchpath.charts.drawing import drawing
from touchpath.charts.quality import effect_alt, effect_chart, height
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.quality import Targets
from touchpath.journey.questions import DataQuality
from touchpath.journey.words import moment_in_words, plural
from touchpath.ui import cached, downloads, explain, header, notices, session, theme
from touchpath.ui.quality import findings as quality_findings
from touchpath.ui.quality import rereading

WHOLE = "whole workspace"

top = header.header("Can I trust these data?", filtered=False)
engine = session.engine()
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
with st.spinner("Looking at every event, answer and rejected row"):
    answer = cached.ask(DataQuality(None if chosen == WHOLE else int(chosen)), NO_FILTERS)
report = answer.result
currency = str(session.workspace().settings["currency"].value)

top.answer(answer.sentence)
quality_findings.said()
st.caption(explain.plain(answer.notes[0]))
if bars := quality_findings.effect_bars(report):
    theme.draw(
        drawing(effect_chart, bars, theme.palette()), alt=effect_alt(bars), key="quality_picture", height=height(bars)
    )
if chosen == WHOLE:
    rereading.show()
quality_findings.in_force(engine)
quality_findings.findings(engine, report, currency, Targets().days)
quality_findings.coverage(report.coverage)
quality_findings.sound(report.sound)
with st.container(horizontal=True):
    explain.answered(answer)
    if report.findings:
        downloads.table(answer.table().rows, answer.table().name, label="Download the findings (CSV)")
notices.note(f"{plural(report.headline.events, 'event')} looked at.")
