"""The first rows of a large table as a table of their own, so that a look at them does not wait for the rest."""

from __future__ import annotations

from dataclasses import replace

from touchpath.ingest.source import LARGE, SourceTable

_KEPT = 2 * 1024 * 1024
_READ_DIRECTLY = frozenset({"utf-8", "utf-8-sig", "ascii"})


def first_rows(table: SourceTable) -> SourceTable | None:
    """The table of the first two megabytes of text; None where the whole is small or no text that can be cut.

    Its file lies beside the table's own and goes with it.
    """
    text = table.data or table.file.path
    if table.options.format != "csv" or (table.data is None and table.options.encoding not in _READ_DIRECTLY):
        return None
    if text.stat().st_size < LARGE:
        return None
    part = text.with_name(f"first.{text.name}")
    if not part.exists():
        with text.open("rb") as whole:
            head = whole.read(_KEPT)
        part.write_bytes(head[: head.rfind(b"\n") + 1])
    cut = replace(table, rows=None, aside=())
    return replace(cut, data=part) if table.data else replace(cut, file=replace(table.file, path=part))
