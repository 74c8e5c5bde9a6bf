"""Data quality: findings, the numbers they move, and how much of the data can be placed."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.small_cells.cells import emptied
from touchpath.analysis.small_cells.rules import Hide, hidden_words, is_small, tells
from touchpath.journey.quality import Coverage, Effect, Examples, Finding, Headline

_PEOPLE = ("people", "goal_people", "mature_people")


def _headline(headline: Any, k: int) -> Any:
    """Numbers of everybody: one of few people is hidden, and what it is a part of people tells."""
    gone = [name for name in _PEOPLE if is_small(getattr(headline, name), k)]
    if tells(headline.goal_people, headline.people, k):
        gone += ["goal_people", "conversion_rate"]
    if tells(headline.mature_people, headline.people, k):
        gone += ["mature_people", "retained_rate"]
    if is_small(headline.people, k):
        gone += ["events", "purchases", "revenue", "first_event", "last_event"]
    return emptied(headline, gone) if gone else headline


def _effect(effect: Any, k: int) -> Any:
    """The numbers before and after, None where the difference is of a few people."""
    pairs = [(getattr(effect.before, name), getattr(effect.after, name)) for name in _PEOPLE]
    if any(is_small(abs(before - after), k) for before, after in pairs):
        return None
    return replace(effect, before=_headline(effect.before, k), after=_headline(effect.after, k))


def _finding(finding: Any, k: int) -> Any:
    """A finding of data quality: no single rows; nothing but its kind where it is, or may be, about a few people."""
    known = finding.about is not None and not any(is_small(count, k) for count in finding.about)
    if known:
        return replace(finding, examples=Examples(), effect=finding.effect and _effect(finding.effect, k))
    said = hidden_words(k)
    kept = replace(finding, title="A finding about few people", sentence=said, examples=Examples(), remedies=())
    return replace(kept, rows=nan, effect=None, scores=None, about=None)


def _coverage(part: Any, k: int) -> Any:
    if is_small(part.of, k):
        return replace(part, hits=nan, of=nan)
    return replace(part, hits=nan) if tells(part.hits, part.of, k) else part


WHOLE: dict[type, Hide] = {Headline: _headline, Finding: _finding, Coverage: _coverage, Effect: _effect}
RULES: dict[type, Hide] = {}
