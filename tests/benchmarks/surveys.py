"""Every view of survey answers over a million of them: the first time, and again under another filter.

Run: python -m tests.benchmarks.surveys [answers]

Answers of three metrics and of a wide survey, half of them placed by what the person did before, three events an
answer, a comment beside one answer in ten; asks for every answer of the three metrics and as many that nobody
answered.
A view is warm when what it rests on is in memory and nothing of its figures is: asked under other filters, one of
which keeps nearly all answers. Drivers have a bar of their own (tests/benchmarks/survey_drivers.py: 15 s).
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from tests.analysis.surveys.planted_words import WORDS
from touchpath import Workspace
from touchpath.answers import ask
from touchpath.journey.comments import Themes
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import FunnelScores
from touchpath.journey.score_follows import ScoreFollows
from touchpath.journey.survey_drivers import SurveyDrivers
from touchpath.journey.surveys import ResponseCheck, Scores

PLACES = ("visit", "search", "basket", "buy", "call", "chat", "delivery", "return", "survey_sent")
CHANNELS = ("web", "app", "store", "phone", "mail")
METRICS = (("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7))
ITEMS, DAYS, FEW_ANSWERS = 5, 400, 4
_FIRST = np.datetime64("2025-01-01", "us")


def _moments(random: np.random.Generator, number: int) -> Any:
    return _FIRST + (random.random(number) * DAYS * 86_400_000_000).astype("timedelta64[us]")


def answers_of(answers: int, people: int, random: np.random.Generator) -> pd.DataFrame:
    """Half are single answers of three metrics, half rows of a wide survey with an overall score and items."""
    single = answers // 2
    kind = random.integers(0, len(METRICS), single)
    low, high = (np.array([metric[end] for metric in METRICS])[kind] for end in (1, 2))
    mood = random.normal(0.65, 0.25, single)
    alone = pd.DataFrame(
        {
            "person": random.integers(1, people + 1, single), "moment": _moments(random, single),
            "question": np.array([f"How about {name}?" for name, *_ in METRICS])[kind],
            "metric": np.array([name for name, *_ in METRICS])[kind],
            "score": np.clip(np.round(low + mood * (high - low)), low, high), "low": low, "high": high, "file": 1,
            "row": np.arange(single), "touchpoint": np.where(random.random(single) < 0.5, 5, 0),
        }
    )  # fmt: skip
    rows = answers // 2 // ITEMS
    who, at, common = random.integers(1, people + 1, rows), _moments(random, rows), random.normal(3.6, 0.8, rows)
    wide = [
        pd.DataFrame(
            {
                "person": who, "moment": at, "question": f"item {number}", "metric": "csat",
                "score": np.clip(np.round(common + random.normal(0, 0.8, rows)), 1, 5), "low": 1, "high": 5,
                "file": 2, "row": np.arange(rows), "touchpoint": 0,
            }
        )
        for number in range(ITEMS)
    ]  # fmt: skip
    return pd.concat([alone, *wide], ignore_index=True)


def events_of(given: pd.DataFrame, people: int, random: np.random.Generator) -> pd.DataFrame:
    """What people do at any time, and something a few hours before each answer, with an ask between the two."""
    before = given[given["file"] == 1]
    near = before["moment"].to_numpy() - random.integers(1, 48 * 3600, len(before)).astype("timedelta64[s]")
    asks, silent = before["moment"].to_numpy() - np.timedelta64(1, "m"), len(before)
    free = max(3 * len(given) - 3 * len(before), 0)
    person = [before["person"], before["person"], random.integers(1, people + 1, silent + free)]
    place = [random.integers(1, 9, len(before)), np.full(len(before) + silent, 9), random.integers(1, 9, free)]
    return pd.DataFrame(
        {
            "person": np.concatenate(person),
            "moment": np.concatenate([near, asks, _moments(random, silent + free)]),
            "touchpoint": np.concatenate(place),
            "channel": random.integers(1, len(CHANNELS) + 1, len(before) * 2 + silent + free),
            "wait": random.integers(0, 40, len(before) * 2 + silent + free),
        }
    )


def workspace_of(answers: int, folder: Path) -> Workspace:
    """A workspace file with the answers and events, inserted as an import leaves them."""
    random = np.random.default_rng(5)
    people = max(answers // FEW_ANSWERS, 100)
    given = answers_of(answers, people, random)
    shares = 1 / np.arange(1, len(WORDS) + 1)
    words = random.choice(WORDS, (answers // 10, 8), p=shares / shares.sum())
    said = pd.DataFrame({"number": np.arange(len(words)), "comment": [" ".join(row) for row in words]})
    workspace = Workspace.open(folder / "answers.duckdb")
    with workspace.engine.transaction() as writer:
        connection = writer._own
        for table, names in (("touchpoint", PLACES), ("channel", CHANNELS)):
            writer.put("given", pd.DataFrame({"code": range(1, len(names) + 1), "name": names}))
            connection.execute(f"INSERT INTO {table}s (code, raw_name, {table}) SELECT code, name, name FROM given")
        connection.execute(
            "INSERT INTO people (person, person_id, canonical, persona) "
            "SELECT i, 'p' || i, i, 'persona ' || (i % 6) FROM range(1, $1) AS r(i)", [people + 1],
        )  # fmt: skip
        writer.put("given_events", events_of(given, people, random))
        connection.execute(
            "INSERT INTO events (person, occurred_at, touchpoint, channel, identity, import_id, source_row, "
            "properties) SELECT person, moment, touchpoint, channel, person, 3, row_number() OVER (), "
            "MAP {'wait': wait::VARCHAR} FROM given_events ORDER BY touchpoint, person, moment"
        )
        writer.put("given_answers", given)
        writer.put("given_words", said)
        connection.execute(
            "INSERT INTO responses (import_id, source_row, respondent, person, identity, answered_at, question, "
            "metric, score, scale_low, scale_high, touchpoint, comment) "
            "SELECT a.file, a.row, a.person::VARCHAR, a.person, a.person, a.moment, a.question, a.metric, a.score, "
            "a.low, a.high, nullif(a.touchpoint, 0), w.comment "
            "FROM given_answers AS a LEFT JOIN given_words AS w ON w.number = a.row AND a.file = 1"
        )
    return workspace


FUNNEL = Funnel(("visit", "basket", "buy"), window_seconds=30 * 86_400.0)
OTHERS = (Filters(date_from=date(2025, 1, 2)), Filters(personas=("persona 1",)))
VIEWS: tuple[tuple[str, Any], ...] = (
    ("scores by touchpoint", Scores("nps")),
    ("scores of all boxes", Scores("csat", split="channel")),
    ("effort by persona", Scores("ces", split="persona", period="week")),
    ("scores by property", Scores("nps", split="property:wait")),
    ("scores by question", Scores("csat", split="question")),
    ("scores by another answer", Scores("csat", questions=("item 0",), split="answer:item 1")),
    ("who answered", ResponseCheck("nps")),
    ("what follows", ScoreFollows("nps", 30, ("buy",))),
    ("comments", Themes("nps")),
    ("comments searched", Themes("nps", search="bana", words=("banax", "kodiy"))),
    ("scores on a funnel", FunnelScores(FUNNEL, "nps")),
    ("drivers", SurveyDrivers("item 0")),
    ("drivers by touchpoint", SurveyDrivers("nps", touchpoints_of="csat")),
)


def main(answers: int) -> None:
    """Each view first, then again for other dates and for a persona (the slower of the two)."""
    with TemporaryDirectory() as folder:
        workspace = workspace_of(answers, Path(folder))
        elapsed, busy = _seconds(workspace, Scores("nps"), Filters())
        print(
            f"{answers:,} answers; the first view of all, placing included: {elapsed:.2f} s (processor {busy:.2f} s)"
        )
        slow = []
        for name, question in VIEWS:
            first = _seconds(workspace, question, Filters())
            again = max(_seconds(workspace, question, filters) for filters in OTHERS)
            print(
                f"  {name:26s} first {first[0]:6.2f} s (processor {first[1]:6.2f}), "
                f"other filters {again[0]:6.2f} s (processor {again[1]:6.2f})"
            )
            slow += [name] if min(again) > 1 and not name.startswith("drivers") else []
        print(f"over 1 s under other filters: {', '.join(slow) or 'none'}")
        workspace.close()


def _seconds(workspace: Workspace, question: Any, filters: Filters) -> tuple[float, float]:
    """How long an answer takes, and how much of the processors: on a busy machine the first says little."""
    began, worked = time.perf_counter(), time.process_time()
    ask(workspace, question, filters)
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
