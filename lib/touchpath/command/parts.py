"""What the commands share: their help, and opening the workspace they are given."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from touchpath.engine.base import CannotOpenError, StorageError
from touchpath.ingest.refusal import ImportRefused
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object

REFUSALS = (ImportRefused, DefinitionError, CannotOpenError, StorageError)
"""What a command says as a sentence, and not as a fault."""
EXIT_CODES = """
exit codes:
  0  done
  1  refused, or done in part: the reason is a sentence on standard error
  2  the command was not understood
"""


def page(
    commands: Commands, name: str, short: str, text: str, examples: str, codes: str = EXIT_CODES
) -> argparse.ArgumentParser:
    """A command whose --help reads like documentation: what it does, its parts, examples, exit codes."""
    epilog = f"examples:\n{examples.strip(chr(10))}\n{codes}"
    return commands.add_parser(
        name,
        help=short,
        description=text.strip(),
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def existing(path: Path) -> Workspace:
    """Open a workspace that is there; raises ImportRefused for a path that leads to none."""
    if not path.is_file():
        raise ImportRefused("There is no such workspace.", file=path.name, remedy="Check the path.")
    return told(Workspace.open(path, create=False))


def told(workspace: Workspace) -> Workspace:
    """The workspace, after what was found when it was opened is said on standard error."""
    for sentence in workspace.remarks:
        print(sentence, file=sys.stderr)
    return workspace
