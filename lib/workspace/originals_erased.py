"""Takes a person out of the kept originals: files that speak of them are written anew without them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from lib.engine.base import Writer
from lib.ingest.reading.rewritten import PLAIN, Cells, written_anew
from lib.ingest.reading.rows import Row
from lib.ingest.reading.table_rows import table_rows
from lib.ingest.refusal import ImportRefused
from lib.ingest.source import SourceTable
from lib.ingest.spool import Spool
from lib.workspace.originals import Originals
from lib.workspace.people_found import cell_pattern, is_telling, word_pattern

OVER = "\\1[erased]\\3"
"""What an id in the text of others is written over with, the signs around it kept."""


def clear_originals(writer: Writer, originals: Originals | None, spool: Spool, ids: tuple[str, ...]) -> int:
    """Write every kept original that speaks of the ids anew; how many there were."""
    held = writer.frame("privacy/held_originals")
    changed = 0
    for (sha256, header_key), rows in held.groupby(["sha256", "header_key"]):
        if originals is None or not originals.has(str(sha256)):
            continue
        file = originals.fetch(str(sha256), str(rows["file_name"].iloc[0]), spool)
        try:
            table = originals.table(file, str(header_key))
            mentions = _Mentions(ids, _id_columns(rows["mapping"]))
            fresh = mentions.cleared(table)
            if fresh is None:
                continue
            originals.keep(fresh)
            name = fresh.file.sha256
        except ImportRefused:  # what cannot be read cannot be cleared: it is let go of as a whole
            name = "erased"
        finally:
            spool.discard(file)
        writer.run("privacy/rename_original", {"worn": sha256, "fresh": name, "header_key": header_key})
        changed += 1
    return changed


def _id_columns(mappings: Iterable[str]) -> frozenset[str]:
    """The columns that hold ids of people, by the mappings a table was read with."""
    found = (json.loads(mapping).get(field) for mapping in mappings for field in ("person", "alias", "respondent"))
    return frozenset(name for name in found if isinstance(name, str))


@dataclass(frozen=True)
class _Mentions:
    """Where a row names one of the ids: a cell that is one (short ids: in a column of ids), or a word in a text."""

    ids: tuple[str, ...]
    columns: frozenset[str]

    def cleared(self, table: SourceTable) -> SourceTable | None:
        """The table without the rows of the ids and with mentions written over; None when it speaks of none."""
        if not any(self.in_row(table, row) for row in table_rows(table)):
            return None
        return written_anew(table, lambda row: self.kept(table, row), table.file.path.with_name(f"erased{PLAIN}"))

    def in_row(self, table: SourceTable, row: Row) -> bool:
        """Whether a row speaks of one of the ids."""
        if row.reason or len(row.cells) != len(table.columns):
            return bool(self._cell.search(row.raw) or self._word.search(row.raw))
        return self._is_theirs(table, row) or any(cell and self._word.search(cell) for cell in row.cells)

    def kept(self, table: SourceTable, row: Row) -> Cells | None:
        """The row without the ids; None when it is a row of theirs."""
        if self._is_theirs(table, row):
            return None
        return [self._word.sub(OVER, self._word.sub(OVER, cell)) if cell else cell for cell in row.cells]

    def _is_theirs(self, table: SourceTable, row: Row) -> bool:
        return any(
            cell and self._cell.fullmatch(cell.strip()) and (column.name in self.columns or is_telling(cell.strip()))
            for column, cell in zip(table.columns, row.cells, strict=True)
        )

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        return re.compile(cell_pattern(self.ids))

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(word_pattern(self.ids))
