"""Everything known of one person: events and survey answers in the order they happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import pandas as pd

from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label
from touchpath.journey.definition import DefinitionError

MOST_ROWS = 2000
_LAST = pd.Timestamp.max.to_pydatetime(warn=False)  # answers without a time stand last


@dataclass(frozen=True)
class TimelineMoment:
    """An event or an answer. `at` is UTC (None: an answer without a time); `detail` is what else was recorded."""

    at: Derived[datetime | None]
    kind: Derived[Literal["event", "answer"]]
    name: Derived[str]
    channel: Derived[str | None]
    stage: Derived[str | None]
    value: Derived[float | None]
    detail: Derived[str]


@dataclass(frozen=True)
class Timeline:
    """One person: ids, persona, attributes, and the moments in order. `cut` says that there are more than shown."""

    person: Label[int]
    person_id: Label[str]
    other_ids: Label[tuple[str, ...]]
    persona: Label[str | None]
    attributes: Label[tuple[tuple[str, str], ...]]
    moments: tuple[TimelineMoment, ...]
    cut: Fixed[bool]


def timeline(engine: Reader, person_id: str) -> Timeline:
    """The timeline of the human behind `person_id` (as uploaded, or its hash; an alias finds its person).

    Raises DefinitionError when nobody is called so.
    """
    found = engine.frame("ask/timeline/person", {"person_id": person_id})
    if found.empty:
        raise DefinitionError(f'There is nobody called "{person_id}" here.')
    row = found.iloc[0]
    given = {"person": int(row["person"]), "most_rows": MOST_ROWS}
    events = engine.frame("ask/timeline/events", given)
    answers = engine.frame("ask/timeline/answers", given)
    moments = [_event(part) for part in events.to_dict("records")]
    moments += [_answer(part) for part in answers.to_dict("records")]
    moments.sort(key=lambda moment: moment.at or _LAST)
    return Timeline(
        int(row["person"]),
        str(row["person_id"]),
        tuple(str(name) for name in _listed(row["other_ids"])),
        _text(row["persona"]),
        tuple(sorted((str(key), str(value)) for key, value in _mapping(row["attributes"]).items())),
        tuple(moments),
        max(len(events), len(answers)) == MOST_ROWS,
    )


def _event(row: Mapping[Any, Any]) -> TimelineMoment:
    parts = [f"{key}: {value}" for key, value in _mapping(row["properties"]).items() if value]
    parts = [f"order {row['order_id']}"] * bool(_text(row["order_id"])) + parts
    value = None if pd.isna(row["value"]) else float(row["value"])
    channel, stage = _text(row["channel"]), _text(row["stage"])
    return TimelineMoment(
        _moment(row["occurred_at"]), "event", str(row["touchpoint"]), channel, stage, value, ", ".join(parts)
    )


def _answer(row: Mapping[Any, Any]) -> TimelineMoment:
    """An answer is named for its metric, or for its question where it belongs to no known metric."""
    metric = str(row["metric"])
    name = str(row["question"]) if metric == "other" else metric.upper()
    about = _text(row["touchpoint"])
    said = [f"about {about}"] * bool(about) + [text for text in (_text(row["answer"]), _text(row["comment"])) if text]
    score = None if pd.isna(row["score"]) else float(row["score"])
    return TimelineMoment(
        _moment(row["answered_at"]), "answer", name, _text(row["channel"]), None, score, " – ".join(said)
    )


def _moment(value: Any) -> datetime | None:
    return None if pd.isna(value) else pd.Timestamp(value).to_pydatetime()


def _text(value: Any) -> str | None:
    return None if value is None or pd.isna(value) else str(value)


def _mapping(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return [] if value is None or (not hasattr(value, "__len__") and pd.isna(value)) else list(value)
