"""The values of event properties a breakdown looks at: one code for each, or for each pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from touchpath.analysis.funnel.question import PreparedFunnel
from touchpath.analysis.log.columns import Coded
from touchpath.analysis.log.labels import value_labels
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


def event_values(asked: PreparedFunnel, names: Sequence[str]) -> Values:
    """The values of one or two properties of the events of each step."""
    known = [_known(asked, name) for name in names]
    together = read_together(frozenset().union(*(step.codes for step in asked.steps)))
    labels = tuple(
        Labels(value_labels(asked.arrays, together, name, own.values)) for name, own in zip(names, known, strict=True)
    )
    return Values(asked.steps, tuple(names), tuple(known), labels)


def _known(asked: PreparedFunnel, name: str) -> Coded:
    """The values that a property has in the events of the steps, without the events."""
    steps = tuple(step.name for step in asked.steps)

    def read() -> Coded:
        return Coded(np.zeros(0, dtype=np.int32), shared_columns(asked.steps, name)[1])

    return asked.arrays.kept(("values", steps, name), read)
