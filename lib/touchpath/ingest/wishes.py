"""What somebody said of a file before it was read: its kind, columns or values for fields. The rest is guessed."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from touchpath.engine.base import Reader
from touchpath.ingest.columns import fits
from touchpath.ingest.guess import Guess, guess, guess_as
from touchpath.ingest.mapping import KINDS, Constant, TableKind, mapping_from_plain, mapping_to_plain
from touchpath.ingest.source import SourceTable
from touchpath.ingest.treatment import SUGGESTED
from touchpath.journey.definition import DefinitionError

_FIELDS = {field.name for kind in KINDS.values() for field in fields(kind)}


@dataclass(frozen=True)
class Wishes:
    """`kind` (None: guessed) and `settings`, each FIELD=COLUMN or FIELD:=VALUE; an empty column means none.

    `protect`: the people in it are protected as suggested. `answers` are what was said to questions of the guess,
    each a role and what was answered (several times the same role: several answers); a setting answers as well.
    Raises DefinitionError for a setting that is not written so, or names no field of any kind.
    """

    kind: TableKind | None = None
    settings: tuple[str, ...] = ()
    protect: bool = False
    answers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Check what was written."""
        if self.kind is not None and self.kind not in KINDS:
            raise DefinitionError(f'"{self.kind}" is not a kind of table: use one of {", ".join(KINDS)}.')
        for setting in self.settings:
            if _parts(setting)[0] not in _FIELDS:
                raise DefinitionError(f'"{_parts(setting)[0]}" is no field of a mapping.')

    def guess(self, table: SourceTable, engine: Reader) -> Guess:
        """The guess for a table with the wishes in it; raises DefinitionError where its kind has no such field."""
        said = dict(_parts(setting) for setting in self.settings)
        answers = {name: _answer(value) for name, value in said.items()} | self._answers()
        guessed = guess_as(table, self.kind, answers) if self.kind else guess(table, engine, answers)
        plain: dict[str, Any] = mapping_to_plain(guessed.mapping)
        mapping = mapping_from_plain({**plain, **said})
        return replace(
            guessed,
            mapping=replace(mapping, protect=SUGGESTED) if self.protect else mapping,
            doubts=tuple(doubt for doubt in guessed.doubts if doubt.role not in answers),
        )

    def guess_where_they_fit(self, table: SourceTable, engine: Reader) -> Guess:
        """As `guess`; a table the wishes do not fit is guessed without them, for somebody to look at."""
        try:
            wished = self.guess(table, engine)
        except DefinitionError:
            return guess(table, engine)
        return wished if fits(table, wished.mapping) else guess(table, engine)

    def to_plain(self) -> dict[str, Any]:
        """As a plain dict."""
        answers = [list(answer) for answer in self.answers]
        return {"kind": self.kind, "settings": list(self.settings), "protect": self.protect, "answers": answers}

    @classmethod
    def from_plain(cls, plain: Dict[str, Any]) -> Wishes:
        """The wishes of a plain dict; raises ValueError when it holds none."""
        settings: Sequence[Any] = plain.get("settings") or ()
        answers = tuple((str(role), str(answer)) for role, answer in plain.get("answers") or ())
        return cls(plain.get("kind"), tuple(map(str, settings)), bool(plain.get("protect")), answers)

    def _answers(self) -> dict[str, str | tuple[str, ...]]:
        """What was answered, by role."""
        roles = dict.fromkeys(role for role, _ in self.answers)
        given = {role: tuple(answer for other, answer in self.answers if other == role) for role in roles}
        return {role: answers if len(answers) > 1 else answers[0] for role, answers in given.items()}


def answer_parts(answer: str) -> tuple[str, str]:
    """The role and the answer of ROLE=ANSWER; raises DefinitionError for what is not written so."""
    role, sign, value = answer.partition("=")
    if not sign or not role:
        raise DefinitionError(f'"{answer}" is not ROLE=ANSWER.')
    return role, value


def _parts(setting: str) -> tuple[str, str | Constant | None]:
    field, sign, value = setting.partition("=")
    if not sign:
        raise DefinitionError(f'"{setting}" is not FIELD=COLUMN.')
    return field.rstrip(":"), Constant(value) if field.endswith(":") else value or None


def _answer(value: str | Constant | None) -> str:
    """A setting as the answer to a question: a value for every row begins with "="."""
    return f"={value.value}" if isinstance(value, Constant) else value or ""


NO_WISHES = Wishes()
