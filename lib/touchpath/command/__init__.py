"""The command line: run the app, import files, ask, watch, write reports, list and undo imports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from touchpath.command import alerting, asking, importing, imports, reporting, running
from touchpath.command.parts import EXIT_CODES, REFUSALS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 when it was done, 1 when it was refused (the sentence goes to standard error).

    A command that has more to say by its exit code gives that code.
    """
    given = _parser().parse_args(arguments)
    try:
        done: bool | int = given.run(given)
    except REFUSALS as error:
        print(error, file=sys.stderr)
        return 1
    return done if type(done) is int else int(not done)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="touchpath",
        description="Customer-journey touchpoint analytics on your own machine.\n\nEach command explains itself: "
        "touchpath ask --help.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"touchpath {_version()}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for part in (running, importing, asking, alerting, reporting, imports):
        part.add(commands)
    return parser


def _version() -> str:
    try:
        return version("touchpath")
    except PackageNotFoundError:
        return "(not installed)"
