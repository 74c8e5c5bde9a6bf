"""Guesses what a table is and which column means what, from names and contents; what it is not sure of, it asks.

A guess carries its evidence (what spoke for each column, and what came second) and its doubts (questions with the
answers that are possible). Given an answer, what depends on it is guessed anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from touchpath.engine.base import Reader
from touchpath.ingest.columns import fits, missing
from touchpath.ingest.guess.added_up import left_out
from touchpath.ingest.guess.answerers import with_answerer
from touchpath.ingest.guess.choosing import Choosing, source_of
from touchpath.ingest.guess.doubt import Answers, Doubt, Evidence
from touchpath.ingest.guess.events import guess_events
from touchpath.ingest.guess.kind import KindGuess, doubt_about_kind, guess_kind
from touchpath.ingest.guess.look import ColumnRoles
from touchpath.ingest.guess.periods_seen import with_months
from touchpath.ingest.guess.survey import guess_responses
from touchpath.ingest.guess.survey_doubts import kind_doubts, survey_doubts, with_scale_answered
from touchpath.ingest.guess.unsettled import unsettled
from touchpath.ingest.guess.without_people import guess_costs, guess_daily_counts, guess_identities, guess_people
from touchpath.ingest.mapping import (
    KINDS,
    DailyCountMapping,
    Mapping,
    ResponseMapping,
    TableKind,
    mapping_from_plain,
    sources,
)
from touchpath.ingest.presets.mapping import preset_mapping, recognised
from touchpath.ingest.presets.own import own_mapping
from touchpath.ingest.presets.recognise import evidence_seen
from touchpath.ingest.source import SourceTable
from touchpath.journey.definition import DefinitionError

NO_ANSWERS: Answers = MappingProxyType({})


@dataclass(frozen=True)
class Guess:
    """A first mapping. `reasons` says in sentences why; `doubts` what must still be answered before importing.

    `evidence` tells for each role (and the kind) what spoke for its column, and what came second. `remembered` is
    true when the mapping is the one last used for files with this header; `preset` is the name of the tool the file
    was recognised to come from.
    """

    mapping: Mapping
    reasons: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    remembered: bool = False
    preset: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def kind(self) -> TableKind:
        """What the table was taken for: events, people, identities, responses, costs or daily_counts."""
        return self.mapping.kind


def guess(table: SourceTable, engine: Reader, answers: Answers = NO_ANSWERS) -> Guess:
    """The mapping last used for this header, else that of the tool it is from, else a guess by names and contents.

    `answers` settle doubts, by role; what depends on them is guessed given them. Raises DefinitionError for an answer
    that is none of the table.
    """
    known = recognised(table)
    name = known[0].name if known else ""
    kept = _remembered(table, engine)
    if kept is not None:
        said = ("As you imported a file with this header before.",)
        return _kept(table, kept, answers, Guess(kept, said, remembered=True, preset=name))
    if own := own_mapping(table, engine):
        said = (f'Its columns are those of the mapping you kept as "{own[0]}".',)
        return _kept(table, own[1], answers, Guess(own[1], said, preset=own[0]))
    return guess_anew(table, answers)


def guess_anew(table: SourceTable, answers: Answers = NO_ANSWERS) -> Guess:
    """A guess as if no such file had been seen before: by the tool it is from, else by names and contents.

    Raises DefinitionError for an answer that is none of the table.
    """
    known = recognised(table)
    if "kind" in answers:
        return guess_as(table, _kind(answers), answers)
    if known:
        return guess_as(table, known[1].kind, answers)
    found = guess_kind(ColumnRoles(table))
    guessed = guess_as(table, found.kind, answers)
    evidence = (_kind_evidence(found), *guessed.evidence)
    if guessed.kind == "responses" and any(doubt.role == "answer" for doubt in guessed.doubts):
        return replace(guessed, evidence=evidence, doubts=(doubt_about_kind(ColumnRoles(table)),))
    asked = (found.doubt,) if found.doubt else kind_doubts(table) if guessed.kind == "responses" else ()
    return replace(guessed, evidence=evidence, doubts=asked or guessed.doubts)


def guess_as(table: SourceTable, kind: TableKind, answers: Answers = NO_ANSWERS) -> Guess:
    """A guess for a table whose kind the person has chosen; `answers` settle doubts, by role."""
    choosing = Choosing(ColumnRoles(table), answers)
    mapping = _MAKERS[kind](choosing)
    known = recognised(table)
    by_preset = known is not None and known[1].kind == kind
    doubts = list(choosing.doubts)
    if known and by_preset:
        told = with_answerer(table, preset_mapping(table, known[1], mapping), mapping)
        mapping = _answered(table, with_months(table, told), answers)
        doubts = [doubt for doubt in doubts if _is_open(doubt.role, mapping)]
    reasons = ((evidence_seen(known[0], table.names),) if known and by_preset else ()) + _read_as(table, mapping)
    open_ones = unsettled(table, mapping, doubts, recognised=by_preset)
    return Guess(
        mapping,
        reasons,
        tuple(doubt for doubt in open_ones if doubt.role not in _OF_ZONES or doubt.role not in answers),
        preset=known[0].name if known and by_preset else "",
        evidence=tuple(choosing.evidence),
    )


def _responses(choosing: Choosing) -> Mapping:
    table, answers = choosing.look.table, choosing.answers
    mapping = guess_responses(table)
    told = with_scale_answered(_answered(table, mapping, answers), table, answers)
    if isinstance(told, ResponseMapping):
        choosing.doubts += [doubt for doubt in survey_doubts(table, told) if doubt.role not in answers]
    return told


_OF_ZONES = frozenset({"timezone", "answered_at"})

_MAKERS: dict[TableKind, Callable[[Choosing], Mapping]] = {
    "events": guess_events,
    "people": guess_people,
    "identities": guess_identities,
    "responses": _responses,
    "costs": guess_costs,
    "daily_counts": guess_daily_counts,
}


def _is_open(role: str, mapping: Mapping) -> bool:
    """Whether the preset of a tool leaves a role without a column, though it needs one."""
    dated = bool(getattr(mapping, "moments", ()))
    return role in missing(mapping) and not (dated and role in ("occurred_at", "touchpoint"))


def _kind(answers: Answers) -> TableKind:
    kind = str(answers["kind"])
    if kind not in KINDS:
        raise DefinitionError(f'"{kind}" is not a kind of table: use one of {", ".join(KINDS)}.')
    return kind


def _kind_evidence(found: KindGuess) -> Evidence:
    return Evidence("kind", found.kind, found.score, found.reasons, found.runner_up or "", found.runner_up_score)


def _read_as(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    named = {role: source for role, source in sources(mapping).items() if isinstance(source, str)}
    said = [f'"{source}" is read as {role.replace("_", " ")}.' for role, source in named.items()]
    if isinstance(mapping, DailyCountMapping) and mapping.measures:
        said += [told] if (told := left_out(table, {*mapping.measures, *named.values()})) else []
    return tuple(said)


def _kept(table: SourceTable, mapping: Mapping, answers: Answers, guessed: Guess) -> Guess:
    """A mapping that was used or kept before, with what was answered in it."""
    if "kind" in answers and _kind(answers) != mapping.kind:
        return guess_as(table, _kind(answers), answers)
    told = _answered(table, mapping, answers)
    return replace(guessed, mapping=told, doubts=unsettled(table, told, [], recognised=True))


def _answered(table: SourceTable, mapping: Mapping, answers: Answers) -> Mapping:
    """The mapping with what was answered in it."""
    settings = {"time_format", "timezone", "decimal", "value_of", "cancelled_as", "period"}
    plural = {"measures", "properties", "attributes", "blank"}
    known = {field.name for field in fields(mapping)} - {"questions", "moments", "protect"}
    told: dict[str, Any] = {
        role: answer if role in settings else tuple(answer) if role in plural else source_of(table, role, answer)
        for role, answer in answers.items()
        if role in known
    }
    return replace(mapping, **told)


def _remembered(table: SourceTable, engine: Reader) -> Mapping | None:
    found = engine.frame("ask/load/remembered_mapping", {"header_key": table.header_key})
    if found.empty:
        return None
    try:
        mapping = mapping_from_plain(json.loads(str(found["mapping"][0])))
    except DefinitionError:
        return None
    return mapping if fits(table, mapping) else None
