"""CES of the answers in view."""

from __future__ import annotations

from touchpath.analysis.measures.definition import MeasureDefinition
from touchpath.analysis.measures.survey import score_denominator, score_of
from touchpath.journey.measures import MeasureSettings


def _definition(_: MeasureSettings) -> str:
    return "The mean answer on 1-7; other scales are brought to it, and that is said."


MEASURE = MeasureDefinition(
    "ces", "CES", "mean", 12, _definition, score_denominator, "ask/surveys/answers", score_of("ces")
)
