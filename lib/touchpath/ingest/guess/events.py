"""Guesses who, when and what of a table of events, and what else an event says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import PurePath
from typing import Any

from touchpath.ingest.guess.choosing import Choosing, candidates, none_of_them
from touchpath.ingest.guess.doubt import Candidate
from touchpath.ingest.guess.lexicon import CASE, EARNS, ID, KIND_OF, PRICE, QUANTITY, RATE, VALUE, WORKER
from touchpath.ingest.guess.look import is_of
from touchpath.ingest.guess.moments import moments_of, with_worth
from touchpath.ingest.guess.orders import order_doubts, price_doubts, with_orders
from touchpath.ingest.guess.person import is_case, is_human, score_person
from touchpath.ingest.guess.prices import line_price
from touchpath.ingest.guess.roles.amounts import score_value
from touchpath.ingest.guess.roles.groups import score_campaign, score_channel
from touchpath.ingest.guess.roles.ids import score_event_id, score_order, score_session
from touchpath.ingest.guess.roles.what import score_what
from touchpath.ingest.guess.scored import POSSIBLE, Choice, Scored
from touchpath.ingest.guess.times import when_of
from touchpath.ingest.guess.traits import ColumnTraits, cells_of, decides, one_to_one
from touchpath.ingest.guess.words import words
from touchpath.ingest.guess.zones import zone_of
from touchpath.ingest.mapping import Constant, EventMapping, FieldSource
from touchpath.ingest.source import Decimal

_WHO = "Which column says who it was?"
_WHAT = "Which column says what happened?"
_WORTH = "Which column says what it was worth?"
_ENDING = re.compile(r"(\.(csv|tsv|txt|tab|dat|json|jsonl|ndjson|xlsx|xlsm|parquet|gz|zip|zst))+$", re.IGNORECASE)
_MEASURED = frozenset(
    ["bytes", "byte", "size", "length", "latency", "seconds", "ms", "millis", "elapsed", "taken", "port", "method"]
)
_CALLED_SO, _GAPS = 0.85, 0.2
_MANY_MORE = 3


def guess_events(choosing: Choosing) -> EventMapping:
    """The mapping of a table of events; its doubts and evidence stay with `choosing`."""
    chosen: dict[str, Any] = {"person": _person(choosing)}
    chosen["moments"] = moments_of(choosing)
    asked = bool(choosing.look.facts) and not choosing.answered("moments")
    chosen["order_id"] = choosing.optional("order_id", score_order)
    if not chosen["moments"]:
        chosen["occurred_at"] = when_of(choosing, asked=asked)
        chosen["touchpoint"] = _what(choosing, chosen, asked=asked)
    chosen["session"] = choosing.optional("session", score_session)
    chosen["event_id"] = choosing.optional("event_id", score_event_id)
    chosen["channel"] = choosing.optional("channel", score_channel)
    chosen["campaign"] = choosing.optional("campaign", score_campaign)
    chosen["value"] = _worth(choosing, chosen)
    mapping = _of_orders(choosing, EventMapping(**chosen, decimal=_decimal(choosing, chosen["value"])))
    mapping = replace(mapping, timezone=zone_of(choosing.look.table, mapping.occurred_at))
    return replace(mapping, **_other_answers(choosing, set(chosen)))


def _of_orders(choosing: Choosing, mapping: EventMapping) -> EventMapping:
    """The mapping with what the columns of orders say; whose amount it is may be left to ask."""
    table = choosing.look.table
    told = with_worth(with_orders(table, mapping, _price_of(choosing)))
    asked = order_doubts(table, told) + (() if _price_of(choosing) else price_doubts(table, told))
    choosing.doubts += [doubt for doubt in asked if not choosing.answered(doubt.role)]
    return told


def _price_of(choosing: Choosing) -> str:
    """What was answered about the price beside a quantity: it is one piece's, or that of the line."""
    found = line_price(choosing.look.table)
    if found and choosing.answered("value") and choosing.answer("value") == found.price.name:
        return "line"
    if not choosing.answered("unit_price"):
        return ""
    return "piece" if choosing.answer("unit_price") else "line"


def _decimal(choosing: Choosing, name: str | None) -> Decimal:
    column = choosing.look.table.column(name) if name else None
    return column.decimal if column else "."


def _other_answers(choosing: Choosing, settled: set[str]) -> dict[str, Any]:
    """What was answered about fields that are not guessed, such as the way of writing times."""
    known = {field.name for field in fields(EventMapping)} - settled
    return {role: answer for role, answer in choosing.answers.items() if role in known}


def _person(choosing: Choosing) -> FieldSource:
    if choosing.answered("person"):
        return choosing.answer("person")
    found = choosing.ranked("person", _of_many_dates if choosing.look.facts else score_person)
    if rivals := _case_or_customer(choosing, found):
        named = " or each ".join(f'"{one.name}"' for one in rivals)
        choosing.doubt("person", f"Who went through these steps: each {named}?", candidates(rivals))
        return None
    best = found.best
    if best and (called := _called_by_phone(choosing, best.traits)):
        _ask_who(choosing, [*called, best.traits])
        return None
    if best and found.sure:
        return choosing.take(found, _whole_addresses(found) or best)
    close = (
        [one for one in found.ranked if best and one.score >= best.score - 0.15] if found.is_close else found.ranked
    )
    if close and not found.is_thin and _all_one(choosing, [one.traits for one in close]):
        return choosing.take(found, close[0])
    _ask_who(choosing, [one.traits for one in close])
    return None


def _called_by_phone(choosing: Choosing, best: ColumnTraits) -> list[ColumnTraits]:
    """Numbers of phones that are many more than the few users beside them, who then may be those who answer them."""
    if best.named_id or best.mail or best.column.type != "text":
        return []
    most = best.column.distinct * _MANY_MORE
    return [t for t in choosing.free if t is not best and t.phone and t.column.distinct >= most]


def _of_many_dates(traits: ColumnTraits) -> Scored | None:
    """Who it was where a row tells several dates: each person may have one row."""
    return score_person(traits, comes_back=not is_human(traits))


def _all_one(choosing: Choosing, columns: list[ColumnTraits]) -> bool:
    """Whether the columns name the same people, each in its own way."""
    first, *others = columns
    return all(one_to_one(choosing.look.table, first.column, other.column) for other in others)


def _whole_addresses(found: Choice) -> Any:
    """Addresses without gaps, where the ids of people have some."""
    if not found.best or not found.best.traits.column.blank_rate:
        return None
    whole = (one for one in found.ranked[1:] if one.traits.mail and not one.traits.column.blank_rate)
    return next(whole, None)


def _case_or_customer(choosing: Choosing, found: Choice) -> list[ColumnTraits]:
    """The case and the customer of a log of steps, where both come back and are not one and the same."""
    possible = [one.traits for one in found.ranked if one.score >= POSSIBLE]
    humans = [t for t in possible if is_human(t) and not is_case(t) and not t.unique]
    cases = [t for t in possible if is_case(t) and t.repeats] or _worked_on(choosing, humans)
    if not cases or not humans or one_to_one(choosing.look.table, cases[0].column, humans[0].column):
        return []
    return [cases[0], humans[0]]


def _worked_on(choosing: Choosing, humans: list[ColumnTraits]) -> list[ColumnTraits]:
    """Ids of what is not told (number, key) that belong to one human each, in a log of what somebody works on."""
    table, columns = choosing.look.table, choosing.look.columns
    if not humans or not any(set(t.words) & WORKER and not t.numeric for t in columns):
        return []
    unnamed = [t for t in choosing.free if set(t.bare) <= ID and t.repeats and (t.coded or t.numeric)]
    return [t for t in unnamed if decides(table, t.column, humans[0].column)]


def _ask_who(choosing: Choosing, possible: list[ColumnTraits]) -> None:
    unique = [t for t in possible if t.unique and t.filled > 1]
    others = [t for t in choosing.free if t not in possible and _could_be_who(t)]
    said = _WHO
    if len(possible) == 1 and unique:
        said = f'Every row has a "{unique[0].name}" of its own: which column says who it was?'
    choosing.doubt("person", said, candidates([*possible, *others]))


def _could_be_who(traits: ColumnTraits) -> bool:
    column = traits.column
    named = column.type in ("text", "integer") and not (traits.is_clock or traits.long_text or traits.grain)
    no_one = set(traits.words) & (VALUE | QUANTITY | RATE | _MEASURED) or traits.requested
    return named and not traits.flag and column.distinct > 1 and not no_one


def _what(choosing: Choosing, chosen: Mapping[str, Any], *, asked: bool) -> FieldSource:
    if choosing.answered("touchpoint"):
        return choosing.answer("touchpoint")
    if asked:
        return None
    order_id = chosen["order_id"]
    found = _of_happenings(choosing, choosing.ranked("touchpoint", score_what), chosen["person"])
    best = found.best
    if best and found.sure:
        return choosing.take(found, best)
    if best and found.is_close and (nested := _finer(found)):
        return choosing.take(found, nested)
    if order_id and (best is None or found.is_thin):
        return Constant("order")
    return _ask_what(choosing, found)


def _of_happenings(choosing: Choosing, found: Choice, person: FieldSource) -> Choice:
    """The columns that may say what happened, without those that tell of the person: the same in all their rows."""
    who = choosing.look.table.column(person) if isinstance(person, str) else None
    if who is None:
        return found
    return Choice(
        found.role,
        tuple(one for one in found.ranked if one.score >= _CALLED_SO or not is_of(choosing.look, who, one.traits)),
    )


def _worth(choosing: Choosing, chosen: Mapping[str, Any]) -> str | None:
    """The column of amounts; one that tells of the case or person, the same in all their rows, is asked about."""

    def scorer(traits: ColumnTraits) -> Scored | None:
        """As score_value; of the columns of lines, the price of a piece is no amount."""
        price = line_price(choosing.look.table)
        return None if price and price.of == "piece" and price.price.name == traits.name else score_value(traits)

    found = choosing.ranked("value", scorer)
    if found.best and found.is_thin and not choosing.answered("value"):
        said = f'Does "{found.best.traits.name}" say what a row was worth?'
        choosing.doubt("value", said, [*candidates([found.best.traits]), none_of_them()])
        return None
    who = choosing.look.table.column(chosen["person"]) if isinstance(chosen["person"], str) else None
    if who is None or chosen.get("order_id") or choosing.answered("value") or not found.best:
        return choosing.asked("value", scorer, _WORTH)
    if rest := _of_the_thing(choosing, found.best.traits, chosen.get("touchpoint")):
        said = f'Rows of "{rest}" have a "{found.best.traits.name}" as well: was each of them worth that much?'
        choosing.doubt("value", said, [none_of_them(), *candidates([found.best.traits])])
        return None
    theirs = [one for one in found.ranked if is_of(choosing.look, who, one.traits)]
    if found.best not in theirs:
        return choosing.asked("value", scorer, _WORTH)
    if not set(found.best.traits.words) & CASE:
        said = f'All rows of a "{who.name}" have the same "{found.best.traits.name}": is each row worth that much?'
        choosing.doubt("value", said, [none_of_them(), *candidates([found.best.traits])])
    return None


def _of_the_thing(choosing: Choosing, worth: ColumnTraits, what: FieldSource) -> str:
    """A name of what earns nothing, where a price stands on its rows as on those of purchases: what a thing costs."""
    named = choosing.look.table.column(what) if isinstance(what, str) else None
    if named is None or not set(worth.words) & PRICE:
        return ""
    cells = zip(cells_of(choosing.look.table, named), cells_of(choosing.look.table, worth.column), strict=True)
    priced = dict.fromkeys(name for name, price in cells if price)
    free = [name for name in priced if not set(words(name)) & EARNS]
    return free[0] if free and len(free) < len(priced) else ""


def _finer(found: Choice) -> Any:
    """Of an event's name and its type or category, the name."""
    best = found.best.score if found.best else 0.0
    close = [one for one in found.ranked if best - one.score < 0.08 and not one.traits.constant]
    named = [
        one for one in close if not set(one.traits.words) & (KIND_OF - {"name", "nom", "nome", "nombre", "naam"})
    ]
    return named[0] if len(named) == 1 and named[0].traits.column.blank_rate <= _GAPS else None


def _ask_what(choosing: Choosing, found: Choice) -> FieldSource:
    name = file_words(choosing)
    offered = candidates(one.traits for one in found.ranked)
    usual = Candidate(f"={name}", f'every row: "{name}"')
    if offered:
        choosing.doubt("touchpoint", _WHAT, [*offered, usual])
        return None
    others = [t for t in choosing.free if t.column.type == "text" and t.repeats]
    said = f'Every row becomes the touchpoint "{name}": is that what happened?'
    choosing.doubt("touchpoint", said, [usual, *candidates(others)])
    return Constant(name)


def file_words(choosing: Choosing) -> str:
    """The name of the file or sheet as a touchpoint: closed_deals.csv is closed deals."""
    table = choosing.look.table
    name = table.options.sheet or _ENDING.sub("", PurePath(table.file.name).name)
    return " ".join(words(name)) or "event"
