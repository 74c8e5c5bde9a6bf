"""`touchpath list`, `undo` and `sniff`: the imports of a workspace, and a look at a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from touchpath.command.explaining import described
from touchpath.command.parts import Commands, existing, page
from touchpath.ingest.guess import guess
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.journey.words import moment_in_words
from touchpath.workspace import Workspace


def add(commands: Commands) -> None:
    """Describe the three commands."""
    listing = page(
        commands, "list", "list the imports of a workspace",
        "List the imports of a workspace: number, when, kind, file, and what became of its rows.",
        "  touchpath list shop.duckdb",
    )  # fmt: skip
    listing.add_argument("workspace", type=Path, help="the workspace file")
    listing.set_defaults(run=_list)
    undoing = page(
        commands, "undo", "take an import back",
        "Take an import back, with all its rows; what it repeated of another import is restored there.",
        "  touchpath undo shop.duckdb 3",
    )  # fmt: skip
    undoing.add_argument("workspace", type=Path, help="the workspace file")
    undoing.add_argument("import_id", type=int, help="the number that `touchpath list` prints")
    undoing.set_defaults(run=_undo)
    looking = page(
        commands, "sniff", "say what a file holds, without importing it",
        "Say what a file holds: its tables, columns, examples, and what each would be taken for.",
        "  touchpath sniff export.xlsx",
    )  # fmt: skip
    looking.add_argument("files", type=Path, nargs="+", help="files to look at")
    looking.set_defaults(run=_sniff)


def _list(given: argparse.Namespace) -> bool:
    with existing(given.workspace) as workspace:
        for record in workspace.imports():
            print(
                f"{record.import_id}  {moment_in_words(record.imported_at)}  {record.kind}  {record.file_name}: "
                f"{record.rows_read:,} rows, {record.accepted:,} accepted, {record.rejected:,} rejected, "
                f"{record.duplicate:,} duplicate, {record.set_aside:,} set aside"
            )
    return True


def _undo(given: argparse.Namespace) -> bool:
    with existing(given.workspace) as workspace:
        workspace.imports.undo(given.import_id)
        print(f"Import {given.import_id} is undone.")
    return True


def _sniff(given: argparse.Namespace) -> bool:
    with TemporaryDirectory(prefix="touchpath-") as folder, Workspace.in_memory() as workspace:
        for path in given.files:
            for table in sniff(Spool(Path(folder)).take(path)):
                print("\n".join(described(table, guess(table, workspace.engine))))
    return True
