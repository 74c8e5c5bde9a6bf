"""Text that may hold uploaded names, as Markdown shows it without taking any of it for Markdown."""

from __future__ import annotations

import re

_EMOJI = re.compile(r":([A-Za-z])")
_MARKS = re.compile(r"[\\`*_{}\[\]<>#$|~!&]")
_LINE_MARKS = re.compile(r"^([ \t]{0,9}\d{0,9})([-+=.)])(?=\s|$)", re.MULTILINE)
"""What begins a list or underlines a heading at the start of a line: "- ", "1. ", "==="."""
_UNIT = re.compile(r"(?<=\d) (?=%)")
"""The blank between a number and its percent sign."""
_ADDRESS = re.compile(r"\b(https?|ftp|www)(://|\.)", re.IGNORECASE)


def unbroken(text: str) -> str:
    """The same, where a number and its percent sign stay on one line."""
    return _UNIT.sub("\u00a0", plain(text))


def plain(text: str) -> str:
    """Text that may hold uploaded names, so that Markdown shows it as written: no picture, formula, link or heading.

    A bare address becomes no link either: an invisible sign (word joiner) parts its scheme from the rest.
    """
    text = _MARKS.sub(r"\\\g<0>", text.replace("\r", " "))
    text = _LINE_MARKS.sub(r"\1\\\2", text)
    return _EMOJI.sub(r"\\:\1", _ADDRESS.sub("\\1\u2060\\2", text))
