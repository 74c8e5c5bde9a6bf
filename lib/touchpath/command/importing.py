"""`touchpath import`: files into a workspace; what is not said is guessed, what is not clear is asked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from touchpath.answers import ask
from touchpath.answers.change.rereading import change_sentence, read_due
from touchpath.answers.moved import WorkspaceFigures, what_moved, workspace_figures
from touchpath.command.explaining import asked, explained
from touchpath.command.parts import Commands, page, told
from touchpath.engine.base import WorkspaceBusyError
from touchpath.engine.limits import IMPORT_MEMORY, Limits
from touchpath.ingest.mapping import KINDS
from touchpath.ingest.preview import Preview, preview
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.settled import settled
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.ingest.wishes import Wishes, answer_parts
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.questions import ChangesToRead, DataQuality
from touchpath.journey.words import plural
from touchpath.workspace import Workspace
from touchpath.workspace.inbox import Inbox, InboxFile

HELP = """
Import files into a workspace: events, people, survey answers, costs, in CSV, Excel, JSON, Parquet or a zip of those.

What is not said is guessed from names and values. Where a guess is not sure nothing is imported, and the questions
are printed with what to add to the command; --explain shows all that would be done, and does nothing.
An import is all of a file or none of it, and can be taken back (touchpath undo).
Afterwards it says what moved: figures beyond their usual range, and all figures and boards before and now.

A file of the inbox that is refused stays there with its reason, and is not tried again until it changes or is
answered for. While an app has the workspace open, files are left in its inbox: they wait on the page Add data, or are
imported by themselves where that page was told to watch the folder and files with their columns were imported before.
"""
EXAMPLES = """
  touchpath import shop.duckdb january.csv february.csv --set person=customer_id
  touchpath import shop.duckdb leads.csv --set touchpoint:=lead
  touchpath import shop.duckdb export.zip --explain
"""


def add(commands: Commands) -> None:
    """Describe the command."""
    adding = page(commands, "import", "import files; what is not said is guessed", HELP, EXAMPLES)
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
    adding.set_defaults(run=run)


def run(given: argparse.Namespace) -> bool:
    """Import files, and those of the inbox; while an app has the workspace open, files wait in its inbox instead."""
    wishes = Wishes(given.kind, tuple(given.set), given.protect, tuple(answer_parts(one) for one in given.answer))
    if given.explain:
        return _explain(given, wishes)
    if not given.files and not given.inbox:
        raise DefinitionError("Name a file to import, or say --inbox for those that wait there.")
    try:
        workspace = told(Workspace.open(given.workspace, Limits.from_environment(IMPORT_MEMORY)))
    except WorkspaceBusyError:
        return _hand_in(given, wishes)
    with workspace:
        before, version = _figures(workspace), workspace.engine.version
        work = [partial(_import_file, workspace, path, wishes) for path in given.files]
        if given.inbox:
            work += [partial(_import_waiting, workspace, file, wishes) for file in workspace.waiting.files()]
        done = _each(work)
        if before is not None and workspace.engine.version != version:
            print("\n".join(_moved(workspace, before)))
        return done


def _figures(workspace: Workspace) -> WorkspaceFigures | None:
    return workspace_figures(workspace.boards(), workspace.engine.calendar, partial(ask, workspace))


def _moved(workspace: Workspace, before: WorkspaceFigures) -> list[str]:
    """What the imports moved; where something did, first whether it may be the data."""
    asking = partial(ask, workspace)
    read_due(workspace, asking)
    after = _figures(workspace)
    if after is None:
        return []
    found = what_moved(before, after, str(workspace.settings["currency"].value))
    data = [f"Data or world? {ask(workspace, DataQuality()).in_full}"] if found.moved else []
    read = asking(ChangesToRead(), NO_FILTERS).result.read_on(workspace.engine.calendar.last_day)
    return [
        "What moved",
        *data,
        *found.lines(),
        *(f"A change could be read. {change_sentence(part)}" for part in read),
    ]


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
    file = Spool(workspace.spool).take(path)
    try:
        chosen = settled(sniff(file), workspace.engine, lambda table: wishes)
        for report in workspace.import_tables(chosen):
            print("\n".join(_told(report)))
    finally:
        Spool(workspace.spool).discard(file)


def _import_waiting(workspace: Workspace, file: InboxFile, wishes: Wishes) -> None:
    for report in workspace.waiting.take(file, wishes):
        print("\n".join(_told(report)))
    if workspace.inbox:
        print(f"  {file.name} was moved to {workspace.inbox.folder.name}/imported.")


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
