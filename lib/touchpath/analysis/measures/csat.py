"""CSAT of the answers in view."""

from __future__ import annotations

from touchpath.analysis.measures.definition import MeasureDefinition
from touchpath.analysis.measures.survey import score_denominator, score_of
from touchpath.journey.measures import MeasureSettings


def _definition(_: MeasureSettings) -> str:
    return "The share of answers in the top two boxes of their scale."


MEASURE = MeasureDefinition(
    "csat", "CSAT", "share", 11, _definition, score_denominator, "ask/surveys/answers", score_of("csat")
)
