"""What ways people take: which stretches of their events are looked at, and how these are put into columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeVar, get_args

from touchpath.journey.definition import DefinitionError, as_tuple, build
from touchpath.journey.funnel import SESSION_GAP_SECONDS, ChannelOf, Step, Touchpoints
from touchpath.journey.funnel_views import DropOffInstead
from touchpath.journey.funnel_views import view_from as funnel_view_from
from touchpath.journey.retention import as_step, step_from

PathUnit = Literal["session", "person"]
PathCounting = Literal["units", "people"]
Collapse = Literal["none", "neighbours", "first"]
P = TypeVar("P", bound="PathUnits")
MOST_COLUMNS, MOST_NODES = 20, 50
_CHOICES = {"unit": PathUnit, "counting": PathCounting, "collapse": Collapse, "channel_of": ChannelOf}


@dataclass(frozen=True)
class PathUnits:
    """Which stretches of events are looked at.

    A `unit` is a session, or all of a person's events. `counting` "people" takes each person's first unit that
    qualifies, so that people are conserved. `starting`: the path begins at the unit's first such event; `ending`: it
    stops at the first such event (after the start, when both are given); None cuts nothing. `hidden` touchpoints are
    left out, after sessions are formed. `collapse`: "neighbours" makes equal nodes that follow one another one step,
    at the time of the first; "first" keeps only the first visit of each node; "none" keeps all. `node`: the property
    of events that is shown, usually their touchpoint. `after`: only people who dropped off there, from the step that
    they reached last. Filters test the event by which a unit is chosen: its first start, else its first end, else its
    first event; a chosen unit is shown whole. `channel_of` says what a channel filter selects: that event ("entry"),
    units all of whose events came through it ("every"), or people whose first event ever did ("first_ever").
    Raises DefinitionError for what cannot be measured.
    """

    starting: Step | Touchpoints = None
    ending: Step | Touchpoints = None
    unit: PathUnit = "session"
    counting: PathCounting = "units"
    collapse: Collapse = "neighbours"
    hidden: tuple[str, ...] = ()
    node: str = "touchpoint"
    channel_of: ChannelOf = "entry"
    session_gap_seconds: float = SESSION_GAP_SECONDS
    after: DropOffInstead | None = None

    def __post_init__(self) -> None:
        """Names become steps; then the rules are checked."""
        for name in ("starting", "ending"):
            given = getattr(self, name)
            object.__setattr__(self, name, None if given in (None, ()) else as_step(given))
        object.__setattr__(self, "hidden", tuple(dict.fromkeys(as_tuple(self.hidden))))
        check_units(self)

    @property
    def start(self) -> Step | None:
        """Where a path begins; None: at the beginning of its unit."""
        return None if self.starting is None else as_step(self.starting)

    @property
    def end(self) -> Step | None:
        """Where a path stops; None: at the end of its unit."""
        return None if self.ending is None else as_step(self.ending)

    @property
    def backwards(self) -> bool:
        """Whether columns are counted back from the end: where only the end is given."""
        return self.start is None and self.end is not None and self.after is None

    @property
    def by_person(self) -> bool:
        """Whether every path is another person's, so that counts are of people."""
        return self.unit == "person" or self.counting == "people"

    @property
    def counted(self) -> str:
        """What is counted, in the plural."""
        return "people" if self.by_person else "sessions"


@dataclass(frozen=True)
class Paths(PathUnits):
    """The ways people take, in columns.

    `columns` are shown, counted from the start, or back from the end where only the end is given. In each the `top`
    largest nodes keep their name (None: all), the rest is together.
    """

    columns: int = 7
    top: int | None = 9

    def __post_init__(self) -> None:
        """A picture has a column and a node."""
        super().__post_init__()
        if not 1 <= self.columns <= MOST_COLUMNS:
            raise DefinitionError(f"Paths are shown in 1 to {MOST_COLUMNS} columns.")
        if self.top is not None and self.top < 1:
            raise DefinitionError("At least one name is kept in each column.")


@dataclass(frozen=True)
class Transitions(PathUnits):
    """From which node to which the paths go: how often, how many people, how long it takes."""


@dataclass(frozen=True)
class Variants(PathUnits):
    """Whole paths, the commonest first: `most`, or as many as cover a share (`cover`, 0-1), if that is fewer."""

    most: int = 50
    cover: float = 0.8

    def __post_init__(self) -> None:
        """A list has a row."""
        super().__post_init__()
        if self.most < 1 or not 0 < self.cover <= 1:
            raise DefinitionError("A list of ways has at least one row, and covers a share above 0 and at most 1.")


def same_units(kind: type[P], asked: PathUnits, **more: Any) -> P:
    """Another question about the same stretches of events."""
    return kind(**{**{field.name: getattr(asked, field.name) for field in fields(PathUnits)}, **more})


def paths_from(kind: type[P], plain: Mapping[str, Any]) -> P:
    """A question about paths from its plain dict; raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    for name in ("starting", "ending"):
        if isinstance(parts.get(name), Mapping):
            parts[name] = step_from(parts[name])
    if isinstance(parts.get("after"), Mapping):
        parts["after"] = funnel_view_from(DropOffInstead, parts["after"])
    return build(kind, parts)


def check_units(asked: PathUnits) -> None:
    """Refuse, with a sentence, what no path could be made of."""
    for name, choices in _CHOICES.items():
        if getattr(asked, name) not in get_args(choices):
            told = ", ".join(get_args(choices))
            raise DefinitionError(f'"{getattr(asked, name)}" is no {name} of a path: choose one of {told}.')
    if not asked.session_gap_seconds > 0:
        raise DefinitionError("The pause that ends a session lasts longer than no time.")
    if not asked.node:
        raise DefinitionError("Say which property of the events is shown: touchpoint, or a property such as page.")
    for step in (asked.start, asked.end):
        _require_visible(asked, step)
    if asked.after is not None and (asked.start or asked.end):
        raise DefinitionError("After a drop-off a path begins at the step reached last: leave start and end empty.")


def _require_visible(asked: PathUnits, step: Step | None) -> None:
    if step is None:
        return
    if step.optional or step.occurrence != "every":
        raise DefinitionError("A path begins and ends at any event that fits: optional and first ever do not apply.")
    hidden = set(asked.hidden)
    if step.touchpoints is not None and hidden & set(step.touchpoints):
        raise DefinitionError(f"{step.name} is hidden, so no path can begin or end there: show it again.")
