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

from touchpath.analysis.surveys.answers import NO_TIME, Chosen, SurveyAnswers, Whole
from touchpath.analysis.surveys.placing import latest_before
from touchpath.engine.base import Reader
from touchpath.journey.surveys import ResponseCheck

_WORDS = re.compile(r"[a-z0-9]+")
_DAY = 86_400_000_000
_ALL = "none"
"""The property that is asked for where none names the survey."""


@dataclass(frozen=True)
class AskedSurvey:
    """How asks are told to be of a survey: the property of theirs, its values, and whether that is a guess."""

    property_name: str | None
    values: tuple[str, ...]
    guessed: bool


@dataclass(frozen=True, eq=False)
class Asks:
    """The asks of a survey in the order of the log, and the place of the answer to each (-1: silence)."""

    person: Whole
    moment: Whole
    answer: Whole
    unasked: int

    def __len__(self) -> int:
        """How many asks."""
        return len(self.person)

    @property
    def answered(self) -> Chosen:
        """Which asks were answered."""
        return self.answer >= 0

    def where(self, kept: Chosen) -> Asks:
        """The asks that a mask keeps."""
        return Asks(self.person[kept], self.moment[kept], self.answer[kept], self.unasked)


def asked_survey(engine: Reader, asking: Sequence[str], asked: ResponseCheck, metric: str) -> AskedSurvey:
    """Which asks are of the survey: as the question says, else guessed from what their properties say."""
    if asked.ask_property is not None:
        return AskedSurvey(asked.ask_property, asked.ask_values, guessed=False)
    rows = engine.frame("ask/surveys/ask_values", {"asking": list(asking)})
    wanted = {metric, *(word for question in asked.questions for word in _WORDS.findall(question.lower()))}
    for name, values in rows.groupby("name", sort=False)["value"]:
        named = tuple(str(value) for value in values if wanted & set(_WORDS.findall(str(value).lower())))
        if named:
            return AskedSurvey(str(name), named, guessed=True)
    return AskedSurvey(None, (), guessed=True)


def asks_of(
    engine: Reader, asking: Sequence[str], survey: AskedSurvey, answers: SurveyAnswers, within_days: float
) -> Asks:
    """The asks of a survey, each with its answer; `answers` are those of the survey alone."""
    given = {"asking": list(asking), "name": survey.property_name or _ALL}
    rows = engine.arrays("ask/surveys/asks", given)
    person, moment = (np.asarray(rows[name]).astype(np.int64) for name in ("person", "moment"))
    if survey.values:
        kept = np.isin(np.asarray(rows["survey"], dtype=str), survey.values)
        person, moment = person[kept], moment[kept]
    answer, unasked = _linked(person, moment, answers, round(within_days * _DAY))
    return Asks(person, moment, answer, unasked)


def _linked(person: Whole, moment: Whole, answers: SurveyAnswers, within: int) -> tuple[Whole, int]:
    """The place of the first answer to each ask, and how many answers belong to none (or to one that has another)."""
    timed = np.flatnonzero((answers.person >= 0) & (answers.moment != NO_TIME))
    order = timed[np.lexsort((timed, answers.moment[timed]))]
    ask = latest_before(person, moment, answers.person[order], answers.moment[order], within)
    linked = np.full(len(person) + 1, -1, dtype=np.int64)
    linked[ask[::-1]] = order[::-1]  # the first answer is written last
    linked = linked[:-1]
    return linked, len(answers) - int(np.count_nonzero(linked >= 0))
