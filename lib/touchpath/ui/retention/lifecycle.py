"""The tab about the lifecycle: new, returning, back after a break, gone quiet."""

from __future__ import annotations

from touchpath.answers.retention.lifecycle import MOST_PERIODS
from touchpath.charts.drawing import drawing
from touchpath.charts.retention.time import lifecycle_alt, lifecycle_chart
from touchpath.journey.filters import Filters
from touchpath.journey.lifecycle import Lifecycle
from touchpath.journey.retention import Retention
from touchpath.ui import cached, notices, shown, theme
from touchpath.ui.header import Header


def lifecycle(top: Header, retention: Retention, filters: Filters) -> None:
    """People of each period by how they came to be active, for what counts as coming back."""
    answer = cached.ask(Lifecycle(retention.back, retention.period), filters)
    periods = answer.result.periods
    if not any(period.active for period in periods):
        notices.empty(answer.sentence)
        return
    top.show(answer)
    chart = drawing(lifecycle_chart, periods[-MOST_PERIODS:], theme.palette())
    theme.draw(chart, alt=lifecycle_alt(periods[-MOST_PERIODS:]), key="lifecycle_chart")
    shown.notes(answer)
    shown.table(answer.table())
    shown.footer(answer, chart)
