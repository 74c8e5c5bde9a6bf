"""Conditions on properties of an event or a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from touchpath.journey.definition import DefinitionError, as_tuple, build
from touchpath.journey.written import finite_number, readable_pattern

Op = Literal["=", "!=", "contains", "not contains", "regex", ">", ">=", "<", "<=", "is set", "is not set"]
Scope = Literal["event", "person"]
Scalar = str | int | float | bool | None

_FEWEST_ALTERNATIVES = 2
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
    a tuple of which any may match. `!=` and `not contains` include events without the property. ">", ">=", "<" and
    "<=" hold for finite numbers only (NaN, infinity and words are over nothing); for "=" and "!=" numbers that are
    written plainly are one whatever zeros end their fraction (10 and 10.0). "regex" is RE2; what it cannot read, and
    numbers that are none, raise DefinitionError.
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
        if self.op in NUMERIC_OPS or (self.name == "value" and self.scope == "event" and self.op in ("=", "!=")):
            _require_numbers(self)
        if self.op == "regex":
            readable_pattern(str(self.value))
        if any(isinstance(part, str) and not _is_text(part) for part in (self.name, *self.values)):
            raise DefinitionError("A condition holds a sign that is no text.")

    @property
    def values(self) -> tuple[Scalar, ...]:
        """The compared values as a tuple (empty for "is set" and "is not set")."""
        return () if self.op in BARE_OPS else as_tuple(self.value)

    def sentence(self) -> str:
        """The condition in words: `amount is over 10`."""
        subject = f"the person's {self.name}" if self.scope == "person" else self.name
        listed = " or ".join("missing" if value is None else str(value) for value in self.values)
        return f"{subject} {WORDS.get(self.op, self.op)} {listed}".rstrip()


@dataclass(frozen=True)
class AnyOf:
    """Alternatives of which one is enough: each is a condition, or several that hold together.

    It stands wherever a condition stands: in filters, steps, exclusions and groups.
    """

    alternatives: tuple[tuple[Condition, ...], ...]

    def __post_init__(self) -> None:
        """Bare conditions and lists become tuples; then the rules are checked."""
        object.__setattr__(self, "alternatives", tuple(as_tuple(part) for part in as_tuple(self.alternatives)))
        if len(self.alternatives) < _FEWEST_ALTERNATIVES or not all(self.alternatives):
            raise DefinitionError('Alternatives are two or more, each with a condition: "(a = 1) or (b = 2)".')
        if not all(isinstance(part, Condition) for part in self.conditions):
            raise DefinitionError("An alternative is made of conditions, not of further alternatives.")

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of every alternative."""
        return tuple(condition for part in self.alternatives for condition in part)

    @property
    def scope(self) -> Scope:
        """What it is about: the person only where every condition is."""
        return "person" if all(part.scope == "person" for part in self.conditions) else "event"

    def sentence(self) -> str:
        """The alternatives in words: `either amount is over 10 and plan is gold, or channel is store`."""
        told = [" and ".join(condition.sentence() for condition in part) for part in self.alternatives]
        return f"either {', or '.join(told)}"


Where = Condition | AnyOf


def condition_from(plain: Mapping[str, Any]) -> Where:
    """A condition, or alternatives, from the plain dict (URL, saved definition, file)."""
    if "alternatives" not in plain:
        return build(Condition, plain)
    listed = [part if isinstance(part, list | tuple) else (part,) for part in as_tuple(plain["alternatives"])]
    made = tuple(tuple(build(Condition, _mapping(one)) for one in part) for part in listed)
    return build(AnyOf, {**plain, "alternatives": made})


def conditions_from(plain: Any) -> tuple[Where, ...]:
    """The conditions of a filter, step or group from its plain list."""
    return tuple(condition_from(_mapping(part)) for part in plain or ())


def _mapping(part: Any) -> Mapping[str, Any]:
    if not isinstance(part, Mapping):
        raise DefinitionError(f"A condition is written as its parts, not as {part!r}.")
    return part


def _require_numbers(condition: Condition) -> None:
    numeric = condition.op in NUMERIC_OPS
    for value in (condition.value,) if numeric else condition.values:
        if finite_number(value) is None and (numeric or value is not None):
            raise DefinitionError(f'"{condition.name} {condition.op}" compares numbers, and "{value}" is not one.')


def _is_text(value: str) -> bool:
    """Whether a text can be written down: half of a sign (a lone surrogate) cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)
