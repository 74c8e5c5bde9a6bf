"""Steps that spread JSON inside a cell over columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from touchpath.ingest.presets.spread import DAMAGED, spread_answers, spread_object, spread_pairs
from touchpath.ingest.presets.step import Around, Cells, RowStep

ANSWER = "an answer"
"""The label of the columns that hold answers spread from nested lists."""
_MOST_KEYS = 1_000


def spread_members(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """A column per member of a JSON object."""
    return _spread(around, spec["of"], spread_object)


def spread_key_values(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """A column per key of a list of {key, value}."""
    return _spread(around, spec["of"], spread_pairs)


def spread_questions(spec: Mapping[str, Any], around: Around) -> RowStep | None:
    """A column per question of nested lists of answers."""

    def spread(text: str) -> dict[str, str | None]:
        return spread_answers(text, spec["path"], spec["key"], spec["value"])

    made = _spread(around, spec["of"], spread, prefix=False)
    return replace(made, label=ANSWER) if made else None


def _spread(
    around: Around,
    wanted: str | Sequence[str],
    spread: Callable[[str], dict[str, str | None]],
    *,
    prefix: bool = True,
) -> RowStep | None:
    """A column for each key met in the cells of a JSON column, in the rows looked at."""
    place = around.place(wanted)
    if place is None:
        return None

    def cells(text: str | None) -> dict[str, str | None]:
        try:
            return spread(text) if text else {}
        except DAMAGED:
            return {}

    keys = list(dict.fromkeys(key for row in around.sample if place < len(row) for key in cells(row[place])))[
        :_MOST_KEYS
    ]

    def apply(row: Cells) -> None:
        found = cells(row[place])
        row.extend(found.get(key) for key in keys)

    start = f"{around.names[place]}." if prefix else ""
    return RowStep(tuple(f"{start}{key}" for key in keys), apply) if keys else None


def pair_columns(names: Sequence[str], sample: Sequence[Sequence[str | None]]) -> tuple[dict[str, Any], ...]:
    """Steps for the columns whose cells are JSON lists of {key, value}: one column per key."""
    found = []
    for place, name in enumerate(names):
        filled = [row[place] for row in sample[:200] if place < len(row) and row[place]]
        if filled and all(text and text.startswith(("[", "array([")) and _holds_pairs(text) for text in filled):
            found.append({"do": "pairs", "of": name})
    return tuple(found)


def _holds_pairs(text: str) -> bool:
    try:
        return text == "[]" or bool(spread_pairs(text))
    except DAMAGED:
        return False
