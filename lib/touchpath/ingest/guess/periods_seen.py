"""Whether days stand for longer periods: all of them whole weeks apart, or all first (or last) days of months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from itertools import pairwise

from touchpath.ingest.mapping import CostMapping, DailyCountMapping, Mapping
from touchpath.ingest.periods import RowSpan
from touchpath.ingest.reading.column_types import first_of_period
from touchpath.ingest.reading.written_days import day_of
from touchpath.ingest.source import SourceColumn, SourceTable

_FEWEST_WEEKS, _FEWEST_MONTHS = 4, 3
_REGULAR = 0.75


def period_seen(column: SourceColumn) -> RowSpan | None:
    """The period that the days of a column stand for; None where they are days, or cannot be told."""
    if column.ambiguous or not column.time_formats:
        return None
    days = days_of(column)
    if len(days) < _FEWEST_MONTHS:
        return None
    months = [12 * day.year + day.month for day in days]
    firsts = all(day.day == 1 for day in days)
    if firsts or all(day.day == monthrange(day.year, day.month)[1] for day in days):
        return _of_months([after - before for before, after in pairwise(months)])
    gaps = [(after - before).days for before, after in pairwise(days)]
    weekly = len(days) >= _FEWEST_WEEKS and all(gap % 7 == 0 for gap in gaps)
    return "week" if weekly and gaps.count(7) >= _REGULAR * len(gaps) else None


def days_of(column: SourceColumn) -> list[date]:
    """The distinct days of a column in their order; none where one of its values names no day, or cannot be read."""
    found = [day_of(first_of_period(value), column.time_formats[0]) for value in column.values]
    return [] if None in found else sorted({day for day in found if day is not None})


def with_months(table: SourceTable, mapping: Mapping) -> Mapping:
    """The figures of a tool's report with the months (or longer) that their days stand for; others as they are.

    What was sent or shown once, a campaign of its own in every row, stays on its day; weeks are not told from those.
    """
    if not isinstance(mapping, CostMapping | DailyCountMapping) or mapping.period or mapping.last_day:
        return mapping
    column = table.column(mapping.day) if isinstance(mapping.day, str) else None
    campaign = table.column(mapping.campaign) if isinstance(mapping.campaign, str) else None
    seen = period_seen(column) if column else None
    each = campaign is not None and campaign.distinct == table.rows_sampled
    return mapping if seen in (None, "week") or each else replace(mapping, period=seen)


def _of_months(gaps: list[int]) -> RowSpan:
    if all(gap % 12 == 0 for gap in gaps):
        return "year"
    return "quarter" if all(gap % 3 == 0 for gap in gaps) else "month"
