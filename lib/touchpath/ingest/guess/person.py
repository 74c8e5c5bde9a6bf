"""How well a column says who it was: from its name, and from whether its values repeat as people do."""

from __future__ import annotations

from touchpath.ingest.guess.lexicon import (
    ACCOUNT,
    BARGAIN,
    CARD,
    CASE,
    EVENT_ROW,
    GROUP,
    ID,
    KIND_OF,
    LOYAL,
    MAIL,
    MANY_PEOPLE,
    MONTH,
    ORDER,
    PERSON,
    RATE,
    STATUS,
    THING,
    TRACKER,
    WEEK,
    WORKER,
)
from touchpath.ingest.guess.scored import Scored
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.guess.words import is_sentence

FEW_ROWS = 10
_QUALIFIERS = frozenset(
    [
        "anonymous",
        "anon",
        "unique",
        "hashed",
        "hash",
        "encrypted",
        "master",
        "external",
        "internal",
        "the",
        "my",
        "main",
        "primary",
        "new",
        "old",
        "full",
        "distinct",
        "anonymized",
        "anonymised",
        "pseudonymized",
        "pseudo",
        "short",
        "long",
        "global",
        "end",
        "web",
        "app",
        "crm",
        "customer",
        "user",
        "visitor",
        "cookie",
    ]
)
_OF_THE_CALENDAR = WEEK | MONTH | frozenset(["year", "quarter", "jahr", "quartal", "annee", "ano", "anno", "jaar"])
_WHOLE = frozenset(["full", "vollstandiger", "completo", "complet", "volledige"])
_A_NAME = frozenset(["name", "nombre", "nome", "nom", "naam"])
_ONE_FOR_ALL, _EACH_ITS_OWN, _HALF_BLANK = 0.3, 0.35, 0.6


def score_person(traits: ColumnTraits, *, comes_back: bool = True) -> Scored | None:
    """The column as the one that says who; None where it cannot be. `comes_back`: people have several rows."""
    if not _possible(traits):
        return None
    named, reason = _named(traits)
    if not named:
        return None
    scored = Scored(traits, named, (reason,))
    return _by_values(scored) if comes_back else _more_than_one(scored)


def is_case(traits: ColumnTraits) -> bool:
    """Whether a column names the case that was worked on, in a log of its steps."""
    said = set(traits.words)
    return _possible(traits) and bool(said & CASE) and not said & (WORKER | STATUS | KIND_OF - {"name"})


def is_human(traits: ColumnTraits) -> bool:
    """Whether the name of a column speaks of a person, rather than of a case, an account or a device."""
    return bool(set(traits.words) & (PERSON | MAIL)) and not set(traits.words) & WORKER


def _possible(traits: ColumnTraits) -> bool:
    column = traits.column
    whole = column.type == "number" and traits.named_id and all(value.endswith(".0") for value in column.values)
    kept = (column.type in ("text", "integer") or whole) and not traits.is_clock and not traits.long_text
    timed = column.type == "integer" and any(name.startswith("epoch") for name in column.time_formats)
    running = traits.counts_up and not set(traits.words) & (PERSON | TRACKER | CASE)
    shaped = not traits.flag and not traits.requested and not is_sentence(traits.name)
    return kept and not timed and not running and shaped


def _named(traits: ColumnTraits) -> tuple[float, str]:
    """What the name alone says, from 0 to 1, and why."""
    if traits.address:
        return 0.4, "It holds addresses of machines, behind each of which there may be one person or many."
    return _called_so(traits, set(traits.words))


def _called_so(traits: ColumnTraits, said: set[str]) -> tuple[float, str]:
    if traits.nameless:
        return (0.3, "Its values look like ids.") if traits.coded or traits.repeats else (0.0, "")
    if said & RATE or (said & (WORKER | _OF_THE_CALENDAR) and not said & PERSON):
        return 0.0, ""
    counted = said <= MANY_PEOPLE or (traits.words[-1] in MANY_PEOPLE and not traits.named_id)
    if counted and traits.column.type == "integer" and not traits.coded:
        return 0.0, ""
    if said & CARD and said & (PERSON | MANY_PEOPLE | LOYAL) and (traits.coded or traits.column.type == "integer"):
        return 0.9, _called(traits, "the card of a person")
    if said & PERSON or _is_tracker(said):
        return _of_a_person(traits)
    if said & MANY_PEOPLE and traits.named_id:
        return 0.9, _called(traits, "a person")
    if said & MAIL and (traits.mail or (traits.column.type == "text" and not traits.few)):
        return 0.72, "It holds e-mail addresses."
    others = said - ID - CASE - {"concept", "name"}
    if said & CASE and len(others) <= 1 and not others & (EVENT_ROW | STATUS | KIND_OF):
        return 0.65, _called(traits, "the case that was worked on")
    if said & ACCOUNT and (traits.named_id or len(said) == 1):
        return 0.78, _called(traits, "an account")
    return _of_something(traits, said)


def _is_tracker(said: set[str]) -> bool:
    """A name such as visitor cookie, distinct id or device id."""
    return bool(said & TRACKER) and (bool(said & (ID | PERSON)) or len(said) == 1)


def _of_a_person(traits: ColumnTraits) -> tuple[float, str]:
    said, others = set(traits.words), set(traits.words) - PERSON - ID - _QUALIFIERS - TRACKER
    last = traits.bare[-1]
    ends_so = last in ID | PERSON | TRACKER or (last.isdecimal() and len(said) == 2)
    if said & MAIL:
        return 0.8, "It holds e-mail addresses of people."
    if said & THING and traits.words[-1] in THING | KIND_OF:
        return (0.4, _called(traits, "the name of a person")) if said & {"name", "nom", "nome"} else (0.0, "")
    if not said & PERSON:
        weak = bool(said & {"anonymous", "anon", "device", "cookie", "browser"})
        return (0.75 if weak else 0.97), _called(traits, "a person by a device or cookie")
    if traits.words in (("user", "name"), ("username",)) and not any(" " in value for value in traits.column.values):
        return 0.7, _called(traits, "the name somebody logs in with")
    if said & _WHOLE and said & _A_NAME and traits.repeats:
        return 0.62, _called(traits, "the whole name of a person")
    if not ends_so and traits.words[0] not in ID:
        return (0.4 if said & {"name", "nom", "nome"} else 0.0), _called(traits, "the name of a person")
    return max(0.6, (1.0 if traits.named_id or said & ID else 0.93) - 0.1 * len(others)), _called(traits, "a person")


def _of_something(traits: ColumnTraits, said: set[str]) -> tuple[float, str]:
    """Ids of something the name does not tell, and of bargains that stand for whoever made them; whole names."""
    if said & _WHOLE and said & _A_NAME and not said & (WORKER | THING) and traits.repeats:
        return 0.62, _called(traits, "the whole name of a person")
    if not traits.named_id:
        return (0.25, "Its values look like ids.") if traits.coded and not said & THING else (0.0, "")
    if said & BARGAIN and not said & (EVENT_ROW | {"line", "item"}):
        return 0.35, _called(traits, "a deal or contract, not of a person")
    if said & (THING | ORDER):
        return 0.0, ""
    if said & GROUP:
        return 0.45, _called(traits, "a company or group, not a person")
    if len(said) == 1:
        return 0.5, "It is called an id."
    return 0.52, "It is called an id, though not of whom."


def _by_values(scored: Scored) -> Scored:
    """The score once the values are looked at: people come back, and there is more than one of them."""
    traits, scored = scored.traits, _more_than_one(scored)
    if (traits.unique and traits.filled >= FEW_ROWS) or (traits.unique and scored.score < 0.7):
        return scored.times(_EACH_ITS_OWN, "But every row has a value of its own.")
    if traits.repeats:
        said = f"Its {traits.column.distinct:,} values come back over {traits.filled:,} rows."
        scored = Scored(traits, min(1.0, scored.score + 0.03), (*scored.reasons, said))
    if traits.column.blank_rate > 0.5:
        return scored.times(_HALF_BLANK, "But most rows have none.")
    return scored


def _more_than_one(scored: Scored) -> Scored:
    alone = scored.traits.constant and scored.traits.filled >= FEW_ROWS
    return scored.times(_ONE_FOR_ALL, "But all rows have the same value.") if alone else scored


def _called(traits: ColumnTraits, what: str) -> str:
    return f'"{traits.name}" is called like {what}.'
