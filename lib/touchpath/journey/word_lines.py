"""Finds which of many lines of words fits a name, by an index: ten thousand names take a second, not a minute.

A line is one or several words that must all be in the name, in any order; `*` stands for any ending.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

COMPACT_LENGTH = 4
"""Shorter words are not looked for inside a name that is written without any separator."""


class WordLines:
    """Lines in their order; the first that fits decides."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = [tuple(line.split()) for line in lines]
        self._led_by: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            self._led_by.setdefault(line[0], []).append(number)
        self._beginnings = sorted({len(lead) - 1 for lead in self._led_by if lead.endswith("*")})
        self._compact: dict[str, list[int]] = {}
        for number, line in enumerate(self._lines):
            parts = _parts(line)
            if all(len(part) >= COMPACT_LENGTH for part in parts):
                self._compact.setdefault(parts[0], []).append(number)

    def first(self, words: Sequence[str]) -> int | None:
        """The number of the first line of which every word is a word of the name."""
        led = {number for word in words for lead in self._leads(word) for number in self._led_by.get(lead, ())}
        fitting = (number for number in sorted(led) if all(_has(words, wanted) for wanted in self._lines[number]))
        return next(fitting, None)

    def first_compact(self, words: Sequence[str]) -> int | None:
        """The number of the first line whose words stand inside one long word, as in "addtocart"."""
        led = [(n, word) for word in words for lead, own in self._compact.items() if lead in word for n in own]
        fitting = (n for n, word in sorted(led) if all(part in word for part in _parts(self._lines[n])))
        return next(fitting, None)

    def _leads(self, word: str) -> Iterable[str]:
        yield word
        for length in self._beginnings:
            if length > len(word):
                return
            yield word[:length] + "*"


def _parts(line: Sequence[str]) -> list[str]:
    return [part.rstrip("*") for part in line]


def _has(words: Sequence[str], wanted: str) -> bool:
    if not wanted.endswith("*"):
        return wanted in words
    return any(word.startswith(wanted[:-1]) for word in words)
