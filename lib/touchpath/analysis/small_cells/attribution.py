"""Credit: names few people's conversions are credited to are hidden, and one more where the rest would tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.analysis.attribution.result import (
    AttributionResult,
    CostResult,
    CreditRanksResult,
    JourneysBehindResult,
)
from touchpath.analysis.small_cells.cells import nameless, without_figures
from touchpath.analysis.small_cells.rules import Hide, is_small, to_hide, withheld


def _attribution(result: Any, k: int) -> Any:
    """Credits of a rule add up to a total that is shown: of its names one hidden takes the next smallest along."""
    if is_small(result.people, k):
        raise withheld("Credit is", k)
    rules = tuple(replace(one, credits=_credits(one.credits, k), transitions=()) for one in result.rules)
    return _without_few(replace(result, rules=rules), k)


def _without_few(result: Any, k: int) -> Any:
    """The result without the counts beside the credits that are about few."""
    few = is_small(result.unconverted, k)
    hidden_touchless = any(one.kind == "no_touch" and one.credit != one.credit for one in result.credits)
    untouched = float("nan") if hidden_touchless or is_small(result.untouched, k) else result.untouched
    return replace(result, unconverted=float("nan") if few else result.unconverted, untouched=untouched)


def _credits(given: tuple[Any, ...], k: int) -> tuple[Any, ...]:
    hide = to_hide([one.people for one in given], k)
    shown = [without_figures(one) if gone else one for one, gone in zip(given, hide, strict=True)]
    return tuple(
        nameless(left) if is_small(one.people, k) and one.kind == "value" else left
        for one, left in zip(given, shown, strict=True)
    )


def _ranks(result: Any, k: int) -> Any:
    """Names that few met before a conversion are left out."""
    if is_small(result.people, k):
        raise withheld("Ranks are", k)
    kept = tuple(one for one in result.names if not is_small(one.people, k))
    return replace(result, names=kept)


def _behind(result: Any, k: int) -> Any:
    """Journeys that few people took are left out; with one the number of all others goes, which would tell it."""
    if is_small(result.people, k):
        raise withheld("The journeys are", k)
    kept = tuple(one for one in result.journeys if not is_small(one.people, k))
    return replace(result, journeys=kept, left=float("nan"))


def _cost(result: Any, k: int) -> Any:
    """Credit of a period adds up over names: of each period one hidden row takes the next smallest along."""
    if is_small(result.people, k):
        raise withheld("What spend bought is", k)
    shown = list(result.rows)
    for start in {row.start for row in result.rows}:
        own = [place for place, row in enumerate(result.rows) if row.start == start]
        hide = to_hide([result.rows[place].people for place in own], k)
        for place, gone in zip(own, hide, strict=True):
            if gone:
                shown[place] = without_figures(shown[place])
    return replace(result, rows=tuple(shown))


WHOLE: dict[type, Hide] = {
    CostResult: _cost,
    AttributionResult: _attribution, CreditRanksResult: _ranks, JourneysBehindResult: _behind,
}  # fmt: skip
