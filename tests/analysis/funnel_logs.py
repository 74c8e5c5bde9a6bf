"""Random logs and random funnels for the comparison with the oracle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.analysis.oracle import FOREVER, Event, Selection
from tests.events import START, Row
from touchpath.journey.conditions import Condition
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown, Exclusion, Funnel, Step

TOUCHPOINTS = ("a", "b", "c", "x")
DAY = 86400


@dataclass(frozen=True)
class Log:
    """Everybody's events, as rows to insert and as events to judge, with what is known of people."""

    rows: list[Row]
    events: list[Event]
    personas: dict[str, str]
    group: list[str]


def random_log(random: Random, people: int) -> Log:
    """Short journeys with many ties and duplicates over three days, in two imports."""
    rows = [_row(random, f"p{i}") for i in range(people) for _ in range(random.randint(1, 9))]
    rows = sorted(rows, key=lambda row: row.import_id)
    rows += [row for row in rows[-len(rows) // 20 :] if row.import_id == 2]
    if random.random() < 0.3:  # so long a span that a block has few people, and units may not fit into one
        rows.append(Row("old", -2022 * 365 * DAY, random.choice(TOUCHPOINTS), "web"))
    personas = {f"p{i}": random.choice("uv") for i in range(people) if random.random() < 0.8}
    group = [f"p{i}" for i in range(people) if random.random() < 0.4]
    return Log(rows, [_event(row, number) for number, row in enumerate(rows)], personas, group)


def random_funnel(random: Random) -> Funnel:
    """Any combination of options that is allowed."""
    order = random.choice(("ordered", "ordered", "strict", "any"))
    steps = tuple(_step(random, k > 0 and order == "ordered") for k in range(random.randint(1, 4)))
    window = random.choice((None, 5, 20, 60, DAY))
    counting = random.choice(("people", "people", "attempts", "sessions"))
    return Funnel(
        steps=steps,
        order=order,
        window_seconds=window,
        step_window_seconds=random.choice((None, None, 5)),
        entry=random.choice(("any", "any", "first", "first_ever")),
        counting=counting,
        exclusions=_exclusions(random, steps, order),
        hold=random.choice(((), (), ("k",), ("k", "l"))),
        breakdown=_breakdown(random, len(steps)),
        mature_only=window is not None and random.random() < 0.3,
        channel_of=random.choice(("entry", "every", "first_ever")),
        session_gap_seconds=random.choice((10, 30)),
    )


def random_filters(random: Random) -> Filters:
    """No filters half of the time."""
    if random.random() < 0.5:
        return Filters()
    first = START.date() + timedelta(days=random.randint(0, 1))
    return Filters(
        date_from=random.choice((None, first)),
        date_to=random.choice((None, first + timedelta(days=random.randint(0, 1)))),
        personas=random.choice(((), ("u",), (None, "v"))),
        channels=random.choice(((), ("web",), ("web", None))),
        where=random.choice(((), (Condition("k", "!=", "2"),))),
        group=random.choice((None, None, "picked")),
    )


def selection_of(log: Log, funnel: Funnel, filters: Filters) -> Selection:
    """The same filters for the oracle."""
    every = funnel.channel_of == "every" and bool(filters.channels)
    firsts: dict[str, str | None] = {}
    for event in sorted(log.events, key=lambda e: (e.at, e.row)):
        firsts.setdefault(event.person, event.channel)

    def counts(person: str) -> bool:
        of_persona = not filters.personas or log.personas.get(person) in filters.personas
        by_first = funnel.channel_of == "first_ever" and bool(filters.channels)
        of_channel = not by_first or firsts[person] in filters.channels
        return of_persona and of_channel and (filters.group is None or person in log.group)

    by_entry = funnel.channel_of == "entry" and bool(filters.channels)
    return Selection(
        begins=_seconds(filters.date_from) if filters.date_from else -FOREVER,
        ends=_seconds(filters.date_to) + DAY if filters.date_to else FOREVER,
        data_end=max(event.at for event in log.events),
        event=lambda event: (
            not ((every and event.channel not in filters.channels) or (filters.where and event.get("k") == "2"))
        ),
        entry=lambda event: not by_entry or event.channel in filters.channels,
        person=counts,
    )


def _row(random: Random, person: str) -> Row:
    return Row(
        by=person,
        at=random.choice((0, DAY, 2 * DAY - 10)) + random.randint(0, 25),
        touchpoint=random.choice(TOUCHPOINTS),
        channel=random.choice(("web", "app", None)),
        session=random.choice((None, None, "s1", "s2")) if person.endswith(("1", "2", "3")) else None,
        properties={name: random.choice(("1", "2", None)) for name in ("k", "l")},
        import_id=random.choice((1, 1, 1, 2)),
    )


def _event(row: Row, number: int) -> Event:
    properties = tuple((name, value) for name, value in row.properties.items() if value is not None)
    return Event(row.by, float(row.at), number, row.touchpoint, row.channel, row.session, properties)


def _step(random: Random, may_be_optional: bool) -> Step:
    where = (Condition("k", "=", "1"),) if random.random() < 0.15 else ()
    touchpoint = random.choice(("a", "b", "c", "a", "b", "c", ("a", "b"), ("b", "c"), None))
    return Step(touchpoint, where, optional=may_be_optional and random.random() < 0.2)


def _exclusions(random: Random, steps: tuple[Step, ...], order: str) -> tuple[Exclusion, ...]:
    required = [k for k, step in enumerate(steps) if not step.optional]
    if len(required) < 2 or random.random() < 0.6:
        return ()
    names, whole = ("x", "x", "c", ("x", "b")), (0, len(steps) - 1)  # in any order there is no other range
    return tuple(
        Exclusion(random.choice(names), *(whole if order == "any" else sorted(random.sample(required, 2))))
        for _ in range(random.randint(1, 2))
    )


def _breakdown(random: Random, steps: int) -> Breakdown | None:
    if random.random() < 0.5:
        return None
    at = random.choice(("first_touch", "last_touch", "all_events", random.randrange(steps)))
    names = random.choice(("channel", "k", ("channel", "k"), "persona", ("channel", "persona")))
    return Breakdown(names, at=at, limit=random.choice((None, 1, 2)))


def _seconds(day: date) -> float:
    return (day - START.date()).days * DAY
