"""What spend bought: the sentence, the table for a budget, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from math import isfinite

import pandas as pd

from touchpath.analysis.attribution.result import CostResult, CostRow
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.attribution.names import credited_name
from touchpath.answers.kinds import Place
from touchpath.journey.attribution import Attribution, CostTable, same_journeys
from touchpath.journey.credit_words import (
    NO_EFFECT,
    RULE_NAMES,
    TO_WORDS,
    journey_definition,
    rule_meaning,
    spoken_rule,
)
from touchpath.journey.words import NOTHING, count, day_in_words, decimal, interval, listed, money, plural, rate

TITLE = "What did a new purchaser cost?"


def tell(asked: CostTable, result: CostResult, place: Place) -> Told:
    """Everything that is said of costs."""
    rows = _rows(result)
    rule = rule_meaning(asked.rule, same_journeys(Attribution, result.asked, rules=(asked.rule,)))
    return Told(
        title=TITLE,
        sentence=sentence(result, place),
        definition=f"{journey_definition(result.asked)} {RULE_NAMES[asked.rule]}: {rule} CPA is spend for one new "
        "purchaser credited (their first purchase ever); ROAS is the value credited per 1 spent, ROI what of it goes "
        "beyond the spend. Credit belongs to the day of the conversion; only days that costs and events both cover "
        "count. Ranges are 95 % intervals from 200 resamples of people; spend is taken as it is.",
        denominator="conversions of the days that costs and events both cover",
        n=result.people,
        tables=(Table("budget", rows, _readable(result, place)),),
        notes=tuple(_notes(result, place)),
        statement=Statement("ask/attribution/spend", place.filters),
    )


def sentence(result: CostResult, place: Place) -> str:
    """What was spent, what a new purchaser cost, and where they cost most and least."""
    if result.mixed:
        return result.mixed
    if not result.known:
        return "No costs are known here: add a file with day, channel and spend, and they are set against credit."
    if result.first is None or result.last is None:
        return "Costs and events have no day in common in the selection."
    money_of = _money(place)
    told = (
        f"From {day_in_words(result.first)} to {day_in_words(result.last)}, {money_of(result.spend)} was spent and "
        f"{plural(result.purchasers, 'person', 'people')} bought for the first time"
    )
    priced = sorted((row for row in _whole(result) if isfinite(row.cost)), key=lambda row: row.cost)
    if not priced:
        return f"{told}: no {TO_WORDS[result.asked.to][0]} with spend is credited with any."
    ends = [f"{money_of(row.cost)} ({_range(*row.cost_ends, place)}) by {_name(result, row)}" for row in priced]
    rule = spoken_rule(result.asked.rule)
    if len(ends) == 1:
        return f"{told}; one cost {ends[0]}, as {rule} shares the credit."
    return f"{told}. As {rule} shares the credit, one cost least, {ends[0]}, and most, {ends[-1]}."


def _notes(result: CostResult, place: Place) -> Iterator[str]:
    if result.first is None:
        return
    many = TO_WORDS[result.asked.to][1]
    whole = _whole(result)
    idle = [_name(result, row) for row in whole if row.spend > 0 and not row.purchasers > 0]
    free = [_name(result, row) for row in whole if not row.spend > 0 and row.purchasers > 0 and row.kind == "value"]
    if idle:
        yield f"Spend without credit: {listed(idle, 8)}."
    if free:
        yield f"Credit without spend: {listed(free, 8)}. Nothing is known of what these {many} cost."
    if result.outside > 0:
        yield f"{_money(place)(result.outside)} was spent on days outside: left out."
    if result.no_value:
        yield f"{result.no_value} So there is no ROAS and no ROI."
    yield NO_EFFECT.format(them=f"a {TO_WORDS[result.asked.to][0]}")
    if place.filters.channels:
        yield "The channel filter chooses which spend is shown; credit is shared among all channels."


def _whole(result: CostResult) -> list[CostRow]:
    """The rows of all days together."""
    return [row for row in result.rows if row.start is None]


def _name(result: CostResult, row: CostRow) -> str:
    return credited_name(result.asked.to, row.name, row.kind)


def _money(place: Place) -> Callable[[float], str]:
    return partial(money, currency=place.currency)


def _range(low: float, high: float, place: Place) -> str:
    if low == low and not isfinite(high):
        return f"{money(low, place.currency)} or more"
    return interval(money(low, place.currency), money(high, place.currency))


def _rows(result: CostResult) -> pd.DataFrame:
    rows = [
        (row.start, _name(result, row), row.kind, row.spend, row.purchasers, row.purchasers_low, row.purchasers_high,
         row.value, row.cost, *row.cost_ends, row.back, *row.back_ends, row.gain, row.people)
        for row in result.rows
    ]  # fmt: skip
    names = ["from", result.asked.to, "kind", "spend", "new_purchasers", "new_purchasers_low", "new_purchasers_high",
             "value", "cpa", "cpa_low", "cpa_high", "roas", "roas_low", "roas_high", "roi", "people"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def _readable(result: CostResult, place: Place) -> pd.DataFrame:
    shown = []
    for row in result.rows:
        from_day = "all days" if row.start is None else day_in_words(row.start)
        told = {} if result.asked.period == "all" else {"From": from_day}
        shown.append(told | {
            TO_WORDS[result.asked.to][0].capitalize(): _name(result, row),
            "Spend": money(row.spend, place.currency),
            "New purchasers": count(round(row.purchasers, 1)) if row.purchasers == row.purchasers else NOTHING,
            "CPA": money(row.cost, place.currency),
            "CPA, range": _range(*row.cost_ends, place),
            "Value": money(row.value, place.currency),
            "ROAS": decimal(row.back, 2),
            "ROAS, range": interval(*(decimal(end, 2) for end in row.back_ends)),
            "ROI": rate(row.gain).replace("-", "−"),
        })  # fmt: skip
    return pd.DataFrame(shown)
