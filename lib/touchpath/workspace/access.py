"""The one door of every write: who does what on what. Today it allows everything, and writes an audit line.

Lines are JSON, one each, in a file beside the database and not in it, so that neither an undo nor a restored backup
takes them back: `at` (UTC), `actor`, `action`, `on`, `outcome` ("done", "refused" or "failed") and `why` where it was
not done. Where people are concerned `on` never names them.
"""

from __future__ import annotations

import getpass
import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from touchpath.engine.owner_only import own_file

Action = Literal[
    "import", "correct", "undo", "erase", "export", "back up", "restore", "create", "rename", "delete", "settings",
    "privacy", "keep", "change", "catalogue", "remedy", "forget",
]  # fmt: skip
"""What can be done: bring data in, correct an import or take it back; erase or hand out a person (or a file of the
data); make a backup, or a workspace of one; make, rename or delete a workspace, or delete the files of its inbox that
were imported; change settings, or how people are protected; keep what people save; dated changes; names and rules;
remedies; delete what is too old."""

AccessRule = Callable[[str, Action], bool]
"""Whether an actor may do something. Roles go here: no page asks for them."""


class NotAllowedError(PermissionError):
    """The actor may not do this; nothing was done."""


def everybody(actor: str, action: Action) -> bool:
    """The rule of a workspace without roles."""
    return True


_ACTOR: ContextVar[str | None] = ContextVar("actor", default=None)


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Let what happens in the block be done by `name`, as a page does once somebody has signed in."""
    before = _ACTOR.set(name)
    try:
        yield
    finally:
        _ACTOR.reset(before)


def current_actor() -> str:
    """Who is acting: whom `acting_as` named, else the user of this machine."""
    return _ACTOR.get() or _user_of_machine()


def _user_of_machine() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number nobody has a name for
        return "somebody"


@dataclass(frozen=True)
class AuditLine:
    """One line: when (UTC, ISO), who, what, on what, how it came out, and why it was not done."""

    at: str
    actor: str
    action: str
    on: str
    outcome: str
    why: str = ""


@dataclass(frozen=True)
class AuditLog:
    """The audit file; `path` None: a workspace in memory, whose lines go with it."""

    path: Path | None
    _held: list[AuditLine] = field(default_factory=list)
    _writing: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def beside(cls, workspace: Path) -> AuditLog:
        """The log of a workspace file."""
        return cls(workspace.with_name(f"{workspace.stem}.audit.jsonl"))

    def add(self, line: AuditLine) -> None:
        """Add a line. A disk that is full does not undo what was done: the line is lost then."""
        if self.path is None:
            self._held.append(line)
            return
        with self._writing, _forgiven():
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({name: value for name, value in vars(line).items() if value}) + "\n")
            own_file(self.path)

    def lines(self) -> tuple[AuditLine, ...]:
        """Every line, the first first; one that is no line of ours is passed over."""
        if self.path is None or not self.path.exists():
            return tuple(self._held)
        found = (_read(text) for text in self.path.read_text(encoding="utf-8").splitlines())
        return tuple(line for line in found if line)

    def write_over(self, pattern: str, over: str) -> None:
        """Write over what speaks of a person: names of files may. `pattern` and `over` as people_found has them."""
        if self.path is None or not self.path.exists():
            return
        with self._writing:
            text = self.path.read_text(encoding="utf-8")
            changed = "\n".join(re.sub(pattern, over, re.sub(pattern, over, line)) for line in text.split("\n"))
            if changed != text:
                part = self.path.with_name(f"{self.path.name}.part")
                part.write_text(changed, encoding="utf-8")
                own_file(part)
                os.replace(part, self.path)


@contextmanager
def _forgiven() -> Iterator[None]:
    try:
        yield
    except OSError:
        return


def _read(text: str) -> AuditLine | None:
    try:
        return AuditLine(**json.loads(text))
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True)
class Access:
    """The door: everything that writes passes `act`."""

    log: AuditLog
    allowed: AccessRule = everybody

    @contextmanager
    def act(self, action: Action, on: str) -> Iterator[None]:
        """Let the actor do something in the block, and write down how it came out.

        Raises NotAllowedError where the rule forbids it: the block does not run. What the block raises goes on.
        """
        actor = current_actor()
        if not self.allowed(actor, action):
            self._write(actor, action, on, "refused", "not allowed")
            raise NotAllowedError(f"{actor} may not do this here ({action}). Nothing was changed.")
        try:
            yield
        except ValueError as error:  # refusals of ours: a name that is taken, a file that cannot be read
            self._write(actor, action, on, "refused", type(error).__name__)
            raise
        except BaseException as error:
            self._write(actor, action, on, "failed", type(error).__name__)
            raise
        self._write(actor, action, on, "done")

    def _write(self, actor: str, action: Action, on: str, outcome: str, why: str = "") -> None:
        at = datetime.now(UTC).replace(tzinfo=None, microsecond=0).isoformat()
        self.log.add(AuditLine(at, actor, action, on, outcome, why))


def of_folder(root: Path) -> Access:
    """The door of a data folder: what is done to whole workspaces is written down where it outlives them."""
    return Access(AuditLog(root / "audit.jsonl"))
