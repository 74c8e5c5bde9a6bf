"""What is said beside a result about its conditions: numbers asked of a property that holds none."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from touchpath.engine.base import Reader
from touchpath.journey.conditions import NUMERIC_OPS, Condition

_OWN = frozenset({"value", "channel", "touchpoint", "persona", "order_id", "session", "campaign", "currency"})
_COMMA = re.compile(r"-?[0-9.]+,[0-9]+")
_COMMAS = "It is written with a decimal comma, which is read as one in the column of values only."


def condition_warnings(engine: Reader, *definitions: Any) -> tuple[str, ...]:
    """A sentence for each numeric condition in the definitions whose property is known but holds no number."""
    numeric = (condition for part in definitions for condition in _conditions(part) if condition.op in NUMERIC_OPS)
    said = (_warning(engine, condition) for condition in dict.fromkeys(numeric))
    return tuple(sentence for sentence in said if sentence)


def _conditions(part: Any) -> Iterator[Condition]:
    """Every condition inside a definition, however deep."""
    if isinstance(part, Condition):
        yield part
    elif isinstance(part, tuple):
        for member in part:
            yield from _conditions(member)
    elif dataclasses.is_dataclass(part) and not isinstance(part, type):
        for field in dataclasses.fields(part):
            yield from _conditions(getattr(part, field.name))


def _warning(engine: Reader, condition: Condition) -> str:
    if condition.scope == "event" and condition.name in _OWN:
        return ""
    example = _text_only(engine, condition)
    if example is None:
        return ""
    hint = f" {_COMMAS}" if _COMMA.fullmatch(example) else ""
    return f'"{condition.name}" holds no numbers, so "{condition.sentence()}" is never true.{hint}'


def _text_only(engine: Reader, condition: Condition) -> str | None:
    """One of the texts of a property none of which is a number; a look at some events first, at all to be sure."""
    looks: list[tuple[str, dict[str, Any]]] = [
        ("ask/overview/numbers_of_property", {"name": condition.name, "all": whole}) for whole in (False, True)
    ]
    if condition.scope == "person":
        looks = [("ask/overview/numbers_of_attribute", {"name": condition.name})]
    example = None
    for question, parameters in looks:
        row = engine.frame(question, parameters).iloc[0]
        if int(row["numbers"]) or not int(row["known"]):
            return None
        example = str(row["example"])
    return example
