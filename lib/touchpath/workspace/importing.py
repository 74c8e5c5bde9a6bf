"""Importing files into a workspace: the same few steps for the page, the command line and scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.columns import fits
from touchpath.ingest.guess import NO_ANSWERS
from touchpath.ingest.load.table import import_table, nothing_more
from touchpath.ingest.load.undo import undo_import
from touchpath.ingest.mapping import KINDS, FieldSource, Mapping, TableKind
from touchpath.ingest.reading.account import imported_together
from touchpath.ingest.records import list_imports, rejected_rows
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportRecord, ImportReport
from touchpath.ingest.settled import settled
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import ReadingOptions, SourceTable
from touchpath.ingest.spool import Spool
from touchpath.ingest.treatment import Protect
from touchpath.ingest.wishes import Wishes
from touchpath.journey.definition import build
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.guesses import guess_settings
from touchpath.workspace.protecting import ProtectionOfPeople
from touchpath.workspace.settings import read_settings
from touchpath.workspace.settling import settle

FileAnswers = Dict[str, str | Sequence[str] | Dict[str, str | Sequence[str]]]
"""What was answered, by role; nested under the name of a table where it holds for that one only."""
Progress = Callable[[str, int], None]
"""Called with what is being done, in words, and how many rows it has reached."""


@dataclass(frozen=True)
class Imports:
    """The part of a workspace that takes files in and gives them back; called, it lists its imports."""

    core: WorkspaceCore

    def __call__(self) -> tuple[ImportRecord, ...]:
        """Every import of the workspace, the latest first."""
        return list_imports(self.core.engine)

    def import_file(
        self,
        path: str | Path,
        *,
        kind: TableKind | None = None,
        answers: FileAnswers = NO_ANSWERS,
        protect: Protect | None = None,
        reading: ReadingOptions | None = None,
    ) -> tuple[ImportReport, ...]:
        """Import every table of a file as guessed: one report per table, all of them or none.

        Where a guess is not sure nothing is imported and ImportRefused is raised with `questions` (role, sentence,
        candidates with examples); `answers` settle them by role, for all tables or for the one they are nested under
        by its name: {"person": "customer_id"}, {"orders": {"person": "buyer"}}; an answer is a column, `=value` for a
        value that holds for every row, or "" for none. `kind` says what the tables hold, `protect` how people are
        protected. Raises ImportRefused for what cannot be read, DefinitionError for an answer that cannot be.
        """
        spool = Spool(self.core.spool)
        file = spool.take(Path(path))
        try:
            tables = sniff(file, reading)
            chosen = settled(tables, self.core.engine, lambda table: Wishes(kind, answers=_flat(answers, table)))
            if protect:
                chosen = tuple((table, replace(mapping, protect=protect)) for table, mapping in chosen)
            return self.import_tables(chosen)
        finally:
            spool.discard(file)

    def import_tables(
        self,
        chosen: Sequence[tuple[SourceTable, Mapping]],
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[ImportReport, ...]:
        """Import tables one after the other; where one is refused or cancelled, those before it are taken back.

        The reports of the tables of one file add up to the file: what belongs to none of them stands in the first.
        """
        together = imported_together([table for table, _ in chosen])
        reports: list[ImportReport] = []
        try:
            for table, (_, mapping) in zip(together, chosen, strict=True):
                reports.append(self.import_table(table, mapping, progress, cancelled))
        except ImportRefused:
            for report in reversed(reports):
                if report.import_id is not None:
                    self.undo(report.import_id)
            raise
        return tuple(reports)

    def import_events(
        self,
        path: str | Path,
        *,
        person: FieldSource,
        occurred_at: FieldSource,
        touchpoint: FieldSource,
        **columns: Any,
    ) -> ImportReport:
        """Import events. A string names a column, Constant a value for every row.

        `columns` are the other fields of EventMapping (channel, value, order_id, event_id, session, timezone,
        time_format, decimal, properties); columns not named become properties. Raises ImportRefused.
        """
        return self._import_file(
            "events", path, {"person": person, "occurred_at": occurred_at, "touchpoint": touchpoint, **columns}
        )

    def import_people(self, path: str | Path, **columns: Any) -> ImportReport:
        """Import people: `person`, `persona`, `attributes` of PeopleMapping. Raises ImportRefused."""
        return self._import_file("people", path, columns)

    def import_identities(self, path: str | Path, *, alias: FieldSource, person: FieldSource) -> ImportReport:
        """Import pairs of ids that belong to one human. Raises ImportRefused."""
        return self._import_file("identities", path, {"alias": alias, "person": person})

    def import_responses(self, path: str | Path, **columns: Any) -> ImportReport:
        """Import survey answers, long or wide: the fields of ResponseMapping. Raises ImportRefused."""
        return self._import_file("responses", path, columns)

    def import_costs(self, path: str | Path, *, day: FieldSource, spend: FieldSource, **columns: Any) -> ImportReport:
        """Import costs: also `channel` and `campaign` of CostMapping. Raises ImportRefused."""
        return self._import_file("costs", path, {"day": day, "spend": spend, **columns})

    def import_daily_counts(self, path: str | Path, *, day: FieldSource, **columns: Any) -> ImportReport:
        """Import person-less counts: the fields of DailyCountMapping. Raises ImportRefused."""
        return self._import_file("daily_counts", path, {"day": day, **columns})

    def import_table(
        self,
        table: SourceTable,
        mapping: Mapping,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Import a table that sniff found, all of it or none.

        `cancelled` is asked now and then, from another thread; once it says True the import stops, keeps nothing and
        raises ImportCancelled. Raises ImportRefused when the mapping does not fit the table.
        """
        with self.core.access.act("import", table.file.name):
            return self.take(table, mapping, progress, cancelled)

    def take(
        self,
        table: SourceTable,
        mapping: Mapping,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        prepare: Callable[[Writer], None] = nothing_more,
        finish: Callable[[Writer], None] = nothing_more,
    ) -> ImportReport:
        """Import a table after protecting the people in it; `prepare` is first in the transaction, `finish` last.

        For those who have passed the door.
        """
        try:
            table, mapping, noticed = ProtectionOfPeople(self.core).protected(table, mapping)
            settled = self._settled(table, finish)
            report = import_table(self.core.engine, table, mapping, progress, cancelled, settled, prepare, noticed)
        except OSError as error:
            raise ImportRefused(
                f"The disk is full, or cannot be written to ({error.strerror or error}); nothing of it was kept.",
                file=table.file.name,
                remedy="Make room and import the file again.",
            ) from error
        guess_settings(self.core.engine)
        return report

    def undo(self, import_id: int) -> None:
        """Take one import back, all of it; rows another import repeated of it come back from there.

        Raises ImportRefused when there is no such import.
        """
        with self.core.access.act("undo", f"import {import_id}"):
            with self.core.engine.transaction() as writer:
                undo_import(writer, import_id)
                settle(writer)
            guess_settings(self.core.engine)
            self.core.sweep_originals()

    def rejected_rows(self, import_id: int) -> pd.DataFrame:
        """The rows of an import that were not taken: source_row, column_name, reason, raw."""
        return rejected_rows(self.core.engine, import_id)

    def _settled(self, table: SourceTable, finish: Callable[[Writer], None]) -> Callable[[Writer], None]:
        """What ends an import: answers find people, names their traits; the original is kept where that is wanted."""
        originals = self.core.originals if read_settings(self.core.engine)["keep_originals"].value else None

        def end(writer: Writer) -> None:
            settle(writer)
            finish(writer)
            if originals:
                originals.keep(table)

        return end

    def _import_file(self, kind: TableKind, path: str | Path, columns: dict[str, Any]) -> ImportReport:
        options: ReadingOptions | None = columns.pop("reading", None)
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in columns.items()}
        mapping = build(KINDS[kind], given)
        spool = Spool(self.core.spool)
        file = spool.take(Path(path))
        try:
            tables = sniff(file, options)
            if len(tables) > 1:
                tables = tuple(table for table in tables if fits(table, mapping)) or tables[:1]
                tables = tuple(table for table in tables if not table.view) or tables[:1]
            if len(tables) > 1:
                raise ImportRefused(
                    "Several tables of this file have these columns.",
                    file=file.name,
                    remedy="Import them one by one.",
                )
            return self.import_table(tables[0], mapping)
        finally:
            spool.discard(file)


def _flat(answers: FileAnswers, table: SourceTable) -> tuple[tuple[str, str], ...]:
    """The answers that hold for a table, its own before those for all, as pairs of role and answer."""
    given = {role: answer for role, answer in answers.items() if not isinstance(answer, Dict)}
    own = answers.get(table.name)
    given |= own if isinstance(own, Dict) else {}
    return tuple(
        (role, part) for role, answer in given.items() for part in ([answer] if isinstance(answer, str) else answer)
    )
