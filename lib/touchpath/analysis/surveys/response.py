"""Who answered of those asked: rates, how they differ from the silent, and the score with both made alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite, nan

import numpy as np

from touchpath.analysis.log.calendar import microseconds
from touchpath.analysis.log.reading import in_dates
from touchpath.analysis.surveys.answers import Chosen, Numbers, Whole, survey_answers
from touchpath.analysis.surveys.asked import Asks, ask_events, asked_survey, asks_of
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.analysis.surveys.characteristics import Characteristic, characteristics
from touchpath.analysis.surveys.choosing import chosen_answers
from touchpath.analysis.surveys.estimate import whole
from touchpath.analysis.surveys.groups import group_of
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.analysis.surveys.result import ScoreGroup
from touchpath.analysis.surveys.scale import counted
from touchpath.analysis.surveys.view import answers_in_view, of_people
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, PartOf, Size
from touchpath.journey.filters import Filters
from touchpath.journey.surveys import ResponseCheck
from touchpath.stats.means import moments, welch
from touchpath.stats.mix import chi_square
from touchpath.stats.multiplicity import benjamini_hochberg
from touchpath.stats.proportions import wilson
from touchpath.stats.weighting import category_difference, post_stratified, raked, standardised_difference, trimmed

AMBER, _ALPHA = 0.25, 0.05
_MOST_FACTORS = 2
_DAY = 86_400_000_000


@dataclass(frozen=True)
class ResponseRate:
    """Those asked who share a level of a characteristic, and how many of them answered."""

    characteristic: Fixed[str]
    label: Label[str]
    asked: Size[int]
    answered: PartOf[int]
    rate: Derived[float]
    low: Derived[float]
    high: Derived[float]


@dataclass(frozen=True)
class ResponseDifference:
    """How those who answered differ from the silent in something known before: in standard deviations.

    `amber`: by more than a quarter, and more than chance over all characteristics (Benjamini-Hochberg). Of numbers
    the two means are there too.
    """

    characteristic: Fixed[str]
    asked: Size[int]
    difference: Derived[float]
    p_value: Derived[float]
    amber: Derived[bool]
    answered_mean: Derived[float] = nan
    silent_mean: Derived[float] = nan


@dataclass(frozen=True)
class ResponseResult:
    """Who answered. `plain` is the score as answered, `weighted` with those asked made alike in `factors`.

    `uncovered` of those asked have a level that nobody of the answers has; `cut` weights were trimmed. `recent` were
    asked so late that they may still answer; `unasked` answers belong to no ask.
    """

    metric: Fixed[str]
    questions: Fixed[tuple[str, ...]]
    asked: Size[int]
    answered: PartOf[int]
    rate: Derived[float]
    low: Derived[float]
    high: Derived[float]
    unasked: Derived[int]
    recent: PartOf[int]
    rates: tuple[ResponseRate, ...]
    differences: tuple[ResponseDifference, ...]
    factors: Fixed[tuple[str, ...]]
    by_default: Fixed[bool]
    plain: ScoreGroup | None
    weighted: ScoreGroup | None
    cut: Derived[int]
    uncovered: Derived[int]
    asking: Fixed[tuple[str, ...]]
    ask_property: Fixed[str | None]
    ask_values: Fixed[tuple[str, ...]]
    guessed: Fixed[bool]


def measure(engine: Reader, asked: ResponseCheck, filters: Filters) -> ResponseResult:
    """Who answered of those asked, in the dates (of the ask) and among the people of the filters.

    Raises DefinitionError where the answers have no common scale.
    """
    chosen = chosen_answers(survey_answers(engine), asked.scores)
    placed = answers_in_view(engine, filters.of_people(), asked.lag_hours, chosen.wanted).placed
    asking = asking_touchpoints(engine).names
    survey = asked_survey(engine, asking, asked, chosen.metric)
    events = ask_events(engine, asking, survey.property_name)
    asks = asks_of(events, survey, placed.answers, asked.within_days)
    asks = asks.where(in_dates(engine, asks.moment, filters) & of_people(engine, filters, asks.person))
    known = characteristics(engine, asking, events, asks, _about(placed)) if len(asks) else []
    compared = [part for part in known if part.compared]
    differences = response_differences(compared, asks.answered)
    factors = _usual_factors(compared, differences) if asked.factors is None else asked.factors
    scored = _scored(placed, asks, chosen.metric, [part for part in known if part.name in factors])
    answered = int(np.count_nonzero(asks.answered))
    low, high = (float(end) for end in wilson(answered, len(asks)))
    return ResponseResult(
        metric=chosen.metric, questions=chosen.questions, asked=len(asks), answered=answered,
        rate=answered / len(asks) if len(asks) else nan, low=low, high=high, unasked=asks.unasked,
        recent=_recent(engine, asks, asked.within_days), rates=_rates(known, asks.answered), differences=differences,
        factors=factors, by_default=asked.factors is None, plain=scored.plain, weighted=scored.weighted,
        cut=scored.cut, uncovered=scored.uncovered, asking=asking, ask_property=survey.property_name,
        ask_values=survey.values, guessed=survey.guessed,
    )  # fmt: skip


def response_differences(known: Sequence[Characteristic], answered: Chosen) -> tuple[ResponseDifference, ...]:
    """Each characteristic of those who answered against that of the silent, the largest difference first."""
    found = [_difference(part, answered) for part in known]
    adjusted = benjamini_hochberg([part.p_value for part in found])
    judged = [
        replace(part, p_value=float(p), amber=bool(abs(part.difference) > AMBER and p <= _ALPHA))
        for part, p in zip(found, adjusted, strict=True)
    ]
    return tuple(sorted(judged, key=lambda part: -abs(part.difference) if isfinite(part.difference) else 0.0))


def response_weights(
    factors: Sequence[Characteristic], asks: Asks, own: Numbers, answers: Whole
) -> tuple[Numbers, int, int]:
    """Weights of the answers by which the factors are spread as among all asked, how many were cut, and how many of
    those asked are like nobody who answered. `answers` are the places of the answers that `own` are the weights of.

    One factor is post-stratified, and so are two where every pair of levels was answered; else they are raked.
    """
    place = np.zeros(int(asks.answer.max(initial=-1)) + 2, dtype=np.int64)
    place[asks.answer[asks.answered]] = np.flatnonzero(asks.answered)
    ask_of = place[answers]
    levels = [part.level + 1 for part in factors]  # not known is a level of its own
    sizes = [int(level.max(initial=0)) + 1 for level in levels]
    if len(levels) == _MOST_FACTORS:
        crossed = levels[0] * sizes[1] + levels[1]
        there = np.bincount(crossed, minlength=sizes[0] * sizes[1])
        given = np.bincount(crossed[ask_of], minlength=len(there))
        if np.all((given > 0) | (there == 0)):
            levels, sizes = [crossed], [len(there)]
    margins = [np.bincount(level, minlength=size) for level, size in zip(levels, sizes, strict=True)]
    cells = [level[ask_of] for level in levels]
    silent = [np.bincount(cell, minlength=len(margin)) == 0 for cell, margin in zip(cells, margins, strict=True)]
    uncovered = max(int(margin[gap].sum()) for margin, gap in zip(margins, silent, strict=True))
    weight = post_stratified(margins[0], cells[0], own) if len(levels) == 1 else raked(margins, cells, own)
    return (*trimmed(weight), uncovered)


def _difference(part: Characteristic, answered: Chosen) -> ResponseDifference:
    known = part.level >= 0
    yes, no = known & answered, known & ~answered
    if part.numbers is not None:
        first, second = part.numbers[yes], part.numbers[no]
        p_value = welch(moments(second), moments(first)).p_value
        means = (float(first.mean()), float(second.mean())) if len(first) and len(second) else (nan, nan)
        gap = standardised_difference(first, second)
        return ResponseDifference(part.name, int(np.count_nonzero(known)), gap, p_value, False, *means)
    counts = [np.bincount(part.level[group], minlength=len(part.labels)) for group in (yes, no)]
    p_value = chi_square(np.vstack(counts)).p_value
    gap = category_difference(*counts)
    return ResponseDifference(part.name, int(np.count_nonzero(known)), gap, p_value, False)


def _usual_factors(known: Sequence[Characteristic], found: Sequence[ResponseDifference]) -> tuple[str, ...]:
    """The amber ones that differ most, at most two; else the persona, or whatever else there is first."""
    amber = tuple(part.characteristic for part in found if part.amber)[:_MOST_FACTORS]
    names = [part.name for part in known]
    return amber or (("persona",) if "persona" in names else tuple(names[:1]))


@dataclass(frozen=True)
class _Scored:
    plain: ScoreGroup | None = None
    weighted: ScoreGroup | None = None
    cut: int = 0
    uncovered: int = 0


def _scored(placed: PlacedAnswers, asks: Asks, metric: str, factors: Sequence[Characteristic]) -> _Scored:
    """The score of the answers to the asks as it is, and with the factors made alike."""
    answers = np.sort(asks.answer[asks.answered])
    if not len(answers):
        return _Scored()
    linked = np.zeros(len(placed), dtype=bool)
    linked[answers] = True
    values = counted(placed.answers.where(linked), metric)
    plain = group_of(whole(values))
    if not factors:
        return _Scored(plain)
    weights, cut, uncovered = response_weights(factors, asks, values.weight, answers)
    return _Scored(plain, group_of(whole(replace(values, weight=weights, weighted=True))), cut, uncovered)


def _about(placed: PlacedAnswers) -> tuple[str, ...]:
    """The touchpoints that the file itself says the answers are about."""
    there = np.unique(placed.touchpoint[placed.named])
    return tuple(placed.touchpoints[place] for place in there)


def _recent(engine: Reader, asks: Asks, within_days: float) -> int:
    """How many silent asks lie so near the end of the data that an answer may still come."""
    end = engine.calendar.data_end
    if end is None:
        return 0
    return int(np.count_nonzero(~asks.answered & (asks.moment + round(within_days * _DAY) > microseconds(end))))


def _rates(known: Sequence[Characteristic], answered: Chosen) -> tuple[ResponseRate, ...]:
    return tuple(rate for part in known for rate in _rates_of(part, answered))


def _rates_of(part: Characteristic, answered: Chosen) -> list[ResponseRate]:
    inside = part.level >= 0
    asked = np.bincount(part.level[inside], minlength=len(part.labels))
    given = np.bincount(part.level[inside & answered], minlength=len(part.labels))
    lows, highs = wilson(given, asked)
    return [
        ResponseRate(part.name, label, int(n), int(x), int(x) / int(n), float(low), float(high))
        for label, n, x, low, high in zip(part.labels, asked, given, lows, highs, strict=True)
        if n
    ]
