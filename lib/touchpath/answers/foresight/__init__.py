"""Answers about what people will do."""

from __future__ import annotations

from functools import partial
from typing import Any

from touchpath.analysis.foresight import measuring
from touchpath.answers.foresight import prediction
from touchpath.answers.foresight.words import TARGETS
from touchpath.answers.kinds import Kind
from touchpath.journey.definition import build
from touchpath.journey.prediction import Prediction


def _parameters(asked: Prediction) -> list[tuple[str, str]]:
    """What the page's link says: the target, the days, and what coming back or a purchase is."""
    control = "foresight_purchase" if asked.target == "not_buy" else "foresight_returning"
    named = [(control, name) for name in asked.touchpoints]
    return [("foresight_target", TARGETS[asked.target]), ("foresight_days", str(asked.days)), *named]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("prediction", Prediction, partial(build, Prediction), measuring.measure, prediction.tell, "foresight",
         _parameters, measure_watched=measuring.measure),
)  # fmt: skip
"""The questions about what people will do."""
