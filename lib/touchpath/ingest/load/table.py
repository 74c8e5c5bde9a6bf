"""Imports one table of one file: all of it or nothing, in one transaction."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from touchpath.engine.base import Store, Writer
from touchpath.ingest.columns import check
from touchpath.ingest.load.kinds import LOADERS
from touchpath.ingest.load.loader import StoredRows
from touchpath.ingest.load.spellings import settle_spellings
from touchpath.ingest.load.staging import Staged, stage, with_clean_copy
from touchpath.ingest.mapping import Mapping, mapping_to_plain
from touchpath.ingest.outcome import outcome_of
from touchpath.ingest.outcome_words import outcome_warnings
from touchpath.ingest.reading_version import READING
from touchpath.ingest.records import aside_of_text, aside_text, findings_text
from touchpath.ingest.refusal import ImportCancelled, ImportRefused
from touchpath.ingest.report import ImportFinding, ImportReport, rows_aside
from touchpath.ingest.source import SourceTable
from touchpath.ingest.table_warnings import table_warnings

Progress = Callable[[str, int], None]
Cancelled = Callable[[], bool]
Settle = Callable[[Writer], None]
_LOOK_EVERY_SECONDS = 0.1
_COUNTS = ("rows_read", "accepted", "rejected", "duplicate")


def nothing_more(writer: Writer) -> None:
    """Neither prepares nor settles anything."""


def import_table(
    engine: Store,
    table: SourceTable,
    mapping: Mapping,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    settle: Settle = nothing_more,
    prepare: Settle = nothing_more,
    noticed: tuple[ImportFinding, ...] = (),
) -> ImportReport:
    """Import the table; see Workspace.import_table. `prepare` runs first in the transaction, `settle` last.

    `noticed` are findings made before, to be recorded with those of the import.
    """
    check(table, mapping)
    tell = progress or (lambda step, rows: None)
    stop = cancelled or (lambda: False)
    tell("Looking at all of the text" if table.glanced else "Waiting for other imports", 0)

    def attempt(readable: SourceTable) -> ImportReport:
        with engine.transaction() as writer, _watched(writer, stop):
            prepare(writer)
            if (repeated := _same_import(writer, readable, mapping)) is not None:
                return repeated
            said = noticed + _other_encoding(table, readable)
            report = _Import(writer, readable, mapping, tell, stop, said).run()
            settle(writer)
            return report

    with _cancellable(table, stop):
        return with_clean_copy(table, attempt)


@dataclass(frozen=True)
class _Import:
    """One import inside its transaction."""

    writer: Writer
    table: SourceTable
    mapping: Mapping
    tell: Progress
    stop: Cancelled
    noticed: tuple[ImportFinding, ...]

    def run(self) -> ImportReport:
        """Stage, store and record."""
        self.tell("Reading", 0)
        staged = self._stage()
        if not staged.rows_read:
            raise ImportRefused("There are no rows below the header.", file=self.table.file.name)
        self._step("Storing", staged.rows_read)
        import_id = int(self.writer.frame("keep/load/next_import")["import_id"][0])
        stored = self._store(import_id)
        self.writer.run("keep/load/insert_rejected", {"import_id": import_id})
        merged = settle_spellings(self.writer)
        comes_to = outcome_of(self.writer, self.mapping)
        report = ImportReport(
            import_id=import_id,
            kind=self.mapping.kind,
            file_name=self.table.file.name,
            rows_read=staged.rows_read + rows_aside(self.table.aside),
            accepted=staged.taken - stored.duplicate,
            rejected=staged.rejected,
            duplicate=stored.duplicate,
            reasons=staged.reasons,
            findings=self.noticed + stored.findings + merged,
            mapping=self.mapping,
            table=self.table.name,
            comes_to=comes_to,
            warnings=(*table_warnings(self.table, self.mapping), *outcome_warnings(comes_to, self.mapping)),
            set_aside=rows_aside(self.table.aside),
            aside=self.table.aside,
        )
        _record(self.writer, report, self.table, self.mapping)
        self._step("Done", staged.rows_read)
        return report

    def _stage(self) -> Staged:
        staging = LOADERS[self.mapping.kind].staging(self.table, self.mapping)
        return stage(self.writer, self.table, staging, self._tick)

    def _store(self, import_id: int) -> StoredRows:
        return LOADERS[self.mapping.kind].store(self.writer, import_id, self.table, self.mapping)

    def _tick(self, rows: int) -> None:
        self._step("Reading", rows)

    def _step(self, step: str, rows: int) -> None:
        """Say how far it is; stop here when that was wanted."""
        self.tell(step, rows)
        if self.stop():
            raise _cancellation(self.table)


def _other_encoding(glanced: SourceTable, readable: SourceTable) -> tuple[ImportFinding, ...]:
    """The finding that a text is in another encoding than pieces of it showed."""
    if readable.options.encoding == glanced.options.encoding:
        return ()
    sentence = f"Not all of the text is UTF-8, as its first rows are: it was read as {readable.options.encoding}."
    return (ImportFinding("other_encoding", sentence, 1),)


def _same_import(writer: Writer, table: SourceTable, mapping: Mapping) -> ImportReport | None:
    """The report on a file the workspace already holds, read the same way: nothing changes."""
    found = writer.frame("ask/load/same_import", {**_identity(table, mapping)})
    if found.empty:
        return None
    row = {name: int(found[name][0]) for name in (*_COUNTS, "set_aside")}
    return ImportReport(
        import_id=None,
        kind=mapping.kind,
        file_name=table.file.name,
        rows_read=row["rows_read"],
        accepted=0,
        rejected=row["rejected"],
        duplicate=row["accepted"] + row["duplicate"],
        set_aside=row["set_aside"],
        aside=aside_of_text(found["aside"][0]),
        mapping=mapping,
        table=table.name,
    )


def _record(writer: Writer, report: ImportReport, table: SourceTable, mapping: Mapping) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    identity = _identity(table, mapping)
    writer.run(
        "keep/load/insert_import",
        {
            **identity,
            "import_id": report.import_id,
            "file_name": report.file_name,
            "rows_read": report.rows_read,
            "accepted": report.accepted,
            "rejected": report.rejected,
            "duplicate": report.duplicate,
            "set_aside": report.set_aside,
            "aside": aside_text(report.aside),
            "findings": findings_text(report.findings),
            "imported_at": now,
            "reading": READING,
        },
    )
    remembered = {name: identity[name] for name in ("header_key", "kind", "mapping")}
    writer.run("keep/load/remember_mapping", {**remembered, "used_at": now})


def _identity(table: SourceTable, mapping: Mapping) -> dict[str, Any]:
    return {
        "kind": mapping.kind,
        "sha256": table.file.sha256,
        "mapping": json.dumps(mapping_to_plain(mapping)),
        "header_key": table.header_key,
    }


def _cancellation(table: SourceTable) -> ImportCancelled:
    return ImportCancelled("The import was stopped; nothing of it was kept.", file=table.file.name)


@contextmanager
def _cancellable(table: SourceTable, stop: Cancelled) -> Iterator[None]:
    """Whatever error a stopped import ends in, it is told as stopped."""
    try:
        yield
    except ImportCancelled:
        raise
    except Exception as error:
        if stop():
            raise _cancellation(table) from error
        raise


@contextmanager
def _watched(writer: Writer, stop: Cancelled) -> Iterator[None]:
    """Asks `stop` beside the running statement, and interrupts it."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_LOOK_EVERY_SECONDS):
            if stop():
                writer.interrupt()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
