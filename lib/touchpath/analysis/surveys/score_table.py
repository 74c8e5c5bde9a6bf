"""One row a person: the overall score, and the score of every item that the person met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from touchpath.analysis.surveys.answers import Chosen, Numbers, Whole
from touchpath.analysis.surveys.named import NamedAnswers, answers_named, rated_questions
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.journey.definition import DefinitionError
from touchpath.journey.survey_drivers import SurveyDrivers

FEWEST = 30
"""Items that fewer people met are not compared where nobody named them."""


@dataclass(frozen=True, eq=False)
class ScoreTable:
    """People with an overall score and what they said of items.

    `overall` (n) and `scores` (n x items; NaN: not met) are means over a person's answers; `persona` numbers each
    person's persona from 0. `asked`: people who were asked the overall question, with a score or without. `lows` and
    `highs` are the ends of the items' scales; `weighted` says whether the file has weights.
    """

    overall: Numbers
    scores: Numbers
    persona: Whole
    items: tuple[str, ...]
    lows: Numbers
    highs: Numbers
    asked: int
    weighted: bool


def score_table(placed: PlacedAnswers, question: SurveyDrivers) -> ScoreTable:
    """The people with an overall score in view, and their scores of the items.

    Raises DefinitionError for a score or question that nobody was asked.
    """
    answers = placed.answers
    overall = answers_named(answers, question.overall)
    people, row = np.unique(answers.cluster[overall.usable], return_inverse=True)
    found = _touchpoints(placed, question) if question.touchpoints_of else _questions(placed, question)
    answered = np.bincount(row, minlength=len(people))
    columns = [_means(placed, part, people) for _, part, _, _ in found]
    scores = np.column_stack(columns) if columns else np.empty((len(people), 0))
    named = {*question.items, *question.chosen}
    kept = [
        place
        for place, (name, *_) in enumerate(found)
        if name in named or np.count_nonzero(np.isfinite(scores[:, place])) >= FEWEST
    ]
    return ScoreTable(
        overall=np.bincount(row, answers.score[overall.usable], len(people)) / answered,
        scores=scores[:, kept],
        persona=_personas(placed, overall, row, len(people)),
        items=tuple(found[place][0] for place in kept),
        lows=np.array([found[place][2] for place in kept]),
        highs=np.array([found[place][3] for place in kept]),
        asked=len(np.unique(answers.cluster[overall.all_of_them])),
        weighted=bool(answers.weighted[overall.usable].any()),
    )


Found = list[tuple[str, Chosen, float, float]]
"""Items: name, which answers are about them, ends of the scale."""


def _questions(placed: PlacedAnswers, question: SurveyDrivers) -> Found:
    answers = placed.answers
    about = answers_named(answers, question.overall)
    own = set(np.unique(answers.series[about.all_of_them]).tolist())
    rated = [name for name in rated_questions(answers) if not _asks_the_same(placed, name, own)]
    names = list(dict.fromkeys([*(question.items or rated), *question.chosen]))
    if same := [name for name in names if name not in rated and _asks_the_same(placed, name, own)]:
        raise DefinitionError(f'"{same[0]}" is part of the overall score: compare it with other items.')
    parts = [answers_named(answers, name) for name in names]
    return [(part.name, part.usable, part.low, part.high) for part in parts]


def _asks_the_same(placed: PlacedAnswers, name: str, own: set[int]) -> bool:
    return any(place in own for place, kind in enumerate(placed.answers.kinds) if kind.question == name)


def _touchpoints(placed: PlacedAnswers, question: SurveyDrivers) -> Found:
    part = answers_named(placed.answers, question.touchpoints_of)
    names: Sequence[str] = list(dict.fromkeys([*(question.items or placed.touchpoints), *question.chosen]))
    place = {name: number for number, name in enumerate(placed.touchpoints)}
    about = [(name, part.usable & (placed.touchpoint == place.get(name, -2))) for name in names]
    return [(name, chosen, part.low, part.high) for name, chosen in about]


def _means(placed: PlacedAnswers, chosen: Chosen, people: Whole) -> Numbers:
    """Each person's mean score over the chosen answers, NaN without one."""
    answers = placed.answers
    cluster, score = answers.cluster[chosen], answers.score[chosen]
    row = np.searchsorted(people, cluster)
    known = people[np.minimum(row, len(people) - 1)] == cluster if len(people) else np.zeros(len(cluster), dtype=bool)
    count = np.bincount(row[known], minlength=len(people))
    total = np.bincount(row[known], score[known], minlength=len(people))
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _personas(placed: PlacedAnswers, overall: NamedAnswers, row: Whole, people: int) -> Whole:
    found = np.zeros(people, dtype=np.int64)
    found[row] = placed.persona[overall.usable]
    return np.unique(found, return_inverse=True)[1].astype(np.int64)
