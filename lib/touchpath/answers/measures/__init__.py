"""Answers about measures: one of them, and all of them as the overview shows them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis import measures
from touchpath.analysis.scores import METRICS
from touchpath.answers.answer import Reading, Statement, Table, Told
from touchpath.answers.kinds import Kind, Place
from touchpath.answers.measures.judging import judge, judged_sentences, state_sentence
from touchpath.answers.measures.now import MeasuresNow, measures_now, with_history
from touchpath.answers.measures.reading import reading
from touchpath.engine.base import Reader
from touchpath.journey import words
from touchpath.journey.definition import build
from touchpath.journey.filters import Filters
from touchpath.journey.measures import Measure, measure_from
from touchpath.journey.questions import Overview

TITLE = "How is the journey doing?"


def measure_one(engine: Reader, asked: Measure, filters: Filters) -> MeasuresNow:
    """One measure; raises DefinitionError for a name that is none."""
    measures.definition(asked.name)
    return measures_now(engine, filters, (asked.name,), asked.settings)


def measure_all(engine: Reader, asked: Overview, filters: Filters) -> MeasuresNow:
    """Every measure of the registry."""
    return with_history(engine, filters, measures_now(engine, filters, tuple(measures.registry())))


def tell_one(asked: Measure, found: MeasuresNow, place: Place) -> Told:
    """One measure."""
    (read,) = _readings(found, place)
    return Told(
        title=read.title,
        sentence=_sentence(read),
        definition=read.definition,
        denominator=read.denominator,
        n=read.n,
        tables=(_table("measure", found, (read,)), _trend_table(found)),
        notes=_versus(found),
        statement=read.statement,
        readings=(read,),
    )


def tell_all(asked: Overview, found: MeasuresNow, place: Place) -> Told:
    """How the journey is doing."""
    shown = _readings(found, place)
    return Told(
        title=TITLE,
        sentence=_overview_sentence(found),
        findings=tuple(judged_sentences(judge(found), found.history_period, place.currency)),
        definition=" ".join(f"{read.title}: {read.definition}" for read in shown),
        denominator="each measure by its own rule; the popover of each says which",
        n=found.named("people").figure.n,
        tables=(_table("overview", found, shown),),
        notes=_versus(found),
        statement=Statement("ask/overview/event_keys", place.filters),
        readings=shown,
    )


def _readings(found: MeasuresNow, place: Place) -> tuple[Reading, ...]:
    return tuple(reading(part, found, place) for part in found.measures)


def _sentence(read: Reading) -> str:
    changed = f" ({read.change} against the stretch before)" if read.change else ""
    return f"{read.title}: {read.value}{changed}; {read.note[:1].lower()}{read.note[1:].rstrip('.')}."


def _overview_sentence(found: MeasuresNow) -> str:
    """The page in one sentence."""
    people, events, sessions, converted, kept = (
        found.named(name).figure for name in ("people", "events", "sessions", "conversion", "retained")
    )
    answers = sum(found.named(metric).figure.n for metric in METRICS)
    if not events.value:
        if not answers:
            return "Nothing passes these filters. Take a filter away, or choose more dates."
        return f"{words.plural(answers, 'survey answer')} and no events are in view."
    parts = [
        f"{words.plural(people.value, 'person', 'people')} left {words.plural(events.value, 'event')} "
        f"in {words.plural(sessions.value, 'session')}"
    ]
    if converted.n:
        goal = words.listed(found.settings.goal, conjunction="or")
        parts.append(f"{words.rate(converted.value)} reached the goal ({goal})")
    if kept.n:
        dates = found.named("retained").instead
        whose = f" (of {dates.without_channels().sentence()})" if dates else ""
        parts.append(f"{words.rate(kept.value)} came back within {found.settings.retained_days} days{whose}")
    return f"{state_sentence(judge(found), found.history_period)} {'; '.join(parts)}."


def _versus(found: MeasuresNow) -> tuple[str, ...]:
    if not found.days_before:
        return (
            "Changes are shown when the data reach back as long again before the dates, as for the last 30 days.",
        )
    stretch = f"the {found.days_before} days before" if found.days_before > 1 else "the day before"
    return (f"Changes are against {stretch}, in brackets their 95 % interval; coloured where it leaves out zero.",)


def _table(name: str, found: MeasuresNow, shown: tuple[Reading, ...]) -> Table:
    rows = pd.DataFrame(
        [
            (part.name, figure.value, figure.low, figure.high, figure.n, figure.hits, figure.people,
             part.before.value if part.before else float("nan"), figure.reason or "")
            for part in found.measures
            for figure in (part.figure,)
        ],
        columns=["measure", "value", "low", "high", "n", "hits", "people", "before", "reason"],
    )  # fmt: skip
    readable = pd.DataFrame(
        {
            "Measure": [read.title for read in shown],
            "Value": [read.value for read in shown],
            "Rests on": [read.note for read in shown],
            "Change": [read.change or words.NOTHING for read in shown],
        }
    )
    return Table(name, rows, readable)


def _trend_table(found: MeasuresNow) -> Table:
    (part,) = found.measures
    rows = pd.DataFrame(
        [
            (found.buckets[number].start, value, n, found.buckets[number].complete)
            for number, value, n in part.figure.trend
        ],
        columns=["from", "value", "n", "complete"],
    )
    return Table("measure-trend", rows, rows)


def _no_parameters(_: Any) -> list[tuple[str, str]]:
    return []


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("measure", Measure, measure_from, measure_one, tell_one, "overview", _no_parameters),
    Kind("overview", Overview, partial(build, Overview), measure_all, tell_all, "overview", _no_parameters),
)
"""The questions of the overview."""
