"""NPS of the answers in view."""

from __future__ import annotations

from touchpath.analysis.measures.definition import MeasureDefinition
from touchpath.analysis.measures.survey import score_denominator, score_of
from touchpath.journey.measures import MeasureSettings


def _definition(_: MeasureSettings) -> str:
    return "The share of answers of 9 or 10 minus that of 0 to 6, in points, from answers on 0-10."


MEASURE = MeasureDefinition(
    "nps", "NPS", "points", 10, _definition, score_denominator, "ask/surveys/answers", score_of("nps")
)
