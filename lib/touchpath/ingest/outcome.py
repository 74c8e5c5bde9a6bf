"""What a table comes to once it is read with a mapping: figures, read inside the transaction that staged its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from touchpath.engine.base import Reader
from touchpath.ingest.mapping import EventMapping, Mapping, TableKind


@dataclass(frozen=True)
class Amounts:
    """The amounts of one measure: how many rows have one, their sum, and what they look like.

    `different` counts distinct amounts, `tens` those that end in a zero; `whole`: none has a fraction;
    `largest_row`: the row of the largest. `added_up` is False for rates and levels, whose sum means nothing;
    `currencies`: in how many different ones they are. `cancelled` rows, whose amounts were not or not kept paid, are
    no part of the sum.
    """

    name: str
    rows: int
    total: float
    largest: float
    least: float
    different: int
    whole: bool
    tens: int
    largest_row: int
    added_up: bool = True
    currencies: int = 0
    cancelled: int = 0


@dataclass(frozen=True)
class QuestionScores:
    """The scores that answer one question; `net` is the share 9-10 less that of 0-6, in percent."""

    question: str
    metric: str
    scores: int
    mean: float
    least: float
    largest: float
    different: int
    scale_low: float | None
    scale_high: float | None
    net: float


@dataclass(frozen=True)
class TableOutcome:
    """The figures of one table; those its kind does not have are zero, empty or None.

    `rows` counts the rows that are taken, `names` distinct touchpoints, `common` the commonest of them with their
    rows; `sheets` distinct answer sheets; `weekly`: every day is a week after the one before. Moments are UTC.
    """

    kind: TableKind
    rows: int = 0
    people: int = 0
    names: int = 0
    common: tuple[tuple[str, int], ...] = ()
    first: datetime | date | None = None
    last: datetime | date | None = None
    days: int = 0
    weekly: bool = False
    rows_of_orders: int = 0
    orders: int = 0
    sheets: int = 0
    answers: int = 0
    personas: int = 0
    aliases: int = 0
    amounts: tuple[Amounts, ...] = ()
    scores: tuple[QuestionScores, ...] = ()


def outcome_of(reader: Reader, mapping: Mapping) -> TableOutcome:
    """The figures of the staged rows (and, of a survey, of the answers made of them)."""
    match mapping.kind:
        case "events":
            return _events(reader, mapping)
        case "responses":
            scores = tuple(QuestionScores(**_plain(row)) for row in _rows(reader.frame("keep/load/outcome_scores")))
            return TableOutcome("responses", **_one(reader, "keep/load/outcome_answers"), scores=scores)
        case "people":
            return TableOutcome("people", **_one(reader, "keep/load/outcome_people"))
        case "identities":
            return TableOutcome("identities", **_one(reader, "keep/load/outcome_pairs"))
        case kind:
            amounts = _amounts(reader.frame("keep/load/outcome_amounts"))
            return TableOutcome(kind, **_one(reader, "keep/load/outcome_days"), amounts=amounts)


def _events(reader: Reader, mapping: Mapping) -> TableOutcome:
    common = reader.frame("keep/load/outcome_event_names")
    named = tuple((str(row["name"]), int(row["rows"])) for row in _rows(common))
    column = mapping.value if isinstance(mapping, EventMapping) and isinstance(mapping.value, str) else "value"
    amounts = _amounts(reader.frame("keep/load/outcome_event_amounts", {"name": column}))
    return TableOutcome("events", **_one(reader, "keep/load/outcome_events"), common=named, amounts=amounts)


def _one(reader: Reader, question: str) -> dict[str, Any]:
    """The one row of a question."""
    return _plain(_rows(reader.frame(question))[0])


def _amounts(frame: pd.DataFrame) -> tuple[Amounts, ...]:
    return tuple(Amounts(**_plain(row)) for row in _rows(frame))


def _rows(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    return frame.astype(object).to_dict("records")


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    """A row with plain Python values; what is missing is None."""
    return {str(name): None if pd.isna(value) else _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value
