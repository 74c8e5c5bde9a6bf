"""Calling touchpoints and channels by other names in the plain dicts of definitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Named = Literal["touchpoint", "channel"]
Names = Mapping[str, tuple[str, ...]]

_FIELDS: dict[Named, frozenset[str]] = {
    "touchpoint": frozenset(
        {
            "touchpoint",
            "touchpoints",
            "target",
            "returning",
            "asked",
            "starting",
            "ending",
            "hidden",
            "goal",
            "purchase",
        }
    ),
    "channel": frozenset({"channel", "channels", "direct"}),
}
_SEVERAL = frozenset({"steps", "target", "returning", "entry", "asked", "exclusions", "starting", "ending"})
"""Fields that hold steps, in which one touchpoint may become several; elsewhere the first stands for them."""


def renamed(plain: Any, kind: Named, names: Names) -> Any:
    """The plain definition with every touchpoint (or channel) of `names` called by its new name or names.

    A channel is also called by name in conditions on `channel`. Everything else stays as it is.
    """
    return _walked(plain, kind, names, several=False)


def _walked(plain: Any, kind: Named, names: Names, *, several: bool) -> Any:
    if isinstance(plain, list):
        return [_walked(part, kind, names, several=several) for part in plain]
    if not isinstance(plain, dict):
        return plain
    on_channel = kind == "channel" and plain.get("name") == "channel" and "steps" not in plain
    changed = {}
    for field, value in plain.items():
        if _is_name(value) and (field in _FIELDS[kind] or (on_channel and field == "value")):
            changed[field] = _called(value, names, several=several or field in _SEVERAL or isinstance(value, list))
        else:
            changed[field] = _walked(value, kind, names, several=several or field in _SEVERAL)
    return changed


def _is_name(value: Any) -> bool:
    """A name, or a list of names (None among them: missing)."""
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(part is None or isinstance(part, str) for part in value)
    )


def _called(value: str | list[Any], names: Names, *, several: bool) -> Any:
    if isinstance(value, str):
        new = names.get(value, (value,))
        return list(new) if several and len(new) > 1 else new[0]
    return list(dict.fromkeys(new for part in value for new in names.get(part, (part,))))
