"""What counts as a small cell, and which cells must go with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan, nan
from typing import Any

from touchpath.journey.definition import DefinitionError

Hide = Callable[[Any, int], Any]
"""Takes a part of an answer and k; gives the part with its small cells hidden."""
SMALL_GROUP = "a small group"
"""What a value of the data is called that fewer than k people have."""


class Withheld(DefinitionError):  # noqa: N818 - a refusal, not a fault
    """An answer that is about fewer people than this workspace shows."""


def withheld(what: str, k: int) -> Withheld:
    """The refusal: "Who dropped is hidden: fewer than 20 people." """
    return Withheld(f"{what} hidden: this workspace shows nothing about fewer than {k} people (Workspaces, Privacy).")


def hidden_words(k: int) -> str:
    """What stands where a sentence would tell of few people."""
    return f"Hidden: it may tell of fewer than {k} people."


def is_small(count: Any, k: int) -> bool:
    """Whether a count is of 1 to k-1; nobody (0) is no one to be recognised, and NaN is hidden already."""
    return count is not None and 0 < float(count) < k


def is_hidden(count: Any) -> bool:
    """Whether a count was hidden (or never was)."""
    return count is None or isnan(float(count))


def tells(part: Any, size: Any, k: int) -> bool:
    """Whether a part of a shown size is about few people: it is small, or all the others are."""
    if is_small(part, k):
        return True
    return not is_hidden(part) and not is_hidden(size) and is_small(float(size) - float(part), k)


def to_hide(counts: Sequence[Any], k: int, also: Sequence[bool] = ()) -> list[bool]:
    """Which cells of a breakdown with a shown total are hidden: the small ones and those that would tell them.

    While exactly one is hidden, or the hidden hold fewer than `k` together, the next smallest is hidden too. `also`
    are hidden for another reason, and count among them.
    """
    hide = [is_small(count, k) or is_hidden(count) for count in counts]
    hide = [gone or more for gone, more in zip(hide, also, strict=True)] if also else hide
    known = [0.0 if is_hidden(count) else float(count) for count in counts]
    while any(hide) and (sum(hide) < 2 or sum(known[i] for i, gone in enumerate(hide) if gone) < k):
        left = [i for i, gone in enumerate(hide) if not gone and known[i] > 0]
        if not left:
            break
        hide[min(left, key=known.__getitem__)] = True
    return hide


def hide_table(table: Sequence[Sequence[Any]], k: int, also: Sequence[Sequence[bool]] = ()) -> list[list[bool]]:
    """The same for a table whose rows and columns both have shown totals."""
    hide = [list(row) for row in also] or [[False] * len(row) for row in table]
    while True:
        rows = [to_hide(row, k, gone) for row, gone in zip(table, hide, strict=True)]
        columns = [
            to_hide(column, k, gone)
            for column, gone in zip(zip(*table, strict=True), zip(*rows, strict=True), strict=True)
        ]
        again = [list(row) for row in zip(*columns, strict=True)]
        if again == hide or not again:
            return again or hide
        hide = again


def far_enough(counts: Sequence[float], k: int) -> list[bool]:
    """Which of counts in order can be shown: none of them tells of few people by its distance to the one before."""
    shown, last = [], nan
    for count in counts:
        keep = not (is_hidden(count) or is_small(count, k) or is_small(abs(last - count), k))
        shown.append(keep)
        last = count if keep else last
    return shown


def blank(values: Sequence[Any], hide: Sequence[bool]) -> tuple[Any, ...]:
    """The values, NaN where they are hidden."""
    return tuple(nan if gone else value for value, gone in zip(values, hide, strict=True))
