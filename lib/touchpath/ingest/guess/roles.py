"""How well a column suits each role but that of the person: from its name and from what its values do."""

from __future__ import annotations

import re
from collections.abc import Callable

from touchpath.ingest.guess.lexicon import (
    ALIAS,
    CAMPAIGN,
    CASE,
    CHANNEL,
    CLOCK,
    DESCRIBES,
    END,
    EVENT,
    EVENT_ROW,
    FACTS,
    ID,
    KIND_OF,
    LATER,
    MEDIUM,
    MOMENT,
    NOT_THEN,
    NOT_VALUE,
    OF_MONEY,
    ORDER,
    ORIGIN,
    PAST_OF_PERSON,
    PERSON,
    PERSONA,
    PRICE,
    RATE,
    SESSION,
    SPEND,
    STATUS,
    STEP,
    THING,
    TOTALS,
    VALUE,
    WORKER,
)
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.guess.words import is_sentence
from touchpath.journey.currency import CURRENCY_CODES

Scorer = Callable[[ColumnTraits], Scored | None]
_MOST_NAMES = 500
_SHARE = re.compile(r"[-+]?(?:0?[.,]\d{1,30}|[01](?:[.,]0{1,30})?)")
_FEWEST_SHARES = 4
_GAPS = 0.2
_PATH = frozenset(["url", "uri", "path", "href", "link", "permalink"])
_CURRENCY = frozenset(code.lower() for code in CURRENCY_CODES)
_UNIT = frozenset(["unit", "each", "per", "einzel", "stuck", "unitario", "unitaria", "unitaire", "stuks", "item"])


def score_when(traits: ColumnTraits) -> Scored | None:
    """The column as the time at which it happened."""
    column, said = traits.column, set(traits.words)
    if not column.time_formats and column.type not in ("time", "date"):
        return None
    named = _named_when(traits, said)
    if column.type == "integer" and column.time_formats != ("excel",) and not said & CLOCK:
        named = min(named, 0.3)
    finer = {"second": 0.06, "minute": 0.04}.get(traits.grain, 0.0)
    full = 0.0 if column.blank_rate < 0.05 else -0.15
    return Scored(traits, named + finer + full, (f'"{traits.name}" holds times{_to(traits)}.',))


def _named_when(traits: ColumnTraits, said: set[str]) -> float:
    if traits.words == ("date", "time") and traits.name == "date time":
        return 0.94
    if said & NOT_THEN:
        return 0.25
    if said & PAST_OF_PERSON or (said & PERSON and said & {"created", "since", "updated"}):
        return 0.45
    if said & LATER and not (traits.grain == "day" and said & {"received"}):  # a letter, not a message
        return 0.5
    if said & MOMENT or (said & EVENT and said & CLOCK):
        return 0.9 if not said & (END | {"start"}) else 0.82
    if said & END:
        return 0.68
    return (0.86 if len(said - CLOCK) == 0 or said & EVENT else 0.76) if said & CLOCK else 0.55


def _to(traits: ColumnTraits) -> str:
    return {"second": " to the second", "minute": " to the minute", "day": " of days"}.get(traits.grain, "")


def is_dated_fact(traits: ColumnTraits) -> bool:
    """Whether a column tells when one thing of its own happened: won on, cancelled at."""
    said = set(traits.words)
    if not traits.grain or traits.column.type not in ("time", "date"):
        return False
    if said & (NOT_THEN | LATER | {"start"}) or (said & MOMENT and not said & FACTS) or said <= CLOCK - {"created"}:
        return False
    if said & END and not said & {"completed", "ended"}:
        return False
    return bool(said & FACTS) or bool(said & CLOCK)


def score_broken_when(traits: ColumnTraits) -> Scored | None:
    """A column of text that is called like a time, though hardly any of its values can be read as one."""
    named = bool(set(traits.words) & (CLOCK - {"no"})) and not is_sentence(traits.name)
    fits = traits.column.type == "text" and named and not set(traits.words) & NOT_THEN
    return Scored(traits, 0.6, (f'"{traits.name}" is called like a time.',)) if fits else None


def score_what(traits: ColumnTraits) -> Scored | None:
    """The column as the one that says what happened."""
    column, said = traits.column, set(traits.words)
    most = max(12, min(_MOST_NAMES, traits.filled // 2))
    if column.type not in ("text", "boolean") or not 0 < column.distinct <= most:
        return None
    if column.time_formats or traits.is_clock or traits.long_text or traits.mail or is_sentence(traits.name):
        return None
    if all(value[:1] in "{[" for value in column.values):
        return None  # JSON within a cell
    named = _named_what(traits, said)
    if not named:
        return None
    reasons = [f'"{traits.name}" is called like what happened.' if named > 0.4 else "It holds a few short names."]
    if traits.constant and traits.filled >= 10:
        return Scored(traits, named * 0.85, (*reasons, "But every row says the same."))
    if column.blank_rate > _GAPS:
        return Scored(traits, named * 0.85, (*reasons, f"But {column.blank_rate:.0%} of the rows have none."))
    if column.distinct > 1 and traits.repeats:
        reasons.append(f"Its {column.distinct:,} names come back.")
    return Scored(traits, named, tuple(reasons))


def _named_what(traits: ColumnTraits, said: set[str]) -> float:
    if traits.nameless:
        return 0.4 if traits.few else 0.0
    if said & (ID | WORKER) and not said & {"key", "code"}:
        return 0.0
    if traits.words[-2:] == ("concept", "name"):
        return 0.0 if said & CASE else 0.95
    if said & (EVENT | {"touch"}):
        return _of_an_event(traits, said)
    if said & STEP and not said & (ID | {"url", "title", "path", "no"}):
        return 0.75
    if said & STATUS and len(said - STATUS - CASE - KIND_OF) <= 1:
        return 0.56
    if said <= KIND_OF and traits.few:
        return 0.6
    if said & _PATH and traits.repeats:
        return 0.5 if not said & {"referrer", "referer", "image"} else 0.0
    describes = said & (DESCRIBES | THING | NOT_THEN) - KIND_OF
    return 0.4 if traits.few and not traits.coded and not describes and not traits.column.blank_rate else 0.0


def _of_an_event(traits: ColumnTraits, said: set[str]) -> float:
    """event and event name before event type and event category; event id, count and value are no names."""
    if said & {"count", "value", "time", "date", "data", "params", "properties", "source", "channel"}:
        return 0.0
    others = said - EVENT - KIND_OF - {"touch", "point"}
    if said & {"category", "type", "typ", "label", "kind"}:
        return 0.86 if not said & {"label"} else 0.5
    return max(0.7, 0.97 - 0.12 * len(others))


def score_channel(traits: ColumnTraits) -> Scored | None:
    """The column as the channel it happened in."""
    said = set(traits.words)
    most = max(12, min(_MOST_NAMES, traits.filled // 2))
    text = traits.column.type == "text" and 0 < traits.column.distinct <= most and not traits.long_text
    if not text or said & (ID | WORKER) or is_sentence(traits.name):
        return None
    named = 0.95 if said & CHANNEL else 0.8 if said & ORIGIN else 0.65 if said & MEDIUM else 0.0
    return Scored(traits, named, (f'"{traits.name}" is called like a channel.',)) if named else None


def score_value(traits: ColumnTraits) -> Scored | None:
    """The column as what it was worth: amounts, not unit prices, rates, fees, ids or running numbers."""
    said = set(traits.words)
    if not is_amount(traits) or not said & VALUE or is_rate(traits):
        return None
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


def score_order(traits: ColumnTraits) -> Scored | None:
    """The column as the id of an order."""
    said = set(traits.words)
    if not _is_text_or_whole(traits) or not said & ORDER or said & {"line", "item", "date", "status", "type"}:
        return None
    if traits.counts_up and not traits.unique:
        return None  # the order of the rows
    alone = not said - ORDER and (traits.coded or traits.column.type == "integer")
    named = 0.9 if traits.named_id else 0.7 if alone else 0.0
    named -= 0.02 if named and not said & (ORDER - {"transaction"}) else 0.0  # of both, the order has the lines
    return Scored(traits, named, (f'"{traits.name}" is called like the id of an order.',)) if named else None


def score_event_id(traits: ColumnTraits) -> Scored | None:
    """The column as the id of the event itself: it differs in every row."""
    said = set(traits.words)
    if not _is_text_or_whole(traits) or not traits.unique:
        return None
    named = 0.9 if said & EVENT_ROW and traits.named_id else 0.8 if said & {"uuid", "guid"} else 0.0
    named = named or (0.75 if traits.words == ("id",) else 0.0)
    return Scored(traits, named, (f'"{traits.name}" is an id of its own in every row.',)) if named else None


def score_session(traits: ColumnTraits) -> Scored | None:
    """The column as the id of a session."""
    said = set(traits.words)
    of_somebody = bool(said & PERSON) and traits.bare[-1] not in SESSION and traits.bare[-2:-1] != ("session",)
    called = traits.named_id or said <= SESSION | PERSON
    fits = _is_text_or_whole(traits) and said & SESSION and called and not of_somebody
    few = said & {"count", "number"} and not said & {"id", "key"} and not traits.coded
    named = 0.0 if few and "ga" not in said else 0.9
    return Scored(traits, named, (f'"{traits.name}" is called like a session.',)) if fits and named else None


def score_campaign(traits: ColumnTraits) -> Scored | None:
    """The column as the name of the campaign."""
    said = set(traits.words)
    fits = traits.column.type == "text" and said & CAMPAIGN and not said & {"type", "status", "objective"}
    named = 0.9 if not said & ID else 0.6
    return Scored(traits, named, (f'"{traits.name}" is called like a campaign.',)) if fits else None


def score_persona(traits: ColumnTraits) -> Scored | None:
    """The column as the persona of a person."""
    said = set(traits.words)
    most = max(12, min(_MOST_NAMES, traits.filled // 2))
    if traits.column.type not in ("text", "boolean") or not 0 < traits.column.distinct <= most or said & ID:
        return None
    typed = said & PERSON and said & {"type", "group", "class", "tier"}
    named = 0.95 if "persona" in said else 0.85 if said & PERSONA else 0.75 if typed else 0.0
    return Scored(traits, named, (f'"{traits.name}" is called like a persona.',)) if named else None


def score_alias(traits: ColumnTraits) -> Scored | None:
    """The column as the other id of a person, in a table that matches ids."""
    said = set(traits.words)
    if not _is_text_or_whole(traits) or not said & ALIAS:
        return None
    if not (traits.named_id or "alias" in said or said & {"cookie"}):
        return None
    return Scored(traits, 0.95 if "alias" in said else 0.85, (f'"{traits.name}" is called like another id.',))


def _is_text_or_whole(traits: ColumnTraits) -> bool:
    column = traits.column
    timed = column.type == "integer" and any(name.startswith("epoch") for name in column.time_formats)
    return column.type in ("text", "integer") and not timed and not traits.is_clock and not traits.long_text
