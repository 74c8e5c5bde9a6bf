"""What the fields of a result hold: counts of people, what is derived from them, names of values, words.

A result class says it beside each field, in its type:

    people: PartOf[int]
    size: Size[int]
    rate: Derived[float]
    label: Label[str]

A field without a word holds other declared results (alone, in a tuple, or None). A class that leaves a field open is
not shown to anybody: `roles` refuses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from touchpath.journey.definition import DefinitionError

T = TypeVar("T")


class CellRole(Enum):
    """What a field is to those who may not see figures about few people."""

    SIZE = "how many people (or answers) a figure is of: where they are few, the whole cell is hidden"
    PART = "how many of the size declared before it: hidden, and what is derived, where they or all others are few"
    DERIVED = "what is computed from the counts: hidden with them"
    LABEL = "what a value of the data is called: it names people where they are few"
    WORDS = "sentences made before anything was hidden: left out where they may tell of few"
    FIXED = "what was asked, or where the cell stands: says nothing about people"


Size = Annotated[T, CellRole.SIZE]
PartOf = Annotated[T, CellRole.PART]
Derived = Annotated[T, CellRole.DERIVED]
Label = Annotated[T, CellRole.LABEL]
Spoken = Annotated[T, CellRole.WORDS]
Fixed = Annotated[T, CellRole.FIXED]


class Undeclared(DefinitionError):  # noqa: N818 - a refusal, not a fault
    """A result that does not say which of its fields count people, and is shown to nobody."""


_DECLARED: dict[type, Mapping[str, CellRole]] = {}
_ROLES: dict[type, Mapping[str, CellRole | None]] = {}


def declare(kind: type, **given: CellRole) -> None:
    """Say what the fields of a class are that cannot say so itself, since it knows nothing of the app."""
    _DECLARED[kind] = given


def roles(kind: type) -> Mapping[str, CellRole | None]:
    """The role of each field of a result class; None where it holds other declared results.

    Raises Undeclared for a class (or a field) that says nothing.
    """
    if kind not in _ROLES:
        _ROLES[kind] = _roles(kind)
    return _ROLES[kind]


def _roles(kind: type) -> Mapping[str, CellRole | None]:
    if not is_dataclass(kind):
        raise Undeclared(f"{kind.__name__} is no declared result: it is not shown.")
    hints = get_type_hints(kind, include_extras=True)
    given = _DECLARED.get(kind, {})
    found = {field.name: given.get(field.name, _role(hints[field.name])) for field in fields(kind)}
    for name, role in found.items():
        if role is None and not all(_is_result(part) for part in parts_of(hints[name])):
            raise Undeclared(f"{kind.__name__} does not say what its field {name} tells of people: it is not shown.")
    return found


def parts_of(hint: Any) -> Iterator[type]:
    """The classes a type is made of, without None."""
    inside = [part for part in get_args(hint) if part is not Ellipsis]
    if get_origin(hint) is not None or inside:
        for part in inside:
            yield from parts_of(part)
    elif hint is not NoneType:
        yield hint


def _role(hint: Any) -> CellRole | None:
    return next((part for part in getattr(hint, "__metadata__", ()) if isinstance(part, CellRole)), None)


def _is_result(part: Any) -> bool:
    return isinstance(part, type) and is_dataclass(part)
