"""Data whose column names lie in a file of their own beside it, as in data feeds of Adobe Analytics.

The feed writes tabs between cells, a backslash before a tab or line end inside one, and numbers for events whose
names stand in a third file. It becomes a tab-separated file with a header; the files of names are no tables.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from touchpath.ingest.source import SpooledFile

_HEADERS = re.compile(r"column_headers\.tsv$", re.IGNORECASE)
_EVENTS = re.compile(r"\bevent(_lookup)?\.tsv$", re.IGNORECASE)
_LISTS = (b"post_event_list", b"event_list")
_TAB = re.compile(rb"(?<!\\)\t")
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
EVENT_NAMES = b"event names"


def with_headers(members: Sequence[SpooledFile]) -> list[SpooledFile]:
    """The members, the data among them with its header; as they are when no header lies beside them."""
    headers = next((member for member in members if _HEADERS.search(member.name)), None)
    if headers is None:
        return list(members)
    names = headers.path.read_bytes().split(b"\n")[0].rstrip(b"\r").split(b"\t")
    feeds = [member for member in members if member is not headers and _width(member) == len(names)]
    if not feeds:
        return list(members)
    events = _event_names(members)
    whole = [_headed(member, names, events) for member in feeds]
    return whole + [member for member in members if member not in feeds and member.path.suffix != ".tsv"]


def _width(member: SpooledFile) -> int:
    with member.path.open("rb") as stream:
        return len(next(_rows(stream), []))


def _headed(member: SpooledFile, names: Sequence[bytes], events: dict[bytes, bytes]) -> SpooledFile:
    target = member.path.with_name(f"{member.path.stem}-headed.tsv")
    place = next((names.index(name) for name in _LISTS if name in names), None) if events else None
    digest, size = hashlib.sha256(), 0
    with member.path.open("rb") as source, target.open("wb") as out:
        for piece in _lines([*names, *([EVENT_NAMES] if place is not None else [])], _rows(source), events, place):
            digest.update(piece)
            size += out.write(piece)
    return SpooledFile(Path(target), member.name, size, digest.hexdigest())


def _lines(
    names: Sequence[bytes], rows: Iterable[list[bytes]], events: dict[bytes, bytes], place: int | None
) -> Iterator[bytes]:
    yield b"\t".join(names) + b"\n"
    for row in rows:
        if place is not None and place < len(row):
            codes = [code.split(b"=")[0] for code in row[place].split(b",") if code]
            row.append(b"; ".join(events.get(code, code) for code in codes))
        yield b"\t".join(_quoted(cell) for cell in row) + b"\n"


def _rows(stream: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The rows of a feed: a line that ends in a backslash goes on in the next one."""
    held = b""
    for line in stream:
        held += line
        body = held.rstrip(b"\r\n")
        if (len(body) - len(body.rstrip(b"\\"))) % 2:
            continue
        yield _cells(body)
        held = b""
    if held:
        yield _cells(held.rstrip(b"\r\n"))


def _cells(body: bytes) -> list[bytes]:
    doubled = body.replace(b"\\\\", b"\x00")
    return [_ESCAPED.sub(rb"\1", cell).replace(b"\x00", b"\\") for cell in _TAB.split(doubled)]


def _quoted(cell: bytes) -> bytes:
    if not any(sign in cell for sign in (b"\t", b"\n", b'"')):
        return cell
    return b'"' + cell.replace(b'"', b'""') + b'"'


def _event_names(members: Iterable[SpooledFile]) -> dict[bytes, bytes]:
    told = next((member for member in members if _EVENTS.search(member.name)), None)
    if told is None:
        return {}
    pairs = [line.split(b"\t")[:2] for line in told.path.read_bytes().splitlines()]
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
