"""What was known of those asked before they were asked: persona, channel, tenure, activity, value, and the properties
of the event that led to the invitation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from touchpath.analysis.log.arrays import packed
from touchpath.analysis.surveys.answers import NO_TIME, Numbers, Whole
from touchpath.analysis.surveys.asked import Asks
from touchpath.analysis.surveys.names import channel_names, touchpoint_names
from touchpath.analysis.surveys.placing import LogEvents, latest_before, log_events
from touchpath.analysis.surveys.splits import by_edges
from touchpath.engine.base import Reader
from touchpath.journey.written import finite_number

_DAY = 86_400_000_000
_ACTIVE_DAYS = 30
_MOST_PROPERTIES, _MOST_LEVELS = 40, 30
_TENTHS, _FEWEST_ANSWERS = 10, 20
_FEWEST_KNOWN = 0.5
TENURE, ACTIVITY, VALUE = "days since the first event", f"events in the {_ACTIVE_DAYS} days before", "value before"


@dataclass(frozen=True, eq=False)
class Characteristic:
    """Something known of each ask: a level by number (-1: not known), and where it is a number that too."""

    name: str
    level: Whole
    labels: tuple[str, ...]
    numbers: Numbers | None = None


def characteristics(engine: Reader, asking: Sequence[str], asks: Asks, about: Sequence[str]) -> list[Characteristic]:
    """Everything known of those asked; `about` are the touchpoints that the survey's answers are about."""
    touchpoints, _ = touchpoint_names(engine)
    channels = channel_names(engine)
    rows = engine.arrays("ask/surveys/asked_events", {"asking": list(asking)})
    events, value = log_events(rows, touchpoints, channels), np.asarray(rows["value"], dtype=np.float64)
    led = _led_by(events, asks, [touchpoints.names.index(name) for name in about if name in touchpoints.names])
    found = [
        _persona(engine, asks),
        Characteristic("channel", np.append(events.channel, -1)[led], channels.names),
        *_history(events, value, asks),
        *_properties(engine, asking, about, np.append(events.source, -1)[led], asks),
    ]
    return [part for part in found if len(np.unique(part.level[part.level >= 0])) > 1]


def _led_by(events: LogEvents, asks: Asks, about: Sequence[int]) -> Whole:
    """The event that led to each ask: the person's last before it, at those the survey is about if it says."""
    at = np.flatnonzero(np.isin(events.touchpoint, about)) if about else np.arange(len(events.person))
    found = latest_before(events.person[at], events.moment[at], asks.person, asks.moment, -(NO_TIME + 1))
    return np.append(at, -1)[found]


def _persona(engine: Reader, asks: Asks) -> Characteristic:
    rows = engine.frame("ask/retention/people_labels", {"name": "persona"}).dropna()
    labels, names = pd.factorize(rows["label"].to_numpy(dtype=object))
    known = pd.Series(labels, index=rows["person"].to_numpy())
    level = known.reindex(asks.person).fillna(-1).to_numpy(dtype=np.int64)
    return Characteristic("persona", level, tuple(str(name) for name in names))


def _history(events: LogEvents, value: Numbers, asks: Asks) -> list[Characteristic]:
    """Tenure, activity and value of each person up to the ask."""
    first = np.searchsorted(events.person, asks.person, side="left")
    last = latest_before(events.person, events.moment, asks.person, asks.moment, -(NO_TIME + 1))
    known = last >= 0
    start = np.append(events.moment, 0)[np.where(known, first, -1)]
    tenure = np.where(known, (asks.moment - start) / _DAY, np.nan)
    before = latest_before(
        events.person, events.moment, asks.person, asks.moment - _ACTIVE_DAYS * _DAY - 1, -(NO_TIME + 1)
    )
    active = np.where(known, last - np.where(before >= 0, before, first - 1), 0).astype(float)
    spent = np.concatenate(([0.0], np.cumsum(value)))
    worth = np.where(known, spent[last + 1] - spent[first], 0.0)
    numbers = ((TENURE, tenure), (ACTIVITY, active), (VALUE, worth))
    return [numeric(name, values, asks.answered) for name, values in numbers if len(values)]


def numeric(name: str, numbers: Numbers, answered: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Characteristic:
    """A number in up to tenths of those asked, each with at least 20 answers; else fewer parts."""
    known = np.isfinite(numbers)
    parts = min(_TENTHS, max(int(np.count_nonzero(known & answered)) // _FEWEST_ANSWERS, 1))
    while parts > 1:
        edges = np.unique(np.quantile(numbers[known], np.arange(1, parts) / parts))
        split = by_edges(numbers, edges.tolist())
        given = np.bincount(split.group[known & answered], minlength=len(split.labels))
        if given.min() >= _FEWEST_ANSWERS:
            return Characteristic(name, split.group, split.labels, numbers)
        parts -= 1
    return Characteristic(name, np.where(known, 0, -1), ("all",), numbers)


def _properties(
    engine: Reader, asking: Sequence[str], about: Sequence[str], source: Whole, asks: Asks
) -> list[Characteristic]:
    """The properties of the event that led to each ask, where most of those events have them."""
    if not about:
        return []
    columns = engine.arrays("ask/surveys/properties_of_asked", {"asking": list(asking), "about": list(about)})
    rows = pd.DataFrame({name: np.asarray(columns[name], dtype=object) for name in ("name", "value")})
    rows = rows.assign(source=packed(columns)).drop_duplicates(["source", "name"])
    found = []
    for name, part in list(rows.groupby("name", sort=True))[:_MOST_PROPERTIES]:
        texts = part.set_index("source")["value"].reindex(source).to_numpy(dtype=object)
        known = np.array([isinstance(text, str) for text in texts], dtype=bool)
        if known.mean() >= _FEWEST_KNOWN:
            found.append(_of_texts(str(name), texts.tolist(), known, asks))
    return found


def _of_texts(name: str, texts: Sequence[object], known: np.ndarray[tuple[int], np.dtype[np.bool_]], asks: Asks
              ) -> Characteristic:  # fmt: skip
    said = [str(text) if isinstance(text, str) else None for text in texts]
    numbers = np.array([np.nan if text is None or (n := finite_number(text)) is None else n for text in said])
    if np.count_nonzero(np.isfinite(numbers)) >= 0.9 * np.count_nonzero(known) and len(np.unique(numbers)) > _TENTHS:
        return numeric(name, numbers, asks.answered)
    level, labels = pd.factorize(np.array(said, dtype=object))
    kept = labels[:_MOST_LEVELS]
    return Characteristic(name, np.where(level < len(kept), level, -1), tuple(str(label) for label in kept))
