"""Conditions on properties of an event or a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.definition import DefinitionError, as_tuple, build

Op = Literal["=", "!=", "contains", "not contains", "regex", ">", ">=", "<", "<=", "is set", "is not set"]
Scope = Literal["event", "person"]
Scalar = str | int | float | bool | None

OPS: tuple[Op, ...] = get_args(Op)
NUMERIC_OPS: frozenset[str] = frozenset({">", ">=", "<", "<="})
BARE_OPS: frozenset[str] = frozenset({"is set", "is not set"})
WORDS: dict[str, str] = {
    "=": "is",
    "!=": "is not",
    "regex": "matches",
    ">": "is over",
    ">=": "is at least",
    "<": "is under",
    "<=": "is at most",
}


@dataclass(frozen=True)
class Condition:
    """A test of one property.

    `name` is a property of the event (`channel` and `value` are properties like any other) or, with
    scope "person", of the person. `value` is one value, or for "=", "!=", "contains" and "not contains"
    a tuple of which any may match. `!=` and `not contains` include events without the property.
    """

    name: str
    op: Op = "="
    value: Any = None
    scope: Scope = "event"

    def __post_init__(self) -> None:
        """Refuse what cannot be tested; lists become tuples so that the condition stays hashable."""
        if isinstance(self.value, list):
            object.__setattr__(self, "value", tuple(self.value))
        if not self.name:
            raise DefinitionError("A condition needs the name of a property.")
        if self.op not in OPS:
            raise DefinitionError(f'"{self.op}" is not a comparison: use one of {", ".join(OPS)}.')
        if self.scope not in get_args(Scope):
            raise DefinitionError(f'A condition is about the event or the person, not "{self.scope}".')
        if self.op in NUMERIC_OPS:
            _require_number(self)

    @property
    def values(self) -> tuple[Scalar, ...]:
        """The compared values as a tuple (empty for "is set" and "is not set")."""
        return () if self.op in BARE_OPS else as_tuple(self.value)

    def sentence(self) -> str:
        """The condition in words: `amount is over 10`."""
        subject = f"the person's {self.name}" if self.scope == "person" else self.name
        listed = " or ".join("missing" if value is None else str(value) for value in self.values)
        return f"{subject} {WORDS.get(self.op, self.op)} {listed}".rstrip()


def condition_from(plain: Mapping[str, Any]) -> Condition:
    """A condition from its plain dict (URL, saved definition, file)."""
    return build(Condition, plain)


def _require_number(condition: Condition) -> None:
    try:
        float(condition.value)
    except (TypeError, ValueError) as error:
        raise DefinitionError(
            f'"{condition.name} {condition.op}" compares numbers, and "{condition.value}" is not one.'
        ) from error
