"""Where the files stand, in a sentence: what is imported, what waits, and what a waiting table still lacks."""

from __future__ import annotations

from collections.abc import Sequence

from touchpath.ingest.columns import missing
from touchpath.ingest.mapping import Mapping
from touchpath.ingest.preview import Preview
from touchpath.journey.words import count, listed, plural
from touchpath.ui.data.fields import FIELDS
from touchpath.ui.data.upload import Piece
from touchpath.workspace import Workspace

_ASKED = {
    "person": "who",
    "occurred_at": "when",
    "touchpoint": "what happened",
    "alias": "the other id",
    "day": "the day",
    "spend": "what was spent",
}


def waiting(pieces: Sequence[Piece]) -> list[Piece]:
    """The tables that are neither imported nor refused."""
    return [piece for piece in pieces if not piece.report and not piece.refusal]


def standing(workspace: Workspace, pieces: Sequence[Piece]) -> str:
    """What is in the workspace, or how far the tables on their way are."""
    if not pieces:
        held = workspace.imports()
        if not held:
            return "Add a file of events to begin: who, when and what is all it takes."
        rows = sum(record.accepted for record in held)
        return f"This workspace holds {count(rows)} rows from {plural(len(held), 'import')}."
    left, done = waiting(pieces), [piece.report for piece in pieces if piece.report]
    if len(pieces) == 1 and left:
        return f"Looking at {pieces[0].name}."
    blank = [piece for piece in left if rowless(piece)]
    refused, accepted = len(pieces) - len(left) - len(done), sum(report.accepted for report in done)
    parts = [f"{plural(accepted, 'row')} of {plural(len(done), 'table')} imported"] if done else []
    if done and not accepted:
        parts = ["Nothing new was found: nothing changed"]
    parts += [f"{plural(len(left) - len(blank), 'table')} to check and import"] if len(left) > len(blank) else []
    parts += [f"{plural(len(blank), 'table holds', 'tables hold')} no rows"] if blank else []
    parts += [f"{plural(refused, 'file')} cannot be read"] if refused else []
    return f"{', '.join(parts)}."


def rowless(piece: Piece) -> bool:
    """Whether the table has a header and nothing under it."""
    return piece.table is not None and not piece.table.rows and not piece.table.rows_sampled


def verdict(piece: Piece, mapping: Mapping, shown: Preview | None) -> str:
    """Whether the table can be imported with this mapping; if not, what it lacks. `shown`: None if refused."""
    if rowless(piece):
        return _no_rows(piece)
    if not piece.by_hand and piece.guessed and piece.guessed.doubts:
        questions = plural(len(piece.guessed.doubts), "question")
        return f"{piece.name} is not clear yet: {questions} to answer, then you see what will come out."
    if lacking := missing(mapping):
        labels = {field.name: field.label for field in FIELDS[mapping.kind]}
        fields = listed([labels[name] for name in lacking])
        choose = "choose the column under" if len(lacking) == 1 else "choose the columns under"
        return f"{piece.name} needs to know {listed([_ASKED[name] for name in lacking])}: {choose} {fields}."
    if shown is None:
        return f"{piece.name} has a question left: it is asked above the button."
    if not shown.accepted:
        return f"No row of {piece.name} can be imported like this: check what its columns mean."
    return f"{piece.name} is ready{_of_first(piece, shown)}: {shown.comes_out}. Check its columns, then import it."


def _of_first(piece: Piece, shown: Preview) -> str:
    """That only the first rows of a large table were looked at."""
    more = piece.table is not None and (piece.table.rows or 0) > shown.rows_read
    return f", by its first {count(shown.rows_read)} rows" if more else ""


def _no_rows(piece: Piece) -> str:
    if piece.guessed and piece.guessed.preset:
        return f"{piece.name} was recognised as {piece.guessed.preset}, but it holds no rows."
    return f"{piece.name} holds a header, but no rows."
