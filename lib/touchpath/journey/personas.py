"""Personas: who gets which label, by rules over attributes and behaviour, or from a column that names it.

Rules are tried in order and the first that fits decides, so a person has one persona; the rest has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.definition import DefinitionError
from touchpath.journey.persona_tests import Test, set_tuples, test_from_plain, test_to_plain

Match = Literal["all", "any"]
ColumnOf = Literal["people file", "person", "event"]


@dataclass(frozen=True)
class PersonaRule:
    """People who pass all (or any) of the tests get the persona."""

    persona: str
    tests: tuple[Test, ...]
    match: Match = "all"

    def __post_init__(self) -> None:
        """Refuse a rule without a name or a test."""
        set_tuples(self, "tests")
        if not self.persona.strip():
            raise DefinitionError("A persona needs a name.")
        if not self.tests:
            raise DefinitionError(f'Say who "{self.persona}" is: add at least one condition.')
        if self.match not in get_args(Match):
            raise DefinitionError(f'A rule needs all or any of its conditions, not "{self.match}".')

    @property
    def looks_after_entry(self) -> bool:
        """Whether a test uses what happened after the person's first event."""
        return any(test.looks_after_entry for test in self.tests)

    def may_give(self, persona: str) -> bool:
        """Whether somebody may get `persona` from this rule."""
        return persona == self.persona

    def sentence(self) -> str:
        """In words: `purchase at least 3 times and country is DE`."""
        return f" {'and' if self.match == 'all' else 'or'} ".join(test.sentence() for test in self.tests)


@dataclass(frozen=True)
class PersonaColumn:
    """People get the last value of a column: of people files ("people file": the column mapped as persona,
    "person": an attribute) or of events ("event": a property, last by time).

    `constant` records that no person had two values when the column was applied.
    """

    name: str
    of: ColumnOf = "event"
    constant: bool = False

    def __post_init__(self) -> None:
        """Refuse an unknown place."""
        if self.of not in get_args(ColumnOf):
            raise DefinitionError(
                f'A persona column belongs to a people file, a person or an event, not "{self.of}".'
            )

    @property
    def looks_after_entry(self) -> bool:
        """The last value of an event property may be newer than the first event."""
        return self.of == "event" and not self.constant

    def may_give(self, persona: str) -> bool:
        """A column may hold any name."""
        return True

    def sentence(self) -> str:
        """In words: `the last value of user_lifecycle`."""
        return f"the last value of {self.name}"


Source = PersonaRule | PersonaColumn


@dataclass(frozen=True)
class Personas:
    """Rules (and columns) in the order they are tried."""

    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        """Lists become tuples."""
        set_tuples(self, "sources")

    def after_entry(self, persona: str | None) -> str | None:
        """Why `persona` (None: no persona) is not known when a person enters, as a sentence; None when it is known.

        A persona also depends on the rules tried before its own: they took people away.
        """
        givers = [place for place, source in enumerate(self.sources) if persona and source.may_give(persona)]
        decisive = self.sources[: givers[-1] + 1] if givers else self.sources
        for source in decisive:
            if source.looks_after_entry:
                return f"It depends on {source.sentence()}, which may only be known after a person's first event."
        return None


def source_to_plain(source: Source) -> dict[str, Any]:
    """A rule or column as a plain dict (JSON)."""
    if isinstance(source, PersonaColumn):
        return {"column": source.name, "of": source.of, "constant": source.constant}
    tests = [test_to_plain(test) for test in source.tests]
    return {"persona": source.persona, "match": source.match, "tests": tests}


def source_from_plain(plain: Mapping[str, Any]) -> Source:
    """A rule or column from its plain dict; raises DefinitionError for what it cannot be."""
    if "column" in plain:
        return PersonaColumn(str(plain["column"]), plain.get("of", "event"), bool(plain.get("constant", False)))
    tests = tuple(test_from_plain(part) for part in plain.get("tests", ()))
    return PersonaRule(str(plain.get("persona", "")), tests, plain.get("match", "all"))
