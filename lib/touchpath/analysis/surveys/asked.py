"""Who was asked, and which asks were answered.

An ask is an event at a touchpoint that only asks. It belongs to the survey that a property of it names (guessed from
the words of its values: "nps_survey"); where none does, every ask is of the one survey there is. An answer belongs to
the latest ask of its survey within some days before it, and an ask is answered at most once: by the first answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from touchpath.analysis.surveys.answers import NO_TIME, Chosen, SurveyAnswers, Whole
from touchpath.analysis.surveys.placing import latest_before
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.surveys import ResponseCheck

_WORDS = re.compile(r"[a-z0-9]+")
_DAY = 86_400_000_000
_BYTES_OF_VALUE = 120
_ALL = "none"
"""The property that is asked for where none names the survey."""


@dataclass(frozen=True)
class AskedSurvey:
    """How asks are told to be of a survey: the property of theirs, its values, and whether that is a guess."""

    property_name: str | None
    values: tuple[str, ...]
    guessed: bool


@dataclass(frozen=True, eq=False)
class AskEvents:
    """Every event that asks, in the order of the log; `survey` is the place in `surveys` of what names its survey."""

    person: Whole
    moment: Whole
    survey: Whole
    surveys: tuple[str, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held, roughly."""
        return 3 * self.person.nbytes + 100 * len(self.surveys)


@dataclass(frozen=True, eq=False)
class Asks:
    """The asks of a survey in the order of the log, and the place of the answer to each (-1: silence).

    `place` is that of each among all events that ask.
    """

    person: Whole
    moment: Whole
    answer: Whole
    unasked: int
    place: Whole

    def __len__(self) -> int:
        """How many asks."""
        return len(self.person)

    @property
    def answered(self) -> Chosen:
        """Which asks were answered."""
        return self.answer >= 0

    def where(self, kept: Chosen) -> Asks:
        """The asks that a mask keeps."""
        return Asks(self.person[kept], self.moment[kept], self.answer[kept], self.unasked, self.place[kept])


def asked_survey(engine: Reader, asking: Sequence[str], asked: ResponseCheck, metric: str) -> AskedSurvey:
    """Which asks are of the survey: as the question says, else guessed from what their properties say."""
    if asked.ask_property is not None:
        return AskedSurvey(asked.ask_property, asked.ask_values, guessed=False)
    wanted = {metric, *(word for question in asked.questions for word in _WORDS.findall(question.lower()))}
    for name, values in _ask_values(engine, asking).by_name.items():
        named = tuple(value for value in values if wanted & set(_WORDS.findall(value.lower())))
        if named:
            return AskedSurvey(name, named, guessed=True)
    return AskedSurvey(None, (), guessed=True)


@dataclass(frozen=True)
class _AskValues:
    """What the properties of the events that ask say, the most frequent first."""

    by_name: dict[str, tuple[str, ...]]
    nbytes: int


def _ask_values(engine: Reader, asking: Sequence[str]) -> _AskValues:
    def read() -> _AskValues:
        rows = engine.frame("ask/surveys/ask_values", {"asking": list(asking)})
        found = {str(name): tuple(map(str, part)) for name, part in rows.groupby("name", sort=False)["value"]}
        return _AskValues(found, _BYTES_OF_VALUE * len(rows))

    return arrays_of(engine).get(engine.version, ("ask_values", tuple(asking)), read)


def ask_events(engine: Reader, asking: Sequence[str], name: str | None) -> AskEvents:
    """Every event that asks, with what a property of it says (`name`; None: nothing), kept until the data change."""

    def read() -> AskEvents:
        rows = engine.arrays("ask/surveys/asks", {"asking": list(asking), "name": name or _ALL})
        person, moment = (np.asarray(rows[part]).astype(np.int64) for part in ("person", "moment"))
        survey, surveys = pd.factorize(np.asarray(rows["survey"], dtype=object))
        return AskEvents(person, moment, survey.astype(np.int64), tuple(str(text) for text in surveys))

    return arrays_of(engine).get(engine.version, ("ask_events", tuple(asking), name), read)


def asks_of(events: AskEvents, survey: AskedSurvey, answers: SurveyAnswers, within_days: float) -> Asks:
    """The asks of a survey, each with its answer; `answers` are those of the survey alone."""
    place = np.arange(len(events.person))
    if survey.values:
        wanted = [number for number, name in enumerate(events.surveys) if name in survey.values]
        place = np.flatnonzero(np.isin(events.survey, wanted))
    person, moment = events.person[place], events.moment[place]
    answer, unasked = _linked(person, moment, answers, round(within_days * _DAY))
    return Asks(person, moment, answer, unasked, place)


def _linked(person: Whole, moment: Whole, answers: SurveyAnswers, within: int) -> tuple[Whole, int]:
    """The place of the first answer to each ask, and how many answers belong to none (or to one that has another)."""
    timed = np.flatnonzero((answers.person >= 0) & (answers.moment != NO_TIME))
    order = timed[np.lexsort((timed, answers.moment[timed]))]
    ask = latest_before(person, moment, answers.person[order], answers.moment[order], within)
    linked = np.full(len(person) + 1, -1, dtype=np.int64)
    linked[ask[::-1]] = order[::-1]  # the first answer is written last
    linked = linked[:-1]
    return linked, len(answers) - int(np.count_nonzero(linked >= 0))
