"""The headline numbers of a view, with some events left out or repaired.

Only the people an alteration touches are counted anew: every number is a sum over people, quarters of an hour or
touchpoints, so what they add up to before and after is taken from, and added to, the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from math import isnan, nan
from typing import Any

import pandas as pd

from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import SESSION_GAP_SECONDS
from touchpath.journey.quality import Headline, Rows, Stretch, Targets
from touchpath.queries.clauses import Clause
from touchpath.queries.pieces import OF_PEOPLE, STRETCH, negated, piece

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - stored times are naive UTC
_DAY_US = 86_400_000_000
_CELL = timedelta(seconds=900)


@dataclass(frozen=True)
class WhatIf:
    """How the events are to be counted: some left out, a stretch of a file moved, or names taken as one."""

    leave_out: Rows | None = None
    moved: Stretch | None = None
    moved_seconds: int = 0
    merged: tuple[str, ...] = ()

    @property
    def touching(self) -> Rows | None:
        """The events that are altered; None: none are."""
        return self.leave_out or (stretch_rows(self.moved) if self.moved else None)


AS_THEY_ARE = WhatIf()


@dataclass(frozen=True)
class PeoplePart:
    """What some people add to the headline numbers. `sums` are plain sums; the counters count events per code."""

    sums: Counter[str]
    revenue: float
    quarters: Counter[int]
    touchpoints: Counter[int]
    ends: tuple[int, int] | None

    def exchanged(
        self, before: PeoplePart, after: PeoplePart
    ) -> tuple[Counter[str], float, Counter[int], Counter[int]]:
        """The sums of the whole once the part `before` has become `after`."""
        return (
            _plus(self.sums, before.sums, after.sums),
            nan if isnan(self.revenue) else self.revenue - _total(before.revenue) + _total(after.revenue),
            _plus(self.quarters, before.quarters, after.quarters),
            _plus(self.touchpoints, before.touchpoints, after.touchpoints),
        )


@dataclass(frozen=True)
class Meter:
    """Measures the headline numbers of a view (`scope`: clauses every event must pass)."""

    reader: Reader
    calendar: Calendar
    targets: Targets
    scope: tuple[Clause, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def whole(self) -> PeoplePart:
        """The numbers of everybody as they are."""
        return self._part(AS_THEY_ARE, self.scope)

    @cached_property
    def returned(self) -> tuple[int, int]:
        """People whose days are over, and those of them who returned."""
        return self._returned(AS_THEY_ARE, self.scope, self._end(self.whole.ends))

    def headline(self, what_if: WhatIf = AS_THEY_ARE) -> Headline:
        """The headline numbers; the conversion is people with the goal / people with an event."""
        if what_if.merged and set(what_if.merged) & {
            *self.targets.goal,
            *self.targets.purchase,
            *self.targets.returning,
        }:
            whole = self._part(what_if, self.scope)
            return self._made(whole, self._returned(what_if, self.scope, self._end(whole.ends)), what_if)
        if what_if.touching is None:
            return self._made(self.whole, self.returned, what_if)
        return self._altered(what_if, what_if.touching)

    def codes(self, names: Sequence[str], what_if: WhatIf = AS_THEY_ARE) -> list[int]:
        """The codes of touchpoints by shown name; one of the merged names stands for all of them."""
        wanted = set(names) | (set(what_if.merged) if set(names) & set(what_if.merged) else set())
        return [code for code, name in self.names.items() if name in wanted]

    def _altered(self, what_if: WhatIf, rows: Rows) -> Headline:
        people = self.reader.frame("ask/quality/touched", {}, NO_FILTERS, [*self.scope, among(rows)])["person"]
        who = piece(OF_PEOPLE, touched=people.tolist())
        kept = (without(what_if.leave_out),) if what_if.leave_out else ()
        touched, altered = (*self.scope, who), (*self.scope, who, *kept)
        before, after = self._part(AS_THEY_ARE, touched), self._part(what_if, altered)
        sums, revenue, quarters, touchpoints = self.whole.exchanged(before, after)
        ends = self._ends(what_if, (*self.scope, *kept))
        whole = PeoplePart(sums, revenue, quarters, touchpoints, ends)
        return self._made(whole, self._returned_anew(what_if, (touched, altered), kept, ends), what_if)

    def _returned_anew(
        self, what_if: WhatIf, views: tuple[Sequence[Clause], Sequence[Clause]], kept: Sequence[Clause], ends: Any
    ) -> tuple[int, int]:
        """Counted for those touched; for everybody where the end of the data moves."""
        end = self._end(ends)
        if end != self._end(self.whole.ends):
            return self._returned(what_if, (*self.scope, *kept), end)
        before, after = self._returned(AS_THEY_ARE, views[0], end), self._returned(what_if, views[1], end)
        return self.returned[0] - before[0] + after[0], self.returned[1] - before[1] + after[1]

    def _part(self, what_if: WhatIf, view: Sequence[Clause]) -> PeoplePart:
        moved = _moved(what_if)
        targets = {"goal": self.targets.goal, "purchase": self.targets.purchase}
        codes = {name: self.codes(names, what_if) for name, names in targets.items()}
        row = self.reader.frame("ask/quality/headline", codes, NO_FILTERS, view).iloc[0]
        revenue = float(row["revenue"]) if pd.notna(row["revenue"]) else nan
        return PeoplePart(
            Counter({str(name): int(value) for name, value in row.items() if name != "revenue"}),
            revenue,
            _counter(self.reader.frame("ask/quality/quarters", moved, NO_FILTERS, view)),
            _counter(self.reader.frame("ask/quality/names_met", {}, NO_FILTERS, view)),
            self._ends(what_if, view),
        )

    def _ends(self, what_if: WhatIf, view: Sequence[Clause]) -> tuple[int, int] | None:
        """First and last moment in microseconds."""
        row = self.reader.frame("ask/quality/ends", _moved(what_if), NO_FILTERS, view).iloc[0]
        return None if pd.isna(row["first_us"]) else (int(row["first_us"]), int(row["last_us"]))

    def _returned(self, what_if: WhatIf, view: Sequence[Clause], end: int | None) -> tuple[int, int]:
        if end is None:
            return 0, 0
        parameters = {
            **_moved(what_if),
            "entering": self.codes(self.targets.entering, what_if),
            "returning": self.codes(self.targets.returning, what_if),
            "another_session": self._returns_may_enter(what_if),
            "gap_us": SESSION_GAP_SECONDS * 1_000_000,
            "within_us": self.targets.days * _DAY_US,
            "end_us": end,
        }
        row = self.reader.frame("ask/quality/returned", parameters, NO_FILTERS, view).iloc[0]
        return int(row["people"]), int(row["returned"])

    def _returns_may_enter(self, what_if: WhatIf) -> bool:
        """Whether one touchpoint may be both entry and return: the next click is then no return."""
        entering, returning = self.targets.entering, self.targets.returning
        if not entering or not returning:
            return True
        return not set(self.codes(entering, what_if)).isdisjoint(self.codes(returning, what_if))

    def _end(self, ends: tuple[int, int] | None) -> int | None:
        """The end of the data in microseconds: as set by a person, or with the events."""
        if ends is None or self._end_set is None:
            return ends[1] if ends else None
        return min(ends[1], self._end_set)

    @cached_property
    def _end_set(self) -> int | None:
        known = self.reader.frame("ask/quality/data_end")["data_end"].iloc[0]
        if pd.isna(known):
            return None
        return round(pd.Timestamp(known).to_pydatetime().replace(tzinfo=UTC).timestamp() * 1_000_000)

    def _made(self, part: PeoplePart, returned: tuple[int, int], what_if: WhatIf) -> Headline:
        people, reached = part.sums["people"], part.sums["goal_people"]
        mature, retained = returned
        days = {self.calendar.day_of(_EPOCH + cell * _CELL) for cell, events in part.quarters.items() if events}
        shown = {self.names[code] for code, events in part.touchpoints.items() if events}
        return Headline(
            people=people,
            events=part.sums["events"],
            goal_people=reached,
            conversion_rate=reached / people if people and self.targets.goal else nan,
            purchases=part.sums["purchases"],
            revenue=part.revenue,
            retained_rate=retained / mature if mature else nan,
            mature_people=mature,
            first_event=_EPOCH + timedelta(microseconds=part.ends[0]) if part.ends else None,
            last_event=_EPOCH + timedelta(microseconds=part.ends[1]) if part.ends else None,
            days_with_events=len(days),
            touchpoints=len(shown) - max(len(shown & set(what_if.merged)) - 1, 0),
            events_without_channel=part.sums["events_without_channel"],
        )


def without(rows: Rows) -> Clause:
    """The clause that leaves these rows out."""
    return negated(among(rows))


def among(rows: Rows) -> Clause:
    """The clause that keeps only these rows."""
    parameters = {name: list(value) if isinstance(value, tuple) else value for name, value in rows.values}
    return piece("(" + rows.where + ")", **parameters)


def stretch_rows(stretch: Stretch) -> Rows:
    """The events of a stretch of a file."""
    first, last = ("stretch_first", stretch.first), ("stretch_last", stretch.last)
    return Rows(STRETCH, (("stretch_import", stretch.import_id), first, last))


def _moved(what_if: WhatIf) -> dict[str, int]:
    stretch = what_if.moved or Stretch(-1, 0, 0)
    return {
        "moved_import": stretch.import_id,
        "moved_first": stretch.first,
        "moved_last": stretch.last,
        "moved_us": what_if.moved_seconds * 1_000_000,
    }


def _counter(frame: pd.DataFrame) -> Counter[int]:
    return Counter(dict(zip(frame["code"].tolist(), frame["events"].tolist(), strict=True)))


def _plus(whole: Counter[Any], before: Counter[Any], after: Counter[Any]) -> Counter[Any]:
    total = Counter(whole)
    total.subtract(before)
    total.update(after)
    return total


def _total(amount: float) -> float:
    return 0.0 if pd.isna(amount) else amount
