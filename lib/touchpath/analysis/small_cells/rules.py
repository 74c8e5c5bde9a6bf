"""What counts as a small cell, and which cells must go with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import isnan, nan
from typing import Any

from touchpath.journey.definition import DefinitionError

Hide = Callable[[Any, int], Any]
"""Takes a part of an answer and k; gives the part with its small cells hidden."""
_PEOPLE = re.compile(
    r"(?<![\d.,%])(\d{1,4})(?! ?%)(?= (?:of [\d,]+ |more |other |different |new |mature )?"
    r"(?:people|persons?|answers?|purchasers?|customers?|attempts?|sessions?|respondents?|pairs?|others?)\b)"
)
_SIZE = re.compile(r"(?<=\bn = )(\d{1,4})\b")


class Withheld(DefinitionError):  # noqa: N818 - a refusal, not a fault
    """An answer that is about fewer people than this workspace shows."""


def withheld(what: str, k: int) -> Withheld:
    """The refusal: "Who dropped is hidden: fewer than 20 people." """
    return Withheld(f"{what} hidden: this workspace shows nothing about fewer than {k} people (Workspaces, Privacy).")


def is_small(count: Any, k: int) -> bool:
    """Whether a count is of 1 to k-1; nobody (0) is no one to be recognised, and NaN is hidden already."""
    return count is not None and 0 < float(count) < k


def is_hidden(count: Any) -> bool:
    """Whether a count was hidden (or never was)."""
    return count is None or isnan(float(count))


def to_hide(counts: Sequence[Any], k: int) -> list[bool]:
    """Which cells of a breakdown with a shown total are hidden: the small ones and those that would tell them.

    While exactly one is hidden, or the hidden hold fewer than `k` together, the next smallest is hidden too.
    """
    hide = [is_small(count, k) or is_hidden(count) for count in counts]
    known = [0.0 if is_hidden(count) else float(count) for count in counts]
    while any(hide) and (sum(hide) < 2 or sum(known[i] for i, gone in enumerate(hide) if gone) < k):
        left = [i for i, gone in enumerate(hide) if not gone and known[i] > 0]
        if not left:
            break
        hide[min(left, key=known.__getitem__)] = True
    return hide


def blank(values: Sequence[Any], hide: Sequence[bool]) -> tuple[Any, ...]:
    """The values, NaN where they are hidden."""
    return tuple(nan if gone else value for value, gone in zip(values, hide, strict=True))


def in_words(value: Any, k: int) -> Any:
    """Sentences, with counts of 1 to k-1 people in them said as "fewer than k"."""
    if isinstance(value, str):
        return _SIZE.sub(lambda found: _said(found, k), _PEOPLE.sub(lambda found: _said(found, k), value))
    return tuple(in_words(part, k) for part in value) if isinstance(value, tuple) else value


def _said(found: re.Match[str], k: int) -> str:
    return f"fewer than {k}" if 0 < int(found[0]) < k else found[0]
