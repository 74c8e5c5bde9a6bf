"""Importing people: personas and attributes."""

from __future__ import annotations

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.columns import properties
from touchpath.ingest.load.loader import TEXT_CELLS, LoadStep, Staging, StoredRows, label, places, show
from touchpath.ingest.mapping import PeopleMapping
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceTable


class PeopleLoader:
    """A row says something about a person; of several rows the last value wins."""

    def staging(self, table: SourceTable, mapping: PeopleMapping) -> Staging:
        """See Loader."""
        kept = properties(table, mapping, mapping.attributes)
        parameters = {
            **places(table, mapping, ("person", "persona")),
            "attribute_names": list(kept.values()),
            "attribute_places": [position + 1 for position in kept],
            "numbered": mapping.person is None,
            "file_name": table.file.name,
            "person_label": label(mapping.person),
        }
        return Staging(TEXT_CELLS, (LoadStep("keep/load/stage_people", parameters),))

    def store(self, writer: Writer, import_id: int, table: SourceTable, mapping: PeopleMapping) -> StoredRows:
        """See Loader."""
        writer.run("keep/load/insert_people")
        writer.run("keep/load/insert_people_rows", {"import_id": import_id})
        writer.run("keep/load/refresh_attributes")
        return StoredRows(0, _varying(writer, mapping))

    def shown(self, writer: Writer, table: SourceTable, mapping: PeopleMapping, rows: int) -> pd.DataFrame:
        """See Loader."""
        return show(writer, "keep/load/preview_people", rows)


def _varying(writer: Writer, mapping: PeopleMapping) -> tuple[ImportFinding, ...]:
    frame = writer.frame("keep/load/varying_personas")
    people = int(frame["people"][0])
    if not people:
        return ()
    sentence = f'{people:,} people have several values of "{label(mapping.persona)}"; the last one counts.'
    return (ImportFinding("varying_persona", sentence, people, tuple(frame["examples"][0])),)
