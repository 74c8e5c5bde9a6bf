"""Small cells are hidden: no answer that a page gets holds a figure about fewer than k people.

Every answer passes through `hidden` before a page, chart, table or download sees it (ui/cached.py), so no page
can forget to. The rules:

- A count of 1 to k-1 people (or answers) becomes NaN, and so does every rate, interval, mean or time that rests on
  it; 0 is shown, since it is about nobody. Tooltips, sentences and files are made of the same numbers.
- Where cells add up to a total that is shown, one hidden cell could be computed from the others. So the next smallest
  is hidden too, until at least two are and they hold at least k people together (complementary suppression; Hundepool
  et al. 2012, Statistical Disclosure Control, chapter 4).
- Steps of a funnel tell by subtraction who was lost between them: a step that lies less than k people (but not 0)
  below the last one shown is hidden as well.
- Bars of a histogram and steps of a survival curve are put together until each is about k people.
- Where something else than people is counted (events, revenue, answers), the people behind it decide.
- What is about single people (a list of fewer than k, one person's timeline) is refused with a sentence.

It hides cells; it does not make data anonymous: two questions whose people differ by a few can still be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import pandas as pd

from touchpath.analysis.drivers import NextTouchpoint
from touchpath.analysis.funnel.result import GroupResult
from touchpath.analysis.small_cells import change, figures, funnel, retention, tables
from touchpath.analysis.small_cells.rules import Hide, Withheld, in_words, is_hidden

__all__ = ["Withheld", "hidden", "shown_groups"]
R = TypeVar("R")
_WHOLE: dict[type, Hide] = {**funnel.WHOLE, **retention.WHOLE, **figures.WHOLE}
"""Kinds of answer whose rule looks at all their parts at once."""
_RULES: dict[type, Hide] = {**figures.RULES, **change.RULES}
"""Kinds whose rule comes after their parts were looked at one by one."""
_SENTENCES = frozenset({"sentence", "reason", "warnings", "details", "what_would_change"})


def hidden(answer: R, k: int, question: str = "") -> R:
    """The answer without any figure about fewer than `k` people; as it is where `k` is at most 1.

    `question` names the function that gave it, for plain dicts of counts. Raises Withheld (a DefinitionError) where
    the whole answer is about fewer than `k` people, or about single ones.
    """
    if k <= 1:
        return answer
    found: Any = answer
    found = tables.hide_counts(found, k) if question in tables.COUNTS else _hide(found, k)
    result: R = found
    return result


def shown_groups(groups: Sequence[GroupResult]) -> tuple[GroupResult, ...]:
    """The groups of a funnel none of whose steps is hidden: those that can be compared."""
    return tuple(group for group in groups if not any(is_hidden(step.people) for step in group.steps))


def _hide(part: Any, k: int) -> Any:
    if isinstance(part, pd.DataFrame):
        return tables.hide_rows(part, k)
    if is_dataclass(part) and not isinstance(part, type):
        return _hide_cell(part, k)
    if isinstance(part, dict):
        return {name: _hide(value, k) for name, value in part.items()}
    if isinstance(part, tuple) and part and isinstance(part[0], NextTouchpoint):
        return funnel.next_touchpoints(part, k)
    if isinstance(part, tuple | list):
        return type(part)(_hide(value, k) for value in part)
    return part


def _hide_cell(cell: Any, k: int) -> Any:
    """By the rule of its kind, else by the names of its counts."""
    if type(cell) in _WHOLE:
        return _WHOLE[type(cell)](cell, k)
    module = type(cell).__module__
    if module.startswith("touchpath.ingest") or (
        module.startswith("touchpath.journey") and module != "touchpath.journey.quality"
    ):
        return cell  # what was asked or imported, not an answer
    changed = {}
    for field in fields(cell):
        value = getattr(cell, field.name)
        inside = in_words(value, k) if field.name in _SENTENCES else _hide(value, k)
        if inside is not value and field.init:
            changed[field.name] = inside
    rule = _RULES.get(type(cell), figures.hide_cell)
    return rule(replace(cell, **changed) if changed else cell, k)
