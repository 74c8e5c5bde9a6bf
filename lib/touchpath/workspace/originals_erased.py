"""Takes a person out of the kept originals: files that speak of them are written anew without them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.reading.rewritten import PLAIN, Cells, written_anew
from touchpath.ingest.reading.rows import Row, fitted, misfit
from touchpath.ingest.reading.table_rows import table_rows
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import SourceTable, SpooledFile
from touchpath.ingest.spool import Spool
from touchpath.workspace.bytes_searched import holds
from touchpath.workspace.originals import Originals
from touchpath.workspace.people_found import OVER, cell_pattern, is_telling, word_pattern


def clear_originals(writer: Writer, originals: Originals | None, spool: Spool, ids: tuple[str, ...]) -> int:
    """Write every kept original that speaks of the ids anew; how many files there were.

    A file is looked through as a whole, also what no import took of it: remarks, other tables, other sheets. Of one
    that speaks of them only the tables that were imported are kept, without them.
    """
    held = writer.frame("ask/privacy/held_originals")
    changed = 0
    for sha256, imports in held.groupby("sha256"):
        if originals is None or not originals.has(str(sha256)):
            continue
        file = originals.fetch(str(sha256), str(imports["file_name"].iloc[0]), spool)
        try:
            fresh = _fresh_names(originals, file, imports, ids)
        finally:
            spool.discard(file)
        for header_key, name in fresh.items():
            writer.run("keep/privacy/rename_original", {"worn": sha256, "fresh": name, "header_key": header_key})
        changed += bool(fresh)
    return changed


def _fresh_names(
    originals: Originals, file: SpooledFile, imports: pd.DataFrame, ids: tuple[str, ...]
) -> dict[str, str]:
    """The fingerprints under which the imported tables of a file are kept anew; none when it speaks of none."""
    keys = [str(key) for key in imports["header_key"].unique()]
    try:
        tables = {key: originals.table(file, key) for key in keys}
        mentions = {
            key: _Mentions(ids, _id_columns(imports[imports["header_key"] == key]["mapping"])) for key in keys
        }
        if not holds(file.path, ids) and not any(mentions[key].in_table(tables[key]) for key in keys):
            return {}
        fresh = {}
        for place, key in enumerate(keys):
            table = mentions[key].cleared(tables[key], file.path.with_name(f"erased-{place}{PLAIN}"))
            originals.keep(table)
            fresh[key] = table.file.sha256
    except ImportRefused:  # what cannot be read cannot be cleared: it is let go of as a whole
        return dict.fromkeys(keys, "erased")
    return fresh


def _id_columns(mappings: Iterable[str]) -> frozenset[str]:
    """The columns that hold ids of people, by the mappings a table was read with."""
    found = (json.loads(mapping).get(field) for mapping in mappings for field in ("person", "alias", "respondent"))
    return frozenset(name for name in found if isinstance(name, str))


@dataclass(frozen=True)
class _Mentions:
    """Where a row names one of the ids: a cell that is one (short ids: in a column of ids), or a word in a text."""

    ids: tuple[str, ...]
    columns: frozenset[str]

    def in_table(self, table: SourceTable) -> bool:
        """Whether any row speaks of one of the ids."""
        return any(self.in_row(table, row) for row in table_rows(table))

    def cleared(self, table: SourceTable, target: Path) -> SourceTable:
        """The table without the rows of the ids and with mentions written over."""
        return written_anew(table, lambda row: self.kept(table, row), target)

    def in_row(self, table: SourceTable, row: Row) -> bool:
        """Whether a row speaks of one of the ids."""
        if row.reason or misfit(row.cells, len(table.columns)):
            return bool(self._cell.search(row.raw) or self._word.search(row.raw))
        cells = fitted(row.cells, len(table.columns))
        return self._is_theirs(table, cells) or any(cell and self._word.search(cell) for cell in cells)

    def kept(self, table: SourceTable, row: Row) -> Cells | None:
        """The row without the ids; None when it is a row of theirs."""
        if self._is_theirs(table, row.cells):
            return None
        return [self._word.sub(OVER, self._word.sub(OVER, cell)) if cell else cell for cell in row.cells]

    def _is_theirs(self, table: SourceTable, cells: Cells) -> bool:
        return any(
            cell and self._cell.fullmatch(cell.strip()) and (column.name in self.columns or is_telling(cell.strip()))
            for column, cell in zip(table.columns, cells, strict=True)
        )

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        return re.compile(cell_pattern(self.ids))

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(word_pattern(self.ids))
