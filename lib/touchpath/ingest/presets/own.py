"""Mappings people keep under a name: offered again for any file that has their columns."""

from __future__ import annotations

import json
from typing import Any, Literal

from touchpath.engine.base import Reader
from touchpath.ingest.columns import fits
from touchpath.ingest.mapping import Mapping, mapping_from_plain, mapping_to_plain
from touchpath.ingest.question import Question
from touchpath.ingest.source import SourceTable
from touchpath.journey.definition import DefinitionError

KIND: Literal["mapping"] = "mapping"
_ENOUGH = 0.6


def own_preset(table: SourceTable, mapping: Mapping) -> dict[str, Any]:
    """What is kept: the mapping and the columns of the table it was made for."""
    return {"mapping": mapping_to_plain(mapping), "columns": list(table.names)}


def own_mapping(table: SourceTable, reader: Reader) -> tuple[str, Mapping] | None:
    """The kept mapping that suits a table best, with its name: all columns it uses are there, and most others."""
    found = []
    for row in reader.frame("ask/saved/list", {"kind": KIND}).to_dict("records"):
        kept = json.loads(row["definition"])
        try:
            mapping = mapping_from_plain(kept["mapping"])
        except (DefinitionError, KeyError):
            continue
        shared = len(set(kept.get("columns", ())) & set(table.names)) / max(1, len(kept.get("columns", ())))
        if shared >= _ENOUGH and fits(table, mapping) and _has_questions(table, mapping):
            found.append((shared, str(row["name"]), mapping))
    best = max(found, key=lambda entry: entry[:2], default=None)
    return (best[1], best[2]) if best else None


def _has_questions(table: SourceTable, mapping: Mapping) -> bool:
    questions: tuple[Question, ...] = getattr(mapping, "questions", ())
    return all(table.column(question.column) for question in questions)
