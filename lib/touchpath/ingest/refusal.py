"""Files that cannot be read, said in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from touchpath.ingest.guess.doubt import Doubt


class ImportRefused(ValueError):  # noqa: N818 - an import is refused; nothing is broken
    """A file that cannot be imported as asked; nothing of it was kept.

    `file`, `row` (as a spreadsheet numbers rows) and `column` say where; `remedy` says what to do next. The message
    joins them into sentences a person understands. `questions` are what must be answered first, where a guess was
    not sure.
    """

    def __init__(
        self,
        reason: str,
        *,
        file: str = "",
        row: int | None = None,
        column: str | None = None,
        remedy: str = "",
        questions: tuple[Doubt, ...] = (),
    ) -> None:
        self.reason = reason
        self.file = file
        self.row = row
        self.column = column
        self.remedy = remedy
        self.questions = questions
        super().__init__(" ".join(part for part in (_place(file, row, column), reason, remedy) if part))


class ImportCancelled(ImportRefused):
    """The person stopped the import; nothing of it was kept."""


def _place(file: str, row: int | None, column: str | None) -> str:
    parts = [file]
    if row is not None:
        parts.append(f"row {row}")
    if column:
        parts.append(f'column "{column}"')
    place = ", ".join(part for part in parts if part)
    return f"{place}:" if place else ""
