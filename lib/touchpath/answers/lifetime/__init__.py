"""Answers about what customers are worth."""

from __future__ import annotations

from functools import partial
from typing import Any

from touchpath.answers.kinds import Kind
from touchpath.answers.lifetime import against_cost, ahead, history, valued
from touchpath.answers.lifetime.words import SPLIT_NOUNS
from touchpath.journey.definition import build
from touchpath.journey.lifetime_value import (
    LifetimeValue,
    ValueAhead,
    ValuedCustomers,
    ValueForCost,
    ValueSplit,
    ahead_to_plain,
)


def _parameters(asked: LifetimeValue | ValueAhead | ValuedCustomers | ValueForCost) -> list[tuple[str, str]]:
    """What the page's link says: what a purchase is, and how customers are split (as the control calls it)."""
    split: ValueSplit = getattr(asked, "split", "none")
    named = [("lifetime_split", SPLIT_NOUNS[split])] if split != "none" else []
    return [*(("lifetime_purchase", name) for name in asked.target), *named]


_PAGE = "lifetime_value"
KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("lifetime_value", LifetimeValue, partial(build, LifetimeValue), history.measure, history.tell, _PAGE,
         _parameters),
    Kind("value_ahead", ValueAhead, partial(build, ValueAhead), ahead.measure, ahead.tell, _PAGE, _parameters,
         ahead_to_plain),
    Kind("valued_customers", ValuedCustomers, partial(build, ValuedCustomers), valued.measure, valued.tell, _PAGE,
         _parameters, ahead_to_plain),
    Kind("value_for_cost", ValueForCost, partial(build, ValueForCost), against_cost.measure, against_cost.tell, _PAGE,
         lambda asked: [("lifetime_view", "Against cost"), *_parameters(asked)], ahead_to_plain),
)  # fmt: skip
"""The questions of customer value."""
