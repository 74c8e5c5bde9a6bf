"""Names by number: the touchpoints, channels and personas that answers are placed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from touchpath.analysis.surveys.answers import Whole
from touchpath.engine.base import Reader


@dataclass(frozen=True, eq=False)
class NumberedNames:
    """Codes and the numbers of the names they are shown under."""

    names: tuple[str, ...]
    numbers: Whole

    def of(self, codes: Whole) -> Whole:
        """The number of the name of each code, -1 for what has none."""
        known = (codes >= 0) & (codes < len(self.numbers))
        return np.where(known, np.append(self.numbers, -1)[np.where(known, codes, -1)], -1)


def touchpoint_names(engine: Reader) -> tuple[NumberedNames, tuple[str | None, ...]]:
    """Touchpoints by code, and the stage of each name (None: none known)."""
    frame = engine.frame("ask/surveys/touchpoints")
    named = _named(frame["code"].tolist(), frame["touchpoint"].tolist())
    known = frame.dropna(subset=["stage"]).drop_duplicates("touchpoint").set_index("touchpoint")["stage"].to_dict()
    return named, tuple(known.get(name) for name in named.names)


def channel_names(engine: Reader) -> NumberedNames:
    """Channels by code."""
    frame = engine.frame("ask/log/channel_codes")
    return _named(frame["code"].tolist(), frame["channel"].tolist())


def persona_names(engine: Reader) -> NumberedNames:
    """Personas by the key of the person who answered."""
    frame = engine.frame("ask/surveys/personas")
    return _named(frame["person"].tolist(), frame["persona"].tolist())


def _named(codes: Sequence[int], names: Sequence[str]) -> NumberedNames:
    known = tuple(dict.fromkeys(names))
    place = {name: number for number, name in enumerate(known)}
    numbers = np.full(max(codes, default=-1) + 1, -1, dtype=np.int64)
    numbers[np.asarray(codes, dtype=np.int64)] = [place[name] for name in names]
    return NumberedNames(known, numbers)
