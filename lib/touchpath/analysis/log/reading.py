"""Reads the events that retention needs as arrays: who, when, what it was worth, which group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.log.calendar import Moments, microseconds
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS, Filters, Name
from touchpath.journey.funnel import ChannelOf, Step
from touchpath.journey.retention import Retention
from touchpath.queries.clauses import Clause, condition_clause
from touchpath.queries.pieces import AT_TOUCHPOINTS, FIRSTS, UNTIL, first_channel_among, piece

People = NDArray[Any]


@dataclass(frozen=True, eq=False)
class ReadEvents:
    """Events in no promised order: `person` keys, `moment` (UTC microseconds), `worth` where it was asked for."""

    person: People
    moment: Moments
    worth: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        """How many events."""
        return len(self.person)

    def where(self, kept: NDArray[np.bool_]) -> ReadEvents:
        """The events that a mask keeps."""
        if kept.all():
            return self
        return ReadEvents(self.person[kept], self.moment[kept], None if self.worth is None else self.worth[kept])


def step_clauses(engine: Reader, step: Step, filters: Filters = NO_FILTERS) -> list[Clause]:
    """The clauses of a step over `events AS e`, up to the end of the data.

    Where the step takes only the first event ever of each person, that is the first among those that pass the
    conditions of the filters, as every event of a sequence must.
    """
    conditions = [condition_clause(condition, f"step_{i}") for i, condition in enumerate(step.where)]
    named = [piece(UNTIL, data_end=engine.calendar.data_end)]
    if step.touchpoints is not None:
        named.append(piece(AT_TOUCHPOINTS, step_touchpoints=list(step.touchpoints)))
    if step.occurrence == "first_ever":
        return [*conditions, *named, _firsts(engine, [*conditions, *named], Filters(where=filters.where))]
    if step.occurrence == "first_ever_then_where":
        return [*conditions, *named, _firsts(engine, named, NO_FILTERS)]
    return [*conditions, *named]


def _firsts(engine: Reader, clauses: Sequence[Clause], filters: Filters) -> Clause:
    """The first event of each person among those that pass."""
    rows = engine.arrays("ask/log/first_sources", {}, filters, clauses)
    names = ("import_id", "source_row", "touchpoint")
    return piece(FIRSTS, **{f"first_{name}": np.asarray(rows[name]).tolist() for name in names})


def entry_filters(filters: Filters, channel_of: ChannelOf) -> tuple[Filters, list[Clause]]:
    """The filters, and clauses beside them, of the events that may start a cohort."""
    if channel_of != "first_ever" or not filters.channels:
        return filters, []
    return filters.without_channels(), [first_channel_among(filters.channels)]


def return_filters(filters: Filters, channel_of: ChannelOf) -> Filters:
    """The filters of the events that count as coming back: not the last date, and the channel only if it is all."""
    later = replace(filters, date_to=None)
    return later if channel_of == "every" else later.without_channels()


def read_events(
    engine: Reader, step: Step, filters: Filters, extra: Sequence[Clause] = (), *, worth: bool = False
) -> ReadEvents:
    """All events of a step that pass the filters."""
    question = "ask/retention/moments_with_value" if worth else "ask/retention/moments"
    rows = engine.arrays(question, {}, filters, [*step_clauses(engine, step, filters), *extra])
    values = np.asarray(rows["worth"], dtype=np.float64) if worth else None
    return ReadEvents(np.asarray(rows["person"]), np.asarray(rows["moment"], dtype=np.int64), values)


def read_first(engine: Reader, step: Step, filters: Filters, extra: Sequence[Clause] = ()) -> ReadEvents:
    """The first event of each person."""
    rows = engine.arrays("ask/retention/first_moments", {}, filters, [*step_clauses(engine, step, filters), *extra])
    return ReadEvents(np.asarray(rows["person"]), np.asarray(rows["moment"], dtype=np.int64))


def read_last(engine: Reader, step: Step, filters: Filters) -> ReadEvents:
    """The last event of each person."""
    rows = engine.arrays("ask/churn/last_moments", {}, filters, step_clauses(engine, step, filters))
    return ReadEvents(np.asarray(rows["person"]), np.asarray(rows["moment"], dtype=np.int64))


def read_entries(engine: Reader, retention: Retention, filters: Filters, more: Sequence[Clause] = ()) -> ReadEvents:
    """The target events that start cohorts and pass `more`: all in the dates, or the first of each person."""
    chosen, extra = entry_filters(filters, retention.channel_of)
    extra = [*extra, *more]
    if retention.kind == "first_ever":
        ever = chosen.without_dates()
        if chosen.channels and retention.channel_of == "entry":
            events = _read_first_through(engine, retention.entry, ever, extra)
        else:
            events = read_first(engine, retention.entry, ever, extra)
        return events.where(in_dates(engine, events.moment, filters))
    if retention.kind == "first_matching" or retention.bucketing == "rolling":
        return read_first(engine, retention.entry, chosen, extra)
    return read_events(engine, retention.entry, chosen, extra)


def _read_first_through(engine: Reader, step: Step, filters: Filters, extra: Sequence[Clause]) -> ReadEvents:
    """The first event of each person, of those whose first event came through one of the filters' channels."""
    clauses = [*step_clauses(engine, step, filters), *extra]
    rows = engine.arrays("ask/log/first_events", {}, filters.without_channels(), clauses)
    events = ReadEvents(np.asarray(rows["person"]), np.asarray(rows["moment"], dtype=np.int64))
    return events.where(np.isin(rows["channel"], _channel_codes(engine, filters.channels)))


def _channel_codes(engine: Reader, names: tuple[Name, ...]) -> list[int]:
    """The codes that are shown under one of the names; 0 is a missing channel."""
    known = engine.frame("ask/log/channel_codes")
    codes = known.loc[known["channel"].isin([name for name in names if name is not None]), "code"]
    return [*codes.astype(int).tolist(), *([0] if None in names else [])]


def in_dates(engine: Reader, moments: Moments, filters: Filters) -> NDArray[np.bool_]:
    """Which moments lie in the dates of the filters."""
    kept = np.ones(len(moments), dtype=bool)
    calendar = engine.calendar
    if filters.date_from:
        kept &= moments >= microseconds(calendar.utc_of(filters.date_from))
    if filters.date_to:
        kept &= moments < microseconds(calendar.utc_of(filters.date_to + timedelta(days=1)))
    return kept


def read_labels(engine: Reader, name: str) -> pd.Series[str]:
    """The persona or attribute of each person, by key; people without it (or with an empty one) are left out."""
    rows = engine.frame("ask/retention/people_labels", {"name": name}).dropna()
    labels = pd.Series(rows["label"].to_numpy(object), index=rows["person"].to_numpy())
    return labels[labels != ""]


def read_labelled(
    engine: Reader, retention: Retention, filters: Filters, name: str, more: Sequence[Clause] = ()
) -> pd.DataFrame:
    """The target events that may start cohorts, in order, with one of their properties as `label`."""
    chosen, extra = entry_filters(filters, retention.channel_of)
    if retention.kind == "first_ever":
        chosen = chosen.without_dates()
        chosen = chosen.without_channels() if retention.channel_of == "entry" else chosen
    clauses = [*step_clauses(engine, retention.entry, filters), *extra, *more]
    rows = engine.frame("ask/retention/labelled_moments", {"name": name}, chosen, clauses)
    return rows.sort_values(["person", "moment", "import_id", "source_row"], kind="stable", ignore_index=True)
