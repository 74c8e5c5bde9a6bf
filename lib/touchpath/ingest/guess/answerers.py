"""Who answered a form, where the tool that wrote it does not say: a field of the form that asks for the id."""

from __future__ import annotations

from dataclasses import fields, replace

from touchpath.ingest.guess.lexicon import ID
from touchpath.ingest.guess.person import is_human
from touchpath.ingest.guess.traits import traits_of
from touchpath.ingest.mapping import Mapping, ResponseMapping
from touchpath.ingest.source import SourceTable


def with_answerer(table: SourceTable, mapping: Mapping, guessed: Mapping) -> Mapping:
    """The mapping of a tool with the person that is `guessed`, if that is no question but called somebody's id."""
    if not isinstance(mapping, ResponseMapping) or not isinstance(guessed, ResponseMapping):
        return mapping
    name = guessed.person
    used = {getattr(mapping, field.name) for field in fields(mapping) if field.name != "questions"}
    if mapping.person is not None or not isinstance(name, str) or name in used or not _is_called_so(table, name):
        return mapping
    return replace(mapping, person=name, questions=tuple(one for one in mapping.questions if one.column != name))


def _is_called_so(table: SourceTable, name: str) -> bool:
    found = next((traits for traits in traits_of(table) if traits.name == name), None)
    return found is not None and is_human(found) and (found.named_id or found.words[0] in ID)
