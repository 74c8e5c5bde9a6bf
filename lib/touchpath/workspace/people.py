"""What a workspace does for the people in it: find, hand out, erase, and forget what is old."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace

from touchpath.journey.definition import DefinitionError
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.files_untouched import untouched_files
from touchpath.workspace.people_erased import Receipt, erase_person, finish, marker_of
from touchpath.workspace.people_found import OVER, PersonFound, export_person, find_person, word_pattern
from touchpath.workspace.retention_period import ClockLeap, Deleted, delete_old, delete_old_unasked, is_any_over

_TOO_OLD = "what is older than the retention period"
_SOMEBODY = "a person"
"""Whom the audit says it was about: never by an id, which would outlive an erase."""


@dataclass
class KnownPeople:
    """The part of a workspace that answers for its people.

    `clock_leap` says why nothing was deleted when it was opened although much is older than its retention period.
    """

    core: WorkspaceCore
    clock_leap: ClockLeap | None = None

    def find(self, person_id: str) -> PersonFound:
        """Where a human is met, by any of their ids: raw, hashed, or merged."""
        return find_person(self.core.engine, self.core.hashing, person_id)

    def export(self, person_id: str) -> bytes:
        """What is held about a human, as a zip of CSV files."""
        with self.core.access.act("export", _SOMEBODY):
            return export_person(self.core.engine, self.find(person_id))

    def erase(self, person_id: str) -> Receipt:
        """Erase a human everywhere; afterwards no file of the workspace holds their ids. All of it or nothing.

        Files that lie beside it (inbox, backups) are left as they are; the receipt names them and says what to do.

        Raises DefinitionError when there is nobody with this id.
        """
        core = self.core
        with core.access.act("erase", _SOMEBODY):
            found = self.find(person_id)
            if not found.total and not found.people:
                raise DefinitionError(f'Nobody here has the id "{person_id.strip()}".')
            receipt = erase_person(core.engine, core.originals, core.spool, found, core.path)
            core.access.log.write_over(word_pattern(found.ids), OVER)
        untouched = untouched_files(core.path, core.spool, found.ids) if core.path else ()
        return replace(receipt, untouched=untouched)

    def delete_old(self) -> Deleted | None:
        """Delete what is older than the retention period, if one is set; None where there was nothing."""
        core = self.core
        self.clock_leap = None
        if not is_any_over(core.engine):
            return delete_old(core.engine, core.originals, core.path)  # the clock is noted as right all the same
        with core.access.act("forget", _TOO_OLD):
            return delete_old(core.engine, core.originals, core.path)

    def delete_old_unasked(self) -> None:
        """The same when the workspace opens, unless the clock has leapt: then `clock_leap` says so."""
        core = self.core
        with ExitStack() as acts:
            if is_any_over(core.engine):
                acts.enter_context(core.access.act("forget", f"{_TOO_OLD}, unless the clock has leapt"))
            done = delete_old_unasked(core.engine, core.originals, core.path)
        self.clock_leap = done if isinstance(done, ClockLeap) else None

    def resume_erasing(self) -> None:
        """Write the file anew if a process was killed before it could."""
        if self.core.path and marker_of(self.core.path).exists():
            finish(self.core.engine, self.core.originals, self.core.path)
