"""What an import did, as figures and sentences. Frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from touchpath.ingest.mapping import Mapping, TableKind
from touchpath.ingest.outcome import TableOutcome
from touchpath.ingest.outcome_words import outcome_sentence
from touchpath.ingest.source import RowsSetAside

_ASIDE_SAID = 3


@dataclass(frozen=True)
class ImportFinding:
    """Something the import noticed that rejects no row: a code, a sentence, how many, and examples."""

    code: str
    sentence: str
    count: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """A reason for which rows were rejected, and how many were."""

    reason: str
    rows: int


@dataclass(frozen=True)
class ImportReport:
    """The outcome of one import: rows_read = accepted + rejected + duplicate + set_aside, always.

    Counted in rows of the whole file: everything but header rows and blank lines. `set_aside` are rows of other
    tables of the file, remarks, titles and totals; `aside` says which, why and on which lines.
    `import_id` is None when the file changed nothing (no row accepted, none rejected). `mapping` is what the columns
    were taken for, `comes_to` what its rows came to (None where nothing was stored) and `warnings` what looks wrong
    about that, a sentence each; `table` is the name of the table in its file.
    """

    import_id: int | None
    kind: TableKind
    file_name: str
    rows_read: int
    accepted: int
    rejected: int
    duplicate: int
    reasons: tuple[Reason, ...] = ()
    findings: tuple[ImportFinding, ...] = ()
    mapping: Mapping | None = None
    comes_to: TableOutcome | None = None
    warnings: tuple[str, ...] = ()
    table: str = ""
    set_aside: int = 0
    aside: tuple[RowsSetAside, ...] = ()

    @property
    def comes_out(self) -> str:
        """What the rows came to, in words: "16 people, 480 events, most common: viewed product; ..."."""
        return outcome_sentence(self.comes_to) if self.comes_to else ""

    @property
    def sentence(self) -> str:
        """The outcome in words: "31,106 rows: 31,100 imported, 6 rejected: no time"."""
        return outcome(
            self.rows_read, self.accepted, self.rejected, self.duplicate, self.reasons, "imported", self.aside
        )


@dataclass(frozen=True)
class ImportRecord:
    """An import the workspace holds. `mapping` is the plain dict it was read with."""

    import_id: int
    kind: TableKind
    file_name: str
    sha256: str
    rows_read: int
    accepted: int
    rejected: int
    duplicate: int
    imported_at: datetime
    mapping: dict[str, Any] = field(default_factory=dict, hash=False)
    findings: tuple[ImportFinding, ...] = ()
    set_aside: int = 0
    aside: tuple[RowsSetAside, ...] = ()


def rows_aside(aside: tuple[RowsSetAside, ...]) -> int:
    """How many rows of a file stand aside of a table."""
    return sum(part.rows for part in aside)


def outcome(
    rows_read: int,
    accepted: int,
    rejected: int,
    duplicate: int,
    reasons: tuple[Reason, ...],
    verb: str,
    aside: tuple[RowsSetAside, ...] = (),
) -> str:
    """The counts of an import (or of a preview) as one sentence."""
    parts = [f"{accepted:,} {verb}"]
    if duplicate:
        parts.append(f"{duplicate:,} already there")
    if rejected:
        why = "; ".join(
            reason.reason if len(reasons) == 1 else f"{reason.reason} ({reason.rows:,})" for reason in reasons[:3]
        )
        parts.append(f"{rejected:,} rejected" + (f": {why}" if why else ""))
    if aside:
        said = f"{len(aside) - _ASIDE_SAID} more" if len(aside) > _ASIDE_SAID else ""
        whys = "; ".join([part.sentence for part in aside[:_ASIDE_SAID]] + [said] * bool(said))
        parts.append(f"{rows_aside(aside):,} set aside: {whys}")
    return f"{rows_read:,} {'row' if rows_read == 1 else 'rows'}: {', '.join(parts)}"
