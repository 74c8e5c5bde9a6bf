"""The values of event properties a breakdown looks at: one code for each, or for each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.analysis.funnel.events import EventArrays
from lib.analysis.funnel.question import Question
from lib.analysis.funnel.sets import shared_columns

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """The texts that codes of one property stand for."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Values:
    """For each step the codes of its events (0: nothing set), and the texts of one or two properties they hold."""

    codes: tuple[Integers, ...]
    labels: tuple[Labels, ...]

    def texts(self, code: int) -> tuple[str | None, ...]:
        """The text of each property; None where missing."""
        found: list[str | None] = []
        for labels in reversed(self.labels):
            code, own = divmod(code, len(labels.texts) + 1)
            found.append(labels.texts[own - 1] if own else None)
        return tuple(reversed(found))


@dataclass(frozen=True)
class HashedTexts:
    """Texts of a property of one touchpoint by their hash."""

    texts: dict[int, str]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 150 * len(self.texts)


def event_values(asked: Question, names: Sequence[str]) -> Values:
    """The values of one or two properties of the events of each step."""
    columns = [shared_columns(asked.steps, name) for name in names]
    labels = tuple(Labels(_labels(asked, name, values)) for name, (_, values) in zip(names, columns, strict=True))
    codes = list(columns[0][0])
    for (more, values), _ in zip(columns[1:], names[1:], strict=True):
        codes = [own * (len(values) + 1) + other for own, other in zip(codes, more, strict=True)]
    return Values(tuple(codes), labels)


def _labels(asked: Question, name: str, values: NDArray[np.uint64]) -> tuple[str, ...]:
    arrays = asked.arrays
    if name == "channel":
        return tuple(arrays.channels[1][int(value) - 1] for value in values)
    if name == "touchpoint":
        shown = tuple(arrays.touchpoints)
        return tuple(shown[int(value)] for value in values)
    texts: dict[int, str] = {}
    for code in sorted(frozenset().union(*(step.codes for step in asked.steps))):
        texts |= _hashed(arrays, code, name).texts
    return tuple(texts[int(value)] for value in values)


def _hashed(arrays: EventArrays, code: int, name: str) -> HashedTexts:
    def read() -> HashedTexts:
        frame = arrays.engine.frame("funnel/property_labels", {"touchpoint": code, "name": name})
        return HashedTexts({int(key): text for key, text in zip(frame["code"], frame["label"], strict=True)})

    return arrays.kept(("labels", code, name), read)
