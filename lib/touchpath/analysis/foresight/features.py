"""What was known of people before a cut-off, one row a person. Every statement takes the cut-off as a parameter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import nan
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.foresight.columns import KnownNames, Variable, lead_names, read_names
from touchpath.analysis.foresight.there import TargetHistory
from touchpath.analysis.log.calendar import DAY, microseconds
from touchpath.analysis.log.orders import read_payments
from touchpath.engine.base import Reader
from touchpath.journey.funnel import Step
from touchpath.journey.prediction import Prediction

KnownValues = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class KnownBefore:
    """`values` has a row for each person, in order of their keys, and a column for each variable; NaN: not known."""

    person: NDArray[Any]
    variables: tuple[Variable, ...]
    values: KnownValues

    @property
    def named(self) -> NDArray[np.bool_]:
        """Which columns hold numbers of names."""
        return np.array([variable.what == "name" for variable in self.variables], dtype=bool)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.person.nbytes + self.values.nbytes


def known_before(
    engine: Reader,
    asked: Prediction,
    people: NDArray[Any],
    history: TargetHistory,
    shape: KnownNames,
    cutoff: datetime,
) -> KnownBefore:
    """Everything of the shape that was known of `people` (keys, ascending) before the cut-off (UTC)."""
    variables = tuple(shape.variables(asked))
    values = np.full((len(people), len(variables)), nan, dtype=np.float32)
    places: dict[tuple[str, str], int] = {(v.topic.key, v.what): place for place, v in enumerate(variables)}
    for key, what, rows, numbers in _Reading(engine, asked, people, history, shape, cutoff).columns():
        place = places.get((key, what))
        if place is not None:
            if isinstance(rows, slice):
                values[:, place] = numbers
            else:
                values[rows, place] = numbers
    return KnownBefore(people, variables, values)


Column = tuple[str, str, Any, Any]


class _Reading:
    """Reads one statement after the other; each column goes to the people it is about."""

    def __init__(
        self, engine: Reader, asked: Prediction, people: NDArray[Any], history: TargetHistory, shape: KnownNames,
        cutoff: datetime,
    ) -> None:  # fmt: skip
        self.engine, self.asked, self.people, self.history, self.shape = engine, asked, people, history, shape
        self.cutoff, self.lately = cutoff, cutoff - timedelta(days=asked.days)
        self.filters = history.filters

    def columns(self) -> Iterator[Column]:
        yield from self._person()
        yield from self._target()
        yield from self._touchpoints()
        yield from self._channels()
        yield from self._properties()
        yield from self._scores()
        yield from self._spend()
        yield from self._names()

    def _rows(self, frame: pd.DataFrame) -> tuple[pd.DataFrame, NDArray[np.int64]]:
        """The rows about our people, and the place of each."""
        person = frame["person"].to_numpy(np.int64)
        place = np.searchsorted(self.people, person)
        ours = (place < len(self.people)) & (
            self.people[np.minimum(place, max(len(self.people) - 1, 0))] == person
            if len(self.people) else False
        )  # fmt: skip
        return frame[ours], place[ours]

    def _days_since(self, moment: pd.Series[int]) -> NDArray[np.float64]:
        return np.asarray((microseconds(self.cutoff) - moment.to_numpy(np.int64)) / DAY)

    def _person(self) -> Iterator[Column]:
        given = {"cutoff": self.cutoff, "lately": self.lately}
        rows, place = self._rows(self.engine.frame("ask/foresight/people", given, self.filters))
        yield "last_seen", "days_ago", place, self._days_since(rows["last_moment"])
        yield "tenure", "days", place, self._days_since(rows["first_moment"])
        for what in ("events", "events_lately", "active_days", "active_days_lately", "sessions", "channels"):
            yield "activity", what, place, rows[what].to_numpy(float)
        names = {name: number for number, name in enumerate(self.shape.channels)}
        shown = {
            int(code): names.get(str(name), nan)
            for code, name in self.engine.frame("ask/log/channel_codes").itertuples(index=False)
        }
        yield "first_channel", "name", place, rows["first_channel"].map(shown).to_numpy(float)

    def _target(self) -> Iterator[Column]:
        known, own = self.history.of(self.people)
        ago = np.asarray((microseconds(self.cutoff) - known.last) / DAY)
        times = known.times.astype(float)
        span = (known.last - known.first) / DAY
        pause = np.where(times > 1, span / np.maximum(times - 1, 1), nan)
        yield "target", "days_ago", own, ago
        yield "target", "usual_pause", own, pause
        yield "target", "pause_used_up", own, ago / np.maximum(pause, 1.0)
        for what, numbers in (("times", times), ("times_lately", known.times_lately.astype(float))):
            yield "target", what, slice(None), 0.0
            yield "target", what, own, numbers

    def _touchpoints(self) -> Iterator[Column]:
        given = {"cutoff": self.cutoff, "lately": self.lately}
        rows, place = self._rows(self.engine.frame("ask/foresight/touchpoints", given, self.filters))
        lead = rows["touchpoint"].to_numpy(np.int64)
        for code, name in lead_names(self.engine, "touchpoint").items():
            if name not in self.shape.touchpoints:
                continue
            at = lead == code
            for what in ("times", "times_lately"):
                yield f"touchpoint: {name}", what, slice(None), 0.0
                yield f"touchpoint: {name}", what, place[at], rows[what].to_numpy(float)[at]
            yield f"touchpoint: {name}", "days_ago", place[at], self._days_since(rows["last_moment"])[at]

    def _channels(self) -> Iterator[Column]:
        rows, place = self._rows(self.engine.frame("ask/foresight/channels", {"cutoff": self.cutoff}, self.filters))
        lead = rows["channel"].to_numpy(np.int64)
        for code, name in lead_names(self.engine, "channel").items():
            yield f"channel: {name}", "times", slice(None), 0.0
            yield f"channel: {name}", "times", place[lead == code], rows["times"].to_numpy(float)[lead == code]

    def _properties(self) -> Iterator[Column]:
        for name in self.shape.properties:
            given = {"cutoff": self.cutoff, "name": name}
            rows, place = self._rows(self.engine.frame("ask/foresight/numbers", given, self.filters))
            for what in ("last", "largest", "mean"):
                numbers = rows["last_number" if what == "last" else what].to_numpy(float)
                yield f"property: {name}", what, place, numbers

    def _scores(self) -> Iterator[Column]:
        frame = self.engine.frame("ask/foresight/answers", {"cutoff": self.cutoff})
        for metric, own in frame.groupby("metric"):
            rows, place = self._rows(own)
            yield f"score: {metric}", "last", place, rows["score"].to_numpy(float)
            yield f"score: {metric}", "days_ago", place, self._days_since(rows["last_moment"])

    def _spend(self) -> Iterator[Column]:
        step = Step(self.asked.touchpoints if self.asked.target == "not_buy" else None)
        paid = read_payments(self.engine, step, self.filters, self.cutoff)
        frame = pd.DataFrame({"person": paid.person, "moment": paid.moment, "worth": paid.worth})
        rows, place = self._rows(frame.sort_values(["person", "moment", "worth"]))
        worth = rows["worth"].to_numpy(float)
        lately = rows["moment"].to_numpy(np.int64) >= microseconds(self.lately)
        for what, part in (("paid", worth), ("paid_lately", np.where(lately, worth, 0.0))):
            sums = np.bincount(place, weights=part, minlength=len(self.people))
            yield "spend", what, slice(None), sums

    def _names(self) -> Iterator[Column]:
        given = [("persona", "persona", self.shape.personas)] if self.shape.personas else []
        given += [(v.topic.key, v.topic.of, v.labels) for v in self.shape.attributes]
        for key, name, labels in given:
            values = read_names(self.engine, name, self.people)
            place = np.searchsorted(self.people, np.array(list(values), dtype=np.int64))
            number = {label: at for at, label in enumerate(labels)}
            if labels:
                yield key, "name", place, np.array([number.get(label, nan) for label in values.values()])
            else:
                yield key, "number", place, _numbers(values.values())


def _numbers(texts: Any) -> NDArray[np.float64]:
    found = pd.to_numeric(pd.Series(list(texts), dtype=object), errors="coerce").to_numpy(float)
    return np.where(np.isfinite(found), found, nan)
