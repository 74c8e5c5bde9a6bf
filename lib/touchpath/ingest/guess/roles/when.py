"""The column of the time at which it happened, and columns that each tell when one thing of its own did."""

from __future__ import annotations

from touchpath.ingest.guess.lexicon import (
    CLOCK,
    END,
    EVENT,
    FACTS,
    LATER,
    MOMENT,
    NOT_THEN,
    OF_A_COPY,
    PAST_OF_PERSON,
    PERSON,
    START,
)
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.guess.words import is_sentence
from touchpath.ingest.source import is_twin


def score_when(traits: ColumnTraits) -> Scored | None:
    """The column as the time at which it happened."""
    column, said = traits.column, set(traits.words)
    if is_twin(traits.name) or (not column.time_formats and column.type not in ("time", "date")):
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
    if said & OF_A_COPY:
        return 0.3
    if said & LATER and not (traits.grain == "day" and said & {"received"}):  # a letter, not a message
        return 0.5
    if said & MOMENT or (said & EVENT and said & CLOCK):
        return 0.9 if not said & (END | {"start"}) else 0.82
    if said & END:
        return 0.68
    if said & START and said <= START | CLOCK:
        return 0.76
    return (0.86 if len(said - CLOCK) == 0 or said & EVENT else 0.76) if said & CLOCK else 0.55


def _to(traits: ColumnTraits) -> str:
    return {"second": " to the second", "minute": " to the minute", "day": " of days"}.get(traits.grain, "")


def is_dated_fact(traits: ColumnTraits) -> bool:
    """Whether a column tells when one thing of its own happened: won on, cancelled at."""
    said = set(traits.words)
    if is_twin(traits.name) or not traits.grain or traits.column.type not in ("time", "date"):
        return False
    begun = "start" in said and "trial" not in said  # the beginning of what the row is about
    if begun or said & (NOT_THEN | LATER) or (said & MOMENT and not said & FACTS) or said <= CLOCK - {"created"}:
        return False
    if said & END and not said & {"completed", "ended"}:
        return False
    return bool(said & FACTS) or bool(said & CLOCK)


def score_broken_when(traits: ColumnTraits) -> Scored | None:
    """A column of text that is called like a time, though hardly any of its values can be read as one."""
    named = bool(set(traits.words) & (CLOCK - {"no"})) and not is_sentence(traits.name)
    fits = traits.column.type == "text" and named and not set(traits.words) & NOT_THEN
    return Scored(traits, 0.6, (f'"{traits.name}" is called like a time.',)) if fits else None


def is_milestone(traits: ColumnTraits) -> bool:
    """Whether a column of days is called like what happened on them (newsletter, contract) and not like a time."""
    said = set(traits.words)
    dated = bool(traits.grain) and traits.column.type in ("time", "date") and not is_twin(traits.name)
    return dated and not said & (CLOCK | MOMENT | NOT_THEN | LATER | END | START) and not traits.nameless
