"""Funnels worth a look in any data: the usual way to the goal, through the stages, after the purchase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from touchpath.analysis.log.arrays import EventArrays
from touchpath.analysis.log.first_meetings import counted_touchpoints
from touchpath.analysis.log.holding import log_at_hand
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.cells import Derived, Fixed, Label, Size
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step
from touchpath.journey.touchpoints import STAGES

_SAMPLE_PEOPLE = 20_000
_MOST_STEPS = 5
_COMMON = 0.5
_ALIKE = 0.02
_DAY = 86_400.0


@dataclass(frozen=True)
class Suggestion:
    """A funnel under a name that says why it is suggested."""

    name: str
    funnel: Funnel


@dataclass(frozen=True)
class Volume:
    """A touchpoint as shown, with its stage (None: not known) and volumes over all data."""

    name: Label[str]
    stage: Fixed[str | None]
    people: Size[int]
    events: Derived[int]


def volumes(engine: Reader) -> tuple[Volume, ...]:
    """The touchpoints that have events, most events first; kept until the data change."""
    return arrays_of(engine).get(engine.version, "volumes", lambda: _Volumes(_read_volumes(engine))).all


@dataclass(frozen=True)
class _Volumes:
    all: tuple[Volume, ...]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 200 * (1 + len(self.all))


def _read_volumes(engine: Reader) -> tuple[Volume, ...]:
    arrays = EventArrays(engine)
    if log_at_hand(arrays, NO_FILTERS):
        return _volumes_in_log(arrays)
    rows = engine.frame("ask/touchpoints/catalogue").to_dict("records")
    return tuple(
        Volume(str(row["touchpoint"]), _text(row["stage"]), int(row["people"]), int(row["events"]))
        for row in rows
        if row["events"]
    )


def _volumes_in_log(arrays: EventArrays) -> tuple[Volume, ...]:
    """The same from the log, which is in memory."""
    names = arrays.engine.frame("ask/touchpoints/names").groupby("shown")
    stages = names["stage"].first()  # of merged names the first that says it
    found = [
        Volume(name, _text(stages[name]), people, events)
        for name, (people, events) in counted_touchpoints(arrays, NO_FILTERS).items()
        if events
    ]
    return tuple(sorted(found, key=lambda volume: (-volume.events, volume.name)))


def volumes_in_view(engine: Reader, filters: Filters) -> tuple[Volume, ...]:
    """The touchpoints that have events, with their volumes under the filters: 0 where nobody in view met them."""
    arrays = EventArrays(engine)
    if log_at_hand(arrays, filters):
        seen = counted_touchpoints(arrays, filters)
    else:
        rows = engine.frame("ask/touchpoints/catalogue", {}, filters).to_dict("records")
        seen = {str(row["touchpoint"]): (int(row["people"]), int(row["events"])) for row in rows}
    counts = [(volume, seen.get(volume.name, (0, 0))) for volume in volumes(engine)]
    return tuple(replace(volume, people=people, events=events) for volume, (people, events) in counts)


def suggested_funnels(engine: Reader, goal: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Funnels for these data, the best default first; `goal` are touchpoints of the settings (may be empty).

    At least one for any workspace that holds events; none without events. Kept until the data change.
    """
    found = arrays_of(engine).get(
        engine.version, ("suggested funnels", goal), lambda: _Suggestions(_found(engine, goal))
    )
    return found.all


@dataclass(frozen=True)
class _Suggestions:
    all: tuple[Suggestion, ...]

    @property
    def nbytes(self) -> int:
        """About the bytes held."""
        return 2_000 * (1 + len(self.all))


def _found(engine: Reader, goal: tuple[str, ...]) -> tuple[Suggestion, ...]:
    known = volumes(engine)
    if not known:
        return ()
    names = {volume.name for volume in known}
    wanted = tuple(name for name in goal if name in names) or _likely_goal(known)
    every = max(1, max(volume.people for volume in known) // _SAMPLE_PEOPLE)
    found = [_way_to(engine, wanted, known, every), _through_stages(known), _after(wanted, known)]
    kept = _different(suggestion for suggestion in found if suggestion)
    return kept or (_usual_order(engine, every),)


def _way_to(engine: Reader, goal: tuple[str, ...], known: Sequence[Volume], every: int) -> Suggestion | None:
    """The stations that most people pass before the goal, in the order in which they lie before it."""
    if not goal:
        return None
    rows = engine.frame("ask/suggested/before_goal", {"goal": list(goal), "every": every})
    people = {volume.name: volume.people for volume in known}
    later = _later_stages(goal, known)
    common = rows[(rows["people"] >= _COMMON * rows["reached_goal"]) & ~rows["touchpoint"].isin([*goal, *later])]
    names = _distinct_sizes([str(name) for name in common["touchpoint"]], people)
    if not names:
        return None
    chosen = _most_common(names, common)
    lead = float(common.loc[common["touchpoint"] == chosen[0], "median_seconds_before"].iloc[0])
    title = f"Way to {goal[0]}"
    return Suggestion(title, Funnel((*(Step(name) for name in chosen), Step(goal)), window_seconds=_window(lead)))


def _through_stages(known: Sequence[Volume]) -> Suggestion | None:
    """The touchpoint that most people meet in each stage."""
    steps = []
    for stage in STAGES:
        inside = [volume for volume in known if volume.stage == stage]
        if inside:
            steps.append(Step(max(inside, key=lambda volume: volume.people).name))
    return (
        Suggestion("Through the stages", Funnel(tuple(steps), window_seconds=30 * _DAY)) if len(steps) > 1 else None
    )


def _after(goal: tuple[str, ...], known: Sequence[Volume]) -> Suggestion | None:
    """What follows the goal: the largest touchpoint of each later stage."""
    if not goal:
        return None
    steps = [Step(goal)]
    for stage in ("retention", "advocacy"):
        inside = [volume for volume in known if volume.stage == stage and volume.name not in goal]
        if inside:
            steps.append(Step(max(inside, key=lambda volume: volume.people).name))
    return Suggestion(f"After {goal[0]}", Funnel(tuple(steps), window_seconds=30 * _DAY)) if len(steps) > 1 else None


def _usual_order(engine: Reader, every: int) -> Suggestion:
    """The largest touchpoints in the order in which people usually meet them first."""
    rows = (
        engine.frame("ask/suggested/usual_order", {"every": every}).head(4).sort_values("mean_place", kind="stable")
    )
    steps = tuple(Step(str(name)) for name in rows["touchpoint"])
    return Suggestion("The usual order", Funnel(steps, window_seconds=30 * _DAY))


def _likely_goal(known: Sequence[Volume]) -> tuple[str, ...]:
    """The rarest touchpoint of the purchase stage that at least one in a hundred people met."""
    most = max(volume.people for volume in known)
    bought = [volume for volume in known if volume.stage == "purchase" and volume.people >= most / 100]
    return (min(bought, key=lambda volume: volume.people).name,) if bought else ()


def _later_stages(goal: tuple[str, ...], known: Sequence[Volume]) -> list[str]:
    stage = next((volume.stage for volume in known if volume.name == goal[0]), None)
    if stage is None:
        return []
    after = STAGES[STAGES.index(stage) + 1 :]
    return [volume.name for volume in known if volume.stage in after]


def _distinct_sizes(names: Sequence[str], people: dict[str, int]) -> list[str]:
    """Of stations met by nearly the same number of people only the one nearest to the goal."""
    kept: list[str] = []
    for name in reversed(names):
        if all(abs(people[name] - people[other]) > _ALIKE * people[other] for other in kept):
            kept.append(name)
    return kept[::-1]


def _most_common(names: Sequence[str], rows: pd.DataFrame) -> list[str]:
    share = dict(zip(rows["touchpoint"], rows["people"], strict=True))
    best = set(sorted(names, key=lambda name: -share[name])[: _MOST_STEPS - 1])
    return [name for name in names if name in best]


def _window(lead_seconds: float) -> float | None:
    """A usual window that leaves room for the median time to the goal."""
    for days in (7, 30, 90):
        if lead_seconds <= days * _DAY / 3:
            return days * _DAY
    return None


def _different(found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    kept: dict[tuple[Step, ...], Suggestion] = {}
    for suggestion in found:
        kept.setdefault(suggestion.funnel.steps, suggestion)
    return tuple(kept.values())


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
