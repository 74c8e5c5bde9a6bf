"""Words that the answers about customers share."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from touchpath.answers.groups import HasGroup, group_labels
from touchpath.journey.lifetime_value import ValueSplit
from touchpath.journey.words import NOTHING, interval, money
from touchpath.stats.proportions import normal_quantile

SPLIT_NOUNS: dict[ValueSplit, str] = {
    "none": "Nothing", "persona": "Persona", "first_channel": "First channel", "cohort": "First purchase in",
}  # fmt: skip
"""What customers are split by, as a control and the head of a column say it."""
NOBODY = "Nobody in view has bought anything: choose what a purchase is, or more dates."
ORDERED = ("cohort",)
"""Splits whose groups stand in an order of their own."""
Measured = tuple[float, float, float]
"""A mean with the ends of its interval."""


def amount(measured: Measured, currency: str) -> str:
    """ "€103.56 (€94.80 to €112.32)"; without the interval where there is none."""
    value, low, high = measured
    ends = interval(money(low, currency), money(high, currency))
    return money(value, currency) + ("" if ends == NOTHING else f" ({ends})")


def names_of(groups: Sequence[HasGroup], split: ValueSplit) -> list[str]:
    """What groups are called on screen, unique."""
    missing = {"persona": "(no persona)", "first_channel": "(no channel)"}.get(split, "(not known)")
    named = zip(group_labels(groups), groups, strict=True)
    return [missing if part.kind == "missing" else label for label, part in named]


def surely_differ(a: Measured, b: Measured, pairs: int) -> bool:
    """Whether two means differ by more than chance, were they the furthest apart of so many pairs (Bonferroni)."""
    z = normal_quantile(0.95)
    errors = [(high - low) / (2 * z) for _, low, high in (a, b)]
    between = (errors[0] ** 2 + errors[1] ** 2) ** 0.5
    return isfinite(between) and abs(a[0] - b[0]) > normal_quantile(1 - 0.05 / max(pairs, 1)) * between


def pairs_of(groups: int) -> int:
    """How many pairs so many groups make."""
    return groups * (groups - 1) // 2
