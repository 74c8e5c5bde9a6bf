"""Columns that sort events and people: channel, campaign, persona."""

from __future__ import annotations

from touchpath.ingest.guess.lexicon import CAMPAIGN, CHANNEL, ID, MEDIUM, ORIGIN, PERSON, PERSONA, WORKER
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.guess.words import is_sentence

_OF_A_MACHINE = frozenset(["ip", "port", "host", "address", "url", "file"])


def score_channel(traits: ColumnTraits) -> Scored | None:
    """The column as the channel it happened in."""
    said = set(traits.words)
    text = traits.column.type == "text" and traits.names_of_few and not traits.long_text
    if not text or said & (ID | WORKER) or is_sentence(traits.name):
        return None
    if said & _OF_A_MACHINE:
        return None
    named = 0.95 if said & CHANNEL else 0.8 if said & ORIGIN else 0.65 if said & MEDIUM else 0.0
    return Scored(traits, named, (f'"{traits.name}" is called like a channel.',)) if named else None


def score_campaign(traits: ColumnTraits) -> Scored | None:
    """The column as the name of the campaign."""
    said = set(traits.words)
    fits = traits.column.type == "text" and said & CAMPAIGN and not said & {"type", "status", "objective"}
    named = 0.9 if not said & ID else 0.6
    return Scored(traits, named, (f'"{traits.name}" is called like a campaign.',)) if fits else None


def score_persona(traits: ColumnTraits) -> Scored | None:
    """The column as the persona of a person."""
    said = set(traits.words)
    if traits.column.type not in ("text", "boolean") or not traits.names_of_few or said & ID:
        return None
    typed = said & PERSON and said & {"type", "group", "class", "tier"}
    named = 0.95 if "persona" in said else 0.85 if said & PERSONA else 0.75 if typed else 0.0
    return Scored(traits, named, (f'"{traits.name}" is called like a persona.',)) if named else None
