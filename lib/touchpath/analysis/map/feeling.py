"""How it felt: scores of one metric by touchpoint and channel, and by stage, as the page of surveys groups them."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from touchpath.analysis.map.result import FeelingPoint
from touchpath.analysis.surveys.answers import survey_answers
from touchpath.analysis.surveys.choosing import chosen_answers
from touchpath.analysis.surveys.estimate import ScoreSums, sums, whole
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.analysis.surveys.scale import counted, of_metric, usable
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters, Name
from touchpath.journey.surveys import Scores
from touchpath.journey.touchpoints import STAGES
from touchpath.stats.survey_scores import MIN_ANSWERS

_METRICS = ("nps", "csat", "ces")
Spot = tuple[str, Name]
"""A touchpoint on a channel."""


@dataclass(frozen=True)
class Feeling:
    """The scores of one metric ("": none is there): the whole, by spot, and by stage."""

    metric: str
    metrics: tuple[str, ...]
    score: float
    spots: dict[Spot, ScoreSums]
    stages: tuple[FeelingPoint, ...]


def feeling(engine: Reader, filters: Filters, metric: str | None) -> Feeling:
    """The scores of the answers in view; without a metric, of the one that tells of most stages."""
    known = known_metrics(engine)
    if metric is not None and metric not in known:
        return Feeling("", known, nan, {}, ())
    chosen = metric or _usual(engine, filters, known)
    if not chosen:
        return Feeling("", known, nan, {}, ())
    placed = _placed(engine, filters, chosen)
    values = counted(placed.answers, chosen)
    overall = whole(values)
    width = len(placed.channels) + 1
    spot = np.where(placed.touchpoint >= 0, placed.touchpoint * width + placed.channel + 1, -1)
    there, group = np.unique(spot, return_inverse=True)
    found = sums(values, np.where(spot >= 0, group, -1), len(there))
    channels: tuple[Name, ...] = (None, *placed.channels)
    spots = {
        (placed.touchpoints[int(code) // width], channels[int(code) % width]): part
        for code, part in zip(there, found, strict=True)
        if code >= 0
    }
    by_stage = sums(values, _stages(placed), len(STAGES))
    points = tuple(_point(stage, part) for stage, part in zip(STAGES, by_stage, strict=True) if part.answers)
    return Feeling(chosen, known, overall.value, spots, points)


def known_metrics(engine: Reader) -> tuple[str, ...]:
    """The metrics that anybody answered on a scale they are counted on."""
    everything = survey_answers(engine)
    return tuple(name for name in _METRICS if (of_metric(everything, name) & usable(everything, name)).any())


def _point(stage: str, part: ScoreSums) -> FeelingPoint:
    return FeelingPoint(stage, part.clusters, part.answers, part.value, *part.interval())


def _placed(engine: Reader, filters: Filters, metric: str) -> PlacedAnswers:
    wanted = chosen_answers(survey_answers(engine), Scores(metric)).wanted
    return answers_in_view(engine, filters, wanted=wanted).placed


def _stages(placed: PlacedAnswers) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    numbers = np.array([STAGES.index(stage) if stage else -1 for stage in placed.stages] + [-1], dtype=np.int64)
    return numbers[placed.touchpoint]


def _usual(engine: Reader, filters: Filters, known: tuple[str, ...]) -> str:
    """The metric with enough answers at most stages; ties: the most answers placed."""
    best, most = "", (-1, -1)
    for name in known:
        placed = _placed(engine, filters, name)
        stage = _stages(placed)
        answers = np.bincount(stage[stage >= 0], minlength=len(STAGES))
        told = (int(np.count_nonzero(answers >= MIN_ANSWERS)), int(answers.sum()))
        if told > most:
            best, most = name, told
    return best
