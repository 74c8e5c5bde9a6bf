"""Scores of answers as measures."""

from __future__ import annotations

from dataclasses import replace

from touchpath.analysis.measures.definition import Read
from touchpath.analysis.measures.figure import Figure, MeasureBuckets
from touchpath.analysis.scores import ScoreMetric, score_in_view
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.measures import MeasureSettings


def score_of(metric: ScoreMetric) -> Read:
    """How the figure of a metric is read."""

    def read(engine: Reader, filters: Filters, _: MeasureSettings, buckets: MeasureBuckets) -> Figure:
        score = score_in_view(engine, metric, filters, buckets)
        return replace(score.figure, people=score.people)

    return read


def score_denominator(_: MeasureSettings) -> str:
    """What scores rest on."""
    return "Answers in view, by when they were given."
