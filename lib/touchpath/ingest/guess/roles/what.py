"""The column that says what happened."""

from __future__ import annotations

from touchpath.ingest.guess.lexicon import CASE, DESCRIBES, EVENT, ID, KIND_OF, NOT_THEN, STATUS, STEP, THING, WORKER
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.guess.words import is_sentence

_GAPS = 0.2
_PATH = frozenset(["url", "uri", "path", "href", "link", "permalink"])


def score_what(traits: ColumnTraits) -> Scored | None:
    """The column as the one that says what happened."""
    column, said = traits.column, set(traits.words)
    if column.type not in ("text", "boolean") or not traits.names_of_few:
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
    if traits.requested and "request" in said:
        return 0.5
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
