"""What retention is: who starts a cohort, what counts as coming back, and in which stretches of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from touchpath.journey.calendar import Period
from touchpath.journey.conditions import conditions_from
from touchpath.journey.definition import DefinitionError, as_tuple, build
from touchpath.journey.funnel_parts import Breakdown, ChannelOf, Step, Touchpoints
from touchpath.journey.funnel_words import step_words

RetentionKind = Literal["recurring", "first_matching", "first_ever"]
Bucketing = Literal["calendar", "rolling"]
Mode = Literal["on", "on_or_after", "brackets"]

MOST_INTERVALS = 400
_PAIR = 2
_KINDS = {
    "recurring": "for each {period} in which they did",
    "first_matching": "for the {period} in which they first (within the dates) did",
    "first_ever": "for the {period} in which they first ever did",
}
ANOTHER_SESSION = "Coming back takes another session than that of the entry: the next click is no return."
_ROLLING = {"hour": "full hours", "day": "stretches of 24 hours", "week": "stretches of 7 days", "month": "months"}


@dataclass(frozen=True)
class Retention:
    """Who came back, and when.

    `target`: the touchpoint(s), with conditions, that put a person into a cohort; `returning`: those that count as
    coming back. Both may be given as a Step, a name, several names, or None (any touchpoint).
    `kind`: "recurring" (a person is in the cohort of every period with a target event in the dates),
    "first_matching" (only of the first target event in the dates) or "first_ever" (only of the first target event
    ever, which then must lie in the dates).
    `period`: hour, day, week or month. `bucketing`: "calendar" periods of the workspace zone, or "rolling" ones
    counted from each person's entry (then only the first entry in the dates counts, unless first_ever is asked).
    `intervals`: how many columns, column 0 (the cohort) included; brackets have one column each beside it.
    `mode`: "on" (in that period), "on_or_after" (then or later) or "brackets" (stretches of `brackets` periods:
    widths (4, 6) are periods 1-4 and 5-10). `min_occurrences`: how many return events it takes.
    `channel_of`: what a channel filter selects: the "entry" event, "every" event, or the people whose first event
    ever ("first_ever") came through the channel.
    Raises DefinitionError for what cannot be measured.
    """

    target: Step | Touchpoints
    returning: Step | Touchpoints
    kind: RetentionKind = "recurring"
    period: Period = "day"
    bucketing: Bucketing = "calendar"
    intervals: int = 8
    mode: Mode = "on"
    brackets: tuple[int, ...] = ()
    min_occurrences: int = 1
    breakdown: Breakdown | None = None
    channel_of: ChannelOf = "entry"

    def __post_init__(self) -> None:
        """Names become steps, lists tuples; then the rules are checked."""
        object.__setattr__(self, "target", as_step(self.target))
        object.__setattr__(self, "returning", as_step(self.returning))
        object.__setattr__(self, "brackets", as_tuple(self.brackets))
        if self.brackets and self.mode == "on":
            object.__setattr__(self, "mode", "brackets")
        object.__setattr__(self, "breakdown", as_breakdown(self.breakdown))
        _check(self)

    @property
    def entry(self) -> Step:
        """What starts a cohort."""
        return as_step(self.target)

    @property
    def back(self) -> Step:
        """What counts as coming back."""
        return as_step(self.returning)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First and last period of each column after column 0, counted from the entry's period."""
        if not self.brackets:
            return tuple((k, k) for k in range(1, self.intervals))
        ends = [sum(self.brackets[: i + 1]) for i in range(len(self.brackets))]
        return tuple((end - width + 1, end) for end, width in zip(ends, self.brackets, strict=True))

    @property
    def labels(self) -> tuple[str, ...]:
        """A name for each column: Day 0, Day 1, ... or Day 0, Days 1-4, ..."""
        return tuple(_bracket_label(self.period, first, last) for first, last in ((0, 0), *self.spans))

    @property
    def another_session(self) -> bool:
        """Whether coming back takes another session than the entry's: else it would be the next click.

        So wherever one touchpoint may be both entry and return; in a later calendar period any activity will do, and
        for who enters in several calendar periods too.
        """
        later_period = self.bucketing == "calendar" and (self.mode == "on" or self.kind == "recurring")
        return not later_period and self.entry.meets(self.back)

    def sentence(self) -> str:
        """The definition in words."""
        return _sentence(self)

    def ungrouped(self) -> Retention:
        """The same retention of everybody together."""
        return replace(self, breakdown=None)


def retention_from(plain: Mapping[str, Any]) -> Retention:
    """A retention from its plain dict (URL, saved definition, file); raises DefinitionError for what it cannot be."""
    parts = dict(plain)
    for name in ("target", "returning"):
        if isinstance(parts.get(name), Mapping):
            parts[name] = step_from(parts[name])
    if isinstance(parts.get("breakdown"), Mapping):
        parts["breakdown"] = build(Breakdown, parts["breakdown"])
    return build(Retention, parts)


def step_from(plain: Mapping[str, Any]) -> Step:
    """A step from its plain dict; without a touchpoint it is any touchpoint."""
    where = conditions_from(plain.get("where"))
    return build(Step, {"touchpoint": None, **plain, "where": where})


def as_step(given: Any) -> Step:
    """A step as given, or of the touchpoint(s) named; None is any touchpoint."""
    return given if isinstance(given, Step) else Step(given)


def as_breakdown(given: Any) -> Breakdown | None:
    """A breakdown as given, or by the property named."""
    return Breakdown(given) if isinstance(given, str) else given


def _check(retention: Retention) -> None:
    for name, choices in (("kind", RetentionKind), ("period", Period), ("bucketing", Bucketing), ("mode", Mode)):
        if getattr(retention, name) not in get_args(choices):
            told = ", ".join(get_args(choices))
            raise DefinitionError(f'"{getattr(retention, name)}" is no {name} of retention: choose one of {told}.')
    if retention.channel_of not in get_args(ChannelOf):
        raise DefinitionError("A channel filter selects the entry event, every event or the first event ever.")
    if retention.mode == "brackets" and not retention.brackets:
        raise DefinitionError("Brackets need their widths, such as 4 and 6 for days 1-4 and 5-10.")
    if any(_not_count(width) for width in retention.brackets):
        raise DefinitionError("Each bracket is a whole number of periods, at least 1.")
    if _not_count(retention.min_occurrences):
        raise DefinitionError("Coming back takes at least one event.")
    if _not_count(retention.intervals) or max(retention.intervals, sum(retention.brackets)) > MOST_INTERVALS:
        raise DefinitionError(f"Retention is followed for 1 to {MOST_INTERVALS} periods.")
    _check_breakdown(retention)


def _check_breakdown(retention: Retention) -> None:
    breakdown = retention.breakdown
    if breakdown is None:
        return
    if breakdown.by_group:
        raise DefinitionError("Retention is split by a property; choose a saved group among the filters instead.")
    if not 1 <= len(breakdown.names) <= _PAIR:
        raise DefinitionError("Retention is split by one property or a pair of two.")


def _not_count(number: Any) -> bool:
    return not isinstance(number, int) or isinstance(number, bool) or number < 1


def _bracket_label(period: Period, first: int, last: int) -> str:
    """The name of a column: `Day 3`, or `Days 5-10` for a bracket."""
    return f"{period.capitalize()} {first}" if first == last else f"{period.capitalize()}s {first}-{last}"


def _sentence(retention: Retention) -> str:
    """The whole definition as one sentence."""
    kind = _KINDS[retention.kind].format(period=retention.period)
    times = "" if retention.min_occurrences == 1 else f"at least {retention.min_occurrences} times "
    other = f" {ANOTHER_SESSION}" if retention.another_session else ""
    return (
        f"People join a cohort {kind} {step_words(retention.entry)}. They came back when they did "
        f"{step_words(retention.back)} {times}{_when(retention)}, {_counted(retention)}.{other}"
    )


def _when(retention: Retention) -> str:
    period = retention.period
    later = " or later" if retention.mode == "on_or_after" else ""
    return f"within the {period}s shown{later}" if retention.brackets else f"in the {period} shown{later}"


def _counted(retention: Retention) -> str:
    if retention.bucketing == "calendar":
        return f"counting calendar {retention.period}s"
    start = "own start" if retention.period in ("hour", "day") else "own first day"
    return f"counting {_ROLLING[retention.period]} from each person's {start}"
