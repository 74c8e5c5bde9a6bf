"""Corrections of imports: a mapping that was wrong, rows that were rejected."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.load.kinds import LOADERS
from touchpath.ingest.load.staging import stage
from touchpath.ingest.load.undo import undo_import
from touchpath.ingest.mapping import Mapping, mapping_from_plain
from touchpath.ingest.reading.rewritten import plain_table
from touchpath.ingest.reading.rows import Row, write_clean
from touchpath.ingest.reading.table_rows import table_rows
from touchpath.ingest.records import list_imports, rejected_rows
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportRecord, ImportReport
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SourceTable
from touchpath.ingest.spool import Spool
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.guesses import guess_settings
from touchpath.workspace.importing import Imports
from touchpath.workspace.people_erased import finish, mark
from touchpath.workspace.protecting import ProtectionOfPeople
from touchpath.workspace.settings import read_settings
from touchpath.workspace.settling import settle
from touchpath.workspace.spreadsheet_cells import as_written

ROW, WHY = "file row", "why rejected"


@dataclass(frozen=True)
class Corrections:
    """The part of a workspace that corrects what was imported, from the kept originals."""

    core: WorkspaceCore
    imports: Imports

    def original_kept(self, import_id: int) -> bool:
        """Whether the file of an import is kept, so that it can be corrected without a new upload."""
        return self.core.originals is not None and self.core.originals.has(self._record(import_id).sha256)

    def original_table(self, import_id: int) -> SourceTable:
        """The table an import was made of, unpacked into the spool (to be discarded there).

        Raises ImportRefused when there is no such import or its original was not kept.
        """
        record = self._record(import_id)
        if self.core.originals is None:
            raise ImportRefused(
                "Originals are not kept here.", file=record.file_name, remedy="Upload the file again."
            )
        file = self.core.originals.fetch(record.sha256, record.file_name, Spool(self.core.spool))
        try:
            return self.core.originals.table(file, self._header_key(import_id))
        except ImportRefused:
            Spool(self.core.spool).discard(file)
            raise

    def import_again(self, import_id: int, mapping: Mapping) -> ImportReport:
        """Take an import back and import its kept original with another mapping: both, or nothing.

        With protection, what stood there in plain is in no byte of the files afterwards.
        Raises ImportRefused when the original was not kept or the mapping does not fit it.
        """
        protected = bool(mapping.protect or read_settings(self.core.engine)["protect_people"].value)
        with self.core.access.act("correct", f"import {import_id}"):
            report = self._import_again(import_id, mapping)
            if protected:
                mark(self.core.path)
                finish(self.core.engine, self.core.originals, self.core.path)
        return report

    def _import_again(self, import_id: int, mapping: Mapping) -> ImportReport:
        table = self.original_table(import_id)

        def undo(writer: Writer) -> None:
            writer.run("keep/load/remember_members")
            undo_import(writer, import_id)

        try:
            return self.imports.take(table, mapping, prepare=undo, finish=_return_members)
        finally:
            Spool(self.core.spool).discard(table.file)
            self.core.sweep_originals()

    def rows_to_fix(self, import_id: int) -> pd.DataFrame:
        """The rejected rows of an import in the columns of its file, after their row number and the reason."""
        table = self.original_table(import_id)
        Spool(self.core.spool).discard(table.file)
        width = len(table.columns)
        rows = [
            [row["source_row"], row["reason"], *_cells(row["raw"], table.options.delimiter, width)]
            for row in rejected_rows(self.core.engine, import_id).to_dict("records")
        ]
        return pd.DataFrame(rows, columns=[ROW, WHY, *table.names])

    def import_fixed(self, import_id: int, path: Path, name: str = "") -> ImportReport:
        """Import rejected rows again after they were fixed in the file made of `rows_to_fix`, into the same import.

        Rows that are still wrong stay rejected, with the new reason. The report counts the rows of this file.
        Raises ImportRefused when the file does not have those columns, or names a row that was not rejected.
        """
        with self.core.access.act("correct", f"import {import_id}"):
            return self._import_fixed(import_id, path, name)

    def _import_fixed(self, import_id: int, path: Path, name: str) -> ImportReport:
        record = self._record(import_id)
        table, spool = self.original_table(import_id), Spool(self.core.spool)
        file = spool.take(path)
        try:
            fixed = _as_it_stands(sniff(replace(file, name=name or file.name))[0])
            known = Counter(int(number) for number in rejected_rows(self.core.engine, import_id)["source_row"])
            rows = _fixed_rows(fixed, table, known)
            if safe := ProtectionOfPeople(self.core).protection_of(
                table, mapping_from_plain(record.mapping), in_place=True
            ):
                rows = (Row(row.number, safe.cells(row)) for row in rows)
            clean = write_clean(rows, len(table.columns), table.file.path.with_name("fixed.clean.csv"))
            with self.core.engine.transaction() as writer:
                report = _store(writer, record, replace(table, data=clean.data))
                settle(writer)
        finally:
            spool.discard(file)
            spool.discard(table.file)
        guess_settings(self.core.engine)
        return report

    def _record(self, import_id: int) -> ImportRecord:
        for record in list_imports(self.core.engine):
            if record.import_id == import_id:
                return record
        raise ImportRefused("There is no such import.", remedy="It may have been undone already.")

    def _header_key(self, import_id: int) -> str:
        return str(self.core.engine.frame("ask/load/header_of_import", {"import_id": import_id})["header_key"][0])


def _return_members(writer: Writer) -> None:
    """Put people who were gone with the old import back into their saved groups."""
    writer.run("keep/load/return_members")


def _store(writer: Writer, record: ImportRecord, table: SourceTable) -> ImportReport:
    """Store the fixed rows inside the transaction, and count them where they belong."""
    mapping = mapping_from_plain(record.mapping)
    given = {"import_id": record.import_id}
    loader = LOADERS[mapping.kind]
    staged = stage(writer, table, loader.staging(table, mapping))
    stored = loader.store(writer, record.import_id, table, mapping)
    writer.run("keep/load/forget_rejected", given)
    writer.run("keep/load/insert_rejected", given)
    counts = {"accepted": staged.taken - stored.duplicate, "rejected": staged.taken, "duplicate": stored.duplicate}
    writer.run("keep/load/count_fixed", {**given, **counts})
    return ImportReport(
        record.import_id, mapping.kind, record.file_name, staged.rows_read, counts["accepted"], staged.rejected,
        stored.duplicate, staged.reasons, stored.findings,
    )  # fmt: skip


def _as_it_stands(fixed: SourceTable) -> SourceTable:
    """The fixed rows under the header they were downloaded with: nothing is a banner, a total or a tool's view."""
    if fixed.options.format != "csv":
        return fixed
    options = replace(fixed.options, header_rows=1, skip_rows=0, take_rows=None, names=())
    return plain_table(fixed.file, options)


def _split(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def _cells(raw: Any, delimiter: str, width: int) -> list[str]:
    """A rejected row cut into the columns of its file: as kept (with commas), else as the file writes rows."""
    text = raw if isinstance(raw, str) else ""
    for sign in dict.fromkeys((",", delimiter)):
        cells = _split(text, sign)
        if len(cells) == width:
            return cells
    return [*cells[: width - 1], delimiter.join(cells[width - 1 :]), *[""] * (width - len(cells) - (not cells))][
        :width
    ]


def _fixed_rows(fixed: SourceTable, table: SourceTable, known: Counter[int]) -> Iterator[Row]:
    """The rows of the fixed file under the numbers they have in the original.

    A row of the original may have made several of the import: they share its number, and stay or come together.
    """
    names = [as_written(name) for name in fixed.names]
    for name in (ROW, *table.names):
        if name not in names:
            raise ImportRefused(
                f'There is no column "{name[:40]}".',
                file=fixed.file.name,
                remedy="Fix the rows in the file that was downloaded, and keep its columns.",
            )
    places = [names.index(name) for name in table.names]
    at, met = names.index(ROW), set[int]()
    for row in table_rows(fixed):
        text = row.cells[at] if len(row.cells) > at else None
        number = int(text) if text and re.fullmatch("[0-9]{1,18}", text) else None
        if number is None or not known[number]:
            raise ImportRefused(
                f'"{text or ""}" is not the number of a rejected row of this import.',
                file=fixed.file.name,
                row=row.number,
                remedy=f'Keep the column "{ROW}" as it was downloaded.',
            )
        known[number] -= 1
        met.add(number)
        cells = [*row.cells, *[None] * (len(fixed.columns) - len(row.cells))]
        yield Row(number, [as_written(cell) if (cell := cells[place]) else None for place in places])
    for number in met:
        if known[number]:
            raise ImportRefused(
                f"Row {number} of the original made several rows, and some of them are missing.",
                file=fixed.file.name,
                remedy="Keep all rows with the same number, or none of them.",
            )
