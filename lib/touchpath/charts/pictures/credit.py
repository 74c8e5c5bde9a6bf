"""Pictures of credit: what earned the conversions, whether rules agree, and what a new purchaser cost."""

from __future__ import annotations

from math import isfinite, nan
from typing import Any

from touchpath.analysis.attribution.result import (
    AttributionResult,
    CostResult,
    CostRow,
    Credit,
    CreditRanksResult,
    RankedName,
)
from touchpath.answers import Answer
from touchpath.answers.attribution.earned import unnamed
from touchpath.answers.attribution.names import amount, amount_range, credited_name, rank_words
from touchpath.charts.attribution.cost import CostBar, cost_alt, cost_chart
from touchpath.charts.attribution.credit import (
    CreditBar,
    SlopeLine,
    credit_alt,
    credit_chart,
    slope_alt,
    slope_chart,
)
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.journey.attribution import CreditRule
from touchpath.journey.credit_words import RULE_NAMES
from touchpath.journey.words import interval, money, rate


def credit(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """The bars of the first rule, a mark for the second; nothing where no event names what is credited."""
    found: AttributionResult = answer.result
    if unnamed(found) or not found.rules:
        return ()
    asked = found.asked
    bars = tuple(_bar(found, one, answer.currency) for one in found.credits)
    title = "Value credited" if asked.counting == "value" else "Conversions credited"
    beside = RULE_NAMES[asked.rules[1]] if len(asked.rules) > 1 else ""
    chart = drawing(credit_chart, bars, title, RULE_NAMES[asked.rule], beside, colours.palette)
    return (Picture("bars", "Credit", chart, credit_alt(bars, RULE_NAMES[asked.rule])),)


def slope(found: CreditRanksResult, left: CreditRule, right: CreditRule, colours: NameColours) -> Picture | None:
    """The ranks by two rules; None where they are one rule, or nothing is ranked."""
    lines, names = _slope(found, left, right), (RULE_NAMES[left], RULE_NAMES[right])
    if left == right or not lines:
        return None
    return Picture(
        "slope", "Two rules", drawing(slope_chart, lines, *names, colours.palette), slope_alt(lines, *names)
    )


def costs(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """What a new purchaser cost, by what is credited, over all days."""
    found: CostResult = answer.result
    rows = [row for row in found.rows if row.start is None and isfinite(row.cost)] if found.known else []
    if not rows:
        return ()
    bars = tuple(_cost(found, row, answer.currency) for row in rows)
    chart = drawing(cost_chart, bars, "Spend per new purchaser", colours.palette)
    return (Picture("costs", "Spend per new purchaser", chart, cost_alt(bars)),)


def _ranks(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    rule = answer.question.rule
    drawn = slope(answer.result, rule, "first" if rule == "last" else "last", colours)
    return (drawn,) if drawn else ()


def _bar(found: AttributionResult, one: Credit, currency: str) -> CreditBar:
    asked = found.asked
    name = credited_name(asked.to, one.name, one.kind)
    other = nan
    if len(found.rules) > 1:
        own = (part.credit for part in found.rules[1].credits if (part.name, part.kind) == (one.name, one.kind))
        other = next(own, 0.0)
    told = amount(asked, one.credit, currency)
    rank = rank_words(one.rank, one.rank_low, one.rank_high)
    sentence = f"{name}: {told} ({amount_range(asked, one, currency)}), {rate(one.share)} of all, rank {rank}."
    if other == other:
        sentence += f" By {RULE_NAMES[asked.rules[1]].lower()}: {amount(asked, other, currency)}."
        told = f"{told}  ◇ {amount(asked, other, currency)}"
    return CreditBar(name, one.credit, one.low, one.high, other, one.kind == "value", told, sentence)


def _slope(found: CreditRanksResult, left: str, right: str) -> tuple[SlopeLine, ...]:
    pairs = [(one, _rank(found, one, left), _rank(found, one, right)) for one in found.names]
    most = max((abs(before - after) for _, before, after in pairs), default=0)
    lines = [
        SlopeLine(
            one.name or "", before, after, bool(most) and abs(before - after) == most,
            f"{one.name}: {before:.0f} and {after:.0f}.",
        )
        for one, before, after in pairs
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.left))


def _rank(found: CreditRanksResult, one: RankedName, rule: str) -> float:
    days = found.asked.lookback_days
    return next((rank.rank for rank in one.ranks if rank.rule == rule and rank.lookback_days == days), nan)


def _cost(found: CostResult, row: CostRow, currency: str) -> CostBar:
    name, (low, high) = credited_name(found.asked.to, row.name, row.kind), row.cost_ends
    told = money(row.cost, currency)
    ends = interval(money(low, currency), money(high, currency) if isfinite(high) else "more")
    return CostBar(name, row.cost, low, high, told, f"{name}: {told} ({ends}).")


DRAWN: dict[str, Draw] = {"Attribution": credit, "CreditRanks": _ranks, "CostTable": costs}
