"""The tab about stickiness: on how many days of a week or month people are active."""

from __future__ import annotations

from touchpath.charts.drawing import drawing
from touchpath.charts.retention.stickiness import stickiness_alt, stickiness_chart
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention
from touchpath.journey.stickiness import Stickiness, StickinessPeriods
from touchpath.ui import cached, notices, shown, theme
from touchpath.ui.header import Header


def stickiness(top: Header, retention: Retention, filters: Filters) -> None:
    """Days of activity with what counts as coming back, by month where the page counts months, else by week."""
    period: StickinessPeriods = "month" if retention.period == "month" else "week"
    answer = cached.ask(Stickiness(retention.back, period), filters)
    if not answer.result.days:
        notices.empty(answer.sentence)
        return
    top.show(answer)
    chart = drawing(stickiness_chart, answer.result.days, period, theme.palette())
    theme.draw(chart, alt=stickiness_alt(answer.result.days, period), key="stickiness_chart")
    shown.notes(answer)
    for table in answer.tables:
        shown.table(table)
    shown.footer(answer, chart)
