"""What may be asked of survey answers: the scores and how they differ, and who answered."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.journey.calendar import Period
from touchpath.journey.definition import DefinitionError, as_tuple
from touchpath.journey.trends import TREND_PERIODS

LAG_HOURS = 24.0
"""How long before an answer the event it is about may lie, unless somebody says otherwise."""
ANSWERED_WITHIN_DAYS = 14.0
"""How long after being asked an answer still counts as one, unless somebody says otherwise."""
METRICS_OF_ANSWERS = ("nps", "csat", "ces", "other")
SCORE_SPLITS = ("touchpoint", "channel", "persona", "stage", "survey", "question")
OF_EVENT, OF_ANSWER = "property:", "answer:"
"""What a split by a property of the event, or by what the same people said to another question, begins with."""
_MOST_LAG_HOURS, _MOST_DAYS = 24 * 366, 366


@dataclass(frozen=True)
class Scores:
    """How it felt: the score of one metric, whole and split.

    `metric`: "nps", "csat", "ces" or "other" (any scale); None takes the first of them that has 30 answers, else the
    one most answered. `questions` and `surveys` (file names) choose among its answers; empty means all (of "other",
    which has no common scale, the question most answered). `split`: one of SCORE_SPLITS, "property:NAME" of the event
    that an answer is about, "answer:QUESTION", "none", or "auto" (the first of touchpoint, channel, persona, question
    and survey that tells groups apart). `cut` parts a numeric property in two, else it falls into thirds. An answer
    is about an event at most `lag_hours` before it. `latest_only` counts the last answer of each person.
    """

    metric: str | None = None
    questions: tuple[str, ...] = ()
    surveys: tuple[str, ...] = ()
    split: str = "auto"
    cut: float | None = None
    period: Period | None = None
    lag_hours: float = LAG_HOURS
    latest_only: bool = False
    most_groups: int = 20

    def __post_init__(self) -> None:
        """One name becomes a tuple; unknown choices are refused."""
        for name in ("questions", "surveys"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        if self.metric is not None and self.metric not in METRICS_OF_ANSWERS:
            raise DefinitionError(f'"{self.metric}" is no score: choose one of {", ".join(METRICS_OF_ANSWERS)}.')
        bare = (*SCORE_SPLITS, "auto", "none")
        if self.split not in bare and not self.split.startswith((OF_EVENT, OF_ANSWER)):
            raise DefinitionError(f'Scores cannot be split by "{self.split}": choose one of {", ".join(bare)}.')
        if self.period is not None and self.period not in TREND_PERIODS:
            raise DefinitionError(f'"{self.period}" is no period here: choose one of {", ".join(TREND_PERIODS)}.')
        require_lag(self.lag_hours)
        if self.most_groups < 1:
            raise DefinitionError("Scores are shown for at least one group.")

    @property
    def property_name(self) -> str | None:
        """The property of the event it is split by, if it is."""
        return self.split.removeprefix(OF_EVENT) if self.split.startswith(OF_EVENT) else None

    @property
    def other_question(self) -> str | None:
        """The other question whose answers it is split by, if it is."""
        return self.split.removeprefix(OF_ANSWER) if self.split.startswith(OF_ANSWER) else None


@dataclass(frozen=True)
class ResponseCheck:
    """Who answered, of those who were asked: how they differ, and the score with both made alike.

    `metric`, `questions`, `surveys` and `lag_hours` as in Scores. An answer belongs to the latest ask of its survey
    at most `within_days` before it. `ask_property` and `ask_values` say which asks are of this survey (property of
    the asking event, and its values); None guesses, and says so. `factors` are the characteristics that weights make
    alike: None takes the amber ones that differ most (at most two), else the persona.
    """

    metric: str | None = None
    questions: tuple[str, ...] = ()
    surveys: tuple[str, ...] = ()
    lag_hours: float = LAG_HOURS
    within_days: float = ANSWERED_WITHIN_DAYS
    ask_property: str | None = None
    ask_values: tuple[str, ...] = ()
    factors: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """One name becomes a tuple; unknown choices are refused."""
        for name in ("questions", "surveys", "ask_values"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        if self.factors is not None:
            object.__setattr__(self, "factors", as_tuple(self.factors))
        if not 0 < self.within_days <= _MOST_DAYS:
            raise DefinitionError("An answer belongs to an ask within a number of days above 0, at most a year.")
        if self.ask_values and self.ask_property is None:
            raise DefinitionError("Say of which property of an ask these are values.")
        _ = self.scores  # refuses what scores refuse

    @property
    def scores(self) -> Scores:
        """The question for the score itself."""
        return Scores(self.metric, self.questions, self.surveys, "none", lag_hours=self.lag_hours)


def require_lag(hours: float) -> None:
    """Refuse a lag that is no time, or longer than a year."""
    if not 0 <= hours <= _MOST_LAG_HOURS:
        raise DefinitionError("An answer is about an event at most a year before it, and none after it.")
