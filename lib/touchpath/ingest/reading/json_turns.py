"""Decodes a long JSON text in turns, so that other threads go on meanwhile.

Python's decoder holds the interpreter until it is done: seconds for a document of hundreds of megabytes, in which no
page answers anybody. Here objects and lists that are long are decoded member by member, however deep they lie; what
comes out is the same.
"""

from __future__ import annotations

import json
import re
from typing import Any

SHORT = 1 << 20
"""A text of fewer signs is decoded at once: that takes some milliseconds."""
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_BLANKS = re.compile(r"[ \t\n\r]*")
_AT_ONCE = 1 << 12
_MANY = 64


def decoded(text: str) -> Any:
    """The value of a JSON text; numbers keep the text they were written with.

    Raises json.JSONDecodeError for what is no JSON, RecursionError for what is nested too deep.
    """
    if len(text) < SHORT:
        return _DECODER.decode(text)
    return in_turns(text)


def in_turns(text: str) -> Any:
    """The same, member by member whatever the length."""
    value, end = first_of(text, _after_blanks(text, 0))
    end = _after_blanks(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def first_of(text: str, at: int = 0) -> tuple[Any, int]:
    """The value that begins at a place, and the place after it; raises json.JSONDecodeError where none ends."""
    sign = text[at : at + 1]
    if sign not in ("{", "[") or len(text) - at <= _AT_ONCE:
        return _DECODER.raw_decode(text, at)
    try:
        value, end = _DECODER.raw_decode(text[at : at + _AT_ONCE])
        return value, at + end
    except json.JSONDecodeError:  # it is longer, or damaged: its members will say which
        return _object(text, at) if sign == "{" else _list(text, at)


def written(value: Any) -> str:
    """The text of a decoded value as json.dumps writes it, member by member where there are many."""
    if isinstance(value, list) and len(value) > _MANY:
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict) and len(value) > _MANY:
        parts = (f"{json.dumps(name, ensure_ascii=False)}: {written(part)}" for name, part in value.items())
        return "{" + ", ".join(parts) + "}"
    return json.dumps(value, ensure_ascii=False)


def _list(text: str, at: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    at = _after_blanks(text, at + 1)
    if text.startswith("]", at):
        return found, at + 1
    while True:
        value, at = first_of(text, at)
        found.append(value)
        at = _after_blanks(text, at)
        if text.startswith("]", at):
            return found, at + 1
        at = _after_blanks(text, _after(text, at, ","))


def _object(text: str, at: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    at = _after_blanks(text, at + 1)
    if text.startswith("}", at):
        return found, at + 1
    while True:
        if not text.startswith('"', at):
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        name, at = _DECODER.raw_decode(text, at)
        at = _after_blanks(text, _after(text, _after_blanks(text, at), ":"))
        found[name], at = first_of(text, at)
        at = _after_blanks(text, at)
        if text.startswith("}", at):
            return found, at + 1
        at = _after_blanks(text, _after(text, at, ","))


def _after(text: str, at: int, sign: str) -> int:
    """The place after a sign that must stand here."""
    if not text.startswith(sign, at):
        raise json.JSONDecodeError(f"Expecting '{sign}' delimiter", text, at)
    return at + 1


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
