"""Texts by what they belong to, read once per version of the data: a property of events, what rows of a file say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from touchpath.analysis.log.arrays import packed
from touchpath.analysis.surveys.answers import Numbers, Whole, row_keys
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Array, Reader
from touchpath.journey.written import finite_number

_BYTES_OF_LABEL = 120


@dataclass(frozen=True, eq=False)
class KnownTexts:
    """Texts by number: `code` is the place of each in `labels` (-1: none), `numbers` what those say as numbers (NaN).

    `key` is what each belongs to, ascending; after `of` it is what was asked for, in that order.
    """

    key: Whole
    code: Whole
    labels: tuple[str, ...]
    numbers: Numbers

    @property
    def nbytes(self) -> int:
        """Bytes held, roughly."""
        return self.key.nbytes + self.code.nbytes + self.numbers.nbytes + _BYTES_OF_LABEL * len(self.labels)

    @property
    def number_of_each(self) -> Numbers:
        """The number that each text says, NaN for none."""
        return np.append(self.numbers, np.nan)[self.code]

    def of(self, wanted: Whole) -> KnownTexts:
        """The texts of some keys in their order, with those labels only that occur among them."""
        code = np.full(len(wanted), -1, dtype=np.int64)
        if len(self.key):
            place = np.minimum(np.searchsorted(self.key, wanted), len(self.key) - 1)
            code = np.where(self.key[place] == wanted, self.code[place], -1)
        there = np.flatnonzero(np.bincount(code[code >= 0], minlength=len(self.labels)))
        number = np.full(len(self.labels) + 1, -1, dtype=np.int64)
        number[there] = np.arange(len(there))
        return KnownTexts(wanted, number[code], tuple(self.labels[place] for place in there), self.numbers[there])


def property_texts(engine: Reader, name: str) -> KnownTexts:
    """A property of the events of people who answered, by the packed source of the event."""

    def read() -> KnownTexts:
        rows = engine.arrays("ask/surveys/event_properties", {"name": name})
        return known_texts(packed(rows), rows["value"])

    return _kept(engine, "event_property", name, read)


def said_texts(engine: Reader, question: str) -> KnownTexts:
    """What the rows of survey files say to a question, by the key of the row."""

    def read() -> KnownTexts:
        rows = engine.arrays("ask/surveys/said_to", {"question": question})
        keys = (np.asarray(rows[name]).astype(np.int64) for name in ("import_id", "source_row"))
        return known_texts(row_keys(*keys), rows["said"])

    return _kept(engine, "said_to", question, read)


def known_texts(key: Whole, texts: Array) -> KnownTexts:
    """Texts by key; of several of one key the first counts."""
    order = np.argsort(key, kind="stable")
    kept = order[np.append(True, np.diff(key[order]) != 0)] if len(order) else order
    code, labels = pd.factorize(np.asarray(texts, dtype=object)[kept])
    said = [finite_number(label) for label in labels]
    numbers = np.array([np.nan if number is None else number for number in said], dtype=np.float64)
    return KnownTexts(key[kept], code.astype(np.int64), tuple(str(label) for label in labels), numbers)


def _kept(engine: Reader, kind: str, name: str, read: Callable[[], KnownTexts]) -> KnownTexts:
    return arrays_of(engine).get(engine.version, ("survey_texts", kind, name), read)
