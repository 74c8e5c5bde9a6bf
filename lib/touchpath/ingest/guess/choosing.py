"""Hands out the columns of a table to roles, the best suited first; what is not sure becomes a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from touchpath.ingest.guess.doubt import NONE_OF_THEM, Answers, Candidate, Doubt, Evidence
from touchpath.ingest.guess.look import ColumnRoles
from touchpath.ingest.guess.scored import Choice, Scored, Scorer, choice
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.mapping import Constant, FieldSource
from touchpath.ingest.source import SourceTable
from touchpath.journey.definition import DefinitionError

_EXAMPLES = 3
_MOST_CANDIDATES = 8
NONE_LABEL = "none of the columns"


class Choosing:
    """The roles given so far, the questions that are left, and the evidence for what was chosen."""

    def __init__(self, look: ColumnRoles, answers: Answers) -> None:
        self.look = look
        self.answers = answers
        self.doubts: list[Doubt] = []
        self.evidence: list[Evidence] = []
        self._taken: set[str] = set()
        for role, answer in answers.items():
            if role != "kind" and isinstance(answer, str) and look.table.column(answer):
                self._taken.add(answer)

    @property
    def free(self) -> list[ColumnTraits]:
        """The columns that hold something and play no role yet."""
        return [traits for traits in self.look.columns if traits.name not in self._taken]

    def ranked(self, role: str, scorer: Scorer) -> Choice:
        """The free columns for a role, best first."""
        return choice(role, [scorer(traits) for traits in self.free])

    def answered(self, role: str) -> bool:
        """Whether somebody said which column plays the role."""
        return role in self.answers

    def answer(self, role: str) -> FieldSource:
        """What was answered: a column, a value for every row, or nothing. Raises DefinitionError for another text."""
        return source_of(self.look.table, role, self.answers[role])

    def optional(self, role: str, scorer: Scorer) -> str | None:
        """A column where there is good evidence for one; the first of several that are as good."""
        if self.answered(role):
            answer = self.answer(role)
            return answer if isinstance(answer, str) else None
        found = self.ranked(role, scorer)
        return None if found.is_thin or found.best is None else self.take(found, found.best)

    def asked(self, role: str, scorer: Scorer, sentence: str) -> str | None:
        """As `optional`; where two columns are as good, it is asked which one is meant, or none."""
        found = self.ranked(role, scorer)
        if self.answered(role) or not found.is_close:
            return self.optional(role, scorer)
        best = found.best.score if found.best else 0.0
        close = [one for one in found.ranked if best - one.score < 0.15]
        self.doubt(role, sentence, [*candidates(one.traits for one in close), none_of_them()])
        return None

    def take(self, found: Choice, chosen: Scored) -> str:
        """Give a column to a role; no other role gets it."""
        self._taken.add(chosen.traits.name)
        self.evidence.append(found.evidence(chosen.traits.name))
        return chosen.traits.name

    def doubt(self, role: str, sentence: str, offered: Sequence[Candidate], *, multiple: bool = False) -> None:
        """Leave a question."""
        self.doubts.append(
            Doubt(role, sentence, tuple(offered[:_MOST_CANDIDATES]), multiple=multiple, table=self.look.table.name)
        )


def source_of(table: SourceTable, role: str, answer: object) -> FieldSource:
    """An answer as the source of a role: a column, `=value` for every row, or nothing."""
    if isinstance(answer, Constant):
        return answer
    text = str(answer)
    if text == NONE_OF_THEM:
        return None
    if table.column(text):
        return text
    if text.startswith("="):
        return Constant(text[1:])
    raise DefinitionError(f'There is no column "{text}" in {table.name}: it cannot be the answer about {role}.')


def candidates(columns: Iterable[ColumnTraits]) -> list[Candidate]:
    """Columns as answers, with three of their values."""
    return [Candidate(t.name, t.name, t.column.examples[:_EXAMPLES]) for t in columns]


def none_of_them() -> Candidate:
    """The answer that no column plays the role."""
    return Candidate(NONE_OF_THEM, NONE_LABEL)
