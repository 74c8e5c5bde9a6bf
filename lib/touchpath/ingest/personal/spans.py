"""Where in a longer text something personal stands, also where it is written in disguise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from touchpath.ingest.personal.disguises import base64_readings, plain_reading
from touchpath.ingest.personal.values import CARD, EMAIL, IBAN, PHONE, SOCIAL, is_card, is_iban, is_phone


@dataclass(frozen=True)
class PersonalSpan:
    """An e-mail address, phone, card or account number from `start` to `end` of a text; `plain` is how it reads."""

    start: int
    end: int
    plain: str


def personal_spans(text: str) -> tuple[PersonalSpan, ...]:
    """What is personal inside a text, in order and without overlap."""
    reading = plain_reading(text)
    found = [PersonalSpan(*reading.span(*ends), reading.plain[slice(*ends)]) for ends in _ends(reading.plain)]
    found += [PersonalSpan(start, end, said) for start, end, said in base64_readings(text) if holds_personal(said)]
    return tuple(_apart(sorted(found, key=lambda span: (span.start, -span.end))))


def holds_personal(text: str) -> bool:
    """Whether a text, read as it stands, holds something personal."""
    return next(_ends(text), None) is not None


def replaced(text: str, spans: tuple[PersonalSpan, ...], by: list[str]) -> str:
    """The text with its spans written over, each by its replacement."""
    parts, done = [], 0
    for span, new in zip(spans, by, strict=True):
        parts += [text[done : span.start], new]
        done = span.end
    return "".join([*parts, text[done:]])


def _ends(text: str) -> Iterator[tuple[int, int]]:
    if "@" in text:
        yield from (found.span() for found in EMAIL.finditer(text))
    for pattern, test in ((PHONE, is_phone), (CARD, is_card), (IBAN, is_iban)):
        yield from (found.span() for found in pattern.finditer(text) if test(found[0]))
    yield from (found.span() for found in SOCIAL.finditer(text))


def _apart(spans: list[PersonalSpan]) -> Iterator[PersonalSpan]:
    end = -1
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end
