"""Touchpoints in an impossible order: nearly everybody meets them the other way round."""

from __future__ import annotations

from typing import Any

import pandas as pd

from touchpath.analysis.quality.effect import WhatIf
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look, listed_rows, rows_of
from touchpath.journey.quality import Finding, SetAside, Sound
from touchpath.journey.words import count, plural

_FEWEST_PEOPLE = 50
_NEARLY_ALL = 0.99
_MOST_CODES = 40


def impossible_orders(look: Look) -> list[CheckOutcome]:
    """Pairs of once-in-a-lifetime touchpoints where a few people met the second before the first.

    Only touchpoints that at most 1 % of their people meet twice are compared, and only pairs where the second is
    never met without the first (99 %), by 50 people or more, in the same order by 99 % of them: a lead and its
    deal, not two pages. Times outside the usual days are findings of their own and left out here.
    """
    sound = Sound("impossible_orders", "touchpoints in an impossible order")
    clauses = [*look.usual, *look.humans]
    once = look.ask("ask/quality/once_only", clauses, fewest=_FEWEST_PEOPLE)
    once = once.nlargest(_MOST_CODES, "people")
    if len(once) < 2:
        return [sound]
    met = dict(zip(once["code"].tolist(), once["people"].tolist(), strict=True))
    pairs = look.ask("ask/quality/order_of_pairs", clauses, codes=list(met))
    odd = pairs[
        (pairs["reversed"] > 0)
        & (pairs["people"] >= _FEWEST_PEOPLE)
        & (pairs["reversed"] <= (1 - _NEARLY_ALL) * pairs["people"])
        & (pairs["people"] >= _NEARLY_ALL * pairs["second_code"].map(met))
    ]
    return [_reversed(look, row, clauses) for row in rows_of(odd)] or [sound]


def _reversed(look: Look, pair: Any, clauses: list[Any]) -> Draft:
    first, second = look.meter.names[int(pair.first_code)], look.meter.names[int(pair.second_code)]
    found = look.ask(
        "ask/quality/reversed_people", clauses, first_code=int(pair.first_code), second_code=int(pair.second_code)
    )
    both = pd.concat([_rows(found, "first"), _rows(found, "second")])
    late = listed_rows(_rows(found, "second"))
    number = int(pair.reversed)
    return Draft(
        Finding(
            code="impossible_orders",
            about=(number, int(pair.people) - number),
            title=f'"{second}" before "{first}"',
            sentence=f'{plural(number, "person", "people")} met "{second}" before "{first}"; the other '
            f"{count(int(pair.people) - number)} who met both met them the other way round. One of the two times is "
            "wrong, and funnels from one to the other miss these people.",
            rows=number,
            unit="people",
            examples=look.examples(listed_rows(both)),
            remedies=(SetAside(f'Set these "{second}" events aside', late),),
        ),
        WhatIf(leave_out=late),
    )


def _rows(found: pd.DataFrame, which: str) -> pd.DataFrame:
    return pd.DataFrame({"import_id": found[f"{which}_import"], "source_row": found[f"{which}_row"]})
