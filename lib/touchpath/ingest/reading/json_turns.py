"""Decodes a long JSON text in turns, so that other threads go on meanwhile.

Python's decoder holds the interpreter until it is done: seconds for a document of hundreds of megabytes, in which no
page answers anybody. Here the members of an object, and of the lists in it, are decoded one by one; what comes out is
the same.
"""

from __future__ import annotations

import json
import re
from typing import Any

SHORT = 1 << 20
"""A text of fewer signs is decoded at once: that takes some milliseconds."""
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_BLANKS = re.compile(r"[ \t\n\r]*")
_LEVELS = 2


def decoded(text: str) -> Any:
    """The value of a JSON text; numbers keep the text they were written with.

    Raises json.JSONDecodeError for what is no JSON, RecursionError for what is nested too deep.
    """
    if len(text) < SHORT:
        return _DECODER.decode(text)
    return in_turns(text)


def in_turns(text: str) -> Any:
    """The same, member by member whatever the length."""
    value, end = _value(text, _after_blanks(text, 0), _LEVELS)
    end = _after_blanks(text, end)
    if end != len(text):
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def _value(text: str, at: int, levels: int) -> tuple[Any, int]:
    """The value that begins at a place, and the place after it."""
    if levels and text.startswith("{", at):
        return _object(text, at, levels)
    if levels and text.startswith("[", at):
        return _list(text, at, levels)
    return _DECODER.raw_decode(text, at)


def _list(text: str, at: int, levels: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    at = _after_blanks(text, at + 1)
    if text.startswith("]", at):
        return found, at + 1
    while True:
        value, at = _value(text, at, levels - 1)
        found.append(value)
        at = _after_blanks(text, at)
        if text.startswith("]", at):
            return found, at + 1
        at = _after_blanks(text, _after(text, at, ","))


def _object(text: str, at: int, levels: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    at = _after_blanks(text, at + 1)
    if text.startswith("}", at):
        return found, at + 1
    while True:
        if not text.startswith('"', at):
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        name, at = _DECODER.raw_decode(text, at)
        at = _after_blanks(text, _after(text, _after_blanks(text, at), ":"))
        found[name], at = _value(text, at, levels - 1)
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
