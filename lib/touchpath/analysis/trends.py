"""Touchpoints per period, split or not: what the trends picture draws."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any, Literal

from touchpath.analysis.measures.activity import people_with
from touchpath.analysis.measures.figure import cells
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, Size
from touchpath.journey.filters import Filters
from touchpath.journey.trends import Bucket, Trend, buckets
from touchpath.queries.clauses import Clause
from touchpath.queries.pieces import split_by

TrendGroupKind = Literal["whole", "value", "other", "missing"]
_WHOLE: tuple[TrendGroupKind, None] = ("whole", None)


@dataclass(frozen=True)
class TrendGroup:
    """One line: `name` is None unless `kind` is "value". Counts are per bucket, 0 where nothing happened."""

    kind: Fixed[TrendGroupKind]
    name: Label[str | None]
    events: Derived[tuple[int, ...]]
    people: Size[tuple[int, ...]]

    def values(self, trend: Trend) -> tuple[float, ...]:
        """The measure per bucket; events per person is NaN where there was nobody."""
        if trend.measure == "total":
            return tuple(float(count) for count in self.events)
        if trend.measure == "people":
            return tuple(float(count) for count in self.people)
        pairs = zip(self.events, self.people, strict=True)
        return tuple(events / people if people else nan for events, people in pairs)


@dataclass(frozen=True)
class TrendResult:
    """The groups, those with most events first, Other and missing last."""

    trend: Fixed[Trend]
    buckets: Fixed[tuple[Bucket, ...]]
    groups: tuple[TrendGroup, ...]

    @property
    def events(self) -> int:
        """All events counted."""
        return sum(sum(group.events) for group in self.groups)

    @property
    def complete(self) -> int:
        """How many buckets are complete."""
        return sum(bucket.complete for bucket in self.buckets)

    @property
    def reason(self) -> str | None:
        """Why there is too little to draw; None when there is enough."""
        if not self.events:
            return "Nothing happened at these touchpoints in view."
        if self.complete < 2:
            period = self.trend.period
            return f"There are fewer than two complete {period}s in view: choose shorter periods or more dates."
        return None


def measure(engine: Reader, trend: Trend, filters: Filters, *, with_people: bool = False) -> TrendResult:
    """Count the trend; people only where the measure or `with_people` asks for them (else 0).

    Raises DefinitionError for more than 1,000 periods.
    """
    count_people = with_people or trend.measure != "total"
    periods = buckets(engine.calendar, filters, trend.period)
    if not periods:
        return TrendResult(trend, (), ())
    found: dict[tuple[TrendGroupKind, str | None], tuple[list[int], list[int]]] = {}
    asked = _parameters(trend, periods, count_people)
    for row in engine.frame(question(trend), asked, filters, groups_of(trend)).itertuples():
        key = (_kind(row.kind), str(row.name) if row.kind == "value" else None)
        events, people = found.setdefault(key, ([0] * len(periods), [0] * len(periods)))
        events[_whole(row.period)], people[_whole(row.period)] = _whole(row.events), _whole(row.people)
    if trend.split is None and count_people and found:
        found[_WHOLE] = found[_WHOLE][0], list(people_with(engine, filters, periods, trend.touchpoints)[1])
    groups = [
        TrendGroup(kind, name, tuple(events), tuple(people)) for (kind, name), (events, people) in found.items()
    ]
    return TrendResult(trend, periods, tuple(sorted(groups, key=_rank)))


def question(trend: Trend) -> str:
    """The question of the catalog that answers the trend."""
    if trend.split is None:
        return "ask/trends/whole"
    return "ask/trends/by_group"


def groups_of(trend: Trend) -> tuple[Clause, ...]:
    """What the question groups events by; nothing where the trend is not split."""
    return split_by(trend.split, trend.property_name) if trend.split is not None else ()


def touchpoint_names(engine: Reader) -> tuple[tuple[str, int], ...]:
    """Every touchpoint as shown, with its events, the most frequent first."""
    rows = engine.frame("ask/trends/touchpoint_names")
    return tuple(zip(rows["touchpoint"].tolist(), map(int, rows["events"].tolist()), strict=True))


def _parameters(trend: Trend, periods: tuple[Bucket, ...], count_people: bool) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "touchpoints": list(trend.touchpoints),
        **cells(periods),
    }
    if trend.split is not None:
        parameters |= {"most_groups": trend.most_groups, "count_people": count_people}
    return parameters


def _rank(group: TrendGroup) -> tuple[bool, bool, int]:
    return group.kind == "missing", group.kind == "other", -sum(group.events)


def _kind(text: Any) -> TrendGroupKind:
    kinds: dict[str, TrendGroupKind] = {"whole": "whole", "value": "value", "other": "other", "missing": "missing"}
    return kinds[str(text)]


def _whole(number: Any) -> int:
    return int(number)
