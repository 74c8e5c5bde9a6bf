"""What a workspace does for the people in it: find, hand out, erase, and forget what is old."""

from __future__ import annotations

from dataclasses import replace

from touchpath.ingest.mapping import Mapping
from touchpath.ingest.report import ImportReport
from touchpath.journey.definition import DefinitionError
from touchpath.workspace.corrections import Correcting
from touchpath.workspace.files_untouched import untouched_files
from touchpath.workspace.people_erased import Receipt, erase_person, finish, mark, marker_of
from touchpath.workspace.people_found import PersonFound, export_person, find_person
from touchpath.workspace.retention_period import ClockLeap, Deleted, delete_old, delete_old_unasked
from touchpath.workspace.settings import read_settings


class Private(Correcting):
    """The part of a workspace that answers for its people."""

    clock_leap: ClockLeap | None = None

    def find_person(self, person_id: str) -> PersonFound:
        """Where a human is met, by any of their ids: raw, hashed, or merged."""
        return find_person(self.engine, self.hashing, person_id)

    def export_person(self, person_id: str) -> bytes:
        """What is held about a human, as a zip of CSV files."""
        return export_person(self.engine, self.find_person(person_id))

    def erase_person(self, person_id: str) -> Receipt:
        """Erase a human everywhere; afterwards no file of the workspace holds their ids. All of it or nothing.

        Files that lie beside it (inbox, backups) are left as they are; the receipt names them and says what to do.

        Raises DefinitionError when there is nobody with this id.
        """
        found = self.find_person(person_id)
        if not found.total and not found.people:
            raise DefinitionError(f'Nobody here has the id "{person_id.strip()}".')
        receipt = erase_person(self.engine, self.originals, self.spool, found, self.path)
        untouched = untouched_files(self.path, self.spool, found.ids) if self.path else ()
        return replace(receipt, untouched=untouched)

    def import_again(self, import_id: int, mapping: Mapping) -> ImportReport:
        """As in Correcting; with protection, what stood there in plain is in no byte of the files afterwards."""
        protected = bool(mapping.protect or read_settings(self.engine)["protect_people"].value)
        report = super().import_again(import_id, mapping)
        if protected:
            mark(self.path)
            finish(self.engine, self.originals, self.path)
        return report

    def delete_old(self) -> Deleted | None:
        """Delete what is older than the retention period, if one is set; None where there was nothing."""
        self.clock_leap = None
        return delete_old(self.engine, self.originals, self.path)

    def delete_old_unasked(self) -> None:
        """The same when the workspace opens, unless the clock has leapt: then `clock_leap` says so."""
        done = delete_old_unasked(self.engine, self.originals, self.path)
        self.clock_leap = done if isinstance(done, ClockLeap) else None

    def resume_erasing(self) -> None:
        """Write the file anew if a process was killed before it could."""
        if self.path and marker_of(self.path).exists():
            finish(self.engine, self.originals, self.path)
