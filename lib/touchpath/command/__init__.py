"""The command line: import files into a workspace file, list and undo imports, look at a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from touchpath.command.explaining import asked, described, explained
from touchpath.engine.duckdb import StorageError, WorkspaceBusyError
from touchpath.engine.limits import IMPORT_MEMORY, Limits
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import KINDS
from touchpath.ingest.preview import Preview, preview
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.settled import settled
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import SpooledFile
from touchpath.ingest.spool import Spool
from touchpath.ingest.wishes import NO_WISHES, Wishes, answer_parts
from touchpath.journey.definition import DefinitionError
from touchpath.journey.words import plural
from touchpath.workspace import Workspace
from touchpath.workspace.inbox import Inbox, InboxFile


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it was done, 1 when it was refused (the sentence goes to standard error)."""
    given = _parser().parse_args(arguments)
    try:
        done: bool = given.run(given)
    except (ImportRefused, DefinitionError, WorkspaceBusyError, StorageError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if done else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="touchpath", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    adding = commands.add_parser("import", help="import files; what is not said is guessed")
    adding.add_argument("workspace", type=Path, help="the workspace file, made when it is not there")
    adding.add_argument("files", type=Path, nargs="*")
    adding.add_argument("--inbox", action="store_true", help="also the files that wait in the inbox of the workspace")
    adding.add_argument("--kind", choices=list(KINDS), help="what the files hold (else guessed)")
    adding.add_argument(
        "--set", action="append", default=[], metavar="FIELD=COLUMN",
        help='a field of the mapping: person=customer_id, or a value for every row with ":=", touchpoint:=lead',
    )  # fmt: skip
    adding.add_argument(
        "--answer", action="append", default=[], metavar="ROLE=ANSWER",
        help="the answer to a question about a file: a column, =VALUE for every row, or nothing for none of them",
    )  # fmt: skip
    adding.add_argument(
        "--explain",
        action="store_true",
        help="say what each column is taken for, why, and what is not clear; nothing is imported",
    )
    adding.add_argument(
        "--protect", action="store_true",
        help="ids of people as keyed hashes; columns that look personal hashed or left out, as suggested for each",
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


def _import(given: argparse.Namespace) -> bool:
    """Import files, and those of the inbox; while an app has the workspace open, files wait in its inbox instead."""
    wishes = Wishes(given.kind, tuple(given.set), given.protect, tuple(answer_parts(one) for one in given.answer))
    if given.explain:
        return _explain(given, wishes)
    if not given.files and not given.inbox:
        raise DefinitionError("Name a file to import, or say --inbox for those that wait there.")
    try:
        workspace = Workspace.open(given.workspace, Limits.from_environment(IMPORT_MEMORY))
    except WorkspaceBusyError:
        return _hand_in(given, wishes)
    with workspace:
        work = [partial(_import_file, workspace, path, wishes) for path in given.files]
        if given.inbox and workspace.inbox:
            work += [
                partial(_import_waiting, workspace, workspace.inbox, file, wishes) for file in workspace.inbox.files()
            ]
        return _each(work)


def _each(work: Sequence[Callable[[], None]]) -> bool:
    """Do one after the other; what is refused is said and does not keep the others from being done."""
    done = 0
    for one in work:
        try:
            one()
            done += 1
        except ImportRefused as refusal:
            print("\n".join(_refusal(refusal)), file=sys.stderr)
        except DefinitionError as refusal:
            print(refusal, file=sys.stderr)
    return done == len(work)


def _refusal(refusal: ImportRefused) -> list[str]:
    """The sentence; where questions are open, those, each with what to add to the command."""
    if not refusal.questions:
        return [str(refusal)]
    return [f"{refusal.file}: nothing was imported, because something is not clear.", *asked(refusal.questions)]


def _explain(given: argparse.Namespace, wishes: Wishes) -> bool:
    """What the files would be taken for, in view of what the workspace remembers, if it is there and free."""
    with _known(given.workspace) as workspace:
        return _each([partial(_explain_file, workspace, path, wishes) for path in given.files])


def _explain_file(workspace: Workspace, path: Path, wishes: Wishes) -> None:
    spool = Spool(workspace.spool)
    file = spool.take(path)
    try:
        for table in sniff(file):
            guessed = wishes.guess(table, workspace.engine)
            print("\n".join(explained(table, guessed)))
            if not guessed.doubts:
                shown = preview(workspace.engine, table, guessed.mapping)
                print("\n".join(f"  {line}" for line in _foretold(shown)))
    finally:
        spool.discard(file)


def _foretold(shown: Preview) -> list[str]:
    """What an import would bring, and what looks wrong about it."""
    lines = [f"{shown.sentence}."] + ([f"{shown.comes_out}."] if shown.accepted else [])
    return lines + [f"Warning: {warning}" for warning in shown.warnings]


def _known(path: Path) -> Workspace:
    try:
        return Workspace.open(path) if path.is_file() else Workspace.in_memory()
    except WorkspaceBusyError:
        return Workspace.in_memory()


def _import_file(workspace: Workspace, path: Path, wishes: Wishes) -> None:
    _import_spooled(workspace, Spool(workspace.spool).take(path), wishes)


def _import_waiting(workspace: Workspace, inbox: Inbox, file: InboxFile, wishes: Wishes) -> None:
    own = wishes if wishes != NO_WISHES else file.wishes
    _import_spooled(workspace, inbox.take(file.name, Spool(workspace.spool)), own)
    inbox.set_aside(file.name)
    print(f"  {file.name} was moved to {inbox.folder.name}/imported.")


def _import_spooled(workspace: Workspace, file: SpooledFile, wishes: Wishes) -> None:
    try:
        chosen = settled(sniff(file), workspace.engine, lambda table: wishes)
        for report in workspace.import_tables(chosen):
            print("\n".join(_told(report)))
    finally:
        Spool(workspace.spool).discard(file)


def _told(report: ImportReport) -> list[str]:
    """What an import did: the count of rows, what they came to, what looks wrong and what was noticed."""
    lines = [f"{report.table}, {report.kind}: {report.sentence}."]
    lines += [f"  {report.comes_out}."] if report.accepted else []
    lines += [f"  Warning: {warning}" for warning in report.warnings]
    return lines + [f"  {finding.sentence}" for finding in report.findings]


def _hand_in(given: argparse.Namespace, wishes: Wishes) -> bool:
    inbox = Inbox.of(given.workspace.resolve())
    if not given.files:
        waiting = len(inbox.files())
        raise ImportRefused(
            f"The workspace is open in another window; its inbox holds {plural(waiting, 'file')}.",
            remedy="Open Add data there.",
        )
    return _each([partial(_hand_in_file, inbox, path, wishes) for path in given.files])


def _hand_in_file(inbox: Inbox, path: Path, wishes: Wishes) -> None:
    name = inbox.hand_in(path, wishes)
    print(f"The workspace is open in another window; {name} waits in its inbox: open Add data to import it.")


def _list(given: argparse.Namespace) -> bool:
    with _existing(given.workspace) as workspace:
        for record in workspace.imports():
            print(
                f"{record.import_id}  {record.imported_at:%Y-%m-%d %H:%M}  {record.kind}  {record.file_name}: "
                f"{record.rows_read:,} rows, {record.accepted:,} accepted, {record.rejected:,} rejected, "
                f"{record.duplicate:,} duplicate, {record.set_aside:,} set aside"
            )
    return True


def _undo(given: argparse.Namespace) -> bool:
    with _existing(given.workspace) as workspace:
        workspace.undo_import(given.import_id)
        print(f"Import {given.import_id} is undone.")
    return True


def _sniff(given: argparse.Namespace) -> bool:
    with TemporaryDirectory(prefix="touchpath-") as folder, Workspace.in_memory() as workspace:
        for path in given.files:
            for table in sniff(Spool(Path(folder)).take(path)):
                print("\n".join(described(table, guess(table, workspace.engine))))
    return True


def _existing(path: Path) -> Workspace:
    if not path.is_file():
        raise ImportRefused("There is no such workspace.", file=path.name, remedy="Check the path.")
    return Workspace.open(path)
