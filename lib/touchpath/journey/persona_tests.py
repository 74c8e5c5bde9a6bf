"""The conditions of a persona: tests of what a person is and did, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from touchpath.journey.conditions import Condition, condition_from
from touchpath.journey.definition import DefinitionError, as_tuple, build, to_plain


@dataclass(frozen=True)
class Attribute:
    """The person's attribute passes a condition."""

    condition: Condition

    def __post_init__(self) -> None:
        """A plain dict becomes a condition; it is always about the person."""
        plain = to_plain(self.condition) if isinstance(self.condition, Condition) else dict(self.condition)
        object.__setattr__(self, "condition", condition_from({**plain, "scope": "person"}))

    @property
    def looks_after_entry(self) -> bool:
        """An attribute is taken as known from the start."""
        return False

    def sentence(self) -> str:
        """In words: `country is DE`."""
        return self.condition.sentence().removeprefix("the person's ")


@dataclass(frozen=True)
class Done:
    """The person did some touchpoints (none named: any) between `at_least` and `at_most` times.

    `channels` counts only events there. `at_most=0` with `at_least=0` is "never did".
    """

    touchpoints: tuple[str, ...] = ()
    at_least: int = 1
    at_most: int | None = None
    channels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse counts nobody can have, or everybody has."""
        set_tuples(self, "touchpoints", "channels")
        _require_range("times", self.at_least, self.at_most)
        if self.at_least <= 0 and self.at_most is None:
            raise DefinitionError("Everybody did something at least 0 times: give a number of times.")

    @property
    def looks_after_entry(self) -> bool:
        """Counts go over everything the person ever did."""
        return True

    def sentence(self) -> str:
        """In words: `purchase at least 3 times on app`."""
        what = " or ".join(self.touchpoints) or "any touchpoint"
        where = f" on {' or '.join(self.channels)}" if self.channels else ""
        if self.at_most == 0:
            return f"never {what}{where}"
        return f"{what} {_range_in_words(self.at_least, self.at_most)} times{where}"


@dataclass(frozen=True)
class FirstChannel:
    """The person's first event of all came through one of these channels (None: no channel was recorded)."""

    channels: tuple[str | None, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a rule without a channel."""
        set_tuples(self, "channels")
        if not self.channels:
            raise DefinitionError("Choose at least one channel.")

    @property
    def looks_after_entry(self) -> bool:
        """The first event is where a person enters."""
        return False

    def sentence(self) -> str:
        """In words: `first met on web or app`."""
        return f"first met on {' or '.join('a missing channel' if name is None else name for name in self.channels)}"


@dataclass(frozen=True)
class FirstSeen:
    """The person's first event lies between two days of the workspace zone, both inclusive."""

    date_from: date | None = None
    date_to: date | None = None

    def __post_init__(self) -> None:
        """Days may come as ISO text; refuse an empty or backward range."""
        for name in ("date_from", "date_to"):
            object.__setattr__(self, name, _day(getattr(self, name)))
        if self.date_from is None and self.date_to is None:
            raise DefinitionError("Choose a first or a last day.")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise DefinitionError(f"The days end ({self.date_to}) before they begin ({self.date_from}).")

    @property
    def looks_after_entry(self) -> bool:
        """The first event is where a person enters."""
        return False

    def sentence(self) -> str:
        """In words: `first seen from 2025-01-01 to 2025-03-31`."""
        start = f" from {self.date_from}" if self.date_from else ""
        return f"first seen{start}{f' to {self.date_to}' if self.date_to else ''}"


@dataclass(frozen=True)
class ValueTotal:
    """The values of the person's events (of some touchpoints, none named: any) add up to a range, ends included.

    A person without any value has a total of 0.
    """

    at_least: float | None = None
    at_most: float | None = None
    touchpoints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty or backward range."""
        set_tuples(self, "touchpoints")
        if self.at_least is None and self.at_most is None:
            raise DefinitionError("Give a lowest or a highest total value.")
        _require_range("total value", self.at_least, self.at_most)

    @property
    def looks_after_entry(self) -> bool:
        """Values add up over everything the person ever did."""
        return True

    def sentence(self) -> str:
        """In words: `total value at least 500`."""
        what = f" of {' or '.join(self.touchpoints)}" if self.touchpoints else ""
        return f"total value{what} {_range_in_words(self.at_least, self.at_most)}"


@dataclass(frozen=True)
class InGroup:
    """The person is kept in a saved group, as it was on `known_from` (None: a day that nobody noted)."""

    group: str
    known_from: date | None = None

    def __post_init__(self) -> None:
        """The day may come as ISO text; refuse a group without a name."""
        object.__setattr__(self, "known_from", _day(self.known_from))
        if not self.group.strip():
            raise DefinitionError("Choose a saved group.")

    @property
    def looks_after_entry(self) -> bool:
        """Who is in a group was found out after people came."""
        return True

    def sentence(self) -> str:
        """In words: `in the saved group Night owls, known from 2025-09-28`."""
        return f"in the saved group {self.group}{f', known from {self.known_from}' if self.known_from else ''}"


Test = Attribute | Done | FirstChannel | FirstSeen | ValueTotal | InGroup
TESTS: dict[str, type[Test]] = {
    "attribute": Attribute,
    "done": Done,
    "first_channel": FirstChannel,
    "first_seen": FirstSeen,
    "value_total": ValueTotal,
    "in_group": InGroup,
}


def test_to_plain(test: Test) -> dict[str, Any]:
    """A test as a plain dict (JSON)."""
    name = next(name for name, kind in TESTS.items() if type(test) is kind)
    return {"test": name, **_plain(to_plain(test))}


def test_from_plain(plain: Mapping[str, Any]) -> Test:
    """A test from its plain dict; raises DefinitionError for what it cannot be."""
    given = dict(plain)
    kind = given.pop("test", None)
    if kind not in TESTS:
        raise DefinitionError(f'"{kind}" is not a condition of a persona: use one of {", ".join(TESTS)}.')
    return build(TESTS[kind], given)


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}


def set_tuples(definition: Any, *names: str) -> None:
    """Turn lists (they come back from JSON) and single values into tuples, so that definitions stay hashable."""
    for name in names:
        object.__setattr__(definition, name, as_tuple(getattr(definition, name)))


def _day(value: date | str | None) -> date | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise DefinitionError(f'"{value}" is not a date: write it as 2025-03-31.') from error


def _require_range(what: str, low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise DefinitionError(f"The {what} cannot be at least {low} and at most {high}.")


def _range_in_words(low: float | None, high: float | None) -> str:
    if low is not None and low == high:
        return f"exactly {low:g}"
    parts = [f"at least {low:g}"] if low else []
    return " and ".join([*parts, f"at most {high:g}"] if high is not None else parts)
