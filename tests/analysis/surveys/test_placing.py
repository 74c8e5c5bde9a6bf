"""Answers are placed as plain Python places them, through real imports: ties, lags, merged people, what only asks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.analysis.surveys.placing_oracle import OracleAnswer, OracleEvent, place_of_answer
from touchpath import Condition, Constant, Filters, Workspace
from touchpath.analysis.surveys.asking import asking_touchpoints
from touchpath.analysis.surveys.placing import PlacedAnswers, placed_answers
from touchpath.analysis.surveys.view import answers_in_view

START = datetime(2025, 3, 3)
CASES, PEOPLE = 5_000, 400
TOUCHPOINTS = ("visit", "buy", "call", "nps_survey_sent", "csat survey")
ASKING = {"nps_survey_sent", "csat survey"}
CHANNELS = ("web", "app", None)
HOUR = 3600
"""Times are whole hours of eight days: events meet answers and each other, and a lag of hours ends on them."""


def _time(second: int | None) -> str | None:
    return None if second is None else (START + timedelta(seconds=second)).isoformat()


class Logs:
    """A workspace of random logs and answers, and the same for the oracle."""

    def __init__(self, folder: Path) -> None:
        draw = random.Random(7)
        aliases = {f"a{i}": f"p{i}" for i in range(0, PEOPLE, 3)}
        ids = [*(f"p{i}" for i in range(PEOPLE)), *aliases]
        self.events: dict[str, list[OracleEvent]] = {}
        files: list[list[dict[str, object]]] = [[], []]
        for _ in range(6_000):
            name, second, file = draw.choice(ids), draw.randrange(8 * 24) * HOUR, draw.randrange(2)
            touchpoint, channel = draw.choice(TOUCHPOINTS), draw.choice(CHANNELS)
            row = {"who": name, "at": _time(second), "what": touchpoint, "where": channel, "n": draw.randrange(1000)}
            files[file].append(row)
            human = aliases.get(name, name)
            made = OracleEvent(human, second, touchpoint, channel, (file, len(files[file])))
            self.events.setdefault(human, []).append(made)
        self.answers: list[OracleAnswer] = []
        rows: list[dict[str, object]] = []
        for number in range(CASES):
            name = draw.choice([*ids, None])
            second = None if draw.random() < 0.03 else draw.randrange(10 * 24) * HOUR
            touchpoint = draw.choice(TOUCHPOINTS) if draw.random() < 0.4 else None
            channel = draw.choice(CHANNELS) if draw.random() < 0.3 else None
            self.answers.append(OracleAnswer(aliases.get(name or "", name), second, touchpoint, channel))
            rows.append(
                {"who": name, "at": _time(second), "about": touchpoint, "where": channel, "score": number % 11}
            )
        self.workspace = Workspace.in_memory()
        self._import(folder, files, rows, aliases)

    def _import(self, folder: Path, files: list, rows: list, aliases: dict[str, str]) -> None:
        for number, events in enumerate(files):
            pd.DataFrame(events).to_csv(folder / f"{number}.csv", index=False)
            self.workspace.import_events(
                folder / f"{number}.csv", person="who", occurred_at="at", touchpoint="what", channel="where"
            )
        pd.DataFrame(rows).to_csv(folder / "answers.csv", index=False)
        self.workspace.import_responses(
            folder / "answers.csv", person="who", answered_at="at", touchpoint="about", channel="where",
            score="score", metric=Constant("nps"),
        )  # fmt: skip
        pd.DataFrame(aliases.items(), columns=["alias", "id"]).to_csv(folder / "aliases.csv", index=False)
        self.workspace.import_identities(folder / "aliases.csv", alias="alias", person="id")


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logs]:
    made = Logs(tmp_path_factory.mktemp("logs"))
    yield made
    made.workspace.close()


def _named(names: tuple[str, ...], places: np.ndarray) -> list[str | None]:
    return [None if place < 0 else names[place] for place in places]


def _found(placed: PlacedAnswers) -> list[tuple[str | None, str | None, int]]:
    touchpoints, channels = _named(placed.touchpoints, placed.touchpoint), _named(placed.channels, placed.channel)
    return list(zip(touchpoints, channels, placed.source.tolist(), strict=True))


@pytest.mark.parametrize("lag_hours", [24, 3, 0])
def test_every_answer_is_placed_as_plain_python_places_it(logs: Logs, lag_hours: float) -> None:
    placed = placed_answers(logs.workspace.engine, lag_hours)
    by_row = dict(zip(placed.answers.source_row.tolist(), _found(placed), strict=True))
    first = min(by_row)
    assert len(by_row) == CASES
    imports = sorted({source >> 49 for source in placed.events.source.tolist()})
    for number, answer in enumerate(logs.answers):
        events = logs.events.get(answer.human or "", [])
        touchpoint, channel, source = place_of_answer(answer, events, ASKING, lag_hours * HOUR)
        found = by_row[first + number]
        where = None if found[2] < 0 else (imports.index(found[2] >> 49), ((found[2] >> 17) & (2**32 - 1)) - 1)
        assert (*found[:2], where) == (touchpoint, channel, source), answer


def test_the_cases_hold_what_they_are_about(logs: Logs) -> None:
    """Each way to be placed, and each way not to be, is among the cases."""
    placed = placed_answers(logs.workspace.engine)
    for part in (placed.named & (placed.event >= 0), placed.named & (placed.event < 0), ~placed.named):
        assert np.count_nonzero(part) > 100
    assert np.count_nonzero((placed.event < 0) & ~placed.named) > 100
    assert (
        asking_touchpoints(logs.workspace.engine).names == ("csat survey", "nps_survey_sent")
        or set(asking_touchpoints(logs.workspace.engine).names) == ASKING
    )


def _passes(filters: Filters, touchpoint: str, number: float) -> bool:
    tests = {
        ">=": lambda part: number >= part.value,
        "<": lambda part: number < part.value,
        "=": lambda part: touchpoint in part.value,
        "is not set": lambda part: False,
    }
    return all(tests[part.op](part) for part in filters.where)


@pytest.mark.parametrize(
    ("filters", "few"),
    [
        (Filters(channels=("web",)), 500),
        (Filters(channels=(None, "app")), 500),
        (Filters(where=(Condition("n", ">=", 500),)), 500),
        (Filters(where=(Condition("touchpoint", "=", ("buy", "call")), Condition("n", "<", 800))), 300),
        (Filters(date_from="2025-03-05", date_to="2025-03-06"), 500),
        (Filters(where=(Condition("n", "is not set"),)), 0),
    ],
)
def test_filters_reach_answers_by_their_place(logs: Logs, filters: Filters, few: int) -> None:
    """Against a loop over answers and the events that they are about."""
    engine = logs.workspace.engine
    placed, epoch = placed_answers(engine), datetime(1970, 1, 1)
    rows = engine.frame("ask/surveys/event_properties", {"name": "n"})
    number_of = {(row.import_id, row.source_row): float(row.value) for row in rows.itertuples()}
    kept, without = [], 0
    channels = _named(placed.channels, placed.channel)
    for place, (event, moment) in enumerate(zip(placed.event.tolist(), placed.answers.moment.tolist(), strict=True)):
        if filters.channels and channels[place] not in filters.channels:
            continue
        day = (epoch + timedelta(microseconds=moment)).date() if moment > 0 else None
        if filters.date_from and (day is None or not filters.date_from <= day <= filters.date_to):
            continue
        if filters.where:
            source = int(placed.events.source[event])
            without += event < 0
            name = placed.touchpoints[placed.events.touchpoint[event]]
            if event < 0 or not _passes(filters, name, number_of[source >> 49, (source >> 17) & (2**32 - 1)]):
                continue
        kept.append(int(placed.answers.source_row[place]))
    found = answers_in_view(engine, filters)
    assert found.placed.answers.source_row.tolist() == kept
    assert found.without_event == without
    assert len(kept) >= few


def test_who_is_not_known_has_no_persona_and_is_in_no_group(logs: Logs) -> None:
    engine = logs.workspace.engine
    unknown = sum(answer.human is None for answer in logs.answers)
    missing = answers_in_view(engine, Filters(personas=(None,))).placed
    assert len(missing) == CASES  # nobody has a persona here
    known = answers_in_view(engine, Filters(where=(Condition("persona", "is not set", scope="person"),))).placed
    assert len(known) == CASES - unknown
    assert len(answers_in_view(engine, Filters(group="nobody")).placed) == 0
