"""The stretches of time of a retention question: which are cohorts, which are complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from touchpath.analysis.log.calendar import Buckets, Moments, buckets, microseconds, moment_of
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.retention import Retention

MOST_COHORTS = 3_000
_ONE_DAY = timedelta(days=1)
_ONE_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, eq=False)
class Frame:
    """Calendar buckets of a question; the first `cohorts` of them are those in which people can enter."""

    calendar: Calendar
    buckets: Buckets
    cohorts: int
    data_end: int

    @cached_property
    def ended(self) -> int:
        """How many buckets are complete."""
        return self.buckets.complete(self.data_end)

    def since(self, i: int) -> Frame:
        """The same frame from cohort i on."""
        return Frame(self.calendar, self.buckets.since(i), self.cohorts - i, self.data_end)


def frame_of(calendar: Calendar, retention: Retention, filters: Filters, entries: Moments) -> Frame | None:
    """The frame of entries at these moments; None where there is neither an entry nor a first date.

    Cohorts run from the first date (else the first entry) to the last date (else the end of the data).
    Raises DefinitionError for more cohorts than anybody can read.
    """
    assert calendar.data_end is not None
    if filters.date_from is None and not len(entries):
        return None
    first = calendar.utc_of(filters.date_from) if filters.date_from else moment_of(int(entries.min()))
    last = calendar.utc_of(filters.date_to + _ONE_DAY) - _ONE_MOMENT if filters.date_to else calendar.data_end
    last = max(first, last)
    frame = buckets(calendar, retention.period, first, max(last, calendar.data_end))
    cohorts = len(buckets(calendar, retention.period, first, last))
    if cohorts > MOST_COHORTS:
        raise DefinitionError(
            f"These dates hold {cohorts:,} cohorts by {retention.period}: choose a longer period or fewer dates "
            f"(at most {MOST_COHORTS:,})."
        )
    return Frame(calendar, frame, cohorts, microseconds(calendar.data_end))
