"""Measures scores: whole, split, by box and over time, with what could be placed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import nan, sqrt

import numpy as np

from touchpath.analysis.measures.figure import places
from touchpath.analysis.surveys.answers import NO_TIME, Chosen, SurveyAnswers, survey_answers
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.analysis.surveys.choosing import choices, chosen_answers
from touchpath.analysis.surveys.estimate import ScoreSums, sums, whole
from touchpath.analysis.surveys.groups import group_of, score_groups
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.analysis.surveys.result import PlacingCounts, ScoreBox, ScoreGroup, ScorePoint, ScoresResult
from touchpath.analysis.surveys.scale import CountedAnswers, counted
from touchpath.analysis.surveys.splits import split_answers
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.filters import Filters
from touchpath.journey.surveys import SCORE_SPLITS, Scores
from touchpath.journey.trends import Bucket, buckets, fitting_period
from touchpath.stats.power import detectable_change
from touchpath.stats.survey_scores import MIN_ANSWERS

_AUTO = ("touchpoint", "channel", "persona", "question", "survey")
_MOST_BOXES = 11
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - stored moments are UTC and naive


def measure(engine: Reader, asked: Scores, filters: Filters) -> ScoresResult:
    """The scores of the answers in view. Raises DefinitionError for answers that have no common scale."""
    everything = survey_answers(engine)
    chosen = chosen_answers(everything, asked)
    view = answers_in_view(engine, filters, asked.lag_hours, chosen.wanted)
    placed = view.placed.where(_latest(view.placed.answers)) if asked.latest_only else view.placed
    values = counted(placed.answers, chosen.metric)
    overall = whole(values)
    useful = tuple(name for name in SCORE_SPLITS if _tells_apart(engine, placed, asked, name, MIN_ANSWERS))
    split = asked.split if asked.split != "auto" else _usual_split(engine, placed, asked, useful)
    groups = None if split == "none" else split_answers(engine, placed, asked, split)
    parts = _buckets(engine.calendar, everything, filters, asked)
    asking = asking_touchpoints(engine)
    return ScoresResult(
        metric=chosen.metric,
        questions=chosen.questions,
        scales=_scales(placed.answers),
        whole=group_of(overall),
        split=split,
        groups=score_groups(values, groups, asked.most_groups) if groups else (),
        ordered=bool(groups and groups.ordered),
        boxes=_boxes(values, placed.answers),
        points=_points(values, placed.answers, parts),
        buckets=parts,
        surveys=_surveys(engine, values, placed, asked),
        placing=placing_counts(placed),
        choices=choices(everything),
        smallest_change=_smallest_change(overall),
        left_out=view.without_event,
        off_scale=chosen.off_scale,
        weighted=values.weighted,
        rescaled=values.rescaled,
        asking=asking.names,
        asking_confirmed=asking.confirmed,
        splits=useful,
    )


def placing_counts(placed: PlacedAnswers) -> PlacingCounts:
    """How many answers are placed at each level."""
    answers = placed.answers
    known = (answers.moment != NO_TIME, answers.person >= 0, placed.touchpoint >= 0, placed.named,
             placed.channel >= 0, placed.persona >= 0)  # fmt: skip
    return PlacingCounts(len(placed), *(int(np.count_nonzero(part)) for part in known))


def _latest(answers: SurveyAnswers) -> Chosen:
    """The last answer of each person."""
    order = np.lexsort((answers.source_row, answers.import_id, answers.moment, answers.cluster))
    last = np.append(np.diff(answers.cluster[order]) != 0, True) if len(order) else np.zeros(0, dtype=bool)
    kept = np.zeros(len(answers), dtype=bool)
    kept[order[last]] = True
    return kept


def _tells_apart(engine: Reader, placed: PlacedAnswers, asked: Scores, split: str, fewest: int) -> bool:
    """Whether a split has at least two groups of enough answers."""
    group = split_answers(engine, placed, replace(asked, split=split), split).group
    return int(np.count_nonzero(np.bincount(group[group >= 0]) >= fewest)) >= 2


def _usual_split(engine: Reader, placed: PlacedAnswers, asked: Scores, useful: tuple[str, ...]) -> str:
    """The first of the usual splits that tells groups apart, and in which most answers have a place."""
    for name in _AUTO:
        if name in useful:
            group = split_answers(engine, placed, replace(asked, split=name), name).group
            if 2 * np.count_nonzero(group >= 0) >= len(group):
                return name
    return "none"


def _surveys(engine: Reader, values: CountedAnswers, placed: PlacedAnswers, asked: Scores) -> tuple[ScoreGroup, ...]:
    """Each survey beside the whole, where several are put together."""
    split = split_answers(engine, placed, replace(asked, split="survey"), "survey")
    if len(np.unique(split.group)) < 2:
        return ()
    return score_groups(values, split, asked.most_groups)


def _scales(answers: SurveyAnswers) -> tuple[tuple[float, float], ...]:
    there = np.unique(answers.series)
    ends = {(answers.kinds[place].scale_low, answers.kinds[place].scale_high) for place in there}
    return tuple(sorted(pair for pair in ends if pair[0] == pair[0] and pair[1] == pair[1]))


def _boxes(values: CountedAnswers, answers: SurveyAnswers) -> tuple[ScoreBox, ...]:
    """How often each number was given; more than eleven different ones in ten stretches of equal length."""
    if not len(values):
        return ()
    numbers = np.unique(values.score)
    if len(numbers) > _MOST_BOXES:
        edges = np.linspace(numbers[0], numbers[-1], _MOST_BOXES)
        place = np.minimum(np.searchsorted(edges, values.score, side="right") - 1, _MOST_BOXES - 2)
        ends = [(float(low), float(high)) for low, high in pairwise(edges)]
    else:
        numbers = _every_box(numbers, values, answers)
        place, ends = np.searchsorted(numbers, values.score), [(float(n), float(n)) for n in numbers]
    given = np.bincount(place, minlength=len(ends))
    weighed = np.bincount(place, values.weight, len(ends)) / values.weight.sum()
    return tuple(
        ScoreBox(low, high, int(n), float(share)) for (low, high), n, share in zip(ends, given, weighed, strict=True)
    )


def _every_box(numbers: np.ndarray[tuple[int], np.dtype[np.float64]], values: CountedAnswers, answers: SurveyAnswers
               ) -> np.ndarray[tuple[int], np.dtype[np.float64]]:  # fmt: skip
    """The boxes of the scale, also those that nobody took, where the scale is known and short."""
    scales = _scales(answers)
    if values.rescaled or len(scales) != 1 or scales[0][1] - scales[0][0] >= _MOST_BOXES:
        return numbers
    whole_scale = np.arange(scales[0][0], scales[0][1] + 1)
    return np.union1d(numbers, whole_scale)


def _points(values: CountedAnswers, answers: SurveyAnswers, parts: tuple[Bucket, ...]) -> tuple[ScorePoint, ...]:
    if not parts or not len(values):
        return ()
    place = np.where(answers.moment == NO_TIME, -1, places(answers.moment, parts))
    found = (group_of(part) for part in sums(values, place, len(parts)))
    return tuple(
        ScorePoint(number, part.people, part.answers, part.score, part.low, part.high)
        for number, part in enumerate(found)
        if part.answers
    )


def _buckets(calendar: Calendar, answers: SurveyAnswers, filters: Filters, asked: Scores) -> tuple[Bucket, ...]:
    """The periods that events and answers fall into."""
    timed = answers.moment[answers.moment != NO_TIME]
    if len(timed):
        first, last = (_EPOCH + timedelta(microseconds=int(moment)) for moment in (timed.min(), timed.max()))
        begins = min(first, calendar.data_start or first)
        known = calendar.data_end if calendar.later_events else max(last, calendar.data_end or last)
        calendar = replace(calendar, data_start=begins, data_end=known)
    return buckets(calendar, filters, asked.period or fitting_period(calendar, filters))


def _smallest_change(overall: ScoreSums) -> float:
    """The difference of two equal groups of this size that would show in 4 of 5 cases, in the unit of the score."""
    n = overall.effective
    if not n > 1 or not overall.variance_of_one > 0:
        return nan
    factor = 100 if overall.metric == "nps" else 1
    return factor * detectable_change(sqrt(2 * overall.variance_of_one / n))
