"""Whether the fields of a definition hold what they are declared to hold: a link or a file may say anything."""

from __future__ import annotations

import dataclasses
import math
import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def wrong_field(definition: Any) -> str | None:
    """The first field of a definition, or of one in it, that holds something else than it may; None: all are right.

    Numbers must be finite; a whole number may stand where a number is declared.
    """
    for name, hint in _hints(type(definition)).items():  # type: ignore[arg-type]
        value = getattr(definition, name)
        if not _fits(value, hint):
            return name
        for part in value if isinstance(value, tuple) else (value,):
            if dataclasses.is_dataclass(part) and (inside := wrong_field(part)):
                return f"{name}.{inside}"
    return None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return any(_fits(value, part) for part in get_args(hint))
    if origin is Literal:
        return any(value == part and type(value) is type(part) for part in get_args(hint))
    if origin is tuple:
        return isinstance(value, tuple) and _fit(value, get_args(hint))
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is Any:
        return True
    if hint is None:
        return value is None
    return isinstance(value, hint) if isinstance(hint, type) else True


def _fit(values: tuple[Any, ...], hints: tuple[Any, ...]) -> bool:
    if len(hints) == 2 and hints[1] is Ellipsis:
        return all(_fits(value, hints[0]) for value in values)
    return len(values) == len(hints) and all(_fits(value, hint) for value, hint in zip(values, hints, strict=True))
