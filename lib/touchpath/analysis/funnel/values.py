"""The values of event properties a breakdown looks at: one code for each, or for each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.log.arrays import CodeSet, EventArrays
from touchpath.analysis.log.columns import Coded
from touchpath.analysis.log.sets import EventSet, read_together, shared_columns

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Labels:
    """The texts that codes of one property stand for."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Values:
    """One or two properties of the events of the steps: `known` are the values of each, `labels` their texts."""

    steps: Sequence[EventSet]
    names: tuple[str, ...]
    known: tuple[Coded, ...]
    labels: tuple[Labels, ...]

    @cached_property
    def codes(self) -> tuple[Integers, ...]:
        """For each step the codes of its events (0: nothing set); gathered when somebody asks."""
        codes, *others = (shared_columns(self.steps, name)[0] for name in self.names)
        for more, known in zip(others, self.known[1:], strict=True):
            together = zip(codes, more, strict=True)
            codes = [own.astype(np.int64) * (len(known.values) + 1) + other for own, other in together]
        return tuple(codes)

    def texts(self, code: int) -> tuple[str | None, ...]:
        """The text of each property; None where missing."""
        found: list[str | None] = []
        for labels in reversed(self.labels):
            code, own = divmod(code, len(labels.texts) + 1)
            found.append(labels.texts[own - 1] if own else None)
        return tuple(reversed(found))


@dataclass(frozen=True)
class HashedTexts:
    """Texts of a property by their hash."""

    texts: dict[int, str]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 150 * len(self.texts)


def event_values(asked: PreparedFunnel, names: Sequence[str]) -> Values:
    """The values of one or two properties of the events of each step."""
    known = [_known(asked, name) for name in names]
    labels = tuple(Labels(_labels(asked, name, own.values)) for name, own in zip(names, known, strict=True))
    return Values(asked.steps, tuple(names), tuple(known), labels)


def _known(asked: PreparedFunnel, name: str) -> Coded:
    """The values that a property has in the events of the steps, without the events."""
    steps = tuple(step.name for step in asked.steps)

    def read() -> Coded:
        return Coded(np.zeros(0, dtype=np.int32), shared_columns(asked.steps, name)[1])

    return asked.arrays.kept(("values", steps, name), read)


def _labels(asked: PreparedFunnel, name: str, values: NDArray[np.uint64]) -> tuple[str, ...]:
    arrays = asked.arrays
    if name == "channel":
        return tuple(arrays.channels[1][int(value) - 1] for value in values)
    if name == "touchpoint":
        shown = tuple(arrays.touchpoints)
        return tuple(shown[int(value)] for value in values)
    texts: dict[int, str] = {}
    for codes in read_together(frozenset().union(*(step.codes for step in asked.steps))):
        texts |= _hashed(arrays, codes, name).texts
    return tuple(texts[int(value)] for value in values)


def _hashed(arrays: EventArrays, codes: CodeSet, name: str) -> HashedTexts:
    def read() -> HashedTexts:
        found = arrays.read("ask/log/property_labels", codes, {"name": name})
        return HashedTexts({int(key): text for key, text in zip(found["code"], found["label"], strict=True)})

    return arrays.kept(("labels", codes, name), read)
