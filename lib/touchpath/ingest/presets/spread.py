"""JSON inside one cell, spread over columns: objects, lists of {key, value}, and lists of answers."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_ARRAY_ENDS = re.compile(r"\],\s*dtype=object\)")
DAMAGED = (ValueError, TypeError, AttributeError, KeyError, RecursionError, SyntaxError, MemoryError)
"""What reading a cell that holds no such thing raises."""


def decoded(text: str) -> Any:
    """What JSON in a cell says; also when a script wrote it as Python shows it. Raises one of DAMAGED for neither."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError:
        if not re.match(r"\s*(array\()?[\[{]", text) or "'" not in text:
            raise
    plain = re.sub(r"\}[^\S\n]*\n\s*\{", "}, {", _ARRAY_ENDS.sub("]", text.replace("array([", "[")))
    return ast.literal_eval(re.sub(r"(?<=: )nan(?=[,}])", "None", plain).strip())


def spread_object(text: str) -> dict[str, str | None]:
    """The members of a JSON object, nested ones as a.b; numbers as they are written."""
    value = decoded(text)
    return flat(value) if isinstance(value, dict) else {}


def spread_pairs(text: str) -> dict[str, str | None]:
    """The pairs of a list of {"key": ..., "value": ...}; of a value with several types the one that is there."""
    pairs = decoded(text)
    found: dict[str, str | None] = {}
    for pair in pairs:
        key = pair.get("key", pair.get("name"))
        if key is None or "value" not in pair:
            raise ValueError("no pair of key and value")
        value = pair["value"]
        if isinstance(value, dict):
            value = next((part for name, part in value.items() if part is not None and "timestamp" not in name), None)
        found[str(key)] = _text(value)
    return found


def spread_answers(
    text: str, path: Sequence[str], keys: Sequence[str], values: Sequence[str]
) -> dict[str, str | None]:
    """The answers in nested lists: `path` names the lists on the way, keys and values are looked up on that way.

    `keys` join to the name of the question (those that are there), the first of `values` that is there is the answer;
    several answers to one question are joined.
    """
    found: dict[str, list[str]] = {}
    for way in _ways(decoded(text), path, {}):
        parts = [part for key in keys if (part := _text(_reach(way, key)))]
        answer = next((part for value in values if (part := _text(_reach(way, value)))), None)
        if parts and answer is not None:
            found.setdefault(" / ".join(dict.fromkeys(parts)), []).append(answer)
    return {question: "; ".join(answers) for question, answers in found.items()}


def _ways(value: Any, path: Sequence[str], passed: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every way down the lists, as the objects passed by the name of the list they lie in."""
    name = path[0]
    for member in value if isinstance(value, list) else [value]:
        here = {**passed, name: member}
        if len(path) == 1:
            yield here
        elif isinstance(member, dict) and isinstance(member.get(path[1]), list):
            yield from _ways(member[path[1]], path[1:], here)


def _reach(way: dict[str, Any], dotted: str) -> Any:
    value: Any = way
    for part in dotted.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def flat(value: dict[str, Any]) -> dict[str, str | None]:
    """The members of an object as text, nested ones as a.b."""
    found: dict[str, str | None] = {}
    _flatten("", value, found)
    return found


def _flatten(prefix: str, value: dict[str, Any], into: dict[str, str | None]) -> None:
    for key, part in value.items():
        if isinstance(part, dict) and part:
            _flatten(f"{prefix}{key}.", part, into)
        else:
            into[f"{prefix}{key}"] = _text(part)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
