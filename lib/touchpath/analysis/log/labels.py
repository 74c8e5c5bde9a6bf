"""The texts that the values of a column of events stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.log.arrays import CodeSet, EventArrays


@dataclass(frozen=True)
class HashedTexts:
    """Texts of a property by their hash."""

    texts: dict[int, str]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 150 * len(self.texts)


def value_labels(
    arrays: EventArrays, together: Iterable[CodeSet], name: str, values: NDArray[np.uint64]
) -> tuple[str, ...]:
    """The text of each value (see Coded) that a property has in events of some codes."""
    if name == "channel":
        return tuple(arrays.channels[1][int(value) - 1] for value in values)
    if name == "touchpoint":
        shown = tuple(arrays.touchpoints)
        return tuple(shown[int(value)] for value in values)
    texts: dict[int, str] = {}
    for codes in together:
        texts |= _hashed(arrays, codes, name).texts
    return tuple(texts[int(value)] for value in values)


def _hashed(arrays: EventArrays, codes: CodeSet, name: str) -> HashedTexts:
    def read() -> HashedTexts:
        found = arrays.read("ask/log/property_labels", codes, {"name": name})
        return HashedTexts({int(key): text for key, text in zip(found["code"], found["label"], strict=True)})

    return arrays.kept(("labels", codes, name), read)
