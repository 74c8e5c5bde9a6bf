"""Touchpoints at which people do nothing, as the settings say, else as they sound: they ask, or they arrive."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.goal_words import guess_arriving, guess_asking


@dataclass(frozen=True)
class AskingTouchpoints:
    """Touchpoints that only ask (or only arrive); `confirmed` where a person said so, else they are guessed."""

    names: tuple[str, ...]
    confirmed: bool

    @property
    def nbytes(self) -> int:
        """About the bytes held: it is kept until the data or the settings change."""
        return 100 * (1 + len(self.names))


def asking_touchpoints(reader: Reader) -> AskingTouchpoints:
    """Those that only ask for an answer."""
    return _named(reader, "asking", guess_asking)


def arriving_touchpoints(reader: Reader) -> AskingTouchpoints:
    """Those that arrive or are sent: they come to people, who do nothing."""
    return _named(reader, "arriving", guess_arriving)


def coming_back(reader: Reader) -> tuple[str, ...]:
    """Every touchpoint by which somebody can come back: those that neither ask nor arrive, in the order of names."""

    def others() -> AskingTouchpoints:
        asking, arriving = asking_touchpoints(reader), arriving_touchpoints(reader)
        left_out = {*asking.names, *arriving.names}
        names = reader.frame("ask/touchpoints/names")["shown"].tolist()
        kept = tuple(sorted({name for name in names if name not in left_out}))
        return AskingTouchpoints(kept, asking.confirmed and arriving.confirmed)

    return arrays_of(reader).get(reader.version, ("coming back",), others).names


def _named(reader: Reader, setting: str, guess: Callable[[Sequence[str]], tuple[str, ...]]) -> AskingTouchpoints:
    """What the settings say, or where they say nothing yet, what the names of the touchpoints sound like."""
    return arrays_of(reader).get(reader.version, (setting,), lambda: _read(reader, setting, guess))


def _read(reader: Reader, setting: str, guess: Callable[[Sequence[str]], tuple[str, ...]]) -> AskingTouchpoints:
    rows = reader.frame("ask/settings")
    found = rows[rows["name"] == setting]
    if len(found):
        row = found.iloc[0]
        return AskingTouchpoints(tuple(json.loads(str(row["value"]))), bool(row["confirmed"]))
    names = dict.fromkeys(reader.frame("ask/log/touchpoint_codes")["touchpoint"])
    return AskingTouchpoints(guess(tuple(names)), confirmed=False)
