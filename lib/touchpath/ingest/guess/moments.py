"""Rows with several dates of facts: a deal won or lost, a subscription started, renewed and cancelled."""

from __future__ import annotations

from dataclasses import replace

from touchpath.ingest.guess.choosing import Choosing, candidates
from touchpath.ingest.guess.lexicon import EARNS
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.mapping import EventMapping, Moment

_NO_WORDS = frozenset(
    [
        "at",
        "on",
        "date",
        "time",
        "day",
        "timestamp",
        "the",
        "of",
        "and",
        "utc",
        "am",
        "le",
        "el",
        "il",
        "der",
        "datum",
        "fecha",
        "data",
    ]
)


def moments_of(choosing: Choosing) -> tuple[Moment, ...]:
    """The dated facts that were answered to be events; else the question which of them are."""
    facts = choosing.look.facts
    if not facts:
        return ()
    if choosing.answered("moments"):
        told = choosing.answers["moments"]
        chosen = [told] if isinstance(told, str) else list(told)
        return tuple(Moment(name, touchpoint_of(t)) for name in chosen if name for t in facts if t.name == name)
    if choosing.answered("occurred_at"):
        return ()
    named = ", ".join(f'"{t.name}"' for t in facts)
    said = f"Each row has several dates ({named}): which of them are events of their own?"
    choosing.doubt("moments", said, candidates(facts), multiple=True)
    return ()


def with_worth(mapping: EventMapping) -> EventMapping:
    """The mapping in which only what earned the amount of a row has it as its value: a deal won, not one lost."""
    if not mapping.moments or not isinstance(mapping.value, str):
        return mapping
    worth = mapping.value
    earned = {moment: set(moment.touchpoint.split()) & EARNS for moment in mapping.moments}
    moments = tuple(replace(moment, value=worth) if earns else moment for moment, earns in earned.items())
    return replace(mapping, moments=moments)


def touchpoint_of(traits: ColumnTraits) -> str:
    """What a dated column says happened: won_on is won, first_contact_date is first contact."""
    kept = dict.fromkeys(word for word in traits.words if word not in _NO_WORDS)
    return " ".join(kept) or traits.name
