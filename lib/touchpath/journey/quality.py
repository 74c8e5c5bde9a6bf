"""What is said about the quality of the data: findings, what they do to the headline numbers, and remedies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite, nan
from typing import Any, Literal

from touchpath.journey.cells import Derived, Fixed, PartOf, Size, Spoken
from touchpath.journey.definition import Plain, build, to_plain
from touchpath.journey.renaming import Named

Severity = Literal["serious", "minor", "note"]
How = Literal["left out", "repaired", "counted again", "not read"]
SERIOUS_CHANGE = 0.01
"""A headline number that moves by one percent or more makes a finding serious."""


@dataclass(frozen=True)
class Targets:
    """Which touchpoints (by shown name) are the goal, a purchase, a return (none: any), and the days of retention."""

    goal: tuple[str, ...] = ()
    purchase: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()
    entering: tuple[str, ...] = ()
    days: int = 30


@dataclass(frozen=True)
class Headline:
    """The headline numbers of a view, counted as the overview counts them; but `events` and `purchases` are rows of
    files, for it is rows that have defects (an order may have several).

    Rates are NaN without a goal, or while nobody's days are over. Moments are UTC, naive; None without events.
    """

    people: Size[int]
    events: Derived[int]
    goal_people: PartOf[int]
    conversion_rate: Derived[float]
    purchases: Derived[int]
    revenue: Derived[float]
    retained_rate: Derived[float]
    mature_people: PartOf[int]
    first_event: Derived[datetime | None]
    last_event: Derived[datetime | None]
    days_with_events: Derived[int]
    touchpoints: Derived[int]
    events_without_channel: Derived[int]


MEASURED = ("people", "events", "conversion_rate", "revenue", "retained_rate", "mature_people")
"""The numbers whose change makes the size of an effect."""


@dataclass(frozen=True)
class Effect:
    """The headline numbers as they are and as they would be; `how` says what was done to the affected rows.

    "counted again" and "not read" are what would be true had the import not dealt with it: there `after` is worse.
    """

    how: Fixed[How]
    before: Headline
    after: Headline

    @property
    def size(self) -> float:
        """The largest relative change of a measured number; 0 where nothing moves."""
        return max(relative_change(getattr(self.before, name), getattr(self.after, name)) for name in MEASURED)


@dataclass(frozen=True)
class MeanScore:
    """Answers of one metric whose score is a number, and their mean."""

    metric: Fixed[str]
    answers: Size[int]
    mean: Derived[float]


@dataclass(frozen=True)
class ScoreEffect:
    """Scores per metric as they are, and without the affected answers."""

    before: tuple[MeanScore, ...]
    after: tuple[MeanScore, ...]

    @property
    def size(self) -> float:
        """The largest relative change of a mean score."""
        means = {score.metric: score.mean for score in self.after}
        return max((relative_change(was.mean, means.get(was.metric, nan)) for was in self.before), default=0.0)


@dataclass(frozen=True)
class Rows:
    """Events, told by a condition of ours on `e` (an event) and its bound values; never by text of a reader."""

    where: str
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Rows `first` to `last` of one import (both inclusive)."""

    import_id: int
    first: int
    last: int


@dataclass(frozen=True)
class SetAside:
    """A remedy: put events aside; they stay in the workspace and come back when it is undone."""

    title: str
    rows: Rows


@dataclass(frozen=True)
class Shift:
    """A remedy: move the times of a stretch of a file by `seconds`."""

    title: str
    stretch: Stretch
    seconds: int


@dataclass(frozen=True)
class Merge:
    """A remedy: show several names of touchpoints (or channels) as one."""

    title: str
    names: tuple[str, ...]
    shown: str
    named: Named = "touchpoint"


@dataclass(frozen=True)
class EndData:
    """A remedy: let the data end with `day` (ISO, in the workspace zone)."""

    title: str
    day: str


Remedy = SetAside | Shift | Merge | EndData


@dataclass(frozen=True)
class Examples:
    """Some of the affected rows as a table."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or worth knowing.

    `rows` counts affected rows (events, answers or rows of the file, see `unit`). `share` is the part of the data
    (0-1) that is missing, where no figure can tell what it would change. `note_only` findings never alarm. `about`
    are the counts of people that title and sentence tell of, () for none; None: not said, so the finding is only
    mentioned where small groups are hidden.
    """

    code: Fixed[str]
    title: Spoken[str]
    sentence: Spoken[str]
    rows: Size[int]
    unit: Fixed[str] = "events"
    examples: Derived[Examples] = Examples()
    remedies: Spoken[tuple[Remedy, ...]] = ()
    effect: Effect | None = None
    scores: ScoreEffect | None = None
    share: Derived[float] = 0.0
    note_only: Fixed[bool] = False
    about: Fixed[tuple[float, ...] | None] = None

    @property
    def size(self) -> float:
        """How much it moves the headline numbers (or what it hides of the data): the largest relative change."""
        return max(self.share, *(part.size if part else 0.0 for part in (self.effect, self.scores)))

    @property
    def harmless(self) -> bool:
        """Whether the import has dealt with it, so that the numbers shown do not suffer."""
        return self.effect is not None and self.effect.how in ("counted again", "not read")

    @property
    def severity(self) -> Severity:
        """Serious from one percent of a headline number; a note where nothing has to be done."""
        if self.note_only or self.harmless:
            return "note"
        return "serious" if self.size >= SERIOUS_CHANGE else "minor"


@dataclass(frozen=True)
class Sound:
    """Something that was looked for and not found, or could not be judged (`reason`)."""

    code: Fixed[str]
    looked_for: Fixed[str]
    reason: Fixed[str] = ""


@dataclass(frozen=True)
class Coverage:
    """How many (`hits`) of what there is (`of`) can be placed; `name` says what is counted."""

    name: Fixed[str]
    hits: PartOf[int]
    of: Size[int]


@dataclass(frozen=True)
class Report:
    """Everything about the quality of a workspace or of one import, the largest effect first."""

    headline: Headline
    findings: tuple[Finding, ...]
    sound: tuple[Sound, ...]
    coverage: tuple[Coverage, ...] = ()


def relative_change(before: float, after: float) -> float:
    """|after - before| / |before|; 1 where a number appears or vanishes, 0 where both are missing."""
    if not isfinite(before) or not isfinite(after):
        return 0.0 if isfinite(before) == isfinite(after) else 1.0
    if abs(after - before) <= 1e-12 * abs(before):
        return 0.0
    return min(abs(after - before) / abs(before), 10.0) if before else 1.0


_KINDS: Mapping[str, type[SetAside | Shift | Merge | EndData]] = {
    "set_aside": SetAside,
    "shift": Shift,
    "merge": Merge,
    "end_data": EndData,
}


def kind_of(remedy: Remedy) -> str:
    """The name a remedy is recorded under."""
    return next(name for name, kind in _KINDS.items() if isinstance(remedy, kind))


def described(remedy: Remedy) -> Plain:
    """What is recorded of a remedy; the rows of a SetAside are kept themselves and left out here."""
    plain: Plain = to_plain(remedy)
    plain.pop("rows", None)
    return plain


def shift_from(plain: Mapping[str, Any]) -> Shift:
    """A recorded Shift."""
    return build(Shift, {**plain, "stretch": build(Stretch, plain["stretch"])})
