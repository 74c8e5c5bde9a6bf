"""The score that the page looks at, as the other questions about survey answers name it."""

from __future__ import annotations

from touchpath.analysis.surveys.result import ScoresResult


def looked_score(found: ScoresResult) -> str:
    """The question where one is chosen, else the metric."""
    return found.questions[0] if len(found.questions) == 1 else found.metric


def scored_questions(found: ScoresResult) -> list[str]:
    """Every question with scores, in the order of the choices."""
    return list(dict.fromkeys(part.question for part in found.choices))


def metrics(found: ScoresResult) -> list[str]:
    """The metrics with a meaning of their own that were asked."""
    return list(dict.fromkeys(part.metric for part in found.choices if part.metric != "other"))
