"""`touchpath ask`: any question of the app, answered with the digits of its page."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from touchpath.answers import Answer, Viewer, ask
from touchpath.answers.files import answer_as_csv, answer_as_json, answer_as_text
from touchpath.answers.finding import find_question, short_questions
from touchpath.answers.viewer import usual_viewer
from touchpath.command.parts import Commands, existing, page
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filter_text import filters_of
from touchpath.workspace import Workspace

HELP = """
Ask a workspace a question and print the answer: the same sentence, digits, definition and hidden cells as its page.

QUESTION is one of
  a file      a JSON definition, as the app puts it into links: {"question": "funnel",
              "steps": [{"touchpoint": "view"}, {"touchpoint": "buy"}], "window_seconds": 604800};
              "-" reads it from standard input
  a name      a funnel, retention or change that was saved in the workspace (funnel:Checkout where names repeat);
              pretended_changes:NAME asks how often a saved change would have cried wolf in earlier weeks
  a word      a question that needs no more: {words}

Filters narrow what is looked at, as in the sidebar; each may be given several times.
"""
EXAMPLES = """
  touchpath ask shop.duckdb funnel.json
  touchpath ask shop.duckdb Checkout --channel web --from 2025-01-01 --to 2025-03-31
  touchpath ask shop.duckdb retention --as csv > retention.csv
  touchpath ask shop.duckdb data_quality --as json
"""


def add(commands: Commands) -> None:
    """Describe the command."""
    text = HELP.replace("{words}", ", ".join(short_questions()))
    asking = page(commands, "ask", "ask a question and print the answer", text, EXAMPLES)
    asking.add_argument("workspace", type=Path, metavar="WORKSPACE", help="the workspace file")
    asking.add_argument("question", metavar="QUESTION", help="a JSON file, the name of a saved definition, or a word")
    asking.add_argument(
        "--as", dest="form", choices=("text", "json", "csv"), default="text",
        help="text to read, all of it as JSON, or one table as CSV (default: text)",
    )  # fmt: skip
    asking.add_argument("--table", default="", metavar="NAME", help="which table, with --as csv (default: the first)")
    asking.add_argument("--sql", action="store_true", help="print the query behind the answer instead")
    asking.add_argument(
        "--small-cell", type=int, metavar="PEOPLE",
        help="hide figures about fewer people than this (default: as the workspace says; it can only be raised)",
    )  # fmt: skip
    filters = asking.add_argument_group("filters")
    filters.add_argument("--from", dest="date_from", metavar="DAY", help="first day, as 2025-01-31")
    filters.add_argument("--to", dest="date_to", metavar="DAY", help="last day, inclusive")
    filters.add_argument("--persona", action="append", default=[], help='a persona, or "(no persona)"')
    filters.add_argument("--channel", action="append", default=[], help='a channel, or "(no channel)"')
    filters.add_argument("--where", action="append", default=[], metavar="CONDITION", help='such as "amount > 10"')
    filters.add_argument("--group", help="a saved group of people")
    asking.set_defaults(run=run)


def run(given: argparse.Namespace) -> bool:
    """Ask, and print."""
    with existing(given.workspace) as workspace:
        filters = filters_of(given.date_from, given.date_to, given.persona, given.channel, given.where, given.group)
        question = _question(workspace, given.question)
        answer = ask(workspace, question, filters, _viewer(workspace, given.small_cell), _told_how_far)
    print(answer.sql() if given.sql else _printed(answer, given.form, given.table), end="")
    return True


def _told_how_far(done: int, of: int) -> None:
    """How far a long answer is, for somebody who watches; what is printed stays the answer alone."""
    if sys.stderr.isatty():
        print(f"\r{done} of {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _printed(answer: Answer[object], form: str, table: str) -> str:
    if form == "json":
        return answer_as_json(answer)
    return answer_as_csv(answer, table) if form == "csv" else answer_as_text(answer)


def _question(workspace: Workspace, given: str) -> object:
    if given == "-":
        return _read(workspace, sys.stdin.read(), "standard input")
    path = Path(given)
    if path.suffix.lower() == ".json" or path.is_file():
        if not path.is_file():
            raise DefinitionError(f"There is no file {path.name}: check the path.")
        return _read(workspace, path.read_text("utf-8-sig"), path.name)
    return find_question(workspace, given)


def _read(workspace: Workspace, text: str, place: str) -> object:
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise DefinitionError(f"{place} is not JSON: {error}.") from error
    return find_question(workspace, plain)


def _viewer(workspace: Workspace, asked: int | None) -> Viewer:
    """Who asks may hide more than the workspace does, never less."""
    usual = usual_viewer(workspace)
    return usual if asked is None else Viewer(usual.role, max(asked, usual.small_cell))
