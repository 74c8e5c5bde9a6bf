"""Guesses what a table is and which column means what, from names and contents; the person changes what is wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, cast

from touchpath.engine.base import Reader
from touchpath.ingest.columns import fits, missing
from touchpath.ingest.guess.columns import Chooser
from touchpath.ingest.guess.dates import date_doubts, with_dates
from touchpath.ingest.guess.doubt import Answers, Candidate, Doubt, Evidence
from touchpath.ingest.guess.hints import plain
from touchpath.ingest.guess.kind import guess_kind
from touchpath.ingest.guess.orders import order_doubts, with_orders
from touchpath.ingest.guess.survey import guess_responses
from touchpath.ingest.guess.survey_doubts import kind_doubts, survey_doubts, with_scale_answered
from touchpath.ingest.mapping import (
    KINDS,
    Constant,
    CostMapping,
    DailyCountMapping,
    EventMapping,
    IdentityMapping,
    Kind,
    Mapping,
    PeopleMapping,
    ResponseMapping,
    mapping_from_plain,
    sources,
)
from touchpath.ingest.presets.mapping import preset_mapping, recognised
from touchpath.ingest.presets.own import own_mapping
from touchpath.ingest.presets.recognise import evidence_seen
from touchpath.ingest.reading.column_types import time_formats
from touchpath.ingest.reading.written_times import lacking
from touchpath.ingest.source import SourceColumn, SourceTable
from touchpath.journey.definition import DefinitionError


@dataclass(frozen=True)
class Guess:
    """A first mapping. `reasons` says in sentences why; `doubts` what must still be answered before importing.

    `evidence` tells for each role what spoke for its column.
    `remembered` is true when the mapping is the one last used for files with this header; `preset` is the name of the
    tool the file was recognised to come from.
    """

    mapping: Mapping
    reasons: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    remembered: bool = False
    preset: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def kind(self) -> Kind:
        """What the table was taken for: events, people, identities, responses, costs or daily_counts."""
        return self.mapping.kind


NO_ANSWERS: Answers = MappingProxyType({})


def guess(table: SourceTable, engine: Reader, answers: Answers = NO_ANSWERS) -> Guess:
    """The mapping last used for this header, else that of the tool it is from, else a guess by names and contents.

    `answers` settle doubts, by role; what comes after them is guessed given them.
    """
    known = recognised(table)
    name = known[0].name if known else ""
    remembered = _remembered(table, engine)
    if remembered is not None:
        said = ("As you imported a file with this header before.",)
        return Guess(remembered, said, _doubts(table, remembered), True, name)
    if own := own_mapping(table, engine):
        said = (f'Its columns are those of the mapping you kept as "{own[0]}".',)
        return Guess(own[1], said, _doubts(table, own[1]), preset=own[0])
    if "kind" in answers:
        return guess_as(table, cast(Kind, answers["kind"]), answers)
    guessed = guess_as(table, known[1].kind if known else guess_kind(table), answers)
    if guessed.kind == "responses" and not known:
        return replace(guessed, doubts=kind_doubts(table) + guessed.doubts)
    return guessed


def guess_as(table: SourceTable, kind: Kind, answers: Answers = NO_ANSWERS) -> Guess:
    """A guess for a table whose kind the person has chosen; `answers` settle doubts, by role."""
    mapping = with_scale_answered(_answered(_MAKERS[kind](table), answers), table, answers)
    known, named = recognised(table), ""
    if known and known[1].kind == kind:
        mapping, named = preset_mapping(table, known[1], mapping), known[0].name
    reasons = ((evidence_seen(known[0], table.names),) if known and named else ()) + tuple(
        f'"{source}" is read as {name.replace("_", " ")}.'
        for name, source in sources(mapping).items()
        if isinstance(source, str)
    )
    if isinstance(mapping, EventMapping) and not named:
        mapping = with_dates(table, mapping, answers)
    doubts = _doubts(table, mapping, recognised=bool(named))
    if isinstance(mapping, EventMapping) and not named:
        asked = (*order_doubts(table, mapping), *date_doubts(table, mapping))
        doubts += tuple(doubt for doubt in asked if doubt.role not in answers)
    if isinstance(mapping, ResponseMapping) and not named:
        doubts += tuple(doubt for doubt in survey_doubts(table, mapping) if doubt.role not in answers)
    return Guess(mapping, reasons, doubts, preset=named)


def _events(table: SourceTable) -> EventMapping:
    choose = Chooser(table)
    when = choose.time("occurred_at") or choose.broken_time("occurred_at")
    chosen: dict[str, Any] = {
        "person": choose.person(),
        "occurred_at": when,
        "touchpoint": choose.label("touchpoint"),
        "session": choose.id("session"),
        "order_id": choose.id("order_id"),
        "event_id": choose.unique("event_id"),
        "channel": choose.label("channel"),
        "value": choose.number("value"),
    }
    chosen["touchpoint"] = chosen["touchpoint"] or choose.only_kind() or Constant(_words(table))
    column = table.column(chosen["value"]) if chosen["value"] else None
    return with_orders(table, EventMapping(**chosen, decimal=column.decimal if column else "."))


def _people(table: SourceTable) -> PeopleMapping:
    choose = Chooser(table)
    return PeopleMapping(person=choose.id("person"), persona=choose.label("persona"))


def _identities(table: SourceTable) -> IdentityMapping:
    choose = Chooser(table)
    alias = choose.id("alias") or choose.any_text()
    return IdentityMapping(alias=alias, person=choose.id("person") or choose.any_text())


def _costs(table: SourceTable) -> CostMapping:
    choose = Chooser(table)
    day, spend = choose.time("day"), choose.number("spend")
    column = table.column(spend) if spend else None
    return CostMapping(
        day, spend, choose.label("channel"), choose.label("campaign"), decimal=column.decimal if column else "."
    )


def _daily_counts(table: SourceTable) -> DailyCountMapping:
    choose = Chooser(table)
    day, channel, campaign = choose.time("day"), choose.label("channel"), choose.label("campaign")
    return DailyCountMapping(day, channel, campaign, measures=choose.numbers())


_MAKERS: dict[Kind, Any] = {
    "events": _events,
    "people": _people,
    "identities": _identities,
    "responses": guess_responses,
    "costs": _costs,
    "daily_counts": _daily_counts,
}


def _answered(mapping: Mapping, answers: Answers) -> Mapping:
    """The mapping with what was answered in it."""
    known = {field.name for field in fields(mapping)}
    told: dict[str, Any] = {}
    for role, answer in answers.items():
        if role in known and isinstance(answer, str):
            plain_text = role in ("value_of", "time_format", "decimal", "timezone")
            told[role] = Constant(answer[1:]) if answer.startswith("=") and not plain_text else answer or None
        elif role in known:
            told[role] = tuple(answer)
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


def _doubts(table: SourceTable, mapping: Mapping, *, recognised: bool = False) -> tuple[Doubt, ...]:
    """What must be answered before the table can be imported."""
    asks = [Doubt(name, _QUESTIONS[name], _columns(table)) for name in missing(mapping)]
    touchpoint = getattr(mapping, "touchpoint", None)
    if mapping.kind == "events" and isinstance(touchpoint, Constant) and not recognised:
        said = f'Every row becomes the touchpoint "{touchpoint.value}": is that what happened?'
        usual = Candidate(f"={touchpoint.value}", f'every row: "{touchpoint.value}"')
        asks.append(Doubt("touchpoint", said, (usual, *_columns(table))))
    has_format = "time_format" in {field.name for field in fields(KINDS[mapping.kind])}
    for name in ("occurred_at", "answered_at", "day"):
        source = getattr(mapping, name, None)
        column = table.column(source) if isinstance(source, str) else None
        if has_format and column and column.ambiguous and getattr(mapping, "time_format", None) is None:
            said = f'Is "{column.examples[0]}" in "{column.name}" day/month or month/day?'
            asks.append(
                Doubt("time_format", said, tuple(Candidate(one, _WRITTEN[one]) for one in column.time_formats))
            )
        if name == "occurred_at" and column and column.examples and not column.time_formats:
            asks += [Doubt(name, said, _columns(table)) for said in _unreadable(column)]
    return tuple(asks)


def _columns(table: SourceTable) -> tuple[Candidate, ...]:
    return tuple(Candidate(column.name, column.name, column.examples[:3]) for column in table.columns)


def _unreadable(column: SourceColumn) -> list[str]:
    """What to ask about a column that is called like a time and holds none."""
    if any(time_formats([value]) for value in column.values):
        return []
    told = lacking(column.examples[0])
    said = f"has no {told}" if told else "is no time"
    return [f'"{column.examples[0]}" in "{column.name}" {said}: choose another column, or type a day for the file.']


_WRITTEN = {"day_first": "day/month", "month_first": "month/day"}
_QUESTIONS = {
    "person": "Which column says who it was?",
    "occurred_at": "Which column says when it happened?",
    "touchpoint": "Which column says what happened?",
    "alias": "Which column holds the other id?",
    "day": "Which column holds the day?",
    "spend": "Which column holds the spend?",
}


def _words(table: SourceTable) -> str:
    """The name of the file or sheet as a touchpoint: closed_deals.csv is closed deals."""
    name = table.options.sheet or PurePath(table.file.name).name.split(".")[0]
    return plain(name).replace("_", " ") or "event"
