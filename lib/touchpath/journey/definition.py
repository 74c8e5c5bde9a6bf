"""What every definition shares: being refused with a sentence, and turning to and from plain dicts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from touchpath.journey.kept_types import wrong_field

Plain = dict[str, Any]
D = TypeVar("D")


class DefinitionError(ValueError):
    """A definition that cannot be measured; the message is a sentence a reader understands."""


def to_plain(definition: Any) -> Any:
    """Plain dicts, lists and scalars of a frozen definition, leaving out fields at their default."""
    if dataclasses.is_dataclass(definition) and not isinstance(definition, type):
        return {
            field.name: to_plain(getattr(definition, field.name))
            for field in dataclasses.fields(definition)
            if getattr(definition, field.name) != field.default
        }
    if isinstance(definition, tuple):
        return [to_plain(part) for part in definition]
    return definition


def as_tuple(values: Any) -> tuple[Any, ...]:
    """A tuple of a list or tuple, or of one value; lists come back from JSON."""
    return tuple(values) if isinstance(values, list | tuple) else (values,)


def build(kind: type[D], plain: Mapping[str, Any]) -> D:
    """Make a definition of `kind` from a mapping.

    An unknown or missing field, or one that holds something else than it is declared to, raises DefinitionError.
    """
    known = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(plain) - known)
    if unknown:
        raise DefinitionError(f"{kind.__name__} has no field called {', '.join(unknown)}.")
    try:
        made = kind(**{name: _tupled(value) for name, value in plain.items()})
    except (TypeError, AttributeError) as error:
        raise DefinitionError(f"{kind.__name__} is incomplete: {error}.") from error
    if wrong := wrong_field(made):
        raise DefinitionError(f'{kind.__name__} cannot have this "{wrong}".')
    return made


def _tupled(value: Any) -> Any:
    """Lists, as JSON and TOML have them, as the tuples a frozen definition holds."""
    return tuple(_tupled(part) for part in value) if isinstance(value, list | tuple) else value
