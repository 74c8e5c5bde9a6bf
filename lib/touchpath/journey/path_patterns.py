"""A pattern of steps, written as people say it: `visit -> [not call] -> buy`, `visit => buy` directly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from touchpath.journey.definition import DefinitionError
from touchpath.journey.funnel_words import duration
from touchpath.journey.paths import PathUnits

_ARROW = re.compile(r"(->|=>|→|⇒)")
_WITHOUT = re.compile(r"\[\s*not\s(?P<names>[^\]]+)\]", re.IGNORECASE)
_OR = re.compile(r"\sor\s|\|")
_DIRECT = ("=>", "⇒")
_WRITTEN = "visit -> [not call] -> buy (somewhere later), or visit => buy (the very next)"


@dataclass(frozen=True)
class PatternStep:
    """One step: any of `touchpoints`, right after the one before (`directly`), or later with no `without` between."""

    touchpoints: tuple[str, ...]
    directly: bool = False
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pattern(PathUnits):
    """Which units hold a pattern of steps, in this order.

    `text` names touchpoints, joined by `->` (later in the unit), `=>` (the very next event), and between two arrows
    what must not lie between: `[not a or b]`. A touchpoint may be several (`a or b`); names with arrows or brackets
    stand in double quotes. Each first step opens an attempt, and each next step takes the earliest event that fits,
    as in a funnel; a unit holds the pattern when one attempt does. `within_seconds` is the longest time from the
    first step to the last. Filters test the first step; the others are looked for among all events of the unit that
    are not hidden. Raises DefinitionError for a text that is none.
    """

    text: str = ""
    within_seconds: float | None = None

    def __post_init__(self) -> None:
        """The text must be a pattern of at least one step; where it begins and ends is said by itself."""
        super().__post_init__()
        if self.start or self.end or self.after:
            raise DefinitionError("A pattern says by itself where it begins and ends: leave start and end empty.")
        if self.within_seconds is not None and not self.within_seconds > 0:
            raise DefinitionError("The time for a pattern is longer than no time.")
        _ = self.steps

    @property
    def steps(self) -> tuple[PatternStep, ...]:
        """The steps that the text says."""
        return parsed(self.text)

    @property
    def words(self) -> str:
        """The pattern in words: "did visit, later buy without call in between"."""
        first, *others = self.steps
        told = [f"did {_names(first.touchpoints)}", *(_step_words(step) for step in others)]
        within = f", within {duration(self.within_seconds)}" if self.within_seconds is not None else ""
        return ", ".join(told) + within


def parsed(text: str) -> tuple[PatternStep, ...]:
    """The steps of a written pattern; raises DefinitionError with how it is written."""
    quoted: list[str] = []

    def aside(match: re.Match[str]) -> str:
        quoted.append(match[1])
        return f"\x00{len(quoted) - 1}\x00"

    parts = [part.strip() for part in _ARROW.split(re.sub(r'"([^"]*)"', aside, text))]
    steps: list[PatternStep] = []
    arrows: list[str] = []
    without: tuple[str, ...] = ()
    for place, part in enumerate(parts):
        if place % 2:
            arrows.append(part)
        elif found := _WITHOUT.fullmatch(part):
            without = (*without, *_touchpoints(found["names"], quoted))
        else:
            steps.append(
                PatternStep(_touchpoints(part, quoted), _directly(arrows, without, first=not steps), without)
            )
            arrows, without = [], ()
    if without or arrows:
        raise DefinitionError(f"A pattern ends with a touchpoint: {_WRITTEN}.")
    return tuple(steps)


def _directly(arrows: list[str], without: tuple[str, ...], *, first: bool) -> bool:
    """Whether a step is the very next event."""
    if first and (without or arrows):
        raise DefinitionError(f"A pattern begins with a touchpoint: {_WRITTEN}.")
    direct = any(arrow in _DIRECT for arrow in arrows)
    if direct and without:
        raise DefinitionError("Between a step and the very next one nothing can lie: leave the [not ...] out.")
    return direct


def _touchpoints(text: str, quoted: list[str]) -> tuple[str, ...]:
    names = [re.sub("\x00(\\d+)\x00", lambda m: quoted[int(m[1])], name.strip()) for name in _OR.split(text)]
    if not all(names) or any(sign in text for sign in "[]"):
        raise DefinitionError(f"A pattern is written as {_WRITTEN}.")
    return tuple(dict.fromkeys(names))


def _names(touchpoints: tuple[str, ...]) -> str:
    return " or ".join(touchpoints)


def _step_words(step: PatternStep) -> str:
    if step.directly:
        return f"at once {_names(step.touchpoints)}"
    without = f" without {_names(step.without)} in between" if step.without else ""
    return f"later {_names(step.touchpoints)}{without}"
