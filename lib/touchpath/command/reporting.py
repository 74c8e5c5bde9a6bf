"""`touchpath report`: a board as files to send on, for people and for cron."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from touchpath.analysis.names_in_order import names_in_order
from touchpath.answers import ask
from touchpath.answers.boards import AnsweredBlock, answered_board
from touchpath.answers.change.rereading import count_look, read_due
from touchpath.command.parts import Commands, existing, page
from touchpath.engine.full_disk import storing
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Name
from touchpath.reports import FORMS, BoardReport, rendered, report_of
from touchpath.workspace import Workspace

HELP = """
Write a board of a workspace as files: the digits of its page, with what is too small to be shown hidden.

A board is made on the page Boards, or beside any answer with Keep on a board. The same data give the same bytes.
"""
EXAMPLES = """
  touchpath report shop.duckdb "Monday meeting" --as html,pptx,xlsx --out reports
  touchpath report shop.duckdb "Monday meeting" --days 7 || echo "The data have not come in"
"""
_TOO_OLD = 3
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")


def add(commands: Commands) -> None:
    """Describe the command."""
    reporting = page(commands, "report", "write a board as HTML, slides or a workbook", HELP, EXAMPLES)
    reporting.epilog = f"{reporting.epilog}  3  written, but the data end more than --days days ago\n"
    reporting.add_argument("workspace", type=Path, metavar="WORKSPACE", help="the workspace file")
    reporting.add_argument("board", metavar="BOARD", help="the name of the board")
    reporting.add_argument(
        "--as", dest="forms", default="html", metavar="FORMS",
        help=f"one or more of {', '.join(FORMS)}, with commas between them (default: html)",
    )  # fmt: skip
    reporting.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="where to (default: here)")
    reporting.add_argument(
        "--days", type=int, metavar="N", help="exit with 3 when the data end more than N days before today"
    )
    reporting.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the files; the exit code."""
    forms = _forms(given.forms)
    with existing(given.workspace) as workspace:
        report = board_report(workspace, given.board)
        last = workspace.engine.calendar.last_day
    with storing(f"{given.out} cannot be written to."):
        given.out.mkdir(parents=True, exist_ok=True)
        for form in forms:
            target = given.out / f"{_NOT_IN_NAMES.sub('-', given.board).strip('-') or 'board'}.{form}"
            target.write_bytes(rendered(report, form))
            print(target)
    age = (datetime.now(UTC).date() - last).days if last else None
    if given.days is None or (age is not None and age <= given.days):
        return 0
    said = f"The data end {age} days ago." if age is not None else "There are no events yet."
    print(said, file=sys.stderr)
    return _TOO_OLD


def board_report(workspace: Workspace, name: str) -> BoardReport:
    """The report of a board with its own filters. Raises DefinitionError where there is no such board."""
    board = workspace.boards.named(name)
    read_due(workspace, partial(ask, workspace))
    blocks: tuple[AnsweredBlock, ...] = answered_board(workspace, board)
    for block in blocks:
        if block.answer is not None:
            count_look(workspace, block.answer)
    owners: dict[str, tuple[Name, ...]] = {}
    for kind, owner in names_in_order(workspace.engine):
        owners[kind] = (*owners.get(kind, ()), owner)
    title = workspace.path.parent.name if workspace.path else "Workspace"
    return report_of(board, blocks, title, workspace.engine.calendar, owners)


def _forms(given: str) -> tuple[str, ...]:
    forms = tuple(dict.fromkeys(part.strip() for part in given.split(",") if part.strip()))
    unknown = [form for form in forms if form not in FORMS]
    if unknown or not forms:
        raise DefinitionError(f"A report is written as {', '.join(FORMS)}, not as {', '.join(unknown) or 'nothing'}.")
    return forms
