"""What is known about a touchpoint besides its name, and how it is guessed from the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Literal, get_args

from touchpath.journey.definition import DefinitionError
from touchpath.journey.touchpoint_words import (
    DIRECT_WORDS,
    INDIRECT_WORDS,
    OFFLINE_WORDS,
    ONLINE_WORDS,
    PAID_WORDS,
    SOURCE_WORDS,
    STAGE_WORDS,
)
from touchpath.journey.word_lines import WordLines

Stage = Literal["awareness", "consideration", "purchase", "onboarding", "retention", "advocacy"]
Phase = Literal["before", "during", "after"]
Directness = Literal["direct", "indirect"]
TouchpointSetting = Literal["online", "offline"]

STAGES: tuple[str, ...] = get_args(Stage)
PHASES: tuple[str, ...] = get_args(Phase)
DIRECTNESS: tuple[str, ...] = get_args(Directness)
SETTINGS: tuple[str, ...] = get_args(TouchpointSetting)
VOCABULARY: dict[str, tuple[str, ...]] = {
    "stage": STAGES,
    "phase": PHASES,
    "directness": DIRECTNESS,
    "setting": SETTINGS,
}
_STAGE_LINES = WordLines(line for _, _, lines in STAGE_WORDS for line in lines)
_STAGE_OF_LINE = [(stage, phase) for stage, phase, lines in STAGE_WORDS for _ in lines]
_PAID, _DIRECT, _INDIRECT = WordLines(PAID_WORDS), WordLines(DIRECT_WORDS), WordLines(INDIRECT_WORDS)
_SOURCE = WordLines(SOURCE_WORDS)
_ONLINE, _OFFLINE = WordLines(ONLINE_WORDS), WordLines(OFFLINE_WORDS)


@dataclass(frozen=True)
class Traits:
    """Where a touchpoint lies in the journey; None is not known.

    `stage` of the journey, `phase` before, during or after the purchase, `directness` (direct: with the company
    itself; indirect: somebody else hosts or speaks, as on a review site) and `setting` (online or offline).
    """

    stage: str | None = None
    phase: str | None = None
    directness: str | None = None
    setting: str | None = None

    def __post_init__(self) -> None:
        """Refuse words outside the vocabulary."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and value not in VOCABULARY[field.name]:
                options = ", ".join(VOCABULARY[field.name])
                raise DefinitionError(f'A touchpoint\'s {field.name} is one of {options}, not "{value}".')

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return any(getattr(self, field.name) is not None for field in fields(self))


UNKNOWN = Traits()


def guess_traits(name: str, channel: str | None = None) -> Traits:
    """Traits that the words of a touchpoint's name suggest, whatever style it is written in.

    `channel` is where the touchpoint mostly happens: it tells directness and setting when the name does not, and
    is no name of a source of visits.
    A name that says nothing gives Traits() with the little the channel says. A known stage without any sign of
    the setting is taken as direct and online, which is what most event files are.
    """
    words, place = words_of(name), words_of(channel or "")
    stage, phase = _stage(words)
    directness = _directness(words) or (None if _SOURCE.first(place) is not None else _directness(place))
    setting = _setting(words) or _setting(place)
    traits = Traits(stage, phase, directness, setting)
    if stage is None:
        return traits
    return replace(traits, directness=directness or "direct", setting=setting or "online")


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The lower-case words of a name in snake_case, camelCase, kebab-case, dotted or plain writing."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return tuple(re.findall(r"[^\W\d_]+", spaced.casefold().replace("e-mail", "email")))


def _stage(words: tuple[str, ...]) -> tuple[str | None, str | None]:
    found = _STAGE_LINES.first(words)
    found = _STAGE_LINES.first_compact(words) if found is None else found
    return (None, None) if found is None else _STAGE_OF_LINE[found]


def _directness(words: tuple[str, ...]) -> str | None:
    if _PAID.first(words) is not None:
        return "direct"
    if _INDIRECT.first(words) is not None:
        return "indirect"
    return None if _DIRECT.first(words) is None else "direct"


def _setting(words: tuple[str, ...]) -> str | None:
    if _ONLINE.first(words) is not None:
        return "online"
    return None if _OFFLINE.first(words) is None else "offline"
