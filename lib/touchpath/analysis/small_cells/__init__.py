"""Small cells are hidden: no answer that anybody gets holds a figure about fewer than k people.

Every answer passes through `hidden` before a page, command, file or script sees it (answers/asking.py, ui/cached.py),
and every result class declares what its fields tell of people (journey/cells.py); one that does not is refused. The
rules:

- A count of 1 to k-1 people (or answers) becomes NaN, and so does every rate, interval, mean or time that rests on
  it; 0 is shown, since it is about nobody. A part that leaves out 1 to k-1 of a shown size goes too.
- A value of the data that 1 to k-1 people have is called "a small group": its name may be theirs.
- Where cells add up to a total that is shown, one hidden cell could be computed from the others. So the next smallest
  is hidden too, until at least two are and they hold at least k people together (complementary suppression; Hundepool
  et al. 2012, Statistical Disclosure Control, chapter 4); in tables by row and by column.
- Steps of a funnel tell by subtraction who was lost between them: a step that lies less than k people (but not 0)
  below the last one shown is hidden as well.
- Bars of a histogram and steps of a survival curve are put together until each is about k people.
- Where something else than people is counted (events, revenue, answers), the people behind it decide.
- Sentences that were made while measuring say what counts of people they tell (`about`); where those are few, or it
  is not said, the sentence is left out. All others are told from what is left.
- What is about single people (a list of them, one person's timeline) is refused with a sentence.
- Filters that leave out a few people, or take apart what is hidden together, are refused (see asked.py).

It hides cells; it does not make data anonymous: who may ask many questions can still compare two whose people differ
by a few in ways no single page shows (another window, another day).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import is_dataclass, replace
from typing import Any, TypeVar

from touchpath.analysis.drivers import NextTouchpoint
from touchpath.analysis.funnel.result import GroupResult
from touchpath.analysis.small_cells import (
    attribution,
    change,
    comments,
    figures,
    follows,
    foresight,
    funnel,
    lifetime,
    paths,
    personas,
    quality,
    retention,
    statistics,
    surveys,
    tables,
    uplift,
)
from touchpath.analysis.small_cells import map as touchpoint_map
from touchpath.analysis.small_cells.asked import require_wide
from touchpath.analysis.small_cells.cells import hide_cell
from touchpath.analysis.small_cells.rules import SMALL_GROUP, Hide, Withheld, is_hidden
from touchpath.journey.cells import Undeclared, roles

__all__ = ["SMALL_GROUP", "Undeclared", "Withheld", "hidden", "require_declared", "require_wide", "shown_groups"]
R = TypeVar("R")
_WHOLE: dict[type, Hide] = {**funnel.WHOLE, **retention.WHOLE, **figures.WHOLE, **quality.WHOLE, **statistics.WHOLE,
                           **tables.WHOLE, **paths.WHOLE, **surveys.WHOLE,
                           **comments.WHOLE, **follows.WHOLE, **attribution.WHOLE,
                           **touchpoint_map.WHOLE, **lifetime.WHOLE, **personas.WHOLE, **foresight.WHOLE}  # fmt: skip
"""Kinds of answer whose rule looks at all their parts at once."""
_RULES: dict[type, Hide] = {**figures.RULES, **change.RULES, **quality.RULES, **comments.RULES, **follows.RULES,
                           **uplift.RULES}  # fmt: skip
"""Kinds whose rule comes after their parts were looked at one by one."""


def hidden(answer: R, k: int) -> R:
    """The answer without any figure about fewer than `k` people; as it is where `k` is at most 1.

    Raises Undeclared for a result that does not declare its cells, whatever `k` is, and Withheld where the whole
    answer is about fewer than `k` people, or about single ones (both are DefinitionErrors).
    """
    require_declared(answer)
    shown: R = answer if k <= 1 else _hide(answer, k)
    return shown


def require_declared(part: Any) -> None:
    """Raise Undeclared unless the result, and every result in it, says what its fields tell of people."""
    if isinstance(part, tuple):
        for member in part:
            require_declared(member)
    elif part is not None:
        for name, role in roles(type(part)).items():
            if role is None:
                require_declared(getattr(part, name))


def shown_groups(groups: Sequence[GroupResult]) -> tuple[GroupResult, ...]:
    """The groups of a funnel none of whose steps is hidden: those that can be compared."""
    return tuple(group for group in groups if not any(is_hidden(step.people) for step in group.steps))


def _hide(part: Any, k: int) -> Any:
    if isinstance(part, tuple) and part and isinstance(part[0], NextTouchpoint):
        return funnel.next_touchpoints(part, k)
    if isinstance(part, tuple):
        return tuple(shown for value in part if (shown := _hide(value, k)) is not tables.GONE)
    return _hide_result(part, k) if is_dataclass(part) else part


def _hide_result(cell: Any, k: int) -> Any:
    """By the rule of its kind, else as it declares its fields."""
    if type(cell) in _WHOLE:
        return _WHOLE[type(cell)](cell, k)
    inner = [name for name, role in roles(type(cell)).items() if role is None]
    changed = {name: _hide(getattr(cell, name), k) for name in inner}
    rule = _RULES.get(type(cell), hide_cell)
    return rule(replace(cell, **changed) if changed else cell, k)
