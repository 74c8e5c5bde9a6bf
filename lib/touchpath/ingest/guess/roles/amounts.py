"""Columns of amounts: what it was worth, what was spent, and which numbers cannot be added up."""

from __future__ import annotations

import re

from touchpath.ingest.guess.lexicon import NOT_VALUE, OF_MONEY, ORDER, PRICE, RATE, SPEND, TOTALS, VALUE
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.journey.currency import CURRENCY_CODES

_SHARE = re.compile(r"[-+]?(?:0?[.,]\d{1,30}|[01](?:[.,]0{1,30})?)")
_FEWEST_SHARES = 4
_CURRENCY = frozenset(code.lower() for code in CURRENCY_CODES)
_RECEIVED = frozenset(
    [
        "paid",
        "payment",
        "received",
        "charged",
        "collected",
        "billed",
        "invoiced",
        "bezahlt",
        "paye",
        "pagado",
        "pagato",
    ]
)
_YES_OR_NO = 2
_MONEY_SIGNS = frozenset("$€£¥₹₽₩")
_UNIT = frozenset(["unit", "each", "per", "einzel", "stuck", "unitario", "unitaria", "unitaire", "stuks", "item"])


def score_value(traits: ColumnTraits) -> Scored | None:
    """The column as what it was worth: amounts, not unit prices, rates, fees, ids or running numbers."""
    said = set(traits.words)
    if not is_amount(traits) or is_rate(traits):
        return None
    if not said & VALUE:
        return _paid(traits, said)
    if said & NOT_VALUE or (said & PRICE and said & _UNIT) or _of_no_money(said):
        return None
    whole = said & {
        "total",
        "revenue",
        "umsatz",
        "value",
        "amount",
        "betrag",
        "summe",
        "importe",
        "montant",
        "importo",
    }
    named = 0.9 if len(said - VALUE) == 0 else 0.8 if whole else 0.62
    return Scored(traits, named, (f'"{traits.name}" is called like an amount.',))


def _paid(traits: ColumnTraits, said: set[str]) -> Scored | None:
    """A column only called paid or received, surely where its values have the sign of money, or cents."""
    if not said & _RECEIVED or said - OF_MONEY - _RECEIVED - _CURRENCY:
        return None
    signed = all(set(value) & _MONEY_SIGNS for value in traits.column.values)
    cents = traits.column.type == "number" and not is_share(traits)
    several = traits.column.distinct > _YES_OR_NO and not traits.counts_up
    named = 0.62 if signed or cents else 0.4 if several else 0.0
    return Scored(traits, named, (f'"{traits.name}" holds what was paid.',)) if named else None


def _of_no_money(said: set[str]) -> bool:
    """A total of something that the name does not call money: total visits, total time spent."""
    return said & VALUE <= TOTALS and bool(said - VALUE - OF_MONEY - ORDER - _CURRENCY)


def score_spend(traits: ColumnTraits) -> Scored | None:
    """The column as what was spent; a cost per something is a rate."""
    said = set(traits.words)
    if not is_amount(traits) or is_rate(traits) or not said & SPEND | said & {"budget"}:
        return None
    others = said - SPEND - {"amount", "total", "ad", "ads", "daily", "sum", "eur", "usd", "gbp", "chf"}
    named = max(0.6, 0.95 - 0.1 * len(others)) if said & SPEND else 0.5
    return Scored(traits, named, (f'"{traits.name}" is called like a cost.',))


def is_amount(traits: ColumnTraits) -> bool:
    """Whether a column holds numbers that can be added up: no ids, no times, no running numbers."""
    timed = traits.column.type == "integer" and bool(traits.column.time_formats)
    return traits.numeric and not traits.named_id and not traits.coded and not traits.counts_up and not timed


def is_rate(traits: ColumnTraits) -> bool:
    """Whether the name or the values speak of a rate, an average or a price of one, which are never added up."""
    percent = bool(traits.column.values) and all("%" in value for value in traits.column.values)
    ends = any(word.endswith(("rate", "quote")) for word in traits.words)  # Absprungrate, Klickrate
    return percent or ends or any(sign in traits.name for sign in ("%", " / ")) or bool(set(traits.words) & RATE)


def is_share(traits: ColumnTraits) -> bool:
    """Whether the values are parts of one (.52, .48): shares and rates whatever they are called."""
    values = traits.column.values
    return traits.column.type == "number" and len(values) >= _FEWEST_SHARES and all(map(_SHARE.fullmatch, values))
