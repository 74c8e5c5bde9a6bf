"""JSON: one object a line, an array of objects, or an object holding such an array; nested keys become a.b."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator
from typing import Any

from touchpath.ingest.reading.json_turns import decoded, first_of, written
from touchpath.ingest.reading.text_encoding import open_plain
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.source import ReadingOptions, SpooledFile

_PIECE = 1 << 20
_LARGEST_DOCUMENT = 512 << 20
_LARGEST_WITH_LISTS = 64 << 20
_MOST_BESIDE_LISTS = 8

Item = tuple[int, dict[str, str | None] | None, str, str]
"""Number, flat object (None: bad), raw text, reason."""


def read_json_items(file: SpooledFile, options: ReadingOptions) -> Iterator[Item]:
    """The objects of the file as flat rows of text; numbers keep the text they were written with.

    Raises ImportRefused when the file is cut off, damaged, or no JSON.
    """
    try:
        yield from _items(file, options)
    except (EOFError, OSError, zlib.error) as error:
        raise ImportRefused(
            "The compressed file is cut off or damaged.", file=file.name, remedy="Export or download it again."
        ) from error
    except RecursionError as error:
        raise ImportRefused("The JSON is nested too deep.", file=file.name) from error


def _items(file: SpooledFile, options: ReadingOptions) -> Iterator[Item]:
    with open_plain(file.path, options.compression, file.name) as stream:
        text = io.TextIOWrapper(stream, encoding=options.encoding, errors="replace")
        head = text.read(1).lstrip("\ufeff \t\r\n") or _first_sign(text)
        if head == "[":
            yield from _array_items(text, file)
        elif head == "{":
            yield from _object_items(text, file, options.sheet)
        else:
            raise ImportRefused("This is not JSON.", file=file.name, remedy="Expected { or [ at its beginning.")


def _first_sign(text: io.TextIOWrapper) -> str:
    while sign := text.read(1):
        if not sign.isspace() and sign != "\ufeff":
            return sign
    return ""


def _array_items(text: io.TextIOWrapper, file: SpooledFile) -> Iterator[Item]:
    """The members of one long array, decoded piece by piece."""
    number, buffer, ended = 0, "", False
    while True:
        buffer = buffer.lstrip(" \t\r\n,")
        if buffer.startswith("]"):
            return
        try:
            value, end = first_of(buffer)
        except json.JSONDecodeError:
            piece = text.read(max(_PIECE, len(buffer)))
            ended = not piece
            buffer += piece
            if ended:
                raise ImportRefused(
                    "The JSON is cut off or damaged.", file=file.name, row=number + 1, remedy="Export it again."
                ) from None
            continue
        if end == len(buffer) and not isinstance(value, dict | list):
            buffer += text.read(_PIECE)
        number += 1
        yield _item(number, value, buffer[:end])
        buffer = buffer[end:]


def _object_items(text: io.TextIOWrapper, file: SpooledFile, sheet: str | None) -> Iterator[Item]:
    """One object a line, or one document that holds lists of objects (of several the one called `sheet`)."""
    first = "{" + text.readline()
    try:
        value = decoded(first)
    except json.JSONDecodeError:
        value = None
    following = text.readline()
    if value is None or not following.strip():
        yield from _document_items(value, first, following, text, sheet)
        return
    yield _item(1, value, first)
    number = 1
    while following:
        number += 1
        if following.strip():
            yield _line_item(number, following)
        following = text.readline()


def _document_items(
    value: Any, first: str, following: str, text: io.TextIOWrapper, sheet: str | None
) -> Iterator[Item]:
    if value is None:
        whole = first + following + text.read(_LARGEST_DOCUMENT)
        try:
            value = decoded(whole)
        except json.JSONDecodeError:
            yield from (_line_item(number, line) for number, line in enumerate(whole.splitlines(), 1) if line.strip())
            return
    lists = _lists(value)
    members = lists.get(sheet or next(iter(lists), ""), [value])
    yield from (_item(number, member, "") for number, member in enumerate(members, start=1))


def json_lists(file: SpooledFile, options: ReadingOptions) -> tuple[str, ...]:
    """The names of the lists of objects in a document that holds several; of other files none.

    Raises ImportRefused when the file is cut off or damaged.
    """
    if file.bytes > _LARGEST_WITH_LISTS:
        return ()
    try:
        with open_plain(file.path, options.compression, file.name) as stream:
            text = io.TextIOWrapper(stream, encoding=options.encoding, errors="replace")
            value = decoded(text.read(_LARGEST_WITH_LISTS).lstrip("\ufeff"))
    except (json.JSONDecodeError, RecursionError):
        return ()
    except (EOFError, OSError, zlib.error) as error:
        raise ImportRefused("The compressed file is cut off or damaged.", file=file.name) from error
    lists = _lists(value) if isinstance(value, dict) else {}
    return tuple(lists) if len(lists) > 1 else ()


def _lists(value: dict[str, Any]) -> dict[str, list[Any]]:
    """The lists of objects in an answer that is little else; a record that has lists among its facts is none."""
    lists = {
        name: part
        for name, part in value.items()
        if isinstance(part, list) and part and isinstance(part[0], dict) and not {"key", "value"} <= part[0].keys()
    }
    return lists if len(value) - len(lists) <= _MOST_BESIDE_LISTS else {}


def _line_item(number: int, line: str) -> Item:
    try:
        return _item(number, decoded(line), line)
    except json.JSONDecodeError:
        return number, None, line, "not valid JSON"


def _item(number: int, value: Any, raw: str) -> Item:
    if not isinstance(value, dict):
        return number, None, raw, "not a JSON object"
    flat: dict[str, str | None] = {}
    _flatten("", value, flat)
    return number, flat, raw, ""


def _flatten(prefix: str, value: dict[str, Any], into: dict[str, str | None]) -> None:
    for key, part in value.items():
        name = f"{prefix}{key}"
        if isinstance(part, dict) and part:
            _flatten(f"{name}.", part, into)
        else:
            into[name] = _text(part)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return written(value)
