"""Where an answer belongs: touchpoint, channel, persona, and the event it is about. One placing for every question.

The touchpoint is the one that the file names, else that of the person's last other event at or before the answer,
within a lag; touchpoints that only ask count as no event. The event is that one, or where the file names the
touchpoint, the person's last event at it within the lag. The channel is the file's, else the event's. Of events at
the same moment the last in the order of the sources counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from touchpath.analysis.log.arrays import packed
from touchpath.analysis.surveys.answers import NO_TIME, Chosen, SurveyAnswers, Whole, survey_answers
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.analysis.surveys.names import NumberedNames, channel_names, persona_names, touchpoint_names
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.surveys import LAG_HOURS

_MICROSECONDS = 1_000_000


@dataclass(frozen=True, eq=False)
class LogEvents:
    """Events of people, in the order of their logs; `touchpoint` and `channel` number shown names.

    `source` is the packed identity of each (import, row and code).
    """

    person: Whole
    moment: Whole
    touchpoint: Whole
    channel: Whole
    source: Whole


@dataclass(frozen=True, eq=False)
class PlacedAnswers:
    """Answers with what they are about: places in `events` and in the tuples of names, -1 for none.

    `named` says where the file itself names the touchpoint.
    """

    answers: SurveyAnswers
    event: Whole
    touchpoint: Whole
    channel: Whole
    persona: Whole
    named: Chosen
    events: LogEvents
    touchpoints: tuple[str, ...]
    stages: tuple[str | None, ...]
    channels: tuple[str, ...]
    personas: tuple[str, ...]

    def __len__(self) -> int:
        """How many answers."""
        return len(self.answers)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.answers.nbytes + 5 * self.event.nbytes + 5 * self.events.person.nbytes

    @property
    def source(self) -> Whole:
        """The packed identity of the event each answer is about; -1 for none."""
        return np.append(self.events.source, -1)[self.event]

    def where(self, kept: Chosen) -> PlacedAnswers:
        """The answers that a mask keeps."""
        names = ("event", "touchpoint", "channel", "persona", "named")
        return replace(self, answers=self.answers.where(kept), **{name: getattr(self, name)[kept] for name in names})


def placed_answers(engine: Reader, lag_hours: float = LAG_HOURS) -> PlacedAnswers:
    """Every answer of the workspace with its place, kept until the data change."""
    key = ("placed_answers", lag_hours)
    return arrays_of(engine).get(engine.version, key, lambda: _placed(engine, lag_hours))


def latest_before(
    owners: Whole, moments: Whole, of: Whole, at: Whole, within: int
) -> Whole:  # fmt: skip
    """For each (owner `of`, moment `at`) the place of the owner's last event at or before it, -1 for none.

    `owners` and `moments` describe events sorted by both, with ties in the order of their sources. An event counts
    up to `within` microseconds before.
    """
    low, high = (np.searchsorted(owners, of, side=side) for side in ("left", "right"))
    first = low.copy()
    while np.any(low < high):
        middle = np.minimum((low + high) // 2, len(owners) - 1)
        later = (low < high) & (moments[middle] <= at)
        high = np.where((low < high) & ~later, middle, high)
        low = np.where(later, middle + 1, low)
    found = low - 1
    known = found >= first
    near = np.zeros(len(found), dtype=bool)
    near[known] = at[known] - moments[found[known]] <= within
    return np.where(near, found, -1)


def place(answers: SurveyAnswers, events: LogEvents, named: Whole, within: int) -> Whole:
    """The event of each answer; `named` are the numbers of the touchpoints that the file names, -1 for none."""
    found = np.full(len(answers), -1, dtype=np.int64)
    timed = (answers.moment != NO_TIME) & (answers.person >= 0)
    free, bound = timed & (named < 0), timed & (named >= 0)
    person, moment = answers.person, answers.moment
    found[free] = latest_before(events.person, events.moment, person[free], moment[free], within)
    if bound.any():
        several = int(max(named.max(), events.touchpoint.max(initial=0))) + 1
        at = np.flatnonzero(np.isin(events.touchpoint, np.unique(named[bound])))
        owner = events.person[at] * several + events.touchpoint[at]
        order = np.argsort(owner, kind="stable")
        of = person[bound] * several + named[bound]
        near = latest_before(owner[order], events.moment[at][order], of, moment[bound], within)
        found[bound] = np.append(at[order], -1)[near]
    return found


def _placed(engine: Reader, lag_hours: float) -> PlacedAnswers:
    answers = survey_answers(engine)
    touchpoints, stages = touchpoint_names(engine)
    channels = channel_names(engine)
    events = _events(engine, touchpoints, channels)
    named = touchpoints.of(answers.touchpoint)
    event = place(answers, events, named, round(lag_hours * 3600 * _MICROSECONDS))
    given = channels.of(answers.channel)
    people = persona_names(engine)
    return PlacedAnswers(
        answers,
        event=event,
        touchpoint=np.where(named >= 0, named, np.append(events.touchpoint, -1)[event]),
        channel=np.where(given >= 0, given, np.append(events.channel, -1)[event]),
        persona=people.of(answers.person),
        named=named >= 0,
        events=events,
        touchpoints=touchpoints.names,
        stages=stages,
        channels=channels.names,
        personas=people.names,
    )


def _events(engine: Reader, touchpoints: NumberedNames, channels: NumberedNames) -> LogEvents:
    rows = engine.arrays("ask/surveys/events", {"asking": list(asking_touchpoints(engine).names)})
    return log_events(rows, touchpoints, channels)


def log_events(rows: Mapping[str, Any], touchpoints: NumberedNames, channels: NumberedNames) -> LogEvents:
    """Rows of person, moment, touchpoint, channel and source as events."""
    person, moment, code, channel = (
        np.asarray(rows[name]).astype(np.int64) for name in ("person", "moment", "touchpoint", "channel")
    )
    return LogEvents(person, moment, touchpoints.of(code), channels.of(channel), packed(dict(rows)))
