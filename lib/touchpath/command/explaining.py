"""What the command line says of a table it has looked at: what its columns are taken for, why, and what it asks."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from touchpath.ingest.guess import Guess
from touchpath.ingest.guess.doubt import Doubt, Evidence
from touchpath.ingest.mapping import Constant, mapping_to_plain, sources
from touchpath.ingest.question_words import candidate_words
from touchpath.ingest.source import SourceTable


def described(table: SourceTable, guessed: Guess) -> Iterator[str]:
    """Its kind, rows and way of reading; every column with its type and examples; the mapping and the questions."""
    rows = "" if table.rows is None else f", {table.rows:,} rows"
    yield f"{table.name}: {guessed.kind}{rows}, read as {table.options.format}, {table.options.encoding}"
    yield from _recognised(guessed)
    for column in table.columns:
        yield f"  {column.name}: {column.type}, for example {', '.join(column.examples[:3]) or 'nothing'}"
    for name, value in mapping_to_plain(guessed.mapping).items():
        yield f"  {name} <- {value}"
    for doubt in guessed.doubts:
        yield f"  ? {doubt.sentence}"


def explained(table: SourceTable, guessed: Guess) -> Iterator[str]:
    """Each role with its column and what spoke for it, then the questions and how each answer is given."""
    yield f"{table.name}: {guessed.kind.replace('_', ' ')}"
    yield from _recognised(guessed)
    known = {evidence.role: evidence for evidence in guessed.evidence}
    if "kind" in known:
        yield f"  kind: {_why(known['kind'])}"
    for role, source in sources(guessed.mapping).items():
        said = f'"{source.value}" for every row' if isinstance(source, Constant) else source
        yield f"  {role}: {said}{_because(known.get(role))}"
    for question in getattr(guessed.mapping, "questions", ()):
        yield f"  question: {question.column} as {question.metric}"
    if not guessed.evidence:
        yield from (f"  {reason}" for reason in guessed.reasons)
    yield from (f"  {line}" for line in asked(guessed.doubts))


def asked(doubts: Sequence[Doubt]) -> Iterator[str]:
    """The questions, each with what to add to the command for every answer that is possible."""
    for doubt in doubts:
        table = f"{doubt.table}: " if doubt.table else ""
        yield f"? {table}{doubt.sentence}"
        for candidate in doubt.candidates:
            option = f"--answer {shlex.quote(f'{doubt.role}={candidate.answer}')}"
            yield f"    {option:36} {candidate_words(candidate)}"
        if doubt.multiple:
            yield "    several answers: repeat --answer"


def _recognised(guessed: Guess) -> Iterator[str]:
    """The tool, or the mapping kept for such files, that the columns follow."""
    if guessed.preset:
        yield f"  recognised as {guessed.preset}"


def _because(evidence: Evidence | None) -> str:
    return f" ({_why(evidence)})" if evidence else ""


def _why(evidence: Evidence) -> str:
    """For example "0.92: its name says so; each value comes about 5 times; second: order_id, 0.40"."""
    parts = [f"{evidence.score:.2f}: {'; '.join(evidence.reasons)}" if evidence.reasons else f"{evidence.score:.2f}"]
    if evidence.runner_up:
        parts.append(f"second: {evidence.runner_up}, {evidence.runner_up_score:.2f}")
    return "; ".join(parts)
