"""Do the rules agree: where everything ranks under each rule and lookback, and the sentence of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import pandas as pd

from touchpath.analysis.attribution.result import CreditRanksResult, NameRank, RankedName
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.attribution.names import ordinal
from touchpath.answers.kinds import Place
from touchpath.journey.attribution import CreditRanks
from touchpath.journey.credit_words import NO_EFFECT, RULE_NAMES, TO_WORDS, journey_definition, spoken_rule
from touchpath.journey.words import NOTHING, decimal, listed

TITLE = "Do the rules agree?"


@dataclass(frozen=True)
class _Widest:
    """The name whose rank moves most, with its best and its worst place."""

    name: str
    best: NameRank
    worst: NameRank

    @property
    def places(self) -> int:
        """How many places lie between."""
        return int(self.worst.rank - self.best.rank)


def tell(asked: CreditRanks, result: CreditRanksResult, place: Place) -> Told:
    """Everything that is said of ranks."""
    rows = _rows(result)
    return Told(
        title=TITLE,
        sentence=sentence(result),
        definition=f"{journey_definition(result.asked)} A rank is the place by credit, 1 for the most; "
        "equal credits share the better place. Lookbacks are compared under one rule.",
        denominator=f"{TO_WORDS[asked.to][1]} met before a conversion",
        n=len(result.names),
        tables=(Table("attribution-ranks", rows, _readable(result)),),
        notes=(NO_EFFECT.format(them=f"a {TO_WORDS[asked.to][0]}"),),
        statement=Statement("ask/attribution/conversions", place.filters),
    )


def sentence(result: CreditRanksResult) -> str:
    """Which name's place depends most on the rule, and which on the lookback."""
    asked, many = result.asked, TO_WORDS[result.asked.to][1]
    shown = [one for one in result.names if one.ranks]
    if len(shown) < 2:
        return f"There are not two {many} to rank."
    here = [[rank for rank in one.ranks if rank.lookback_days == asked.lookback_days] for one in shown]
    by_rule = [_widest(one, ranks) for one, ranks in zip(shown, here, strict=True)]
    moved = sorted((part for part in by_rule if part and part.places), key=lambda part: -part.places)
    if not moved:
        return f"Every rule ranks the {len(shown)} {many} alike."
    first = moved[0]
    worst = ordinal(first.worst.rank) if first.worst.credit else "with nothing"
    told = (
        f"The rules disagree most about {first.name}: {ordinal(first.best.rank)} of {len(shown)} by "
        f"{spoken_rule(first.best.rule)}, {worst} by {spoken_rule(first.worst.rule)}."
    )
    same = [one.name or "" for one, part in zip(shown, by_rule, strict=True) if part and not part.places]
    agreed = (
        f"All agree on the place of {listed(same)}." if same else f"They agree on the place of none of the {many}."
    )
    return f"{told} {agreed} {_by_lookback(result, shown)}"


def _by_lookback(result: CreditRanksResult, shown: list[RankedName]) -> str:
    asked = result.asked
    found = [_widest(one, [rank for rank in one.ranks if rank.rule == asked.rule]) for one in shown]
    moved = sorted((part for part in found if part and part.places), key=lambda part: -part.places)
    if not moved:
        return f"How far back touches are looked for changes no place by {spoken_rule(asked.rule)}."
    first = moved[0]
    return (
        f"By {spoken_rule(asked.rule)}, {first.name} is {ordinal(first.best.rank)} "
        f"{_back(first.best.lookback_days)}, {ordinal(first.worst.rank)} {_back(first.worst.lookback_days)}."
    )


def _widest(one: RankedName, ranks: list[NameRank]) -> _Widest | None:
    known = [rank for rank in ranks if isfinite(rank.rank)]
    if not known:
        return None
    best, worst = min(known, key=lambda rank: rank.rank), max(known, key=lambda rank: rank.rank)
    return _Widest(one.name or "", best, worst)


def _back(days: float | None) -> str:
    return "within the session" if days is None else f"looking back {days:g} days"


def _rows(result: CreditRanksResult) -> pd.DataFrame:
    rows = [
        (one.name, rank.rule, _back_word(rank.lookback_days), rank.credit, rank.rank)
        for one in result.names
        for rank in one.ranks
    ]
    return pd.DataFrame(rows, columns=[result.asked.to, "rule", "lookback_days", "credit", "rank"])


def _readable(result: CreditRanksResult) -> pd.DataFrame:
    """A row per name, a column per rule, then a column per other lookback."""
    asked, rows = result.asked, []
    for one in sorted(result.names, key=_order):
        row = {TO_WORDS[asked.to][0].capitalize(): one.name}
        for rank in one.ranks:
            here = rank.lookback_days == asked.lookback_days
            named = RULE_NAMES[rank.rule]
            column = named if here else f"{named}, {_back_word(rank.lookback_days)}"
            row[column] = decimal(rank.rank, 0) if rank.credit else NOTHING
        rows.append(row)
    return pd.DataFrame(rows).fillna(NOTHING)


def _back_word(days: float | None) -> str:
    return "session" if days is None else f"{days:g} days"


def _order(one: RankedName) -> float:
    first = one.ranks[0].rank if one.ranks else float("nan")
    return first if isfinite(first) else float("inf")
