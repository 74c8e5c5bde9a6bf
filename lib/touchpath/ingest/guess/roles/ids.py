"""Columns of ids that are not of people: of orders, events and sessions; and other ids of people."""

from __future__ import annotations

from touchpath.ingest.guess.lexicon import ALIAS, EVENT_ROW, ORDER, PERSON, SESSION
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits


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
