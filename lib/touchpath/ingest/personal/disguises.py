"""Texts read without their disguises: percent signs, entities, escapes, full-width letters, base64.

A link holds `who=anna%40example.org`, a tracking parameter its base64, a form from Japan `ａｎｎａ＠example.org`.
What is personal in them is found in the plain reading; its place in the text as it stands is kept beside it.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_LAYERS = 3
"""A link inside a link inside a link: %2540 is %40 is @."""
_CODED = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2}){1,64})|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)"
    r"|(?P<escape>\\u[0-9A-Fa-f]{4})|(?P<wide>[^\x00-\x7f])"
)
_BASE64 = (
    re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{12,4096}={0,2}(?![A-Za-z0-9_=-])"),  # as links write it
    re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{12,4096}={0,2}(?![A-Za-z0-9+/=])"),
)


@dataclass(frozen=True)
class PlainReading:
    """A text read plainly; sign n of `plain` stands at `places[n]` of the text (one more place ends it)."""

    plain: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where signs `start` to `end` of the plain reading stand in the text."""
        return (start, end) if self.places is None else (self.places[start], self.places[end])


def plain_reading(text: str) -> PlainReading:
    """The text without percent signs, entities, escapes and full-width letters, however often one hides the other."""
    reading = PlainReading(text, None)
    for _ in range(_LAYERS):
        peeled = _peeled(reading)
        if peeled.plain == reading.plain:
            break
        reading = peeled
    return reading


def base64_readings(text: str) -> Iterator[tuple[int, int, str]]:
    """The runs of a text that are the base64 of readable text: where they start and end, and what they say."""
    for pattern in _BASE64:
        for found in pattern.finditer(text):
            if said := _decoded(found[0]):
                yield found.start(), found.end(), said


def _peeled(reading: PlainReading) -> PlainReading:
    """One layer of disguise off; the same reading where there is none."""
    text, signs, places, done = reading.plain, [], [], 0
    for found in _CODED.finditer(text):
        said = _said(found)
        if said == found[0]:
            continue
        signs += [text[done : found.start()], said]
        places += [*range(done, found.start()), *_spread(found.start(), found.end(), said, found.lastgroup)]
        done = found.end()
    if not done:
        return reading
    signs.append(text[done:])
    places += range(done, len(text) + 1)
    before = reading.places
    return PlainReading("".join(signs), tuple(places if before is None else (before[place] for place in places)))


def _spread(start: int, end: int, said: str, group: str | None) -> Iterator[int]:
    """Where each sign that was said stands: three signs a byte where they are percent signs, else at the start."""
    place = start
    for sign in said:
        yield min(place, end)
        place += 3 * len(sign.encode("utf-8", "surrogateescape")) if group == "percent" else 0


def _said(found: re.Match[str]) -> str:
    if found["percent"]:
        return bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "surrogateescape")
    if found["entity"]:
        return unescape(found[0])
    if found["escape"]:
        return chr(int(found[0][2:], 16))
    return unicodedata.normalize("NFKC", found[0])


def _decoded(run: str) -> str:
    """What a run of base64 says; nothing where it is none, or no readable text."""
    body = run.rstrip("=").replace("-", "+").replace("_", "/")
    if len(body) % 4 == 1 or body.isdecimal():
        return ""
    try:
        said = base64.b64decode(body + "=" * (-len(body) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return said if said.isprintable() else ""
