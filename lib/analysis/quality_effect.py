"""The headline numbers of a view, with some events left out or repaired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import nan
from typing import Any

import pandas as pd

from lib.engine.base import Reader
from lib.journey.calendar import Calendar
from lib.journey.filters import NO_FILTERS
from lib.journey.quality import Headline, Rows, Stretch, Targets
from lib.queries.clauses import Clause, parse

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - stored times are naive UTC
_DAY_US = 86_400_000_000
_CELL = timedelta(seconds=900)


@dataclass(frozen=True)
class WhatIf:
    """How the events are to be counted: some left out, a stretch of a file moved, names taken as one."""

    leave_out: Rows | None = None
    moved: Stretch | None = None
    moved_seconds: int = 0
    merged: tuple[str, ...] = ()


AS_THEY_ARE = WhatIf()


@dataclass(frozen=True)
class Meter:
    """Measures the headline numbers of a view (`scope`: clauses every event must pass)."""

    reader: Reader
    calendar: Calendar
    targets: Targets
    scope: tuple[Clause, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)

    def headline(self, what_if: WhatIf = AS_THEY_ARE) -> Headline:
        """The headline numbers; the conversion is people with the goal / people with an event."""
        extra = [*self.scope, *([without(what_if.leave_out)] if what_if.leave_out else [])]
        moved = _moved(what_if)
        row = self.reader.frame("quality/headline", {**moved, **self._codes(what_if)}, NO_FILTERS, extra).iloc[0]
        seen = self.reader.frame("quality/days_and_names", moved, NO_FILTERS, extra).iloc[0]
        first, last = _moment(row["first_us"]), _moment(row["last_us"])
        mature, retained = self._returned(last, what_if, moved, extra)
        people, reached = int(row["people"]), int(row["goal_people"])
        return Headline(
            people=people,
            events=int(row["events"]),
            goal_people=reached,
            conversion_rate=reached / people if people and self.targets.goal else nan,
            purchases=int(row["purchases"]),
            revenue=float(row["revenue"]) if pd.notna(row["revenue"]) else nan,
            retained_rate=retained / mature if mature else nan,
            mature_people=mature,
            first_event=first,
            last_event=last,
            days_with_events=len(
                {self.calendar.day_of(_EPOCH + int(cell) * _CELL) for cell in _listed(seen["cells"])}
            ),
            touchpoints=self._shown(_listed(seen["touchpoints"]), what_if),
            events_without_channel=int(row["events_without_channel"]),
        )

    def codes(self, names: Sequence[str], what_if: WhatIf = AS_THEY_ARE) -> list[int]:
        """The codes of touchpoints by shown name; one of the merged names stands for all of them."""
        wanted = set(names) | (set(what_if.merged) if set(names) & set(what_if.merged) else set())
        return [code for code, name in self.names.items() if name in wanted]

    def _codes(self, what_if: WhatIf) -> dict[str, list[int]]:
        return {
            "goal": self.codes(self.targets.goal, what_if),
            "purchase": self.codes(self.targets.purchase, what_if),
        }

    def _shown(self, codes: Sequence[int], what_if: WhatIf) -> int:
        """How many names these codes are shown under; merged names count as one."""
        shown = {self.names[code] for code in codes}
        return len(shown) - max(len(shown & set(what_if.merged)) - 1, 0)

    def _returned(
        self, last: datetime | None, what_if: WhatIf, moved: dict[str, int], extra: Sequence[Clause]
    ) -> tuple[int, int]:
        """People whose days are over, and those who returned; the data end as set, or with the events."""
        if last is None:
            return 0, 0
        parameters = {
            **moved,
            "returning": self.codes(self.targets.returning, what_if),
            "within_us": self.targets.days * _DAY_US,
            "end_us": _microseconds(self._end(last)),
        }
        row = self.reader.frame("quality/returned", parameters, NO_FILTERS, extra).iloc[0]
        return int(row["people"]), int(row["returned"])

    def _end(self, last: datetime) -> datetime:
        known = self.reader.frame("quality/data_end")["data_end"].iloc[0]
        return last if pd.isna(known) else min(last, pd.Timestamp(known).to_pydatetime())


def without(rows: Rows) -> Clause:
    """The clause that leaves these rows out."""
    hit = among(rows)
    expression = parse("NOT coalesce(hit, false)").transform(
        lambda node: hit.expression.copy() if getattr(node, "name", "") == "hit" and node.key == "column" else node
    )
    return Clause(expression, hit.parameters)


def among(rows: Rows) -> Clause:
    """The clause that keeps only these rows."""
    parameters = {name: list(value) if isinstance(value, tuple) else value for name, value in rows.values}
    return Clause(parse("(" + rows.where + ")"), parameters)


def _moved(what_if: WhatIf) -> dict[str, int]:
    stretch = what_if.moved or Stretch(-1, 0, 0)
    return {
        "moved_import": stretch.import_id,
        "moved_first": stretch.first,
        "moved_last": stretch.last,
        "moved_us": what_if.moved_seconds * 1_000_000,
    }


def _moment(microseconds: Any) -> datetime | None:
    return None if pd.isna(microseconds) else _EPOCH + timedelta(microseconds=int(microseconds))


def _microseconds(moment: datetime) -> int:
    return round(moment.replace(tzinfo=UTC).timestamp() * 1_000_000)


def _listed(values: Any) -> list[int]:
    return [] if values is None or (not hasattr(values, "__len__")) else [int(value) for value in values]
