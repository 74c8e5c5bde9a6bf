"""Rows with several dates: asks which of them are events of their own, and takes the answer."""

from __future__ import annotations

import re
from dataclasses import replace

from touchpath.ingest.guess.doubt import Answers, Candidate, Doubt
from touchpath.ingest.guess.hints import plain
from touchpath.ingest.mapping import EventMapping, Moment
from touchpath.ingest.source import SourceColumn, SourceTable

ROLE = "dates"
_NO_FACT = re.compile(
    r"birth|dob$|geburt|naissance|nacimiento|expir|due(_|$)|deadline|valid|until|expected|estimated|planned|target|next_"
    r"|updated|modified|changed|synced?|export|import|loaded|ingest|server|received|processed|arrival_time|period|_end$"
    r"|(^|_)(start|begin|complete|finish|end)_?(time|timestamp)$"
)
_PAID = re.compile(r"\b(won|paid|purchased?|bought|ordered|signed|sold|invoiced)\b")
"""Found in names of dates on which the amount of a row was earned: only such an event has it as its value."""


def date_doubts(table: SourceTable, mapping: EventMapping) -> tuple[Doubt, ...]:
    """The question which dates of a row are events of their own; none where a row has one date."""
    dated = _dated(table, mapping)
    if mapping.moments or len(dated) < 2:
        return ()
    names = ", ".join(f'"{column.name}"' for column in dated)
    said = f"A row has several dates ({names}): which of them are events of their own?"
    return (Doubt(ROLE, said, tuple(Candidate(one.name, _words(one.name), one.examples[:3]) for one in dated), True),)


def with_dates(table: SourceTable, mapping: EventMapping, answers: Answers) -> EventMapping:
    """The mapping with the dates that were said to be events; the row itself is one unless its date is among them."""
    answer = answers.get(ROLE)
    chosen = [answer] if isinstance(answer, str) else list(answer or ())
    value = mapping.value if isinstance(mapping.value, str) else None
    moments = tuple(
        Moment(name, _words(name), value if _PAID.search(_words(name)) else None)
        for name in chosen
        if table.column(name)
    )
    if not moments:
        return mapping
    if mapping.occurred_at in chosen:
        return replace(mapping, moments=moments, occurred_at=None, touchpoint=None)
    return replace(mapping, moments=moments)


def _dated(table: SourceTable, mapping: EventMapping) -> list[SourceColumn]:
    when = table.column(mapping.occurred_at) if isinstance(mapping.occurred_at, str) else None
    whole = when.examples[0] if when and when.examples else ""
    dated = [column for column in table.columns if column.type in ("date", "time") and column.time_formats]
    return [one for one in dated if one is when or not (_NO_FACT.search(plain(one.name)) or one.examples[0] in whole)]


def _words(name: str) -> str:
    """ "won_date" is "won", "churned_at" is "churned"."""
    words = re.sub(r"^(date|time) (of )?", "", plain(name).replace("_", " "))
    return re.sub(r" (at|on|date|datetime|time|timestamp|day|utc)$", "", words) or words
