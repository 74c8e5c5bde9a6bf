"""Which variables a prediction is made of, and their columns. A topic is left out, and weighed, as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.prediction import Prediction

TopicKind = Literal[
    "last_seen", "activity", "tenure", "target", "touchpoint", "channel", "property", "score", "spend", "persona",
    "first_channel", "attribute",
]  # fmt: skip
MOST_TOUCHPOINTS, MOST_CHANNELS, MOST_PROPERTIES, MOST_ATTRIBUTES, MOST_LEVELS = 25, 8, 10, 10, 30
FEWEST_PEOPLE = 30
_NUMBERS_SHARE, _FEWEST_TEXTS = 0.9, 6
_METRICS = ("nps", "csat", "ces")


@dataclass(frozen=True)
class Topic:
    """What variables are about: a kind, and the touchpoint, channel, property, metric or attribute it is of."""

    kind: TopicKind
    of: str = ""

    @property
    def key(self) -> str:
        """The topic as text: "touchpoint: support_call"; what a definition leaves out is named so."""
        return f"{self.kind}: {self.of}" if self.of else self.kind


@dataclass(frozen=True)
class Variable:
    """One column: what of its topic it says. `labels` are the names that its numbers stand for, from 0."""

    topic: Topic
    what: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownNames:
    """The names that were known before the first cut-off; every later table has their columns, in this order."""

    touchpoints: tuple[str, ...]
    channels: tuple[str, ...]
    properties: tuple[str, ...]
    attributes: tuple[Variable, ...]
    personas: tuple[str, ...]
    left_out: frozenset[str]

    def variables(self, asked: Prediction) -> Iterator[Variable]:
        """Every column, in order, but those of the topics left out."""
        for variable in self._all(asked):
            if variable.topic.key not in self.left_out:
                yield variable

    def _all(self, asked: Prediction) -> Iterator[Variable]:
        yield Variable(Topic("last_seen"), "days_ago")
        yield Variable(Topic("tenure"), "days")
        for what in ("events", "events_lately", "active_days", "active_days_lately", "sessions", "channels"):
            yield Variable(Topic("activity"), what)
        if asked.target == "not_buy" or asked.touchpoints:
            for what in ("days_ago", "times", "times_lately", "usual_pause", "pause_used_up"):
                yield Variable(Topic("target"), what)
        for name in self.touchpoints:
            yield from (Variable(Topic("touchpoint", name), what) for what in ("times", "times_lately", "days_ago"))
        yield from (Variable(Topic("channel", name), "times") for name in self.channels)
        for name in self.properties:
            yield from (Variable(Topic("property", name), what) for what in ("last", "largest", "mean"))
        for name in _METRICS:
            yield from (Variable(Topic("score", name), what) for what in ("last", "days_ago"))
        yield from (Variable(Topic("spend"), what) for what in ("paid", "paid_lately"))
        if self.personas:
            yield Variable(Topic("persona"), "name", self.personas)
        yield Variable(Topic("first_channel"), "name", self.channels)
        yield from self.attributes


def shape_before(
    engine: Reader, asked: Prediction, filters: Filters, people: NDArray[Any], cutoff: datetime, *, personas: bool
) -> KnownNames:
    """The names that enough of `people` had met before the cut-off. `personas`: whether these are known early."""
    given = {"cutoff": cutoff, "lately": cutoff}
    met = engine.frame("ask/foresight/touchpoints", given, filters)
    used = engine.frame("ask/foresight/channels", {"cutoff": cutoff}, filters)
    numeric = engine.frame("ask/foresight/numeric_properties", {"cutoff": cutoff})
    names = [str(row.name) for row in _numeric(numeric) if not str(row.name).startswith("_")][:MOST_PROPERTIES]
    labels = read_names(engine, "persona", people) if personas else {}
    return KnownNames(
        _most(met[met["person"].isin(people)]["touchpoint"], lead_names(engine, "touchpoint"), MOST_TOUCHPOINTS),
        _most(used[used["person"].isin(people)]["channel"], lead_names(engine, "channel"), MOST_CHANNELS),
        tuple(names), tuple(_attributes(engine, people)), _levels(labels), frozenset(asked.leave_out),
    )  # fmt: skip


def lead_names(engine: Reader, what: Literal["touchpoint", "channel"]) -> dict[int, str]:
    """The least code of each name shown, and the name."""
    statement = "ask/log/touchpoint_codes" if what == "touchpoint" else "ask/log/channel_codes"
    frame = engine.frame(statement)
    found: dict[str, int] = {}
    for code, name in zip(frame["code"], frame[what], strict=True):
        found.setdefault(str(name), int(code))
    return {code: name for name, code in found.items()}


def read_names(engine: Reader, name: str, people: NDArray[Any]) -> dict[int, str]:
    """The persona or attribute of each of the people who has one."""
    rows = engine.frame("ask/retention/people_labels", {"name": name}).dropna()
    rows = rows[rows["person"].isin(people) & (rows["label"] != "")]
    return {int(person): str(label) for person, label in zip(rows["person"], rows["label"], strict=True)}


def _most(codes: pd.Series[int], names: dict[int, str], most: int) -> tuple[str, ...]:
    """The names that most people met, of those that enough did; by name, so that their order says nothing."""
    met, counts = np.unique(codes.to_numpy(np.int64), return_counts=True)
    pairs = zip(met.tolist(), counts.tolist(), strict=True)
    found = [(people, names[code]) for code, people in pairs if people >= FEWEST_PEOPLE]
    return tuple(sorted(name for _, name in sorted(found, key=lambda part: (-part[0], part[1]))[:most]))


def _numeric(frame: pd.DataFrame) -> Iterator[Any]:
    for row in _each(frame):
        enough = row.numbers >= _NUMBERS_SHARE * row.known and row.texts >= _FEWEST_TEXTS
        if enough and row.numbers >= FEWEST_PEOPLE:
            yield row


def _each(frame: pd.DataFrame) -> Iterator[Any]:
    rows: Any = frame.itertuples()
    return iter(rows)


def _attributes(engine: Reader, people: NDArray[Any]) -> Iterator[Variable]:
    """Attributes of people as files have them: numbers, or names of which there are few."""
    frame = engine.frame("ask/foresight/attributes")
    numeric = {row.name for row in _numeric(frame)}
    for row in list(_each(frame))[: 3 * MOST_ATTRIBUTES]:
        topic = Topic("attribute", str(row.name))
        if row.name in numeric:
            yield Variable(topic, "number")
        elif 1 < row.texts <= MOST_LEVELS:
            yield Variable(topic, "name", _levels(read_names(engine, str(row.name), people)))


def _levels(labels: dict[int, str]) -> tuple[str, ...]:
    """The names that enough people have, most first, up to a number of them."""
    if not labels:
        return ()
    names, counts = np.unique(np.array(list(labels.values()), dtype=object), return_counts=True)
    order = np.argsort(-counts, kind="stable")[:MOST_LEVELS]
    return tuple(str(names[place]) for place in order if counts[place] >= FEWEST_PEOPLE)
