"""Answers about survey answers: the scores, and what else they tell."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from touchpath.answers.kinds import Kind
from touchpath.answers.surveys import comments, drivers, response, score_follows, scores
from touchpath.journey.definition import build, to_plain
from touchpath.journey.surveys import ResponseCheck, Scores

PARAMETER = "scores"
"""The name under which the question about scores stands in a link."""


def _response_link(asked: ResponseCheck) -> list[tuple[str, str]]:
    return [*_scores_link(asked.scores), ("surveys_view", "Who answered")]


def _scores_link(asked: Scores) -> list[tuple[str, str]]:
    plain = to_plain(asked)
    return [(PARAMETER, json.dumps(plain, separators=(",", ":")))] if plain else []


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("scores", Scores, partial(build, Scores), scores.measure, scores.tell, "surveys", _scores_link),
    Kind(
        "response_check", ResponseCheck, partial(build, ResponseCheck), response.measure, response.tell, "surveys",
        _response_link,
    ),
    *score_follows.KINDS,
    *drivers.KINDS,
    *comments.KINDS,
)  # fmt: skip
"""The questions about survey answers."""
