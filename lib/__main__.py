"""The command line: import files into a workspace file, list and undo imports, look at a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lib.engine.duckdb import StorageError, WorkspaceBusyError
from lib.ingest.guess import Guess, guess, guess_as
from lib.ingest.mapping import KINDS, Constant, Mapping, mapping_from_plain, mapping_to_plain
from lib.ingest.refusal import ImportRefused
from lib.ingest.sniff import sniff
from lib.ingest.source import SourceTable
from lib.ingest.spool import Spool
from lib.journey.definition import DefinitionError
from lib.workspace import Workspace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it was done, 1 when it was refused (the sentence goes to standard error)."""
    given = _parser().parse_args(arguments)
    try:
        given.run(given)
    except (ImportRefused, DefinitionError, WorkspaceBusyError, StorageError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lib", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    adding = commands.add_parser("import", help="import files; columns not named are guessed")
    adding.add_argument("workspace", type=Path, help="the workspace file, made when it is not there")
    adding.add_argument("files", type=Path, nargs="+")
    adding.add_argument("--kind", choices=list(KINDS), help="what the files hold (else guessed)")
    adding.add_argument(
        "--set", action="append", default=[], metavar="FIELD=COLUMN",
        help='a field of the mapping: person=customer_id, or a value for every row with ":=", touchpoint:=lead',
    )  # fmt: skip
    adding.set_defaults(run=_import)
    listing = commands.add_parser("list", help="list the imports of a workspace")
    listing.add_argument("workspace", type=Path)
    listing.set_defaults(run=_list)
    undoing = commands.add_parser("undo", help="take an import back")
    undoing.add_argument("workspace", type=Path)
    undoing.add_argument("import_id", type=int)
    undoing.set_defaults(run=_undo)
    looking = commands.add_parser("sniff", help="say what a file holds, without importing it")
    looking.add_argument("files", type=Path, nargs="+")
    looking.set_defaults(run=_sniff)
    return parser


def _import(given: argparse.Namespace) -> None:
    with Workspace.open(given.workspace) as workspace:
        spool = Spool(workspace.spool)
        for path in given.files:
            file = spool.take(path)
            try:
                for table in sniff(file):
                    guessed = guess_as(table, given.kind) if given.kind else guess(table, workspace.engine)
                    report = workspace.import_table(table, _changed(guessed.mapping, given.set))
                    print(f"{table.name}, {report.kind}: {report.sentence}.")
                    for finding in report.findings:
                        print(f"  {finding.sentence}")
            finally:
                spool.discard(file)


def _list(given: argparse.Namespace) -> None:
    with _existing(given.workspace) as workspace:
        for record in workspace.imports():
            print(
                f"{record.import_id}  {record.imported_at:%Y-%m-%d %H:%M}  {record.kind}  {record.file_name}: "
                f"{record.rows_read:,} rows, {record.accepted:,} accepted, {record.rejected:,} rejected, "
                f"{record.duplicate:,} duplicate"
            )


def _undo(given: argparse.Namespace) -> None:
    with _existing(given.workspace) as workspace:
        workspace.undo_import(given.import_id)
        print(f"Import {given.import_id} is undone.")


def _sniff(given: argparse.Namespace) -> None:
    with TemporaryDirectory(prefix="touchpath-") as folder, Workspace.in_memory() as workspace:
        for path in given.files:
            for table in sniff(Spool(Path(folder)).take(path)):
                _describe(table, guess(table, workspace.engine))


def _describe(table: SourceTable, guessed: Guess) -> None:
    rows = "" if table.rows is None else f", {table.rows:,} rows"
    print(f"{table.name}: {guessed.kind}{rows}, read as {table.options.format}, {table.options.encoding}")
    for column in table.columns:
        print(f"  {column.name}: {column.type}, for example {', '.join(column.examples[:3]) or 'nothing'}")
    for name, value in mapping_to_plain(guessed.mapping).items():
        print(f"  {name} <- {value}")
    for question in guessed.asks:
        print(f"  ? {question}")


def _changed(mapping: Mapping, settings: Sequence[str]) -> Mapping:
    """The mapping with what was said on the command line."""
    plain: dict[str, Any] = mapping_to_plain(mapping)
    for setting in settings:
        field, sign, value = setting.partition("=")
        if not sign:
            raise DefinitionError(f'"{setting}" is not FIELD=COLUMN.')
        constant = field.endswith(":")
        plain[field.rstrip(":")] = Constant(value) if constant else (value or None)
    return mapping_from_plain(plain)


def _existing(path: Path) -> Workspace:
    if not path.is_file():
        raise ImportRefused("There is no such workspace.", file=path.name, remedy="Check the path.")
    return Workspace.open(path)


if __name__ == "__main__":
    sys.exit(main())
